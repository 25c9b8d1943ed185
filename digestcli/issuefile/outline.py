"""The outline of an issue: its title, its lead, and the sections its headings open."""

import re
from collections.abc import Sequence

from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import PLAIN_KEYS, begins_key
from digestcli.issuefile.headings import (
    Heading,
    heading_of,
    hidden_paper,
    is_bench,
    is_contents,
    is_radio,
    mark_fix,
    names_id,
)
from digestcli.issuefile.labels import Part, label_of
from digestcli.issuefile.lines import Line
from digestcli.issuefile.prose import is_definition, is_separator
from digestcli.issuefile.sections import Section
from digestcli.messages import _
from digestcli.model.publication import Publication
from digestcli.model.text import Span, Text
from digestcli.values import dataclass

_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)．、])[ \t\u3000]*\S")


@dataclass(frozen=True, slots=True)
class Outline:
    title: Text | None
    lead: Sequence[Line]
    sections: tuple[Section, ...]


def outline(
    text: str, lines: list[Line], title: Text | None, publication: Publication, faults: Faults
) -> Outline:
    """The parts of an issue whose front matter gives `title`; its contents are hidden, they are derived."""
    return _Outliner(text, lines, title, publication, faults).outline()


class _Outliner:
    def __init__(
        self, text: str, lines: list[Line], title: Text | None, publication: Publication, faults: Faults
    ) -> None:
        self._text = text
        self._lines = lines
        self._title = title
        self._publication = publication
        self._faults = faults
        self._lead_start = 0
        self._heads: list[tuple[int, Heading]] = []
        self._in_radio = False
        self._part: Part | None = None  # of the section's words we are in, and those with words in them
        self._written: set[Part] = set()

    def outline(self) -> Outline:
        for at, line in enumerate(self._lines):
            if line.free and line.text:
                self._look_at(at, line)
            if not self._heads or at > self._heads[-1][0]:
                self._note_words(line)
        heads = self._heads
        lead = self._lines[self._lead_start : heads[0][0] if heads else None]
        return Outline(self._title, lead, tuple(map(self._section, range(len(heads)))))

    def _look_at(self, at: int, line: Line) -> None:
        heading = heading_of(line)
        if heading is None:
            if line.text.startswith("---"):
                self._refuse_front_matter(at, line)
            elif not self._heads and is_contents(line.text):
                self._hide_contents(at)
            elif (column := hidden_paper(line)) is not None and not self._takes_any_id:
                message = _("this heading is read as words: it does not open a paper")
                hint = _("a paper's heading is ## at the line's beginning")
                self._faults.report("heading-inside", line.offset(column), message, hint)
        elif is_contents(heading.text) and not self._in_radio:
            self._hide_contents(at)
        elif not self._is_title(at, heading) and not self._is_label(line):
            self._check_mark(heading)
            self._in_radio = is_radio(heading, self._publication) or (self._in_radio and heading.level == 2)
            self._heads.append((at, heading))
            self._part, self._written = None, set()

    def _note_words(self, line: Line) -> None:
        words = line.text
        if label := label_of(line):
            self._part, words = label.part, words[label.column :]
        is_none = line.hidden or not words.strip() or is_separator(line) or is_definition(line)
        if self._part and not is_none:
            self._written.add(self._part)

    @property
    def _takes_any_id(self) -> bool:
        """Whether any line with an id in it is read, or reported, here: in the Radiostation, on the bench."""
        return self._in_radio or (bool(self._heads) and is_bench(self._heads[-1][1]))

    def _is_label(self, line: Line) -> bool:
        """Whether `## 推荐` inside a paper whose 推荐 is not written yet was meant as its label."""
        label = label_of(line)
        above = self._heads[-1][1] if self._heads else None
        if not label or not above or self._in_radio or (above.level == 1 and not names_id(above)):
            return False
        return label.part not in self._written

    def _check_mark(self, heading: Heading) -> None:
        at = heading.line.offset(0)
        if not heading.text:
            self._faults.report(
                "heading-empty", at, _("a heading without words"), _("write its words or delete the line")
            )
        elif heading.level == 1 and names_id(heading):
            message = _("a paper's heading begins with ##")
            self._faults.report("heading-level", at, message, f"## {heading.text}", mark_fix(heading, 2))
        elif not heading.is_proper:
            mark = "#" * heading.level
            message = _("a heading begins with {mark} and a blank").format(mark=mark)
            fix = mark_fix(heading, heading.level)
            self._faults.report("heading-mark", at, message, f"{mark} {heading.text}", fix)

    def _refuse_front_matter(self, at: int, line: Line) -> None:
        is_fence = line.text.rstrip() == "---" and at + 1 < len(self._lines)
        if is_fence and begins_key(self._text, self._lines[at + 1].start, PLAIN_KEYS):
            self._faults.report(
                "front-matter-again",
                line.start,
                _("a second front matter: are these two issues in one file?"),
                _("give each issue a file of its own"),
            )

    def _hide_contents(self, at: int) -> None:
        """The contents' own line and the list under it, up to its last item."""
        title = self._lines[at]
        title.hidden, title.free = True, False
        last = at
        for below in range(at + 1, len(self._lines)):
            line = self._lines[below]
            if line.free and _ITEM.match(line.text):
                last = below
            elif not line.hidden and line.text.strip():
                break
        for line in self._lines[at : last + 1]:
            line.hidden, line.free = True, False
        self._faults.report("contents", title.offset(0), _("the contents are derived, this list is not read"))

    def _is_title(self, at: int, heading: Heading) -> bool:
        """Whether this is the title: a `# ` before anything else, unless it opens a part of the issue."""
        if heading.level != 1 or self._lead_start or self._heads or any(map(_is_printed, self._lines[:at])):
            return False
        if not heading.text or is_radio(heading, self._publication) or is_bench(heading) or names_id(heading):
            return False
        given = self._title
        if given is not None and given.value != heading.text:
            if self._opens_group(at):
                return False
            line, _column = self._faults.place(given.span.start)
            message = _("the title is that of line {line} already: {title}").format(
                line=line, title=given.value
            )
            hint = _("keep one of the two; a heading here is not printed")
            self._faults.report("title-twice", heading.line.start, message, hint)
        self._title = given or heading.words
        self._lead_start = at + 1
        return True

    def _opens_group(self, at: int) -> bool:
        """Whether the next words below line `at` are another heading."""
        below = next((line for line in self._lines[at + 1 :] if _is_printed(line)), None)
        return below is not None and heading_of(below) is not None

    def _section(self, number: int) -> Section:
        at, heading = self._heads[number]
        is_last = number + 1 == len(self._heads)
        following = len(self._lines) if is_last else self._heads[number + 1][0]
        end = len(self._text) if is_last else self._lines[following].start
        return Section(heading, self._lines[at + 1 : following], Span(heading.line.start, end))


def _is_printed(line: Line) -> bool:
    return not line.hidden and bool(line.text.strip())
