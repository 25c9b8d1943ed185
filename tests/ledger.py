"""Every word the endurance run ever wrote, and the proof that each is still somewhere.

A word is owed from the moment a save succeeded, or a command said that it had written or kept it. It is no
longer owed when the editor's own hands took it away (its bytes lie in the editor's trash), or when the
command that took it out of the issue is more than `undo.KEPT` commands ago: so many can be taken back.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from digestcli import files, issuefile
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.library.undo import KEPT
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from tests import shelf

_STEP = re.compile(r"\.digest/(undo|undone)/(\d{6})/")


@dataclass
class Ledger:
    """What is owed, and what was found when it was last looked for."""

    library: Library
    trash: Path  # what the editor's own saves and deletions took away
    owed: dict[str, str] = field(default_factory=dict)
    forgotten: int = 0
    trashed: int = 0
    proofs: int = 0
    _last: dict[str, set[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def word(self) -> str:
        """A word that nobody has ever written."""
        with self._guard:
            return f"词{next(self._numbers)}字"

    def owe(self, text: str, how: str) -> None:
        """The words in `text`, which came there by `how`, are the library's to keep from now on."""
        with self._guard:
            self.owed |= dict.fromkeys(shelf.TOKEN.findall(text), how)

    def prove(self) -> list[str]:
        """What is wrong; nobody may be at work meanwhile."""
        self.proofs += 1
        with files.lock(self.library.root):
            wrong = [f"a temporary file stays: {path}" for path in self._temporary()]
        wrong += self._unread_issues()
        wrong += self._unread_papers()
        wrong += self._lost()
        return wrong

    def _temporary(self) -> Iterator[Path]:
        for room in (self.library.issues, self.library.papers):
            yield from room.glob(".*.tmp")

    def _unread_issues(self) -> Iterator[str]:
        for path in self.library.issues.glob("[!.]*.md"):
            reading = issuefile.read(path.read_bytes().decode(), Key(path.stem))
            for problem in reading.problems:
                if problem.severity is Severity.ERROR:
                    yield f"{path.name} has an error: {problem.line} {problem.message}"

    def _unread_papers(self) -> Iterator[str]:
        ids = [ArxivId(path.stem) for path in self.library.papers.glob("[!.]*.json")]
        known = paper_files.load_many(self.library, ids)
        yield from (f"the facts of {id} cannot be read" for id in ids if id not in known)

    def _lost(self) -> Iterator[str]:
        places = self._places()
        newest = max((_number(place) for found in places.values() for place in found), default=0)
        for word in sorted(self.owed.keys() - places.keys()):
            last = self._last.get(word, set())
            if last and newest - max(map(_number, last)) >= KEPT and all(map(_number, last)):
                self.forgotten += 1
            else:
                yield f"{word} is nowhere; it was in {sorted(last)}, written by {self.owed[word]}"
            del self.owed[word]
        trashed = {word for word in self.owed if all(place == "trash" for place in places[word])}
        self.trashed += len(trashed)
        self.owed = {word: how for word, how in self.owed.items() if word not in trashed}
        self._last = {word: places[word] for word in self.owed}

    def _places(self) -> dict[str, set[str]]:
        places: dict[str, set[str]] = {}
        root = self.library.root
        found = [(path, str(path.relative_to(root))) for path in root.rglob("*") if path.is_file()]
        found = [(path, name) for path, name in found if not name.startswith("out/")]  # nobody's
        found = [(path, name) for path, name in found if not _is_unfinished(path, name)]
        found += [(path, "trash") for path in self.trash.iterdir()]
        for path, name in found:
            for word in shelf.tokens(path):
                places.setdefault(word, set()).add(name)
        return places


def _is_unfinished(path: Path, name: str) -> bool:
    """Whether it is of an edition without its account, which the next freeze makes anew."""
    return name.startswith("published/") and name.count("/") == 3 and not Path(f"{path.parent}.json").exists()


def _number(place: str) -> int:
    """The command a place belongs to; 0 for any other place."""
    match = _STEP.match(place)
    return int(match[2]) if match else 0
