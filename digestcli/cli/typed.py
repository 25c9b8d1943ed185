"""What the editor types or pipes in: text in UTF-8, or a clear word that it is none."""

import sys

from digestcli.errors import UsageError
from digestcli.messages import _


def standard_input() -> str:
    """All of standard input, a BOM left out; raises UsageError for bytes that are not UTF-8."""
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UsageError(
            _("standard input is not UTF-8 text: line {line}").format(line=line),
            _("Chinese text is often in GB18030: iconv -f GB18030 -t UTF-8 turns it into UTF-8"),
        ) from None


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
