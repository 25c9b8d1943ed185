"""`digest mv`: a paper's section goes elsewhere, in its issue or into another one, to the byte."""

from collections.abc import Sequence

from digestcli import files, issuefile
from digestcli.errors import UsageError
from digestcli.issuefile import Place
from digestcli.library import issues
from digestcli.messages import _, plural
from digestcli.model.event import Tell
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Named, digest_of, entry_of, locked, named, note_of, open_issue
from digestcli.workflow.opening import fresh


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a paper is to go: the issue, and in it a number, a paper it precedes, the bench; else last."""

    key: Key
    number: int | None = None
    before: str | None = None
    bench: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """An issue that a paper leaves or comes to, and its number there; None on the bench."""

    key: Key
    number: int | None
    before: str | None  # the issue's text; None: there was no such issue
    after: str
    seen: files.Seen | None


@dataclass(frozen=True, slots=True)
class Move:
    paper: Named
    source: Side
    target: Side  # the same issue where it has not left it

    @property
    def changed(self) -> Sequence[Side]:
        """The issues that are not as they were, in the order they are written."""
        sides = [self.target] if self.source.key == self.target.key else [self.target, self.source]
        return [side for side in sides if side.after != side.before]


def move(desk: Desk, ref: str, source: Key, goal: Goal, tell: Tell, *, dry_run: bool = False) -> Move:
    """The paper `ref` of `source` goes to `goal`: in the same issue, in another one, or in a new one.

    The target is written first: a program that is killed leaves the paper in both issues, never in none.
    Raises UsageError where the paper is in the target already, where words would be read otherwise or a link
    would lead elsewhere, and Conflict where somebody else changes one of the issues meanwhile.
    """
    if dry_run:
        return _moved(desk, ref, source, goal)
    with locked(desk, tell):
        moved = _moved(desk, ref, source, goal)
        writings = [issues.Writing(side.key, side.after.encode(), side.seen) for side in moved.changed]
        if writings:
            issues.write_all(desk.library, writings, "mv")
    return moved


def _moved(desk: Desk, ref: str, source: Key, goal: Goal) -> Move:
    opened = open_issue(desk, source)
    digest = digest_of(desk, opened.issue)
    note = note_of(digest, ref, opened.issue.bench)
    paper = named(digest, note)
    if source == goal.key:
        place = _place(desk, goal, opened.issue, note)
        after = issuefile.move_note(opened.text, opened.reading, note, place)
        here = Side(source, paper.number, opened.text, after.text, opened.seen)
        return Move(paper, here, Side(source, after.number, opened.text, after.text, opened.seen))
    there = _put_in(desk, goal, issuefile.lift(opened.text, opened.reading, note))
    left = issuefile.take_out(opened.text, opened.reading, [note])
    return Move(paper, Side(source, paper.number, opened.text, left, opened.seen), there)


def _put_in(desk: Desk, goal: Goal, section: issuefile.Lifted) -> Side:
    key = goal.key
    is_there = goal.before is not None or key in issues.keys(desk.library)
    opened = open_issue(desk, key) if is_there else None
    page = issuefile.Page(opened.text) if opened else fresh(desk, key)
    if goal.bench:
        page = issuefile.Page(page.text + page.rest)
    reading = issuefile.read(page.text, key, desk.publication, issues.name(key))
    put = issuefile.put_in(page.text, reading, section, _place(desk, goal, reading.issue))
    before, seen = (opened.text, opened.seen) if opened else (None, None)
    return Side(key, put.number, before, page.joined(put.text, key), seen)


def _place(desk: Desk, goal: Goal, issue: Issue, moving: Note | None = None) -> Place:
    """The place that is meant in `issue`: that of the paper whose number it gets, and in the same group."""
    if goal.bench:
        return Place(on_bench=True)
    if goal.before is not None:
        return Place(before=entry_of(digest_of(desk, issue), goal.before, issue.bench).note)
    if goal.number is None:
        return Place()
    now = issue.notes.index(moving) + 1 if moving in issue.notes else None
    last = len(issue.notes) + (now is None)
    if goal.number > last:
        papers = plural("{key} has {n} paper", "{key} has {n} papers", len(issue.notes)).format(key=issue.key)
        raise UsageError(papers, _("--to takes a number up to {last}").format(last=last))
    if goal.number > len(issue.notes):
        return Place()
    there = issue.notes[goal.number - 1]
    return Place(behind=there) if now and goal.number > now else Place(before=there)
