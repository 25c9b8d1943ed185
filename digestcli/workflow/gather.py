"""Facts for papers: those the library has, then those that can be fetched, kept as they arrive."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from digestcli import sources
from digestcli.errors import NetworkError
from digestcli.library import papers, root
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.paper import Paper
from digestcli.sources import Absence, Refusal, Service
from digestcli.workflow.desk import Desk, locked

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Kept]):
    """What is known of papers, by their bare ids; each is in one of the three."""

    papers: Mapping[ArxivId, Kept] = field(default_factory=dict)
    absent: Mapping[ArxivId, Absence] = field(default_factory=dict)
    pending: tuple[ArxivId, ...] = ()
    refusals: tuple[Refusal, ...] = ()  # why some are pending; none where nobody was asked


def gather(
    desk: Desk,
    ids: Iterable[ArxivId],
    service: Service | None,
    tell: Tell,
    of_each: Callable[[Paper], Kept],
    *,
    keep: bool = True,
) -> Gathered[Kept]:
    """What `of_each` makes of the facts of `ids`, while the next ones are waited for.

    What the library has is not asked for, and without a `service` nothing is. Each paper is in `papers/` as
    soon as it arrives, so that an interrupted command has not asked in vain.
    """
    wanted = dict.fromkeys(ref.bare for ref in ids)
    known = {ref: of_each(paper) for ref, paper in papers.load_many(desk.library, wanted).items()}
    unknown = tuple(ref for ref in wanted if ref not in known)
    if service is None or not unknown:
        return Gathered(known, pending=unknown)
    absent: dict[ArxivId, Absence] = {}
    pending: list[ArxivId] = []
    refusals: tuple[Refusal, ...] = ()
    with sources.asking(service, tell) as chain:
        for fetched in chain.fetch(unknown):
            if keep:
                save(desk, fetched.papers.values(), tell)
            known |= {ref: of_each(paper) for ref, paper in fetched.papers.items()}
            absent |= fetched.absent
            pending += fetched.pending
            refusals = fetched.refusals or refusals
    return Gathered(known, absent, tuple(pending), refusals)


def save(desk: Desk, fetched: Iterable[Paper], tell: Tell) -> None:
    """The papers are in the library, which is made if need be."""
    fetched = list(fetched)
    if not fetched:
        return
    if not desk.library.exists:
        root.init(desk.library.root)
    with locked(desk, tell):
        papers.save_many(desk.library, fetched)


def nobody_told(number: int, refusals: Iterable[Refusal], *, later: str = "digest fetch") -> NetworkError:
    """Why nothing was learnt of `number` papers; `later` is the command to give then."""
    told = [_("{name}: {why}").format(name=refusal.name, why=refusal.why) for refusal in refusals]
    hints = [refusal.hint for refusal in refusals if refusal.hint]
    what = plural("no answer about {n} paper: {reasons}", "no answer about {n} papers: {reasons}", number)
    return NetworkError(
        what.format(reasons=_("; ").join(told)),
        "\n".join((*hints, _("later: {command}").format(command=later))),
    )
