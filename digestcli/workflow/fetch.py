"""`digest fetch`: papers whose facts are pending or partial are completed; no issue file is touched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digestcli import sources
from digestcli.library import papers
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import Change, drift
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.model.paper import Paper, merged
from digestcli.sources import Absence, Refusal, Service
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.gather import nobody_told, save


@dataclass(frozen=True, slots=True)
class Told:
    """What was learnt of one paper: its facts and what is new in them, or why arXiv has none."""

    id: ArxivId
    paper: Paper | None
    is_new: bool = False  # nothing was known of it
    changes: tuple[Change, ...] = ()
    absence: Absence | None = None


def fetch(
    desk: Desk, keys: Iterable[Key], service: Service, tell: Tell, *, dry_run: bool = False
) -> Iterator[Told]:
    """Each paper of the issues that was not wholly known, saved once it has been told of.

    Killed and repeated it goes on where it was. Raises NetworkError at the end if some are still pending.
    """
    wanted = tuple(dict.fromkeys(ref.bare for key in keys for ref in open_issue(desk, key).issue.refs()))
    known = papers.load_many(desk.library, wanted)
    lacking = [ref for ref in wanted if ref not in known or known[ref].partial]
    yield from learnt(desk, known, lacking, service, tell, dry_run=dry_run)


def learnt(
    desk: Desk,
    known: dict[ArxivId, Paper],
    wanted: Sequence[ArxivId],
    service: Service,
    tell: Tell,
    *,
    dry_run: bool,
    api_only: bool = False,
    later: str = "digest fetch",
) -> Iterator[Told]:
    """What the sources say of `wanted` beyond what is `known`; saved, unless it is a dry run.

    Raises NetworkError at the end if nobody could tell of some.
    """
    pending: list[ArxivId] = []
    refusals: tuple[Refusal, ...] = ()
    for fetched in sources.fetch(wanted, service, tell, api_only=api_only):
        told = [_told(known.get(ref), paper) for ref, paper in fetched.papers.items()]
        yield from told
        yield from (Told(ref, None, absence=absence) for ref, absence in fetched.absent.items())
        if not dry_run:
            save(desk, fetched.papers.values(), tell)
        pending += fetched.pending
        refusals = fetched.refusals or refusals
    if pending:
        raise nobody_told(len(pending), refusals, later=later)


def _told(known: Paper | None, news: Paper) -> Told:
    paper = merged(known, news) if known else news
    return Told(paper.id, paper, known is None, drift(known, paper))
