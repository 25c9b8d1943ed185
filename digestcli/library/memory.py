"""What one command remembers of a library for the next, in the user's cache.

A memory is disposable: lost, damaged, of another version or written by two at once, it costs a reading of all
files and nothing else. A disk that takes nothing is no fault.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from digestcli import files
from digestcli.errors import DigestError, FileError
from digestcli.library.root import Library

_LIMIT = 64 * 2**20  # bytes; the titles of 520 issues with 19,000 papers take 4 MB


@dataclass(frozen=True, slots=True)
class Memory:
    """One thing that is remembered of one library; another `settings` remembers nothing of it."""

    kind: str
    place: Path
    settings: str

    def recall(self) -> bytes | None:
        """What was kept; None where it is missing, damaged, or of other settings."""
        with suppress(FileError):
            seal, _newline, body = files.read(self.place, limit=_LIMIT).data.partition(b"\n")
            if seal == self.seal(body):
                return body
        return None

    def keep(self, body: bytes) -> None:
        """Keeps it for the next command; where the disk does not take it, that one reads all again."""
        with suppress(DigestError, OSError):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            files.put(self.place, self.seal(body) + b"\n" + body, root=self.place.parent)

    def seal(self, body: bytes) -> bytes:
        """What a memory begins with if it is whole, and was made by this program under these settings."""
        told = sha256(f"{version('digestcli')}\n{self.settings}\n".encode())
        told.update(body)
        return f"digest-{self.kind}/2 {told.hexdigest()}".encode()


def encoded(said: object) -> bytes:
    """`said` as a line of JSON."""
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")


def of(library: Library, kind: str, cache: Path | None, settings: str) -> Memory | None:
    """The memory of a library that lies in the folder `cache`; None without one."""
    if cache is None:
        return None
    name = sha256(os.path.realpath(library.root).encode("utf-8", "surrogatepass")).hexdigest()
    return Memory(kind, cache / kind / f"{name[:24]}.json", settings)
