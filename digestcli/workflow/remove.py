"""`digest rm`: the sections of papers leave an issue; facts and pictures stay where they are."""

import os.path
from collections.abc import Iterable, Iterator, Sequence

from digestcli import issuefile
from digestcli.library import issues
from digestcli.markup.pictures import is_local
from digestcli.model.event import Tell
from digestcli.model.issue import Note
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Named, Opened, digest_of, locked, named, note_of, open_issue


@dataclass(frozen=True, slots=True)
class Removed:
    papers: tuple[Named, ...]  # in the order they were asked for
    pictures: tuple[str, ...]  # files in the library that nothing in the issue names any more
    before: str
    after: str


def remove(desk: Desk, key: Key, refs: Sequence[str], tell: Tell, *, dry_run: bool = False) -> Removed:
    """The issue without the sections that `refs` name: all of them, or none.

    Raises UsageError where one of `refs` names no paper, and where words that stay would be read otherwise or
    need what is defined in a section; Conflict where somebody else changes the issue meanwhile.
    """
    if dry_run:
        return _removed(desk, open_issue(desk, key), refs)
    with locked(desk, tell):
        opened = open_issue(desk, key)
        removed = _removed(desk, opened, refs)
        issues.write(desk.library, key, removed.after.encode(), opened.seen, "rm")
    return removed


def _removed(desk: Desk, opened: Opened, refs: Sequence[str]) -> Removed:
    digest = digest_of(desk, opened.issue)
    found = [note_of(digest, ref, opened.issue.bench) for ref in refs]
    notes = list({note.span: note for note in found}.values())
    after = issuefile.take_out(opened.text, opened.reading, notes)
    papers = tuple(named(digest, note) for note in notes)
    return Removed(papers, tuple(_left_over(desk, notes, after)), opened.text, after)


def _left_over(desk: Desk, notes: Iterable[Note], after: str) -> Iterator[str]:
    for path in dict.fromkeys(figure.path for note in notes for figure in note.figures):
        name = os.path.normpath(f"{desk.library.issues.name}/{path}").replace(os.sep, "/")
        is_inside = is_local(path) and not name.startswith("..")
        if is_inside and path not in after and os.path.isfile(desk.library.root / name):  # noqa: PTH113 - any name may stand here
            yield name
