"""The lines of one radio list as places in its file: what goes where, and how a new line begins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from digestcli.errors import UsageError
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.lines import Line
from digestcli.issuefile.places import Places
from digestcli.issuefile.radio import audio_line, mark_of
from digestcli.issuefile.reading import Reading
from digestcli.issuefile.sections import Section
from digestcli.issuefile.wording import newline_of
from digestcli.messages import _
from digestcli.model.issue import Pick, RadioList
from digestcli.model.text import Edit, Span

_NUMBERED = re.compile(r"(\s*)(\d+)(.*)", re.DOTALL)
_BULLETS = frozenset("-*+")
_BLANKS = " \t\u3000"


class ListPlaces:
    """One list of the Radiostation, line by line."""

    def __init__(self, text: str, reading: Reading, radio_list: RadioList) -> None:
        self._text = text
        self._reading = reading
        self._list = radio_list
        self._places = Places(text, reading)
        starts = [section.span.start for section in self._places.sections]
        self._at = starts.index(radio_list.span.start)
        self._newline = newline_of(text)

    @property
    def section(self) -> Section:
        return self._places.sections[self._at]

    @property
    def audio(self) -> Line | None:
        """The line that names a recording, or is to."""
        return next((line for line in self.section.lines if self._is_audio(line)), None)

    @property
    def counts(self) -> bool:
        """Whether the numbers before its lines, if they have any, say what is printed."""
        marks = [mark_of(line.text) for line in self.section.lines if self._is_pick(line)]
        numbers = [int(found[2]) for mark in marks if (found := _NUMBERED.fullmatch(mark))]
        return len(set(numbers)) < 2 or numbers == list(range(1, len(marks) + 1))

    def marks(self, at: int, count: int) -> Sequence[str]:
        """What new lines at place `at` begin with: as the line above, else as the first; numbers count on."""
        marks = [mark_of(line.text) for line in self.section.lines if self._is_pick(line)]
        if not marks:
            bullet = mark_of(self.audio.text) if self.audio else ""
            return [bullet if bullet.strip() in _BULLETS else "- "] * count
        beside = marks[at - 1] if at else marks[0]
        number = _NUMBERED.fullmatch(beside)
        if number is None:
            return [beside] * count
        is_same = len(marks) > 1 and len(set(marks)) == 1  # `1.` before every line
        step = 0 if is_same else 1
        first = int(number[2]) + (step if at else 0)
        digits = (str(first + place * step).zfill(len(number[2])) for place in range(count))  # 01, 02, ...
        return [f"{number[1]}{each}{number[3]}" for each in digits]

    def put(self, at: int, new: Sequence[str]) -> Edit:
        """Lines right above the one at place `at`; else below the last one, or below all that is there."""
        picks = self._list.picks
        gap = self._newline * (2 if self._is_loose else 1)
        if at < len(picks):
            return Edit.insert(picks[at].span.start, "".join(f"{line}{gap}" for line in new))
        if picks:
            return self._below(self._end_of_last(), "".join(f"{gap}{line}" for line in new))
        written = [
            line for line in self.section.lines if not (prose.is_blank(line) or prose.is_separator(line))
        ]
        if written and self._is_audio(written[-1]) and mark_of(written[-1].text):
            return self._below(written[-1], "".join(f"{gap}{line}" for line in new))
        return self._places.behind(self._at + 1, gap.join(new))

    def without(self, pick: Pick) -> Edit:
        """The line of `pick` gone; where it stood alone, the blank lines on one side of it too.

        Raises UsageError where indented words below it belong to it.
        """
        lines = self.section.lines
        at = next(place for place, line in enumerate(lines) if line.start == pick.span.start)
        self._refuse_followed(lines, at)
        if self._is_loose and pick.span != self._list.picks[-1].span:
            following = next(each for each in self._list.picks if each.span > pick.span)
            return Edit(Span(pick.span.start, following.span.start), "")
        first = at
        if self._stands_alone(lines, at):
            while first and prose.is_blank(lines[first - 1]):
                first -= 1
        newline = self._text.find("\n", pick.span.end)
        if newline >= 0:
            return Edit(Span(lines[first].start, newline + 1), "")
        above = lines[first - 1] if first else self.section.heading.line
        return Edit(Span(above.end, pick.span.end), "")

    def _stands_alone(self, lines: Sequence[Line], at: int) -> bool:
        """Whether blank lines part it from all around it; between words they are a part of these."""
        if self._is_between_words(lines[at].start):
            return False
        is_apart = self._is_loose or at + 1 == len(lines) or prose.is_blank(lines[at + 1])
        return at > 0 and prose.is_blank(lines[at - 1]) and is_apart

    def _refuse_followed(self, lines: Sequence[Line], at: int) -> None:
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is None or below.hidden or not self._is_indented(below) or self._is_pick(below):
            return
        path = self._reading.path
        line, _column = Faults(self._text, path).place(below.start)
        raise UsageError(
            _("{path}, line {line}: these words belong to the paper above them; nothing was written").format(
                path=path, line=line
            ),
            _("move them in your own editor, or write them at the line's beginning"),
        )

    @property
    def _is_loose(self) -> bool:
        """Whether blank lines, and nothing else, stand between all of the papers."""
        picks = self._list.picks
        between = [Span(a.span.end, b.span.start).of(self._text) for a, b in pairwise(picks)]
        is_loose = bool(between) and all(not gap.strip() and gap.count("\n") > 1 for gap in between)
        return is_loose and not any(self._is_between_words(pick.span.start) for pick in picks)

    def _is_between_words(self, at: int) -> bool:
        """Whether a blank line at `at` would be one more between words."""
        words = self._list.text
        return words is not None and words.span.start < at < words.span.end

    def _end_of_last(self) -> Line:
        """The last line of the last paper: comments and indented words right below it are its own."""
        lines = self.section.lines
        at = max(place for place, line in enumerate(lines) if self._is_pick(line))
        while at + 1 < len(lines) and (lines[at + 1].hidden or self._is_indented(lines[at + 1])):
            at += 1
        return lines[at]

    def _below(self, line: Line, new: str) -> Edit:
        """`new`, which begins with a newline, below `line`, whose own newline stays."""
        newline = self._text.find("\n", line.end)
        if newline < 0:
            return Edit.insert(len(self._text), new)
        return Edit.insert(newline + 1, f"{new.removeprefix(self._newline)}{self._newline}")

    def _is_pick(self, line: Line) -> bool:
        return any(pick.span.start == line.start for pick in self._list.picks)

    def _is_audio(self, line: Line) -> bool:
        return line.free and audio_line(line.text, self._reading.publication) is not None

    @staticmethod
    def _is_indented(line: Line) -> bool:
        return line.text[:1] in tuple(_BLANKS) and bool(line.text.strip())
