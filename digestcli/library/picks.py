"""Every paper of every issue with the place it has there: an issue is read once, and again where it changed.

What was read is remembered beside size, times and inode of its file: see `library.memory`.
"""

import json
import time
from collections.abc import Collection, Iterator, Sequence
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

_Row = tuple[str, str | None, str | None, int, Sequence[str]]  # an id, and what Picked says of it


class Picks:
    """The papers of each issue that are on arXiv, in the order of its file; of an unreadable one, none."""

    def __init__(self, library: Library, publication: Publication, cache: Path | None) -> None:
        self._library = library
        self._publication = publication
        self._memory = remembering.of(library, "picks", cache, publication.fingerprint)

    def of(self, key: Key, numbers: Collection[str] | None = None) -> tuple[Picked, ...]:
        """The papers of an issue, those with sections before those of its radio lists.

        With `numbers`, those alone whose ids have one of them: most issues have none, and are done at once.
        """
        rows = self._rows(key)
        return tuple(_picked(key, row) for row in rows if numbers is None or row[0] in numbers)

    def _rows(self, key: Key) -> Sequence[_Row]:
        path = issues.path(self._library, key)
        seen = mark(path)
        if (line := self._memory.recall(str(key))) is not None:
            known: tuple[str, Sequence[_Row]] = json.loads(line)
            if known[0] == str(seen):
                return known[1]
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:  # whoever opens it is told why
            return []
        found = list(_read(issuefile.read(text, key, self._publication).issue))
        if seen and is_settled(path, seen, began):
            self._memory.learn(str(key), encoded([str(seen), found]))
        return found

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        self._memory.keep(lambda: map(str, issues.keys(self._library)))


def _read(issue: Issue) -> Iterator[_Row]:
    for number, note in enumerate(issue.notes, 1):
        if note.ref:
            yield note.ref.number, note.ref.archive, None, number, ()
    for each in issue.radio.lists if issue.radio else ():
        for number, pick in enumerate(each.picks, 1):
            if pick.ref:
                yield pick.ref.number, pick.ref.archive, each.name, number, pick.names


def _picked(key: Key, row: _Row) -> Picked:
    number, archive, list_name, place, names = row
    return Picked(ArxivId(number, archive), key, list_name, place, tuple(names))
