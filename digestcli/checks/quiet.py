"""Rules that a comment beside the words switches off: `<!-- check off: half-width, term -->`.

Behind words it counts for its line, alone on its line for the paragraph below.
"""

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"<!--[ \t]*check off:[ \t]*([a-z0-9, \t-]*?)[ \t]*-->")


def silenced(text: str) -> Mapping[int, frozenset[str]]:
    """The rules that are off, by the numbers of the lines they are off in."""
    if "check off:" not in text:
        return {}
    off: dict[int, frozenset[str]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for comment in _COMMENT.finditer(line):
            names = frozenset(re.split(r"[,\s]+", comment[1])) - {""}
            for each in _lines_of(lines, number, is_alone=not _COMMENT.sub("", line).strip()):
                off[each] = off.get(each, frozenset()) | names
    return off


def _lines_of(lines: list[str], number: int, *, is_alone: bool) -> range:
    """The line itself; or, below a comment that stands alone, the lines up to the next blank one."""
    if not is_alone:
        return range(number, number + 1)
    first = number + 1
    while first <= len(lines) and not lines[first - 1].strip():
        first += 1
    end = first
    while end <= len(lines) and lines[end - 1].strip():
        end += 1
    return range(first, end)
