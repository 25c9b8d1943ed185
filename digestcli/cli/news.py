"""What has been learnt of papers, as it is told: which are new, what has changed, which are not there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq

from rich.text import Text

from digestcli.cli.prose import wrap
from digestcli.cli.remarks import remarks
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.errors import BatchError, FileError
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.messages import N_, _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import Change
from digestcli.model.paper import Paper
from digestcli.workflow.absence import advice, reason
from digestcli.workflow.fetch import News, Told

Lines = tuple[str, ...]

_MOST_PAIRS = 1_000_000
_FIELDS = {
    "version": N_("version"),
    "withdrawn": N_("withdrawn"),
    "title": N_("title"),
    "authors": N_("author"),
    "primary_category": N_("primary category"),
    "categories": N_("category"),
    "journal_ref": N_("journal"),
    "doi": N_("DOI"),
    "comment": N_("comment"),
    "license": N_("licence"),
    "published": N_("published"),
    "updated": N_("updated"),
    "abstract": N_("abstract"),
    "source": N_("source"),
}


@dataclass(slots=True)
class Tally:
    """Of which papers there was news, and how many issues could not be read."""

    asked: set[ArxivId] = field(default_factory=set)
    changed: set[ArxivId] = field(default_factory=set)
    absent: set[ArxivId] = field(default_factory=set)
    unread: int = 0

    @property
    def exit_code(self) -> int:
        return BatchError.exit_code if self.absent or self.unread else 0


def tell_all(session: Session, news: News, tally: Tally) -> None:
    """Tells of each paper as it arrives: that it is new, what has changed in it, that there is none."""
    for told in news:
        if isinstance(told, FileError):
            tally.unread += 1
            _tell_fault(session, told.message, told.hint)
            continue
        tally.asked.add(told.id)
        if told.absence:
            tally.absent.add(told.id)
            _tell_fault(
                session, reason(told.absence, told.id), advice(told.absence, told.id, is_new=told.is_new)
            )
        elif told.paper:
            _tell_paper(session, told.paper, told, tally)


def _tell_fault(session: Session, message: str, hint: str | None) -> None:
    session.error(error_line(message))
    if hint:
        session.error(hint_line(hint))


def _tell_paper(session: Session, paper: Paper, told: Told, tally: Tally) -> None:
    if told.changes:
        tally.changed.add(told.id)
        session.out.line(headline(paper))
        if not told.is_new:
            session.out.page(difference(told.changes, session.out.width))
    if told.changes or paper.partial:
        for remark in remarks(paper):
            session.note(remark)


def headline(paper: Paper) -> str:
    """The paper's id with its version, and its title."""
    return f"{paper.id.at(paper.version)}  {one_line(to_unicode(paper.title))}"


def difference(changes: tuple[Change, ...], width: int | None) -> Iterator[Text]:
    """A line `- field: what was` or `+ field: what is` for everything that changed."""
    for change in changes:
        name = _(_FIELDS[change.field])
        for removed, added in _steps(change.before, change.after):
            yield from _marked("- ", name, removed, "red", width)
            yield from _marked("+ ", name, added, "green", width)


def _steps(before: Lines, after: Lines) -> Iterator[tuple[Lines, Lines]]:
    """What went and what came in its place; long lists are not matched line by line: that is quadratic."""
    if len(before) * len(after) > _MOST_PAIRS:
        kept = sum(takewhile(bool, map(eq, before, after)))
        yield before[kept:], after[kept:]
        return
    for step, old, old_end, new, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if step != "equal":
            yield before[old:old_end], after[new:new_end]


def _marked(mark: str, name: str, values: Lines, style: str, width: int | None) -> Iterator[Text]:
    for value in values:
        line = _("{name}: {value}").format(name=name, value=one_line(value))
        yield from wrap(Text(line, style), width, first=mark, rest="  ")
