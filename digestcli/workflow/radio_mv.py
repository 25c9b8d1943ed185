"""`digest radio mv`: a paper's line goes to another place in its radio list, or into another list."""

from collections.abc import Sequence
from dataclasses import dataclass

from digestcli import issuefile
from digestcli.errors import UsageError
from digestcli.library import issues
from digestcli.messages import _, plural
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, Opened, locked, open_issue
from digestcli.workflow.radio_lists import Found, Station


@dataclass(frozen=True, slots=True)
class Moved:
    paper: Found  # where it was
    list_name: str
    number: int
    before: str
    after: str
    miscounted: tuple[str, ...]  # lists whose written numbers no longer say what is printed


def move(
    desk: Desk, key: Key, words: Sequence[str], number: int | None, tell: Tell, *, dry_run: bool = False
) -> Moved:
    """The line that `[LIST] REF` names goes to `number`, of the list named behind it if one is.

    Without a number it goes to that list's end. Raises UsageError where no line, no list or no such place is
    meant; Conflict where somebody else changes the issue meanwhile.
    """
    if dry_run:
        return _moved(desk, open_issue(desk, key), words, number)
    with locked(desk, tell):
        opened = open_issue(desk, key)
        moved = _moved(desk, opened, words, number)
        if moved.after != moved.before:
            issues.write(desk.library, key, moved.after.encode(), opened.seen, "radio mv")
    return moved


def _moved(desk: Desk, opened: Opened, words: Sequence[str], number: int | None) -> Moved:
    station = Station(desk, opened.issue)
    own, (ref, *goals) = station.split(words)
    if len(goals) > 1 or not (goals or number):
        raise UsageError(
            _("where is {ref} to go?").format(ref=" ".join(words)),
            _("to a number, into another list, or both: digest radio mv NLP 3 CV --to 1"),
        )
    paper = station.find(ref, own)
    name = station.list_called(goals[0]) if goals else paper.list_name
    last = station.length(name) + (name != paper.list_name)
    if number and number > last:
        papers = plural("{key} has {n} paper", "{key} has {n} papers", station.length(name)).format(key=name)
        raise UsageError(papers, _("--to takes a number up to {last}").format(last=last))
    at = (number or last) - 1
    after = issuefile.move_pick(opened.text, opened.reading, paper.pick, name, at)
    miscounted = issuefile.miscounted(opened.text, opened.reading, after)
    return Moved(paper, name, at + 1, opened.text, after, miscounted)
