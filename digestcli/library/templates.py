"""The editor's templates in `templates/`: text that somebody else may have written, and nothing more."""

import os
from pathlib import Path

from digestcli import files, issuefile
from digestcli.errors import FileError
from digestcli.library.root import Library
from digestcli.messages import _

ISSUE = "templates/issue.md"  # as the user would type it in the library
LIMIT = 256 * 1024  # bytes: a hundred times what an issue begins with

WECHAT = "templates/wechat.css"
LARGEST_STYLE = 64 * 1024  # bytes: twenty times a theme


def wechat(library: Library) -> str:
    """The library's own theme for WeChat.

    Raises FileError where there is none, or it cannot be read, is too large, or leads out of the library.
    """
    path = files.inside(library.root / WECHAT, library.root)
    try:
        return issuefile.decode(files.read(path, limit=LARGEST_STYLE).data, WECHAT).removeprefix("\ufeff")
    except files.Missing as fault:
        raise FileError(
            _("{path} is missing, and the theme is to be the library's own").format(path=WECHAT),
            _("write one, see docs/wechat.md, or choose another: --theme plain"),
        ) from fault


def issue(library: Library) -> str | None:
    """What a new issue begins with, its BOM and line ends as they are; None where there is no template.

    Raises FileError where it cannot be read, is too large or no UTF-8, or leads out of the library.
    """
    path = library.root / ISSUE
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(library.root)):
        raise FileError(
            _("{path} leads out of the library").format(path=ISSUE),
            _("put the file itself there, not a link to it"),
        )
    try:
        return issuefile.decode(files.read(path, limit=LIMIT).data, ISSUE)
    except files.Missing:
        if path.is_symlink():
            raise
        return None


def folder(library: Library) -> Path:
    """Where the library's templates lie, whether or not there are any."""
    return library.root / "templates"


def names(library: Library) -> list[str]:
    """The files in it, by name, whatever they are."""
    try:
        return sorted(each.name for each in os.scandir(folder(library)) if each.is_file())
    except OSError:
        return []


def text(path: Path) -> str:
    """The template in `path`, its BOM left out; raises FileError where it is no text, or too large."""
    return issuefile.decode(files.read(path, limit=LIMIT).data, str(path)).removeprefix("\ufeff")


def beside(path: Path, name: str) -> str | None:
    """The text of another template in the same folder; None where it is not there, or leads out of it."""
    real = Path(os.path.realpath(path.parent / name))
    if real.parent != Path(os.path.realpath(path)).parent:
        return None
    try:
        return text(real)
    except files.Missing:
        return None


def libraries_of(path: Path) -> list[Path]:
    """The libraries that `path` lies in, by itself or through links; the nearest first."""
    ways = (Path(os.path.abspath(path)), Path(os.path.realpath(path)))  # noqa: PTH100 - links are not followed
    above = (Library(each) for way in ways for each in way.parents)
    return list(dict.fromkeys(Path(os.path.realpath(each.root)) for each in above if each.exists))
