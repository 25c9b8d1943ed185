"""What interrupted commands have left: files nobody finishes, and words that have not reached an issue."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from digestcli import files
from digestcli.errors import UsageError
from digestcli.files.leftovers import Unfinished, unfinished
from digestcli.library import editing as copies
from digestcli.library.health.stock import Stock
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity


def locked(stock: Stock) -> Iterator[Finding]:
    """Who is writing in the library."""
    if pid := files.holder(stock.library.root):
        yield Finding(
            rule="locked",
            severity=Severity.HINT,
            message=_("process {pid} is writing in the library").format(pid=pid),
            hint=_("what it has not finished yet may be told below"),
        )


def temporary(stock: Stock) -> Iterator[Finding]:
    """Temporary files of writers that died; those of a process that is there may be its own."""
    for each in unfinished(stock.library.root):
        if each.is_in_use:
            yield Finding(
                rule="temporary-file",
                severity=Severity.HINT,
                message=_("process {pid} may be writing this file").format(pid=each.pid),
                path=stock.library.name(each.path),
            )
        else:
            mend = partial(_set_aside, stock.library, each)
            yield replace(Finding.of(_left(stock.library, each)), line=None, column=None, mend=mend)


def temporary_files(library: Library) -> Iterator[Problem]:
    """Those that nobody finishes any more, for whoever mends nothing."""
    for each in unfinished(library.root):
        if not each.is_in_use:
            yield _left(library, each)


def _left(library: Library, left: Unfinished) -> Problem:
    return Problem(
        path=library.name(left.path),
        line=1,
        column=1,
        rule="temporary-file",
        severity=Severity.WARNING,
        message=_("a command that was interrupted has left this file"),
        hint="digest doctor --fix",
    )


def _set_aside(library: Library, left: Unfinished) -> str:
    aside = files.set_aside(left.path, library.root)
    return _("{path} lies in {aside} now").format(path=library.name(left.path), aside=library.name(aside))


def interrupted(stock: Stock) -> Iterator[Finding]:
    """Files that were set aside: words may be in them that are nowhere else."""
    for path in _files(stock.library, "interrupted"):
        yield Finding(
            rule="interrupted",
            severity=Severity.HINT,
            message=_("an interrupted command left this unfinished"),
            hint=_("look whether words of yours are missing elsewhere, then delete it"),
            path=stock.library.name(path),
        )


def unwritten(stock: Stock) -> Iterator[Finding]:
    """Words that were typed and could not be written into their issue."""
    for path in _files(stock.library, "unwritten"):
        yield Finding(
            rule="unwritten",
            severity=Severity.WARNING,
            message=_("these words were typed, and are not in their issue"),
            hint=_("put them where they belong, then delete this file"),
            path=stock.library.name(path),
        )


def editing(stock: Stock) -> Iterator[Finding]:
    """Copies of issues, opened in an editor's program, that hold what has not reached the issue."""
    for path in _files(stock.library, "editing"):
        if path.suffix == ".md" and (key := _key(path.stem)) and copies.kept(stock.library, key):
            yield Finding(
                rule="editing",
                severity=Severity.WARNING,
                message=_("what was written here has not reached {key}").format(key=key),
                hint=f"digest edit --issue {key}",
                path=stock.library.name(path),
            )


def _key(name: str) -> Key | None:
    try:
        return Key(name)
    except UsageError:  # KEY.before
        return None


def _files(library: Library, room: str) -> list[Path]:
    """The plain files in a folder of `.digest`."""
    try:
        return sorted(path for path in (library.root / ".digest" / room).iterdir() if path.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []
