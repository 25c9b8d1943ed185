"""An issue's text in blocks that are merged each for itself: its head, its sections, its last definitions.

A section is known by its paper, a passage by its heading, a list by its name. Blocks are cut further where
their parts are known as well: front matter by keys, a paper by 摘要 and 推荐, a list by its papers.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import pairwise
from typing import NamedTuple

from digestcli import words
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import begins_key, read_front_matter
from digestcli.issuefile.headings import Heading, is_bench, is_radio, names_id
from digestcli.issuefile.ids import ids_in
from digestcli.issuefile.labels import label_of
from digestcli.issuefile.lines import Line, scan
from digestcli.issuefile.merge_order import Key
from digestcli.issuefile.proof import said
from digestcli.issuefile.reading import Parts, parts_of
from digestcli.issuefile.sections import Section, SectionReader, lay_out
from digestcli.issuefile.threeway import Lines
from digestcli.model.issue import Note
from digestcli.model.publication import Publication
from digestcli.values import dataclass
from digestcli.words import UNTITLED

_USUAL = Publication()
_NAMES = (*words.LINK, *words.DRIVE)
# Where one of these is broken, nobody can say where a section ends.
_UNTRUSTED = frozenset(
    {
        *("comment-open", "comment-nested", "comment-stray", "code-open", "formula-open", "conflict"),
        *("front-matter-open", "front-matter-again", "key-twice"),
    }
)
_SAID = ("ref", "title", "fields", "summary", "recommendation")
_RADIO, _BENCH = "radio", "bench"
HEAD: Key = ("head",)
DEFINITIONS: Key = ("definitions",)


@dataclass(frozen=True, slots=True)
class Block:
    key: Key
    lines: Lines  # without the blank ones at its end
    gap: Lines | None  # those; None where nothing follows, and so nobody knows
    opens_part: bool = False  # a `#` heading: what is below it is its own
    parts: tuple["Block", ...] = ()  # none where it is merged as a whole
    says: Mapping[str, object] = field(default_factory=dict)  # what is read in it, by name


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...] | None:
    """The blocks of a text without blank lines at its end; None where its structure is in doubt.

    The head is always there, and the definitions that end a file are always last.
    """
    text = "\n".join([*lines, ""])
    faults = Faults(text, "")
    cutter = _Cutter(text, parts_of(text, _USUAL, faults), faults)
    blocks = tuple(cutter.blocks())
    if not _are_sound(faults) or not _are_known_apart(blocks) or not all(map(_is_whole, blocks)):
        return None
    return blocks


def without_gap(lines: Sequence[str]) -> tuple[Lines, Lines]:
    """The lines up to the last one with words, and the blank ones behind it."""
    count = len(lines)
    while count and not lines[count - 1].strip():
        count -= 1
    return tuple(lines[:count]), tuple(lines[count:])


def is_seen(lines: Sequence[str], markers: int) -> bool:
    """Whether whoever reads the lines is told of that many conflict markers in them."""
    text = "\n".join(lines)
    faults = Faults(text, "")
    parts_of(text, _USUAL, faults)
    return sum(problem.rule == "conflict" for problem in faults.sorted()) == markers


def _are_sound(faults: Faults) -> bool:
    return not any(problem.rule in _UNTRUSTED for problem in faults.sorted())


def _are_known_apart(blocks: Sequence[Block]) -> bool:
    return len({block.key for block in blocks}) == len(blocks)


def _is_whole(block: Block) -> bool:
    """Whether the block can stand elsewhere: no comment, code or formula goes on in the next one."""
    text = "\n".join([*block.lines, ""])
    faults = Faults(text, "")
    scan(text, read_front_matter(text, faults).end, faults)
    return _are_sound(faults)


class _Place(NamedTuple):
    """The lines of a block, the blank ones at its end included."""

    start: int
    end: int
    is_last: bool


class _Cutter:
    def __init__(self, text: str, parts: Parts, faults: Faults) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._parts = parts
        self._starts = [line.start for line in parts.lines]  # of the lines behind the front matter
        self._above = len(self._lines) - len(self._starts)  # lines of front matter
        self._reader = SectionReader(faults, _USUAL, {})
        self._room = ""  # the `#` heading we are under

    def blocks(self) -> Iterator[Block]:
        sections = self._parts.outline.sections
        end = self._above_definitions()
        starts = [0, *(self._number(section.heading.line.start) for section in sections), end]
        places = [_Place(*place, is_last=place[1] == len(self._lines)) for place in pairwise(starts)]
        yield self._head(places[0])
        for section, place in zip(sections, places[1:], strict=True):
            yield self._section(section, place)
        if end < len(self._lines):
            yield self._definitions(end)

    def _number(self, offset: int) -> int:
        """The line in which the heading or label stands that begins at `offset`."""
        return self._above + bisect_left(self._starts, offset)

    def _above_definitions(self) -> int:
        """Where the link definitions begin that end the file, below an empty line."""
        lines = self._parts.lines
        at = len(lines)
        while at and (prose.is_blank(lines[at - 1]) or _is_definition(lines[at - 1])):
            at -= 1
        while at < len(lines) and (at == 0 or not prose.is_blank(lines[at - 1])):
            at += 1
        while at < len(lines) and prose.is_blank(lines[at]):
            at += 1
        return self._above + at

    def _block(self, key: Key, place: _Place) -> Block:
        words, gap = without_gap(self._lines[place.start : place.end])
        return Block(key, words, None if place.is_last else gap)

    def _head(self, place: _Place) -> Block:
        block = self._block(HEAD, place)
        front, outline = self._parts.front, self._parts.outline
        says = {f"front {key}": said(value) for key, value in {**front.plain, **front.extra}.items()}
        says |= {"title": said(outline.title), "lead": said(prose.words(outline.lead))}
        cut = min(self._above, len(block.lines))
        matter = Block(("front",), block.lines[:cut], (), parts=_keys(block.lines[:cut]))
        lead = Block(("lead",), block.lines[cut:], None)
        return _with(block, (matter, lead) if cut else (lead,), says)

    def _section(self, section: Section, place: _Place) -> Block:
        heading = section.heading
        if heading.level == 1:
            self._room = ""
        if heading.level == 1 and not names_id(heading):
            return self._part(heading, place)
        if self._room == _RADIO:
            block = self._block(("list", heading.text), place)
            return _with(block, _picks(block.lines))
        note = self._reader.read(section)
        if not isinstance(note, Note) or (key := _name(note)) is None:
            return self._block(("passage", self._room, heading.text), place)
        block = self._block(key, place)
        says = {name: said(getattr(note, name)) for name in _SAID} | {"under": self._room}
        return _with(block, self._labelled(section, place, block), says)

    def _part(self, heading: Heading, place: _Place) -> Block:
        """A `#` heading; the Radiostation and the bench are known whatever their words."""
        key: Key = ("passage", "#", heading.text)
        self._room = f"# {heading.text}"
        if is_radio(heading, _USUAL) or is_bench(heading):
            self._room = _RADIO if is_radio(heading, _USUAL) else _BENCH
            key = (self._room,)
        return replace(self._block(key, place), opens_part=True)

    def _labelled(self, section: Section, place: _Place, block: Block) -> tuple[Block, ...]:
        """What is above the first label, and what is behind each."""
        pieces = [piece for piece in lay_out(section.lines).pieces if piece.label]
        starts = [0, *(self._number(piece.lines[0].start) - place.start for piece in pieces)]
        names = ["opening", *(piece.part.value for piece in pieces)]
        return _cut_at(block.lines, [(name,) for name in names], starts)

    def _definitions(self, start: int) -> Block:
        block = self._block(DEFINITIONS, _Place(start, len(self._lines), is_last=True))
        names = (
            " ".join(line.partition("]:")[0].lstrip(" [").split()).casefold()
            for line in filter(str.strip, block.lines)
        )
        starts = [number for number, line in enumerate(block.lines) if line.strip()]
        return _with(block, _cut_at(block.lines, [("definition", name) for name in names], starts))


def _with(block: Block, parts: tuple[Block, ...], says: Mapping[str, object] | None = None) -> Block:
    """The block with its parts, if those can be told apart and stand for themselves."""
    is_cut = _are_known_apart(parts) and all(map(_is_whole, parts))
    return replace(block, parts=parts if is_cut else (), says=says or {})


def _cut_at(lines: Lines, keys: Iterable[Key], starts: Sequence[int]) -> tuple[Block, ...]:
    """A block from each of `starts` to the next."""
    parts = []
    for key, (start, end) in zip(keys, pairwise([*starts, len(lines)]), strict=True):
        words, gap = without_gap(lines[start:end])
        parts.append(Block(key, words, None if end == len(lines) else gap))
    return tuple(parts)


def _name(note: Note) -> Key | None:
    """What a paper is known by: its id, else its title, else where it is found."""
    if note.ref:
        return ("paper", str(note.ref.bare))
    title = note.title.value if note.title and note.title.value not in UNTITLED else None
    address = note.field(_NAMES)
    name = title or (address.value if address else "")
    return ("paper", " ".join(name.casefold().split())) if name else None


def _keys(front: Lines) -> tuple[Block, ...]:
    """Front matter by its keys; what stands below one belongs to it."""
    if len(front) < 3:
        return ()
    starts = [0, *(at for at, line in enumerate(front[:-1]) if at and begins_key(line, 0)), len(front) - 1]
    names = (front[at].replace("：", ":").partition(":")[0].strip().casefold() for at in starts[1:-1])
    return _cut_at(front, [("open",), *(("key", name) for name in names), ("close",)], starts)


def _picks(lines: Lines) -> tuple[Block, ...]:
    """A list by its papers; none where other words stand between them."""
    keys: list[Key] = [("heading",)]
    starts = [0]
    for at, line in enumerate(lines[1:], 1):
        if not line.strip():
            continue
        if (key := _pick(line)) is None:
            return ()
        keys.append(key)
        starts.append(at)
    return _cut_at(lines, keys, starts)


def _pick(line: str) -> Key | None:
    text = line.lstrip("-*+•0123456789.)．、 \t\u3000") if not line[:1].isspace() else ""
    if text.startswith(words.AUDIO):
        return ("audio",)
    found = {str(each.id.bare) for each in ids_in(line)}
    return ("pick", found.pop()) if len(found) == 1 and text != line else None


def _is_definition(line: Line) -> bool:
    return prose.is_definition(line) and label_of(line) is None
