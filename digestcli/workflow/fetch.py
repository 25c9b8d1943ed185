"""`digest fetch`: papers whose facts are pending or partial are completed; no issue file is touched."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from digestcli import sources
from digestcli.errors import FileError
from digestcli.library import papers
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import Change, drift
from digestcli.model.event import Tell
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.paper import Paper, merged
from digestcli.sources import Absence, Refusal, Service
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.gather import nobody_told, save

if TYPE_CHECKING:
    from digestcli.sources.chain import Chain


@dataclass(frozen=True, slots=True)
class Told:
    """What was learnt of one paper: its facts and what is new in them, or why arXiv has none."""

    id: ArxivId
    paper: Paper | None
    is_new: bool = False  # nothing was known of it
    changes: tuple[Change, ...] = ()
    absence: Absence | None = None


News = Iterator[Told | FileError]  # an error is an issue that cannot be read; the others go on


def fetch(desk: Desk, keys: Collection[Key], service: Service, tell: Tell, *, dry_run: bool = False) -> News:
    """Each paper of the issues that was not wholly known, saved once it has been told of.

    Killed and repeated it goes on where it was. Raises NetworkError at the end if some are still pending.
    """
    issues: list[Issue] = []
    yield from reading(desk, keys, issues)
    wanted = tuple(dict.fromkeys(ref.bare for issue in issues for ref in issue.refs()))
    known = papers.load_many(desk.library, wanted)
    lacking = [ref for ref in wanted if ref not in known or known[ref].partial]
    if lacking:
        with sources.asking(service, tell) as chain:
            yield from learnt(desk, chain, known, lacking, tell, dry_run=dry_run)


def reading(desk: Desk, keys: Collection[Key], issues: list[Issue]) -> Iterator[FileError]:
    """Fills `issues`; raises FileError where the only one there is cannot be read."""
    for key in keys:
        try:
            issues.append(open_issue(desk, key).issue)
        except FileError as fault:
            if len(keys) == 1:
                raise
            yield fault


def learnt(
    desk: Desk,
    chain: "Chain",
    known: Mapping[ArxivId, Paper],
    wanted: Iterable[ArxivId],
    tell: Tell,
    *,
    dry_run: bool,
    later: str = "digest fetch",
) -> Iterator[Told]:
    """What the sources say of `wanted` beyond what is `known`; saved, unless it is a dry run.

    Raises NetworkError at the end if nobody could tell of some.
    """
    pending: list[ArxivId] = []
    refusals: tuple[Refusal, ...] = ()
    for fetched in chain.fetch(wanted):
        yield from (_told(known.get(ref), paper) for ref, paper in fetched.papers.items())
        for ref, absence in fetched.absent.items():
            yield Told(ref, None, ref not in known, absence=absence)
        if not dry_run:
            save(desk, fetched.papers.values(), tell)
        pending += fetched.pending
        refusals = fetched.refusals or refusals
    if pending:
        raise nobody_told(len(pending), refusals, later=later)


def _told(known: Paper | None, news: Paper) -> Told:
    paper = merged(known, news) if known else news
    return Told(paper.id, paper, known is None, drift(known, paper))
