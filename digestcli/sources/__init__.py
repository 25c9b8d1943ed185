"""Where papers' facts come from: ids go in, papers as their source describes them come out.

`http` is the only door to the network, `polite` keeps each service's pace and meets its faults as the table
in `faults` says, `chain` asks one source after another. Each place that papers come from has one file.
Importing this room loads none of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from digestcli.messages import N_
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.paper import ARXIV_API, DATACITE, OAI, Paper
from digestcli.sources.answer import Absence, Fetched, Raw, Refusal
from digestcli.sources.service import Service

__all__ = ["NAMES", "Absence", "Fetched", "Raw", "Refusal", "Service", "Source", "fetch", "raw_records"]

# name: what people call it. A source is one file here, one line in this table and one in `chain`.
NAMES: Mapping[str, str] = {ARXIV_API: N_("arXiv"), OAI: N_("arXiv's OAI-PMH"), DATACITE: N_("DataCite")}


class Source(Protocol):
    """One place papers come from."""

    name: str  # the one in NAMES, which its papers bear
    most: int  # ids one question can carry

    def requests(self, number: int) -> int:
        """How many requests `number` papers take."""
        ...

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """The newest versions of at most `most` papers, by bare ids; what the source lacks is left out.

        Raises Disbelief when there is no believable answer.
        """
        ...


def fetch(
    ids: Iterable[ArxivId], service: Service, tell: Tell, *, api_only: bool = False
) -> Iterator[Fetched]:
    """The newest version of every paper `ids` name, whatever versions they name, as they arrive.

    arXiv's API is asked first, with 100 ids in a request; where it fails, and it is not to be the only one,
    others are as the table in `faults` says. Every paper comes up once: with its facts, as absent, or as
    pending when nobody could tell.
    """
    from digestcli.sources.chain import Chain  # noqa: PLC0415 - loads arxiv, httpx and lxml

    with Chain(service, tell, api_only=api_only) as chain:
        yield from chain.fetch(tuple(dict.fromkeys(ref.bare for ref in ids)))


def raw_records(
    ids: Iterable[ArxivId], service: Service, tell: Tell
) -> Iterator[tuple[ArxivId, Raw | Absence]]:
    """What only arXiv's raw records tell, licence and withdrawal, with one request for each paper.

    Raises NetworkError when arXiv gives no believable answer; what came before it is good.
    """
    from digestcli.sources.chain import Chain  # noqa: PLC0415 - the same

    with Chain(service, tell) as chain:
        yield from chain.raw_records(tuple(dict.fromkeys(ref.bare for ref in ids)))
