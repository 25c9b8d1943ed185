"""The result on stdout, everything else on stderr; both know how wide and how colourful they are."""

import codecs
import os
import sys
from typing import TYPE_CHECKING, TextIO

from digestcli.markup.plain import clean
from digestcli.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.text import Text


def error_line(message: str) -> str:
    """What failed, as it is told everywhere."""
    return _("error: {message}").format(message=message)


def hint_line(hint: str) -> str:
    """What to do about it."""
    return _("hint: {hint}").format(hint=hint)


def warning_line(message: str) -> str:
    """What does not stop anything."""
    return _("warning: {message}").format(message=message)


def is_coloured(stream: TextIO, *, no_color: bool) -> bool:
    """--no-color, then NO_COLOR, then FORCE_COLOR, then whether somebody is looking."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if (forced := os.environ.get("FORCE_COLOR")) is not None and forced not in {"", "0"}:
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Printer:
    """One stream. Lines are wrapped before they come here: nothing is cut or wrapped any more."""

    def __init__(self, stream: TextIO, *, no_color: bool) -> None:
        self._stream = stream
        self.coloured = is_coloured(stream, no_color=no_color)
        self._rich: Console | None = None

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None in a pipe, where a paragraph is a line."""
        if not self._stream.isatty():
            return None
        import shutil  # noqa: PLC0415 - a pipe needs none of it

        return max(shutil.get_terminal_size().columns, 20)

    def spells(self, characters: str) -> bool:
        """Whether the stream has them in its encoding."""
        try:
            characters.encode(self._stream.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def line(self, line: str = "") -> None:
        """Print one line as it is."""
        self._stream.write(clean(line) + "\n")

    def page(self, lines: "Iterable[Text]") -> None:
        """Print lines, with their styles where those can be seen; at once, as rich thinks long about each."""
        if not self.coloured:
            self._stream.writelines(clean(line.plain) + "\n" for line in lines)
            return
        from rich.text import Text  # noqa: PLC0415 - whoever has a page has loaded it

        self._console().print(Text("\n").join(lines), soft_wrap=True)

    def document(self, data: bytes) -> None:
        """Print one JSON document to the byte; a stream that is not UTF-8 gets it in ASCII."""
        if codecs.lookup(self._stream.encoding).name == "utf-8":
            self._stream.flush()
            self._stream.buffer.write(data)
        else:
            from digestcli.markup.json_text import in_ascii  # noqa: PLC0415 - for few terminals

            self._stream.write(in_ascii(data.decode()))

    def flush(self) -> None:
        """Send on what was printed."""
        self._stream.flush()

    def _console(self) -> "Console":
        from rich.console import Console  # noqa: PLC0415 - 30 ms that only colours need

        if self._rich is None:
            self._rich = Console(
                file=self._stream, force_terminal=True, markup=False, emoji=False, highlight=False
            )
        return self._rich


def out(*, no_color: bool) -> Printer:
    """Where the result goes."""
    return Printer(sys.stdout, no_color=no_color)


def err(*, no_color: bool) -> Printer:
    """Where everything else goes."""
    return Printer(sys.stderr, no_color=no_color)
