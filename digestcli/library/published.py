"""What was published: `published/KEY/1/` holds the files to the byte, `1.json` beside it tells of them.

The account is written last: without it there is no edition, and whoever runs the command again completes it.
An edition is never changed. `1.thawed.json` says why it is not to stand, the next one is number 2. An issue
may have any key, so no file of ours lies among the exported ones. Anybody may have written in a shared
library: nothing is believed that does not fit.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError, UsageError
from digestcli.library import editionfile
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.edition import Edition, Erratum, Published, Stored
from digestcli.model.key import Key

LIMIT = 4 * 1024 * 1024  # bytes of one account; that of seven papers takes 5,000

_ACCOUNT = re.compile(r"([1-9]\d{0,3})\.json", re.ASCII)
_ATTRIBUTES = b"* -text\n"  # git may not touch a byte of what was published


def folder(library: Library, key: Key, number: int) -> Path:
    """Where the files of an edition lie."""
    return library.published / str(key) / str(number)


def account(library: Library, key: Key, number: int) -> Path:
    return library.published / str(key) / f"{number}.json"


def keys(library: Library) -> list[Key]:
    """The issues that may have an edition, by the names of their folders."""
    try:
        names = sorted(each.name for each in library.published.iterdir() if each.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unreadable(library.published, error) from error
    return [key for name in names if (key := _key(name))]


def _key(name: str) -> Key | None:
    try:
        return Key(name)
    except UsageError:  # no name that a freeze has given
        return None


def _unreadable(path: Path, error: OSError) -> FileError:
    return FileError(_("{path} cannot be read: {cause}").format(path=path, cause=files.cause(error)))


def last(library: Library, key: Key) -> Published | None:
    """The last edition of the issue, None while there is none; raises FileError for one that is damaged."""
    there = numbers(library, key)
    if not there:
        return None
    return Published(edition(library, key, there[-1]), _erratum(library, _thawed(library, key, there[-1])))


def edition(library: Library, key: Key, number: int) -> Edition:
    """What is told of an edition; raises FileError where that is damaged."""
    path = account(library, key, number)
    try:
        return editionfile.read(_read(library, path, LIMIT), key, number)
    except ValueError as fault:
        raise _damaged(library, path, str(fault)) from fault


def is_frozen(library: Library, key: Key) -> bool:
    """Whether the issue's last edition stands, without a look into it."""
    there = numbers(library, key)
    return bool(there) and not _thawed(library, key, there[-1]).exists()


def numbers(library: Library, key: Key) -> list[int]:
    """The editions of the issue, first to last."""
    path = library.published / str(key)
    try:
        names = [each.name for each in path.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unreadable(path, error) from error
    return sorted(int(found[1]) for name in names if (found := _ACCOUNT.fullmatch(name)))


def _thawed(library: Library, key: Key, number: int) -> Path:
    return account(library, key, number).with_suffix(".thawed.json")


def _erratum(library: Library, path: Path) -> Erratum | None:
    try:
        return editionfile.read_thawed(_read(library, path, LIMIT))
    except files.Missing:
        return None
    except ValueError as fault:
        raise _damaged(library, path, str(fault)) from fault


def keep(
    library: Library, edition: Edition, contents: Mapping[str, bytes], *, with_account: bool
) -> tuple[Path, ...]:
    """What had to be written for the edition to be there, with the `contents` of its files by name."""
    here = folder(library, edition.key, edition.number)
    files.put(library.published / ".gitattributes", _ATTRIBUTES, root=library.root)
    written = files.put_all({here / name: data for name, data in contents.items()}, root=library.root)
    told = account(library, edition.key, edition.number)
    if with_account and files.put(told, editionfile.write(edition).encode(), root=library.root):
        return (*written, told)
    return written


def set_aside(library: Library, edition: Edition, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Where files lie now that were in the place of `contents`, with other bytes and without an account.

    A freeze that did not end has left them, or somebody has lost the account of what was published.
    """
    here = folder(library, edition.key, edition.number)
    if account(library, edition.key, edition.number).exists():
        return ()
    places = (here / name for name, data in contents.items() if not files.holds(here / name, data))
    return tuple(files.set_aside(path, library.root) for path in places if path.is_file())


def thaw(library: Library, edition: Edition, erratum: Erratum) -> None:
    """The edition is not to stand; not a byte of it is lost."""
    path = _thawed(library, edition.key, edition.number)
    files.put(path, editionfile.write_thawed(erratum).encode(), root=library.root)


def data_of(library: Library, edition: Edition, stored: Stored) -> bytes:
    """The bytes of one of the edition's files; raises FileError where they are not what was published."""
    path = folder(library, edition.key, edition.number) / stored.name
    try:
        data = _read(library, path, max(stored.size, files.LIMIT))
    except files.Missing as fault:
        raise _damaged(library, path, _("it is not there")) from fault
    if len(data) != stored.size or sha256(data) != stored.sha256:
        raise _damaged(library, path, _("its bytes are not those that were published"))
    return data


def sha256(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - 3 ms that `list` does without

    return sha256(data).hexdigest()


def _read(library: Library, path: Path, limit: int) -> bytes:
    """A file of the store; a symlink that leads out of the library is refused."""
    return files.read(files.inside(path, library.root), limit=limit).data


def _damaged(library: Library, path: Path, fault: str) -> FileError:
    return FileError(
        _("{path} does not hold what was published: {fault}").format(path=library.name(path), fault=fault),
        _("get the file back as it was, from git or a copy of the library"),
    )
