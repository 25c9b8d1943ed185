"""Words between structure: what of some lines is printed, where it stands, and the pictures in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from digestcli.issuefile.lines import Line
from digestcli.model.issue import Figure
from digestcli.model.text import Span, Text

_SEPARATOR = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*")
_PICTURE = re.compile(
    r"""!\[([^\[\]]*)\]                                     # ![alt]
        (?:\([ \t]*(?:<([^<>]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))   # (path, with () in pairs
           (?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)           # "title")
         | \[([^\[\]]*)\])?                                 # or [name of a link definition]
    """,
    re.VERBOSE,
)
_DEFINITION = re.compile(r"[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(?:<([^<>]*)>|(\S+))")


def words(lines: Sequence[Line], column: int = 0, *, closing: bool = True) -> Text | None:
    """What is printed of `lines` from `column` of the first one on, trimmed; None where that is nothing.

    With `closing`, a heading or the file's end follows: `---` before it is a separator and not printed.
    """
    shown = [
        (line, line.text[column:] if at == 0 else line.text)
        for at, line in enumerate(lines)
        if not line.hidden
    ]
    while shown and (not shown[-1][1].strip() or (closing and is_separator(shown[-1][0]))):
        shown.pop()
    value = "\n".join(text for _line, text in shown)
    if not value.strip():
        return None
    start = next(line.offset(len(line.text) - len(text.lstrip())) for line, text in shown if text.strip())
    last = shown[-1][0]
    return Text(value.strip(), Span(start, last.offset(len(last.text.rstrip()) - 1) + 1))


def is_separator(line: Line) -> bool:
    return line.free and _SEPARATOR.fullmatch(line.text) is not None


def is_blank(line: Line) -> bool:
    """Whether the line is empty; one of nothing but a comment is not."""
    return not line.hidden and not line.text.strip()


def definitions(lines: Sequence[Line]) -> dict[str, str]:
    """The link definitions `[name]: address`, by the form of a name Markdown compares; the first counts."""
    found: dict[str, str] = {}
    for line in lines:
        if line.free and "]:" in line.text and (match := _DEFINITION.match(line.text)):
            found.setdefault(_compared(match[1]), match[2] or match[3] or "")
    return found


def _compared(name: str) -> str:
    return " ".join(name.split()).casefold()


def figures(lines: Sequence[Line], links: Mapping[str, str]) -> Iterator[Figure]:
    """The pictures that stand alone on their lines, each with the all-`*…*` paragraph under it."""
    shown = [line for line in lines if not line.hidden]
    for at, line in enumerate(shown):
        if not line.free or "![" not in line.text:
            continue
        pictures = list(_pictures(line, links))
        for figure in pictures[:-1]:
            yield figure
        for figure in pictures[-1:]:
            yield Figure(figure.path, figure.alt, _caption(shown, at + 1), figure.span)


def _pictures(line: Line, links: Mapping[str, str]) -> Iterator[Figure]:
    """The pictures of a line that holds nothing else; none of any other line."""
    found = list(_PICTURE.finditer(line.text))
    if _PICTURE.sub("", line.text).strip():
        return
    for match in found:
        path = match[2] or match[3] or links.get(_compared(match[4] or match[1]))
        if path:
            yield Figure(path, match[1], None, line.span(*match.span()))


def _caption(shown: Sequence[Line], at: int) -> str | None:
    """The paragraph that begins at or below line `at`, if it is all in `*…*`."""
    while at < len(shown) and shown[at].free and not shown[at].text.strip():
        at += 1
    paragraph = []
    while at < len(shown) and shown[at].free and shown[at].text.strip():
        paragraph.append(shown[at].text.strip())
        at += 1
    text = "\n".join(paragraph)
    inside = text[1:-1]
    return inside.strip() or None if text == f"*{inside}*" and "*" not in inside else None
