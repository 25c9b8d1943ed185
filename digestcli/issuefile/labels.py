"""Lines that begin with a label: `摘要：`, `推荐：`, `- 代码地址：…`."""

import re
from enum import StrEnum

from digestcli import words
from digestcli.issuefile.lines import Line
from digestcli.values import dataclass


class Part(StrEnum):
    """What the editor writes about a paper."""

    SUMMARY = "summary"
    RECOMMENDATION = "recommendation"


_NAMES = "|".join(
    re.escape(name) for name in sorted((*words.SUMMARY, *words.RECOMMENDATION), key=len, reverse=True)
)
_LABEL = re.compile(rf"\u3000*+(\*\*|__)?({_NAMES})(\1)?[ \t]*+[：:]")
_HEADING_LABEL = re.compile(rf"#{{1,6}}[ \t]++(\*\*|__)?({_NAMES})(\1)?[ \t]*+(?:[：:]|\Z)")
_BARE_LABEL = re.compile(rf"\u3000*+(\*\*|__)?({_NAMES})(\1)?[ \t]*+\Z")
_INSIDE = re.compile(
    rf"(?:[ \t]*+(?:[>*+-]|\d{{1,9}}[.)])[ \t>]*+|[ \t\u3000]++)(\*\*|__)?({_NAMES})(\1)?[ \t]*+[：:]"
)
_BLANKS = " \t\u3000"
_FIRST = frozenset("\u3000*_#" + "".join(name[0] for name in (*words.SUMMARY, *words.RECOMMENDATION)))

_FIELD_NAME = r"[^\W_](?:[^\W_]|[ ](?=[^\W_])){0,11}"
_FIELD = re.compile(rf"[-*+][ \t]++(\*\*|__)?({_FIELD_NAME})(\1)?[ \t]*+[：:](?!//)")
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "doi", "arxiv", "file", "data", "urn", "tel"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the column its words begin at."""

    part: Part
    name: str
    column: int
    level: int = 0  # of the heading that is the label; 0 for a plain line
    open_bold: str = ""  # the mark of a bold that goes on over the words


def label_of(line: Line) -> Label | None:
    """The 摘要 or 推荐 label this line begins with, in any form an editor writes it."""
    text = line.text
    if not line.free or not text or text[0] not in _FIRST:
        return None
    if match := _HEADING_LABEL.match(text):
        level = len(text) - len(text.lstrip("#"))
        return Label(_part(match[2]), match[2], _skip_blanks(text, match.end()), level=level)
    if match := _LABEL.match(text):
        bold, column = _bold_around(match)
        return Label(_part(match[2]), match[2], _skip_blanks(text, column), open_bold=bold)
    return None


def _bold_around(match: re.Match[str]) -> tuple[str, int]:
    """The bold that goes on over the words (`**摘要：……**`), and where label, colon and bold end."""
    bold, column = match[1] or "", match.end()
    if bold and not match[3]:
        if not match.string.startswith(bold, column):
            return bold, column
        column += len(bold)
    return "", column


def _skip_blanks(text: str, column: int) -> int:
    return len(text) - len(text[column:].lstrip(_BLANKS))


def lacks_colon(line: Line) -> bool:
    """Whether the line is a label's name alone."""
    return line.free and _BARE_LABEL.match(line.text) is not None


def is_label_inside(line: Line) -> bool:
    """Whether a label stands in a list or a quote, or is indented: it is read as words."""
    return line.free and _INSIDE.match(line.text) is not None


def _part(name: str) -> Part:
    return Part.SUMMARY if name in words.SUMMARY else Part.RECOMMENDATION


@dataclass(frozen=True, slots=True)
class FieldLine:
    """`- 标签：值`: the label, and the columns its value stands between."""

    label: str
    start: int
    end: int


def field_of(line: Line) -> FieldLine | None:
    """The field this line is, if it is one."""
    match = _FIELD.match(line.text) if line.free and line.text[:1] in {"-", "*", "+"} else None
    if match is None or not _can_label(match[2]):
        return None
    bold, column = _bold_around(match)
    end = len(line.text.rstrip())
    if bold and line.text.endswith(bold, column, end):
        end -= len(bold)
    start = min(_skip_blanks(line.text, column), end)
    return FieldLine(match[2], start, end)


def lacks_mark(line: Line) -> bool:
    """Whether the line is a known field but for its `- `."""
    match = _FIELD.match(f"- {line.text.lstrip(_BLANKS)}") if line.free else None
    return match is not None and match[2] in words.KNOWN_FIELDS


def _can_label(name: str) -> bool:
    is_part = name in words.SUMMARY or name in words.RECOMMENDATION
    return not is_part and name.casefold() not in _SCHEMES and any(map(str.isalpha, name))
