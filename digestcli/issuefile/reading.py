"""An issue file's text becomes an Issue: everything that can be read is read, every fault is a Problem."""

from collections.abc import Sequence

from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import FrontMatter, read_front_matter
from digestcli.issuefile.headings import is_bench, is_radio, names_id
from digestcli.issuefile.ids import ids_in
from digestcli.issuefile.lines import Line, scan
from digestcli.issuefile.outline import Outline, outline
from digestcli.issuefile.radio import read_radio, refuse_paper
from digestcli.issuefile.sections import Section, SectionReader, passage
from digestcli.messages import _
from digestcli.model.issue import Issue, Note, Passage, Radio
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.model.publication import Publication
from digestcli.model.text import Span, Text
from digestcli.values import dataclass
from digestcli.words import UNTITLED

_USUAL = Publication()
_Part = Note | Passage | Radio


@dataclass(frozen=True, slots=True)
class Reading:
    """What an issue file says, and its faults in the order of the file."""

    issue: Issue
    problems: tuple[Problem, ...]
    publication: Publication = _USUAL
    path: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file cut up: front matter, lines, title with lead and sections."""

    front: FrontMatter
    lines: list[Line]
    outline: Outline

    def section_of(self, note: Note) -> Section:
        """The section that `note` was read from."""
        return next(each for each in self.outline.sections if each.span.start == note.span.start)


def parts_of(text: str, publication: Publication, faults: Faults) -> Parts:
    front = read_front_matter(text, faults)
    lines = scan(text, front.end, faults)
    return Parts(front, lines, outline(text, lines, front.plain.get("title"), publication, faults))


def read(text: str, key: Key, publication: Publication = _USUAL, path: str = "") -> Reading:
    """The issue in `text`, whatever is wrong with it; problems name `path`, by default `issues/KEY.md`."""
    path = path or f"issues/{key}.md"
    faults = Faults(text, path)
    parts = parts_of(text, publication, faults)
    defined = prose.definitions(parts.lines, faults) if "]:" in text else {}
    links = {name: address for name, (address, _line) in defined.items()}
    body = _Body(SectionReader(faults, publication, links), publication, faults)
    body.take(parts.outline.sections)
    _check_date(key, parts.front, faults)
    plain = parts.front.plain
    issue = Issue(
        key=key,
        title=parts.outline.title,
        number=plain.get("number"),
        date=plain.get("date"),
        byline=plain.get("byline"),
        cover=plain.get("cover"),
        extra=parts.front.extra,
        links=links,
        definitions={name: line for name, (_address, line) in defined.items()},
        lead=prose.words(parts.outline.lead),
        body=tuple(body.parts),
        bench=tuple(body.bench),
    )
    return Reading(issue, faults.sorted(), publication, path)


def _check_date(key: Key, front: FrontMatter, faults: Faults) -> None:
    if key.week is None and "date" not in front.plain:
        faults.report(
            "date-missing",
            0,
            _("{key} is no week, so the issue needs a date").format(key=key),
            _("write it in the front matter: date: 2023-04-09"),
        )


class _Body:
    """Sorts the sections: papers and passages, the Radiostation with its lists, the bench."""

    def __init__(self, reader: SectionReader, publication: Publication, faults: Faults) -> None:
        self._reader = reader
        self._publication = publication
        self._faults = faults
        self._seen: dict[object, Note] = {}
        self.parts: list[_Part] = []
        self.bench: list[Note] = []

    def take(self, sections: Sequence[Section]) -> None:
        at = 0
        while at < len(sections):
            section, following = sections[at], at + 1
            is_station = is_radio(section.heading, self._publication)
            if is_station or is_bench(section.heading):
                while following < len(sections) and sections[following].heading.level == 2:
                    following += 1
                below = sections[at + 1 : following]
                (self._take_radio if is_station else self._take_bench)(section, below)
            else:
                self._take_section(section)
            at = following

    def _take_section(self, section: Section) -> None:
        is_passage = section.heading.level == 1 and not names_id(section.heading)
        part = passage(section) if is_passage else self._reader.read(section)
        if isinstance(part, Note):
            self._refuse_second(part)
            if self.parts and isinstance(self.parts[-1], Radio):
                refuse_paper(part.ref, section.heading.line.start, self._faults)
        self.parts.append(part)

    def _take_radio(self, section: Section, lists: Sequence[Section]) -> None:
        if any(isinstance(part, Radio) for part in self.parts):
            self._faults.report(
                "radio-twice",
                section.heading.line.start,
                _("a second Radiostation"),
                _("move its lists below the first"),
            )
        span = Span(section.span.start, (lists[-1] if lists else section).span.end)
        self.parts.append(read_radio(section, lists, span, self._publication, self._faults))

    def _take_bench(self, section: Section, below: Sequence[Section]) -> None:
        for part in map(self._reader.read, below):
            if isinstance(part, Note):
                self._refuse_second(part)
                self.bench.append(part)
        for line in section.lines:
            if line.free and any(ids_in(line.text)) and not prose.is_definition(line):
                message = _("this paper on the bench is not read")
                hint = _("give it a ## of its own")
                self._faults.report("bench-line", line.offset(0), message, hint)

    def _refuse_second(self, note: Note) -> None:
        """The same paper twice, whatever the versions; without ids, the same title."""
        name = note.ref.bare if note.ref else _compared(note.title)
        if not name:
            return
        first = self._seen.setdefault(name, note)
        if first is not note:
            line, _column = self._faults.place(first.heading.start)
            message = _("{paper} stands in line {line} already").format(
                paper=note.ref.bare if note.ref else note.title, line=line
            )
            self._faults.report("paper-twice", note.heading.start, message, _("join the two sections"))


def _compared(title: Text | None) -> str:
    """What makes two titles one: their words; "" for none, and for those still to be filled in."""
    return "" if title is None or title.value in UNTITLED else " ".join(title.value.casefold().split())
