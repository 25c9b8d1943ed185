"""Rules that a comment beside the words switches off: `<!-- check off: half-width, term -->`.

Behind words it counts for its line, alone on its line for the paragraph below.
"""

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"<!--[ \t]*+check off:([a-z0-9, \t-]*)-->")
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*+")


def silenced(text: str) -> Mapping[int, frozenset[str]]:
    """The rules that are off, by the numbers of the lines they are off in."""
    if "check off:" not in text:
        return {}
    off: dict[int, frozenset[str]] = {}
    paragraph = coming = frozenset[str]()  # what is off in the paragraph that is read, and in what comes next
    for number, line in enumerate(text.split("\n"), 1):
        here = _names(line)
        if _COMMENT.sub("", line).strip():
            paragraph, coming = paragraph | coming, frozenset()
            if here or paragraph:
                off[number] = here | paragraph
        elif here:
            coming |= here
        else:  # a blank line ends the paragraph
            paragraph = frozenset()
    return off


def _names(line: str) -> frozenset[str]:
    return frozenset(name for comment in _COMMENT.finditer(line) for name in _NAME.findall(comment[1]))
