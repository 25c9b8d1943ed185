"""Where the sections of a file begin and end, and the blank lines and rules that part them."""

import re
from collections.abc import Sequence

from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import is_bench
from digestcli.issuefile.lines import Line
from digestcli.issuefile.reading import Reading, parts_of
from digestcli.issuefile.sections import Section
from digestcli.issuefile.wording import newline_of, set_apart
from digestcli.model.issue import Note
from digestcli.model.text import Edit, Span

_RULE = re.compile("[-*_]")  # all that a gap holds beside blanks and line ends
_NOTHING = "\ufeff \t\r\n"


class Places:
    """The sections of one file by their order, as places in its text.

    A section ends with its last line that is neither blank nor a rule (`---`); what follows is the gap to the
    next one and belongs to neither.
    """

    def __init__(self, text: str, reading: Reading) -> None:
        self._text = text
        self._parts = parts_of(text, reading.publication, Faults(text, reading.path))

    @property
    def sections(self) -> Sequence[Section]:
        return self._parts.outline.sections

    @property
    def lines(self) -> Sequence[Line]:
        return self._parts.lines

    def index(self, note: Note) -> int:
        """Which of the sections is that of `note`."""
        starts = [section.span.start for section in self.sections]
        return starts.index(note.span.start)

    def body(self, at: int) -> Span:
        """All of a section but the gap behind it."""
        span = self.sections[at].span
        return Span(span.start, self._end_above(span.end))

    def end_of_papers(self, notes: Sequence[Note]) -> int:
        """The section before which a paper follows the last of `notes`; without any, the first `#` part."""
        if notes:
            return self.index(notes[-1]) + 1
        parts = (at for at, section in enumerate(self.sections) if section.heading.level == 1)
        return next(parts, len(self.sections))

    def end_of_bench(self) -> int | None:
        """The section before which the bench ends; None where there is none."""
        headings = [at for at, section in enumerate(self.sections) if is_bench(section.heading)]
        if not headings:
            return None
        at = headings[-1] + 1
        while at < len(self.sections) and self.sections[at].heading.level == 2:
            at += 1
        return at

    def above(self, at: int, new: str) -> Edit:
        """`new` right above a section, an empty line on either side."""
        start, newline = self.sections[at].span.start, newline_of(self._text)
        last = next((line for line in reversed(self.lines) if line.start < start), None)
        is_below_words = bool(self._text[:start].strip(_NOTHING)) and not (last and prose.is_blank(last))
        opening = newline if is_below_words else ""
        return Edit.insert(start, f"{opening}{new}{newline * 2}")

    def behind(self, at: int, new: str) -> Edit:
        """`new` behind what is written above a section, or above the end of the file, before any rule.

        It has an empty line on either side; a file without a final newline stays one.
        """
        end = self.sections[at].span.start if at < len(self.sections) else len(self._text)
        return set_apart(self._text, self._line_below(end), new)

    def without(self, first: int, last: int) -> Edit:
        """The sections from `first` to `last` gone, and the gap behind them for all those around them.

        Where that gap has no rule and another of them has, that one is left: a rule between other sections
        stays, and of several one.
        """
        is_top = self._written_above(self.sections[first].span.start) is None and not self._parts.front.end
        gaps = [self._gap(at) for at in (last + 1, *range(first, last + 1))]
        behind, before = gaps[0], gaps[1]
        left = next(filter(_RULE.search, gaps), behind)
        if last + 1 == len(self.sections) and left is not behind:
            left = left.rstrip() + behind
        if is_top and left is not before:
            left = before + (left.lstrip("\r\n") if _RULE.search(left) else "")
        start = self.sections[first].span.start - len(before)
        return Edit(Span(start, self.sections[last].span.end), left)

    def _gap(self, at: int) -> str:
        """What stands between what is written above a section, or above the file's end, and the section."""
        end = self.sections[at].span.start if at < len(self.sections) else len(self._text)
        return self._text[self._end_above(end) : end]

    def _end_above(self, end: int) -> int:
        """Where what is written above offset `end` ends."""
        if line := self._written_above(end):
            return line.end
        return len(self._text[: self._parts.front.end].rstrip("\r\n"))

    def _line_below(self, end: int) -> int:
        """Where the line below what is written above offset `end` begins."""
        line = self._written_above(end)
        if line is None:
            return self._parts.front.end
        newline = self._text.find("\n", line.end)
        return newline + 1 if newline >= 0 else len(self._text)

    def _written_above(self, end: int) -> Line | None:
        return next(
            (
                line
                for line in reversed(self.lines)
                if line.start < end and not prose.is_blank(line) and not prose.is_separator(line)
            ),
            None,
        )
