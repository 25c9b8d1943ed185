"""What the editor types or pipes in: text in UTF-8, or a clear word that it is none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from digestcli import files
from digestcli.errors import FileError, UsageError
from digestcli.messages import _


def standard_input() -> str:
    """All of standard input, a BOM left out; raises UsageError for bytes that are not UTF-8, or too many."""
    return _text(sys.stdin.buffer, _("standard input"))


def standard_input_bytes() -> bytes:
    """All of standard input as it is; raises UsageError for too many bytes."""
    return _data(sys.stdin.buffer, _("standard input"))


def text_of(path: Path) -> str:
    """All of a file or a pipe, with the same promises; `-` is standard input."""
    if path == Path("-"):
        return standard_input()
    try:
        with path.open("rb") as file:
            return _text(file, str(path))
    except OSError as error:
        raise _unreadable(str(path), error) from error


def bytes_of(path: str) -> bytes:
    """All of a file or a pipe as it is; `-` is standard input."""
    if path == "-":
        return standard_input_bytes()
    try:
        with Path(path).open("rb") as file:
            return _data(file, path)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise _unreadable(path, error) from error


@contextmanager
def stream_of(path: str) -> Iterator[BufferedReader]:
    """A file or a pipe to be read piece by piece; `-` is standard input. Raises FileError."""
    try:
        if path == "-":
            yield cast("BufferedReader", sys.stdin.buffer)
        else:
            with Path(path).open("rb") as file:
                yield file
    except OSError as error:
        raise _unreadable(path, error) from error


def _data(stream: BinaryIO, name: str) -> bytes:
    try:
        data = stream.read(files.LIMIT + 1)
    except OSError as error:
        raise _unreadable(name, error) from error
    if len(data) > files.LIMIT:
        raise UsageError(_("{path} is larger than {limit} bytes").format(path=name, limit=files.LIMIT))
    return data


def _text(stream: BinaryIO, name: str) -> str:
    data = _data(stream, name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UsageError(
            _("{name} is not UTF-8 text: line {line}").format(name=name, line=line),
            _("Chinese text is often in GB18030: iconv -f GB18030 -t UTF-8 turns it into UTF-8"),
        ) from None


def _unreadable(name: str, error: OSError | ValueError) -> FileError:
    cause = files.cause(error) if isinstance(error, OSError) else str(error)
    return FileError(
        _("{path} cannot be read: {cause}").format(path=name, cause=cause),
        _("name a UTF-8 text file"),
    )


def words(summary: str | None, rec: str | None, *, with_ids: bool = False) -> tuple[str | None, str | None]:
    """What --summary and --rec say, `-` being standard input; `with_ids`: ids are read from it already.

    Raises UsageError where more than one of them would be read from it.
    """
    if [summary, rec].count("-") + with_ids > 1:
        raise UsageError(_("standard input is one text, not two"), _("--summary - or --rec -"))
    return _read(summary), _read(rec)


def _read(said: str | None) -> str | None:
    return standard_input() if said == "-" else said


def is_text(argument: str) -> bool:
    """Whether an argument came in as UTF-8: Python keeps any other byte as a lone surrogate."""
    return not any("\ud800" <= character <= "\udfff" for character in argument)
