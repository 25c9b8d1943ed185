"""Every paper of every issue with the place it has there: an issue is read once, and again where it changed.

What was read is remembered beside size, times and inode of its file: see `library.memory`.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from digestcli import issuefile
from digestcli.errors import FileError
from digestcli.files.marks import is_settled, mark
from digestcli.library import issues
from digestcli.library import memory as remembering
from digestcli.library.memory import encoded
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.picked import Picked
from digestcli.model.publication import Publication


class Picks:
    """The papers of each issue that are on arXiv, in the order of its file; of an unreadable one, none."""

    def __init__(self, library: Library, publication: Publication, cache: Path | None) -> None:
        self._library = library
        self._publication = publication
        self._memory = remembering.of(library, "picks", cache, publication.fingerprint)

    def of(self, key: Key) -> tuple[Picked, ...]:
        """The papers of an issue: those with sections, then those of its radio lists."""
        path = issues.path(self._library, key)
        seen = mark(path)
        if (line := self._memory.recall(str(key))) is not None:
            known, rows = json.loads(line)
            if known == str(seen):
                return tuple(_picked(key, row) for row in rows)
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:  # whoever opens it is told why
            return ()
        found = tuple(_picks(issuefile.read(text, key, self._publication).issue))
        if seen and is_settled(path, seen, began):
            self._memory.learn(str(key), encoded([str(seen), [_row(each) for each in found]]))
        return found

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        self._memory.keep(lambda: map(str, issues.keys(self._library)))


def _picks(issue: Issue) -> Iterator[Picked]:
    for number, note in enumerate(issue.notes, 1):
        if note.ref:
            yield Picked(note.ref.bare, issue.key, None, number)
    for each in issue.radio.lists if issue.radio else ():
        for number, pick in enumerate(each.picks, 1):
            if pick.ref:
                yield Picked(pick.ref.bare, issue.key, each.name, number, pick.names)


def _row(picked: Picked) -> list[object]:
    return [picked.id.number, picked.id.archive, picked.list_name, picked.number, picked.names]


def _picked(key: Key, row: tuple[str, str | None, str | None, int, list[str]]) -> Picked:
    number, archive, list_name, place, names = row
    return Picked(ArxivId(number, archive), key, list_name, place, tuple(names))
