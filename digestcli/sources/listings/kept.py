"""What arXiv has announced, kept for the day: it asks not to be asked the same more than once in one.

Its answers change at midnight in New York. What is kept is disposable: lost, damaged, or of another version
of the program, it costs one more reading of the listing. A disk that takes nothing is no fault.
"""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from digestcli import __version__, files
from digestcli.errors import FileError
from digestcli.files.leftovers import unfinished
from digestcli.model.candidate import Candidate
from digestcli.sources.listings.record import fields_of, paper_in, said_of, text_in

_LARGEST = 32 * 2**20  # bytes of an answer; a week of cs.LG takes 4 MB
_MOST = 16  # answers of a day
_OURS = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{24}\.jsonl", re.ASCII)


class Kept:
    """The answers of one day, each a file in `folder`; None keeps nothing."""

    def __init__(self, folder: Path | None, day: date) -> None:
        self._folder = folder
        self._day = day

    def recall(self, question: str) -> tuple[Candidate, ...] | None:
        """What was answered today; None where that is not known."""
        if not (place := self._place(question)):
            return None
        try:
            seal, _newline, body = files.read(place, limit=_LARGEST).data.partition(b"\n")
            if seal != self._seal(question, body):
                return None
            return tuple(map(_read, body.splitlines()))
        except (FileError, ValueError):
            return None

    def keep(self, question: str, announced: Sequence[Candidate]) -> None:
        """For the rest of the day; what was kept on any other is dropped."""
        body = b"".join(map(_line, announced))
        data = self._seal(question, body) + b"\n" + body
        if (place := self._place(question)) and len(data) <= _LARGEST:
            with suppress(OSError):
                self._make_room(place.parent)
            with suppress(FileError, OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                files.put(place, data, root=place.parent)

    def _make_room(self, folder: Path) -> None:
        """Of our files, whatever is not of this day goes, and the oldest of it where there are too many."""
        ours = [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]
        of_today = [path for path in ours if path.name.startswith(f"{self._day}-")]
        of_today.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        dead = [each.path for each in unfinished(folder) if not each.is_in_use]
        for path in {*ours, *(path for path in dead if path.parent == folder)} - {*of_today[: _MOST - 1]}:
            with suppress(OSError):  # another process makes room as well
                path.unlink()

    def _place(self, question: str) -> Path | None:
        name = f"{self._day}-{sha256(question.encode()).hexdigest()[:24]}.jsonl"
        return self._folder and self._folder / name

    def _seal(self, question: str, body: bytes) -> bytes:
        said = f"digest-announced/1 {__version__} {self._day}\n{question}\n".encode()
        return sha256(said + body).hexdigest().encode()


def _line(candidate: Candidate) -> bytes:
    said = {"is_cross": candidate.is_cross, **said_of(candidate.paper)}
    return json.dumps(said).encode() + b"\n"


def _read(line: bytes) -> Candidate:
    fields = fields_of(line)
    return Candidate(paper_in(fields, text_in(fields, "source") or ""), fields.get("is_cross") is True)
