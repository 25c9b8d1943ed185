"""Papers that readers have had before, in this issue or an earlier one."""

from collections.abc import Iterator

from digestcli.checks.earlier import are_one, signature
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.markup.escape import unescape
from digestcli.messages import _
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Entry, RadioProgramme
from digestcli.model.issue import Pick, RadioList
from digestcli.model.problem import Severity
from digestcli.model.text import Span
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper of the issue, in a section or in a radio list."""

    id: ArxivId | None
    title: str | None
    number: int | None
    span: Span


@rule("paper-before", Severity.WARNING)
def paper_before(page: Page) -> Iterator[Fault]:
    """A paper had its section in an earlier issue already."""
    for paper in _sections(page):
        before = page.earlier.named(paper.id, page.key) if paper.id else None
        if before and before.number is not None:
            yield Fault(paper.span, _was(str(before.id), before))


@rule("pick-before", Severity.HINT)
def pick_before(page: Page) -> Iterator[Fault]:
    """A paper stood in an issue's radio list before, or a radio list names one of an earlier issue."""
    for paper in _papers(page):
        before = page.earlier.named(paper.id, page.key) if paper.id else None
        if before and (before.number is None or paper.number is None):
            yield Fault(paper.span, _was(str(before.id), before))


@rule("title-before", Severity.WARNING)
def title_before(page: Page) -> Iterator[Fault]:
    """An earlier issue had a paper of the same title under another id, or off arXiv."""
    for paper in _papers(page):
        if paper.id and page.earlier.named(paper.id, page.key):
            continue
        if paper.title and (before := page.earlier.titled(paper.title, paper.id, page.key)):
            name = str(before.id) if before.id else _("a paper of this title")
            yield Fault(paper.span, _was(name, before), _only_id(paper.id, before.id))


@rule("same-title", Severity.WARNING)
def same_title(page: Page) -> Iterator[Fault]:
    """Two papers of an issue have the same title under different ids, or one of them off arXiv."""
    seen: dict[str, _Paper] = {}
    for paper in _papers(page):
        if not (paper.title and (mark := signature(paper.title))):
            continue
        first = seen.setdefault(mark, paper)
        is_told = first.id == paper.id  # paper-twice and pick-twice tell of these
        if first is not paper and not is_told and are_one(paper.title, paper.id, first.id):
            name = str(first.id) if first.id else _("a paper of this title")
            message = _("{paper} stands in this issue already").format(paper=name)
            yield Fault(paper.span, message, _only_id(paper.id, first.id))


def _was(name: str, before: Appearance) -> str:
    """Where a paper was."""
    if before.number is None:
        return _("{paper} stood in a radio list of {key}").format(paper=name, key=before.key)
    return _("{paper} was paper {number} of {key}").format(paper=name, number=before.number, key=before.key)


def _only_id(*ids: ArxivId | None) -> str | None:
    """That a paper off arXiv is on it."""
    known = [str(id) for id in ids if id]
    return _("on arXiv it is {id}").format(id=known[0]) if len(known) == 1 else None


def _papers(page: Page) -> Iterator[_Paper]:
    yield from _sections(page)
    written = page.issue.radio.lists if page.issue.radio else ()
    composed = page.digest.radio.lists if page.digest.radio else ()
    for each, programme in zip(written, composed, strict=True):
        yield from _picks(each, programme)


def _sections(page: Page) -> Iterator[_Paper]:
    for entry in page.digest.entries:
        yield _Paper(entry.id, _title(entry), entry.number, entry.note.heading)


def _title(entry: Entry) -> str | None:
    """arXiv's, else the editor's, else the reminder, as an `Appearance` has it."""
    if entry.paper:
        return entry.paper.title
    reminder = entry.note.reminder
    written = entry.title or (reminder.value if reminder else None)
    return unescape(written) if written else None


def _picks(each: RadioList, programme: RadioProgramme) -> Iterator[_Paper]:
    picks: tuple[Pick, ...] = each.picks
    for pick, entry in zip(picks, programme.entries, strict=True):
        title = unescape(entry.title) if entry.title and entry.title_is_ours else entry.title
        yield _Paper(entry.id, title, None, pick.span)
