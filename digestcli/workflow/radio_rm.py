"""`digest radio rm`: papers leave their radio lists; their facts stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from digestcli import issuefile
from digestcli.library import issues
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, Opened, locked, open_issue
from digestcli.workflow.radio_lists import Found, Station


@dataclass(frozen=True, slots=True)
class Removed:
    papers: tuple[Found, ...]  # in the order they were asked for
    before: str
    after: str
    miscounted: tuple[str, ...]  # lists whose written numbers no longer say what is printed


def remove(desk: Desk, key: Key, words: Sequence[str], tell: Tell, *, dry_run: bool = False) -> Removed:
    """The issue without the lines that `[LIST] REF...` names: all of them, or none.

    Raises UsageError where a word names no line, or several, and where words that stay would be read
    otherwise; Conflict where somebody else changes the issue meanwhile.
    """
    if dry_run:
        return _removed(desk, open_issue(desk, key), words)
    with locked(desk, tell):
        opened = open_issue(desk, key)
        removed = _removed(desk, opened, words)
        issues.write(desk.library, key, removed.after.encode(), opened.seen, "radio rm")
    return removed


def _removed(desk: Desk, opened: Opened, words: Sequence[str]) -> Removed:
    found = tuple(Station(desk, opened.issue).find_all(words))
    after = issuefile.remove_picks(opened.text, opened.reading, [each.pick for each in found])
    return Removed(found, opened.text, after, issuefile.miscounted(opened.text, opened.reading, after))
