"""Where papers' facts come from: ids go in, papers as their source describes them come out.

Which papers a listing announced is gathered in `listings`, from arXiv alone or from a file.

`http` is the only door to the network, `polite` keeps each service's pace and meets its faults as the table
in `faults` says, `chain` asks one source after another. Each place that papers come from has one file, a line
in `chain`, and its name in `model.paper`. Importing this room loads none of them.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.paper import Paper
from digestcli.sources.answer import Absence, Fetched, Raw, Refusal
from digestcli.sources.service import Service

if TYPE_CHECKING:
    from datetime import datetime
    from io import BufferedReader

    from digestcli.model.window import Window
    from digestcli.sources.chain import Chain
    from digestcli.sources.listings.arxivs import Listings
    from digestcli.sources.listings.records import Records

__all__ = ["Absence", "Fetched", "Raw", "Refusal", "Service", "Source", "asking", "listing", "records"]


class Source(Protocol):
    """One place papers come from."""

    name: str  # the one in model.paper.SOURCE_NAMES, which its papers bear
    most: int  # ids one question can carry

    def requests(self, number: int) -> int:
        """How many requests `number` papers take."""
        ...

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """The newest versions of at most `most` papers, by bare ids; what the source lacks is left out.

        Raises Disbelief when there is no believable answer.
        """
        ...


def asking(service: Service, tell: Tell, *, api_only: bool = False) -> "Chain":
    """All the sources, for as long as one command asks them; to be closed, as a context, when it is done.

    arXiv's API is asked first; where it fails, and it is not to be the only one, others are, as the table in
    `faults` says. One that was given up is not asked again, and patience is spent once.
    """
    from digestcli.sources.chain import Chain  # noqa: PLC0415 - loads arxiv, httpx and lxml

    return Chain(service, tell, api_only=api_only)


def listing(service: Service, tell: Tell, now: "datetime") -> "Listings":
    """The listings of arXiv, of weeks and of today, while a command asks; to be closed, as a context.

    `with listing(...) as arxivs: arxivs.week(("cs.CL",), Window.of(week))` gives Candidates; `now` is the
    moment it is. A week is asked for once a day. Raises NetworkError where arXiv does not tell all of it.
    """
    from digestcli.sources.listings.arxivs import Listings  # noqa: PLC0415 - loads arxiv, httpx and lxml

    return Listings(service, tell, now)


def records(file: "BufferedReader", name: str, window: "Window", tell: Tell) -> "Records":
    """What a file of records announces in a week: `records(...).announced(("cs.CL",))` gives Candidates.

    Asks nobody; raises FileError, naming the line that is at fault. `name` is what the user calls the file.
    """
    from digestcli.sources.listings import records as announced  # noqa: PLC0415 - few commands read any

    return announced.read(file, name, window, tell)
