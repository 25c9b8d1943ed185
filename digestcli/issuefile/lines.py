"""The lines of an issue file, and which of them may be structure: code, comments and formulas never are.

One walk over the text. Where a block ends is known when it opens, so that no input makes it look twice.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from digestcli.issuefile.faults import Faults
from digestcli.issuefile.markers import Conflicts, cure
from digestcli.messages import _
from digestcli.model.text import Span

_COMMENT, _COMMENT_END, _FORMULA = "<!--", "-->", "$$"
# A line without one is as it stands. Spelled out, for then `re` looks at nothing but their first characters.
_MARK = re.compile(r"<!--|-->|\$\$|```|~~~|<<<<<<<|>>>>>>>|=======|\|\|\|\|\|\|\|")
_BLANKS = " \t"

_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?(`{3,}+|~{3,}+)")
_FENCE_END = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)[ \t]*+\Z")
_BACKTICKS = re.compile("`+")
_HEADING = re.compile(r"^\ufeff*+#{1,2}(?!#)[ \t]", re.MULTILINE)


@dataclass(slots=True)
class Line:
    """One line without its end: `text` is what is printed of it, comments cut out."""

    start: int  # offset of its first character
    end: int  # offset of its newline, its CR left out
    text: str
    free: bool = True  # whether it may be a heading, a label or a field
    hidden: bool = False  # nothing of it is printed, not even an empty line
    kept: tuple[Span, ...] = ()  # what is left between comments, where there are any

    def offset(self, column: int) -> int:
        """Where in the file the character at `column` of the printed text stands."""
        if not self.kept:
            return self.start + column
        for span in self.kept:
            if column < span.end - span.start:
                return span.start + column
            column -= span.end - span.start
        return self.kept[-1].end

    def span(self, start: int, end: int) -> Span:
        """The place of the printed characters `start` up to `end`, comments between them included."""
        at = self.offset(start)
        return Span(at, self.offset(end - 1) + 1 if end > start else at)


def scan(text: str, start: int, faults: Faults) -> list[Line]:
    """The lines of `text` from offset `start` on; reports blocks never closed and merge conflicts."""
    raw = _raw_lines(text, start)
    return list(_Scanner(text, raw, faults))


class _Place(NamedTuple):
    start: int
    end: int


def _raw_lines(text: str, start: int) -> list[_Place]:
    """Lines end at a newline and nowhere else; a BOM is no part of one."""
    places = []
    while start <= len(text):
        newline = text.find("\n", start)
        end = following = newline if newline >= 0 else len(text)
        if end > start and text[end - 1] == "\r":
            end -= 1
        while text.startswith("\ufeff", start, end):
            start += 1
        places.append(_Place(start, end))
        start = following + 1
    return places


class _Closer(NamedTuple):
    """A line that can end a code block."""

    start: int
    end: int
    length: int  # of its row of marks


class _Scanner:
    """Walks the lines once, and remembers up to which offset the text is a block or a comment."""

    def __init__(self, text: str, raw: list[_Place], faults: Faults) -> None:
        self._text = text
        self._raw = raw
        self._faults = faults
        self._block_end = 0
        self._quoted = False  # a code block in a quote ends with the quote
        self._comment_end = 0
        self._comments_close = True
        self._conflicts = Conflicts()
        self._marks = (match.start() for match in _MARK.finditer(text))
        self._mark = -1

    def __iter__(self) -> Iterator[Line]:
        for place in self._raw:
            raw = self._text[place.start : place.end]
            if not self._is_marked(place):
                yield Line(place.start, place.end, raw)
            elif self._is_inside_block(place, raw):
                yield Line(place.start, place.end, raw, free=False)
            elif self._conflicts.takes(raw):
                self._faults.report("conflict", place.start, _("a conflict marker of git"), cure())
                yield Line(place.start, place.end, "", free=False, hidden=True)
            elif place.start >= self._comment_end and self._opens_block(place, raw):
                yield Line(place.start, place.end, raw, free=False)
            else:
                yield self._open_line(place, raw)

    def _is_marked(self, place: _Place) -> bool:
        """Whether the line is inside something or holds a mark of something."""
        while self._mark < place.start:
            self._mark = next(self._marks, len(self._text) + 1)
        return self._mark < place.end or place.start < max(self._block_end, self._comment_end)

    def _open_line(self, place: _Place, raw: str) -> Line:
        """A line outside of blocks, with its comments cut out."""
        if place.start >= self._comment_end and _COMMENT not in raw:
            self._look_for_stray_end(place, raw)
            return Line(place.start, place.end, raw)
        kept = self._between_comments(place, raw)
        text = "".join(span.of(self._text) for span in kept)
        if not text.strip():
            return Line(place.start, place.end, "", free=False, hidden=True)
        self._look_for_stray_end(place, text)
        is_block = self._comment_end <= place.end and self._opens_block(place, text)
        return Line(place.start, place.end, text, free=not is_block, kept=kept)

    def _between_comments(self, place: _Place, raw: str) -> tuple[Span, ...]:
        kept = []
        at = max(place.start, self._comment_end)
        code = code_spans(raw, place.start)
        while at < place.end:
            comment = self._next_comment(at, place.end, code)
            if comment < 0:
                kept.append(Span(at, place.end))
                break
            kept.append(Span(at, comment))
            at = self._comment_end = self._end_of_comment(comment)
        return tuple(self._without_indent(kept, place.start))

    def _without_indent(self, kept: list[Span], start: int) -> Iterator[Span]:
        """A comment at a line's beginning takes the blanks behind it along: what follows begins the line."""
        begun = False
        for span in kept:
            at = span.start
            if not begun and at > start:
                while at < span.end and self._text[at] in _BLANKS:
                    at += 1
            if at < span.end:
                begun = True
                yield Span(at, span.end)

    def _next_comment(self, at: int, end: int, code: dict[int, int]) -> int:
        """Where the next comment opens outside of `code` spans, -1 for nowhere."""
        comment = self._text.find(_COMMENT, at, end)
        while comment >= 0:
            tick = self._text.find("`", at, comment)
            if tick < 0:
                return comment
            at = code[tick]
            if at > comment:
                comment = self._text.find(_COMMENT, at, end)
        return -1

    def _end_of_comment(self, at: int) -> int:
        # `<!-->` is a whole comment, so the end may begin inside the opening mark.
        close = self._text.find(_COMMENT_END, at + 2) if self._comments_close else -1
        if close < 0:
            self._comments_close = False
            self._faults.report("comment-open", at, _("this comment is never closed"), _("close it with -->"))
            return self._next_heading(at)
        nested = self._text.find(_COMMENT, at + len(_COMMENT), close)
        if nested >= 0:
            line, _column = self._faults.place(at)
            self._faults.report(
                "comment-nested",
                nested,
                _("a comment opens inside the comment of line {line}").format(line=line),
                _("close the one before it with -->, or write <! -- here"),
            )
        return close + len(_COMMENT_END)

    def _look_for_stray_end(self, place: _Place, text: str) -> None:
        if _COMMENT_END in text and (end := text.rstrip()).endswith(_COMMENT_END):
            self._faults.report(
                "comment-stray",
                place.end - (len(text) - len(end)) - len(_COMMENT_END),
                _("--> closes nothing here and would be printed"),
                _("a comment before it ended earlier than meant: inside a comment write --&gt; for -->"),
            )

    def _is_inside_block(self, place: _Place, raw: str) -> bool:
        if place.start >= self._block_end:
            return False
        if self._quoted and not raw.lstrip(_BLANKS).startswith(">"):
            self._block_end = 0
            return False
        return True

    def _opens_block(self, place: _Place, text: str) -> bool:
        """Whether a code block or a formula begins in this line; sets where it ends."""
        if (fence := _FENCE.match(text)) and (fence[1][0] != "`" or "`" not in text[fence.end() :]):
            self._quoted = ">" in text[: fence.start(1)]
            self._block_end = self._end_of_code(place, fence[1])
            return True
        if text.lstrip(_BLANKS).startswith(_FORMULA) and text.count(_FORMULA) % 2:
            self._quoted = False
            self._block_end = self._end_of_formula(place)
            return True
        return False

    def _end_of_code(self, place: _Place, fence: str) -> int:
        closers, longest = self._fences[fence[0]]
        at = bisect_left(closers, (place.end,))
        if at < len(closers) and longest[at] >= len(fence):
            while closers[at].length < len(fence):
                at += 1
            return closers[at].end
        if not self._quoted:
            self._faults.report(
                "code-open",
                place.start,
                _("this code block is never closed"),
                _("close it with a line {fence}").format(fence=fence[:9]),
            )
        return self._next_heading(place.end)

    @cached_property
    def _fences(self) -> dict[str, tuple[list[_Closer], list[int]]]:
        """The lines that can end a block of ` or ~, and the longest of those from each on."""
        closers: dict[str, list[_Closer]] = {"`": [], "~": []}
        for start, end in self._raw:
            if match := _FENCE_END.match(self._text[start:end]):
                closers[match[1][0]].append(_Closer(start, end, len(match[1])))
        return {
            mark: (found, list(accumulate((closer.length for closer in reversed(found)), max))[::-1])
            for mark, found in closers.items()
        }

    def _end_of_formula(self, place: _Place) -> int:
        at = bisect_left(self._formula_lines, (place.end,))
        if at < len(self._formula_lines):
            return self._formula_lines[at][1]
        self._faults.report(
            "formula-open", place.start, _("this formula is never closed"), _("close it with a line $$")
        )
        return self._next_heading(place.end)

    @cached_property
    def _formula_lines(self) -> list[tuple[int, int]]:
        """The lines with an odd number of $$: they open or close, a formula within one line does neither."""
        return [(start, end) for start, end in self._raw if self._text.count(_FORMULA, start, end) % 2]

    def _next_heading(self, at: int) -> int:
        """Where what was never closed is read as closed."""
        heading = _HEADING.search(self._text, at)
        return heading.start() if heading else len(self._text)


def code_spans(raw: str, start: int = 0) -> dict[int, int]:
    """Where each row of backticks begins, and where the code it opens ends (itself, if it opens none)."""
    if "`" not in raw:
        return {}
    ends = {}
    partner: dict[int, int] = {}
    for row in reversed(list(_BACKTICKS.finditer(raw, 0))):
        length = row.end() - row.start()
        ends[start + row.start()] = start + partner.get(length, row.end())
        partner[length] = row.end()
    return ends
