"""From the words typed to an exit code: the one place where an error is shown."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO, cast

from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.user import UserSettings
from digestcli.errors import DigestError, FileError
from digestcli.markup.plain import clean
from digestcli.messages import _, speak

INTERRUPTED = 130

_COMPLETE = "_DIGEST_COMPLETE"  # what typer's scripts ask by


def run(argv: Sequence[str]) -> int:
    """The exit code of `digest ARGV`, once all it printed has left the program."""
    closed = _stand_in_for_closed()
    for stream in (sys.stdout, sys.stderr):
        _survive_any_encoding(cast("TextIO", stream))
    if os.environ.get(_COMPLETE):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # a prompt is no place for errors
    try:
        code = _result(argv, is_heard="stdout" not in closed)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has left (`digest show | head -1`); what it did not want is dropped.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        if fault.filename is not None:
            raise
        if isinstance(fault, FileNotFoundError):  # no output says that: nobody knows where we are
            return _told(FileError(_("the folder you are in is not there any more"), _("cd to one that is")))
        return _told(FileError(_("the output cannot be written: {cause}").format(cause=fault.strerror)))
    return code


def _stand_in_for_closed() -> list[str]:
    """Which standard streams were closed (`2>&-`); Python has None for them, from here on the null device."""
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    if closed:
        while os.open(os.devnull, os.O_RDWR) <= 2:
            continue  # their numbers are taken, or the next file we open would be written to as one of them
    for name in closed:
        setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115 - for as long as we live
    return closed


def _result(argv: Sequence[str], *, is_heard: bool) -> int:
    try:
        speak(UserSettings.load()[0].language)
        if not is_heard:
            raise FileError(
                _("standard output is closed"), _("> /dev/null drops what is printed, > FILE keeps it")
            )
        return _call(argv)
    except DigestError as error:
        return _shown(error)
    except KeyboardInterrupt:
        print(_("interrupted"), file=sys.stderr)
        return INTERRUPTED


def _survive_any_encoding(stream: TextIO) -> None:
    """An ASCII or GBK stream shows what it cannot spell as an escape; nothing is lost, nothing crashes."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


def _call(argv: Sequence[str]) -> int:
    if instruction := os.environ.get(_COMPLETE):
        from digestcli.cli.completion import answer  # noqa: PLC0415 - asked by shells only

        return answer(instruction)
    import typer  # noqa: PLC0415 - the language is settled first: help texts are made at import

    from digestcli.cli.app import app  # noqa: PLC0415 - the same

    try:
        result: object = app(list(argv), prog_name="digest", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _shown(error: DigestError) -> int:
    sys.stdout.flush()
    return _told(error)


def _told(error: DigestError) -> int:
    print(error_line(clean(error.message)), file=sys.stderr)
    if error.hint:
        print(hint_line(clean(error.hint)), file=sys.stderr)
    return error.exit_code
