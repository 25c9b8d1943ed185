"""From the words typed to an exit code: the one place where an error is shown."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO, cast

from digestcli.cli.user import UserSettings
from digestcli.errors import DigestError, UsageError
from digestcli.markup.plain import clean
from digestcli.messages import _, speak

INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """The exit code of `digest ARGV`; see docs/exit-codes in the command reference."""
    for stream in (sys.stdout, sys.stderr):
        _survive_any_encoding(cast("TextIO", stream))
    try:
        speak(UserSettings.load()[0].language)
        code = _call(argv)
        sys.stdout.flush()
    except DigestError as error:
        return _shown(error)
    except KeyboardInterrupt:
        print(_("interrupted"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has left (`digest show | head -1`). Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


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
    print(f"{_('error')}: {clean(error.message)}", file=sys.stderr)
    if error.hint:
        print(f"{_('hint')}: {clean(error.hint)}", file=sys.stderr)
    return error.exit_code
