"""The folder a site is written into, and what is remembered of every file put there.

A site is made again at any time, so no page waits for the disk: each is whole at any moment. The names of new
files are remembered before the first is written, all else after the last. A file that somebody else put there
is never written over.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from digestcli import files
from digestcli.errors import Conflict, FileError
from digestcli.files import disk
from digestcli.messages import _
from digestcli.model.artifact import Artifact

MEMORY = ".digest-site.json"
_SCHEMA = "digest-site/1"
_LIMIT = 64 * 2**20  # bytes; 20,000 pages take 2 MB


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was written: the mark of what it was made of, its size, and when it was last changed."""

    mark: str
    size: int
    changed: int


CLAIMED = Known("", -1, 0)
"""A file that is about to be written for the first time: whatever ends the program, the next run goes on."""


@dataclass(frozen=True)
class SiteFolder:
    """A folder of pages, `root`; it need not exist yet."""

    root: Path
    _folders: dict[Path, Path] = field(default_factory=dict)

    def known(self) -> dict[str, Known]:
        """What was written the last time; nothing where that is not to be read."""
        with suppress(FileError, ValueError, TypeError, AttributeError, RecursionError):
            told = json.loads(files.read(self.root / MEMORY, limit=_LIMIT).data)
            if told["schema"] == _SCHEMA:
                return {
                    str(name): Known(str(mark), int(size), int(at))
                    for name, (mark, size, at) in told["files"].items()
                }
        return {}

    def is_there(self, name: str, known: Known | None, mark: str | None) -> bool:
        """Whether the file is still the one that was written, and would be made the same again."""
        if known is None or known.mark != mark:
            return False
        try:
            told = os.lstat(self.root / name)
        except OSError:
            return False
        return (told.st_size, told.st_mtime_ns) == (known.size, known.changed)

    def refuse_foreign(self, names: Iterable[str], known: Mapping[str, Known]) -> None:
        """Raises Conflict where a file that was not written by us stands in the way of a page."""
        if not self.root.is_dir():
            return
        if foreign := next(
            (name for name in names if name not in known and os.path.lexists(self.root / name)), None
        ):
            raise Conflict(
                _("{path} was not written by digest site and is left as it is").format(
                    path=self.root / foreign
                ),
                _("name another folder: digest site -o DIR; or move it away"),
            )

    def write(self, artifact: Artifact) -> Known:
        """The file, whole or not at all."""
        data = artifact.render()
        path = self._folder((self.root / artifact.name).parent) / Path(artifact.name).name
        beside = disk.beside(path)  # a name that nobody can have put a link at
        try:
            with os.fdopen(os.open(beside, disk.NEW, 0o666), "wb") as file:
                file.write(data)
            beside.replace(path)
            told = path.lstat()
        except BaseException as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            if not isinstance(error, OSError):
                raise
            raise FileError(
                _("{path} cannot be written: {cause}").format(path=path, cause=files.cause(error))
            ) from error
        return Known(artifact.mark or "", told.st_size, told.st_mtime_ns)

    def remove(self, names: Iterable[str], known: Mapping[str, Known]) -> Iterator[str]:
        """Those of the files that are gone now: ours, of no use any more, and untouched since."""
        for name in names:
            if _is_inside(name) and self.is_there(name, known[name], known[name].mark):
                with suppress(OSError, FileError):
                    files.inside((self.root / name).parent, self.root)
                    (self.root / name).unlink()
                    yield name
                    self._discard_empty((self.root / name).parent)

    def _discard_empty(self, folder: Path) -> None:
        """Takes away folders that nothing is left in."""
        while folder != self.root:
            folder.rmdir()  # an OSError where something is left in it
            folder = folder.parent

    def remember(self, known: Mapping[str, Known]) -> None:
        """Writes down what lies here, for the next time."""
        rows = {name: [each.mark, each.size, each.changed] for name, each in sorted(known.items())}
        data = json.dumps({"schema": _SCHEMA, "files": rows}, indent=0).encode()
        files.put(self.root / MEMORY, data, root=self.root)

    def _folder(self, folder: Path) -> Path:
        """`folder`, made if need be; raises FileError where a link leads out of the site."""
        if folder not in self._folders:
            real = files.inside(folder, self.root)
            try:
                real.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FileError(
                    _("{path} cannot be written: {cause}").format(path=folder, cause=files.cause(error))
                ) from error
            self._folders[folder] = real
        return self._folders[folder]


def _is_inside(name: str) -> bool:
    """Whether a remembered name stays in the folder: somebody may have changed what is remembered."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts
