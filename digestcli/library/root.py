"""Which folder is the library, and how a folder becomes one."""

import dataclasses
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from digestcli import files
from digestcli.errors import Conflict, FileError, UsageError
from digestcli.messages import _
from digestcli.values import dataclass

SETTINGS = "digest.toml"
GLOSSARY = "glossary.toml"
PRONUNCIATION = "pronunciation.toml"

# Names in a library's root that have an owner (docs/decisions/three-owners.md): nothing else is put there.
_OWNED = (
    "issues", "papers", "figures", "audio", "templates", "published",
    SETTINGS, GLOSSARY, PRONUNCIATION, ".gitignore", ".gitattributes", ".digest",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)  # with a place for what its properties keep
class Library:
    """The folder `root` with its rooms; it need not exist yet."""

    root: Path

    @cached_property
    def settings(self) -> Path:
        return self.root / SETTINGS

    @cached_property
    def glossary(self) -> Path:
        return self.root / GLOSSARY

    @cached_property
    def pronunciation(self) -> Path:
        return self.root / PRONUNCIATION

    @cached_property
    def issues(self) -> Path:
        return self.root / "issues"

    @cached_property
    def papers(self) -> Path:
        return self.root / "papers"

    @cached_property
    def figures(self) -> Path:
        return self.root / "figures"

    @cached_property
    def published(self) -> Path:
        return self.root / "published"

    @cached_property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def exists(self) -> bool:
        """Whether the folder is a library: `digest.toml` makes it one."""
        return os.access(self.settings, os.F_OK)

    def owns(self, path: Path) -> bool:
        """Whether `path` leads to a file of the editor's or the program's own, or to where such files lie."""
        real = _folded(path.parent) / path.name.casefold()
        at_home = (_folded(self.root) / name for name in _OWNED)
        behind_links = (_folded(self.root / name) for name in _OWNED)
        return any(map(real.is_relative_to, (*at_home, *behind_links)))

    def name(self, path: Path) -> str:
        """`path` as the user would type it in the library: `issues/2023-W14.md`."""
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class Found:
    """The library to work in; `is_default` when nobody named it and it is not above the current folder."""

    library: Library
    is_default: bool


@dataclass(frozen=True, slots=True)
class Created:
    """What `init` made; `kept` are files that stood there already and were not touched."""

    library: Library
    paths: tuple[Path, ...]
    kept: tuple[Path, ...]


def find(explicit: Path | None, environ_value: str | None, start: Path) -> Found:
    """The folder --library names, else DIGEST_LIBRARY, else the nearest one from `start` upwards.

    Where there is none it is `digest` in the user's documents, flagged as the default. It may not exist yet.
    """
    named = explicit or (Path(environ_value) if environ_value else None)
    if named is not None:
        return Found(Library(_folder(named)), is_default=False)
    for folder in (start, *start.parents):
        library = Library(folder)
        if library.exists:
            return Found(library, is_default=False)
    from platformdirs import user_documents_path  # noqa: PLC0415 - 15 ms, and rarely needed

    return Found(Library(user_documents_path() / "digest"), is_default=True)


def _folder(named: Path) -> Path:
    """The folder the user means, `~` understood even where no shell did."""
    try:
        folder = named.expanduser()
        is_file = folder.exists() and not folder.is_dir()
    except RuntimeError:
        raise UsageError(_("{path}: there is no such home folder").format(path=named)) from None
    except OSError as error:
        raise FileError(
            _("{path} cannot be read: {cause}").format(path=named, cause=files.cause(error))
        ) from error
    if is_file:
        raise UsageError(
            _("{path} is a file, and a library is a folder").format(path=named),
            _("digest -L FOLDER names the folder that holds {settings}").format(settings=SETTINGS),
        )
    return folder


def init(path: Path, *, language: str = "zh") -> Created:
    """The library at `path`, with whatever it lacks; nothing that is there is touched."""
    from digestcli.library import starter  # noqa: PLC0415 - read once in a library's life

    library = Library(path)
    made = list(_missing(path, library.issues, library.papers, library.figures))
    kept: list[Path] = []
    for name, text in starter.texts(language).items():
        try:
            files.create(path / name, text.encode(), root=path)
        except Conflict:
            kept.append(path / name)
        else:
            made.append(path / name)
    return Created(library, tuple(made), tuple(kept))


def _folded(path: Path) -> Path:
    """Where `path` leads, as Windows and macOS compare names."""
    return Path(os.path.realpath(path).casefold())


def _missing(*folders: Path) -> Iterator[Path]:
    """The folders that had to be made."""
    for folder in folders:
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            if not folder.is_dir():
                raise FileError(
                    _("{path} is a file, and should be a folder of the library").format(path=folder),
                    _("give that file another name, then run the same command again"),
                ) from None
        except OSError as error:
            raise FileError(
                _("{path} cannot be made: {cause}").format(path=folder, cause=files.cause(error))
            ) from error
        else:
            yield folder
