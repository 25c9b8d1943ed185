"""Where lines of mixed Chinese and Western text may end.

A line ends between Chinese characters or at a blank, never inside a Western word, a number and its unit, `——`
or `……`. No line begins with a closing mark or ends with an opening one: the character beside the mark goes
along with it. The ideas are those of UAX #14, the marks those of GB/T 15834.
"""

import re
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise

from digestcli.markup.chinese import CLOSING, OPENING, is_cjk, is_mark

_BLANKS = " \t\u3000"
_JOINER = "\u200d"
_UNITS = frozenset("年月日时分秒周岁期届亿万千百元倍个位种次篇条名人步层类维项字点级章节%％‰℃°")
_UNIT = re.compile(r"(?:[KMGT]?B|[kMG]?Hz|[kcmµn]?m|[mµn]?s|[km]?g|fps|%|‰|℃|°C)(?![A-Za-z])")
# After a blank these may begin a word: `.NET`, `:smile:`.
_MAY_BEGIN = frozenset(".:%,;!?")
# An address, a path or an id, which in two pieces nobody can open or copy.
_WHOLE = re.compile(r"[/@]|\d{4}\.\d{4,5}")


def break_lines(text: str, width: int, cell_width: Callable[[str], int]) -> list[tuple[int, int]]:
    """`(start, end)` of every line of `text` in at most `width` cells, blanks at line ends left out.

    A word wider than a line is cut, there is no other way, but an address or an id is left to overflow: the
    terminal then wraps it in one piece. A newline always ends a line. At least one line.
    """
    lines: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split("\n"):
        lines += _paragraph(text, at, at + len(paragraph), max(width, 1), cell_width)
        at += len(paragraph) + 1
    return lines


def _paragraph(
    text: str, start: int, end: int, width: int, cell_width: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    line, last = start, start  # where the line begins, and where its last word ends
    used = 0  # cells from the line's beginning, with the blanks after its last word
    for begin, finish in _pieces(text, start, end):
        piece = text[begin:finish]
        word = piece.rstrip(_BLANKS)
        cells = cell_width(word)
        if used + cells > width:
            if last > line:
                yield line, last
            line, used = begin, 0
        if cells > width and not _WHOLE.search(word):
            *full, (line, _) = _cut(text, begin, begin + len(word), width, cell_width)
            yield from full
            cells = cell_width(text[line : begin + len(word)])
        used += cells + cell_width(piece[len(word) :])
        last = begin + len(word) if word else last
    yield line, max(line, last)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between places where a line may end, each with the blanks after it."""
    begin = start
    solid = ""  # the last character that is no blank
    quotes = cycle("“”")
    before = ""
    for at in range(start, end):
        after = next(quotes) if text[at] == '"' else text[at]
        if at > start and _may_break(before, solid, after) and not _is_unit(text, at):
            yield begin, at
            begin = at
        before = after
        solid = solid if before in _BLANKS else before
    if begin < end:
        yield begin, end


def _may_break(before: str, solid: str, after: str) -> bool:
    """Whether a line may end between two characters; `solid` is the last one that is no blank."""
    if after in _BLANKS or solid in OPENING or _is_glued(before, after):
        return False
    if before in _BLANKS:
        return after not in CLOSING or after in _MAY_BEGIN
    if after in CLOSING or (before in "—…" and after == before):
        return False
    if before.isdigit() and after in _UNITS:
        return False
    return _stands_alone(before) or _stands_alone(after)


def _is_glued(before: str, after: str) -> bool:
    """Whether `after` is part of the character before it: accents, joined emoji, the letters of a flag."""
    return (
        is_mark(after)
        or _JOINER in (before, after)
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def _stands_alone(character: str) -> bool:
    """Whether lines may end beside `character` without a blank; quotes and `·` ask their neighbours."""
    return (is_cjk(character) and character not in "“”‘’·") or "\U0001f000" <= character <= "\U0001faff"


def _is_unit(text: str, at: int) -> bool:
    """Whether a unit stands at `at`, one blank after its number: `3.2 GB`."""
    return at > 1 and text[at - 1] == " " and text[at - 2].isdigit() and _UNIT.match(text, at) is not None


def _cut(
    text: str, start: int, end: int, width: int, cell_width: Callable[[str], int]
) -> list[tuple[int, int]]:
    """A word wider than a line, cut between characters and, where it can be helped, not beside a mark."""
    edges = [start, *(at for at in range(start + 1, end) if not _is_glued(text[at - 1], text[at])), end]
    lines: list[tuple[int, int]] = []
    line, used = 0, 0  # an index into `edges`, and the cells since
    for here, (begin, finish) in enumerate(pairwise(edges)):
        cells = cell_width(text[begin:finish])
        while used + cells > width and here > line:
            cut = _good_cut(text, edges, line, here)
            lines.append((edges[line], edges[line] + len(text[edges[line] : edges[cut]].rstrip(_BLANKS))))
            used = cell_width(text[edges[cut] : begin])
            line = cut
        used += cells
    return [*lines, (edges[line], end)]


def _good_cut(text: str, edges: list[int], line: int, here: int) -> int:
    """`here`, or up to three characters earlier, where no mark is torn from its word."""
    for cut in range(here, max(line, here - 4), -1):
        at = edges[cut]
        if text[at] not in CLOSING and text[at - 1] not in OPENING:
            return cut
    return here
