"""Where papers' facts come from: ids go in, papers as their source describes them come out.

`http` is the only door to the network, `proof` says which answers are believed, and each place that
papers come from has one file. Importing this room loads none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Event, Tell
from digestcli.model.paper import Paper
from digestcli.sources.service import Service

__all__ = ["Fetched", "Service", "Source", "fetch", "gather"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of the ids asked for; every bare id is in exactly one of the two."""

    papers: Mapping[ArxivId, Paper]  # under the bare id
    absent: tuple[ArxivId, ...]  # asked for twice, and the source has none


class Source(Protocol):
    """One place papers come from."""

    most: int  # ids one request can carry

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """The newest versions of at most `most` papers; what the source does not have is left out.

        Raises NetworkError when there is no believable answer.
        """
        ...


def fetch(ids: Iterable[ArxivId], service: Service, tell: Tell) -> Fetched:
    """The newest version of every paper `ids` name, whatever versions they name, from arXiv's API.

    One request carries 100 ids. Raises NetworkError when arXiv gives no believable answer.
    """
    from digestcli.sources.arxiv_api import ArxivApi  # noqa: PLC0415 - loads arxiv, httpx and lxml

    with ArxivApi(service, tell) as source:
        return gather(source, ids, tell)


def gather(source: Source, ids: Iterable[ArxivId], tell: Tell) -> Fetched:
    """Everything `source` has of `ids`; what is missing from an answer is asked for once more, alone."""
    wanted = tuple(dict.fromkeys(ref.bare for ref in ids))
    papers: dict[ArxivId, Paper] = {}
    for start in range(0, len(wanted), source.most):
        batch = wanted[start : start + source.most]
        news = plural("fetching {n} paper", "fetching {n} papers", len(batch))
        tell(Event(news, done=start, total=len(wanted)))
        papers |= source.ask(batch)
    for ref in wanted:
        if ref not in papers:
            news = _("{id} was not in the answer: asking for it once more").format(id=ref)
            tell(Event(news, done=len(papers), total=len(wanted)))
            papers |= source.ask((ref,))
    found = {ref: papers[ref] for ref in wanted if ref in papers}
    return Fetched(found, tuple(ref for ref in wanted if ref not in found))
