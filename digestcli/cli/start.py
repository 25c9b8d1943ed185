"""From the words typed to an exit code: the one place where an error is shown."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO, cast

from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.user import UserSettings
from digestcli.errors import DigestError, FileError, UsageError
from digestcli.markup.plain import clean
from digestcli.messages import _, speak

INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """The exit code of `digest ARGV`, once all it printed has left the program."""
    for stream in (sys.stdout, sys.stderr):
        _survive_any_encoding(cast("TextIO", stream))
    try:
        code = _result(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has left (`digest show | head -1`); what it did not want is dropped.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        if fault.filename is not None:
            raise
        return _told(FileError(_("the output cannot be written: {cause}").format(cause=fault.strerror)))
    return code


def _result(argv: Sequence[str]) -> int:
    try:
        speak(UserSettings.load()[0].language)
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
    import typer  # noqa: PLC0415 - the language is settled first: help texts are made at import

    from digestcli.cli.app import app  # noqa: PLC0415 - the same

    try:
        result: object = app(list(argv), prog_name="digest", standalone_mode=False)
    except typer.TyperException as error:
        raise _usage(error) from error
    except typer.Abort:
        return INTERRUPTED
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _usage(error: Exception) -> UsageError:
    """What typer says of a mistyped command, in our own form."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "digest"
    said = getattr(error, "format_message", error.__str__)()
    return UsageError(str(said), f"{command} --help")


def _shown(error: DigestError) -> int:
    sys.stdout.flush()
    return _told(error)


def _told(error: DigestError) -> int:
    print(error_line(clean(error.message)), file=sys.stderr)
    if error.hint:
        print(hint_line(clean(error.hint)), file=sys.stderr)
    return error.exit_code
