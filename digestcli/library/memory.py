"""What one command remembers of a library for the next, in the user's cache: a line for each name.

A memory is disposable: lost, damaged, of another version or written by two at once, it costs a reading of the
files and nothing else. A disk that takes nothing is no fault.

It grows while the command works, and is never in our own memory as a whole. What is learnt is added to the
end of its file; the newest line of a name counts. Every line bears its own seal, and begins with its line
break: half a line, as a kill or a full disk leaves it, is no line, and spoils no other.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from digestcli import __version__, files
from digestcli.errors import DigestError
from digestcli.files import growing
from digestcli.library.root import Library

_LIMIT = 64 * 2**20  # bytes; the titles of 520 issues with 19,000 papers take 3 MB
_SPARE = 20  # lines that may lie there for nothing, however few issues there are


class Memory:
    """One thing that is remembered of one library under some `settings`; nothing is without a place."""

    def __init__(self, kind: str, place: Path | None, settings: str) -> None:
        self._kind, self._place, self._settings = kind, place, settings
        self._sealed = sha256(f"digest-{kind}/3 {__version__}\n{settings}\n".encode())
        self._begins: dict[str, int] = {}  # where in the file the newest line of each name does
        self._lines = 0  # of the file, whatever they say
        self._file: BinaryIO | None = growing.beginning(place, limit=_LIMIT) if place else None
        self._end: FileIO | None = None
        self._takes = True
        if self._file:
            self._look_through(self._file)

    def recall(self, name: str) -> bytes | None:
        """What an earlier command has learnt last of a name; None where that is nothing."""
        line = self._line(name)
        return line.split(b" ", 2)[2] if line else None

    def learn(self, name: str, said: bytes) -> None:
        """Remembers a line of a name; from the first that the disk does not take, none any more."""
        line = self.sealed(name, said)
        if self._place is None or not self._takes or line == self._line(name):
            return
        try:
            self._end = self._end or self._begin(self._place)
            self._takes = self._end.write(b"\n" + line) == len(line) + 1
        except (DigestError, OSError):
            self._takes = False
        self._lines += 1

    def keep(self, names: Callable[[], Iterable[str]]) -> None:
        """Ends it for the next command. Once most lines serve nobody, the newest of `names` alone stay."""
        self._close()
        if self._place is None or self._end is None:
            return
        wanted = tuple(names())
        if self._lines > 2 * len(wanted) + _SPARE:
            now = Memory(self._kind, self._place, self._settings)  # others may have learnt more
            with suppress(DigestError):
                files.put_pieces(self._place, now._pieces(wanted), root=self._place.parent)

    def sealed(self, name: str, said: bytes) -> bytes:
        """A line as it is kept: whole, and of this program under these settings."""
        line = name.encode() + b" " + said
        return self._seal(line) + b" " + line

    def _seal(self, line: bytes) -> bytes:
        told = self._sealed.copy()
        told.update(line)
        return told.hexdigest()[:32].encode()

    def _look_through(self, file: BinaryIO) -> None:
        at = 0
        with suppress(OSError):
            for each in file:
                seal, _blank, line = each.rstrip(b"\n").partition(b" ")
                if line and seal == self._seal(line):
                    self._begins[line.partition(b" ")[0].decode()] = at
                self._lines += 1
                at += len(each)

    def _line(self, name: str) -> bytes | None:
        if self._file is None or (begins := self._begins.get(name)) is None:
            return None
        with suppress(OSError):
            self._file.seek(begins)
            return self._file.readline().rstrip(b"\n")
        return None

    def _begin(self, place: Path) -> FileIO:
        """The end of the file; of a new one where nothing in it is ours."""
        place.parent.mkdir(parents=True, exist_ok=True)
        if not self._begins:
            self._close()  # Windows takes no name from a file that is open
            files.put(place, b"", root=place.parent)
            self._lines = 0
        return growing.end(place)

    def _pieces(self, names: Iterable[str]) -> Iterator[bytes]:
        """The newest lines of names; after that the file is closed, and another may take its name."""
        yield from (b"\n" + line for name in names if (line := self._line(name)))
        self._close()

    def _close(self) -> None:
        """No more is recalled, nor learnt."""
        for file in filter(None, (self._file, self._end)):
            file.close()
        self._file = None


def encoded(said: object) -> bytes:
    """`said` as a line of JSON."""
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")


def of(library: Library, kind: str, cache: Path | None, settings: str) -> Memory:
    """The memory of a library that lies in the folder `cache`; without one it takes nothing."""
    name = sha256(os.path.realpath(library.root).encode("utf-8", "surrogatepass")).hexdigest()
    return Memory(kind, cache and cache / kind / f"{name[:24]}.json", settings)
