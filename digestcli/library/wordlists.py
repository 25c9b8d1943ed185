"""Lists of words that an editor keeps beside `digest.toml`: read here, understood by who asks."""

import re
from collections.abc import Mapping
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.issuefile.encoding import NotUtf8, decode
from digestcli.library import toml
from digestcli.messages import _
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass

LIMIT = 256 * 1024  # bytes: thousands of words
LONGEST = 64  # characters of one of them

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AT_LINE = re.compile(r"\(at line (\d{1,6}), column (\d{1,6})\)|line (\d{1,6})")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordList:
    """A file as it was read: its text, and what TOML makes of it."""

    text: str
    said: Mapping[str, object]


def load(path: Path, example: str, limit: int = LIMIT) -> WordList | Problem | None:
    """The file at `path`, or what is wrong with it, under the rule `STEM-unreadable`; None: there is none."""
    rule = f"{path.stem}-unreadable"
    try:
        data = files.read(path, limit=limit).data
        text = decode(data, path.name).removeprefix("\ufeff")
        return WordList(text, toml.parsed(text, path.name, example))
    except files.Missing:
        return None
    except NotUtf8 as fault:
        return problem(path.name, rule, (fault.line, 1), fault.message, _("save it as UTF-8"))
    except FileError as fault:
        return problem(path.name, rule, _place(fault.message), fault.message, fault.hint)


def is_word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and not _UNPRINTABLE.search(value)


def problem(
    path: str, rule: str, place: Place, message: str, hint: str | None, *, severity: Severity = Severity.ERROR
) -> Problem:
    line, column = place
    return Problem(
        path=path, line=line, column=column, rule=rule, severity=severity, message=message, hint=hint
    )


def _place(message: str) -> Place:
    """Line and column that tomllib names in words."""
    found = _AT_LINE.search(message)
    if not found:
        return (1, 1)
    return (int(found[1]), int(found[2])) if found[1] else (int(found[3]), 1)
