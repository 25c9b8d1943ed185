"""A `## ` section: the fields under its heading, then words under 摘要 and 推荐."""

from collections.abc import Iterator, Mapping, Sequence

from digestcli import words
from digestcli.errors import BadId
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import Heading, Named, named_by
from digestcli.issuefile.ids import LINK, is_meant_as_id
from digestcli.issuefile.labels import (
    FieldLine,
    Label,
    Part,
    field_of,
    is_label_inside,
    label_of,
    lacks_colon,
    lacks_mark,
)
from digestcli.issuefile.lines import Line
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.issue import Field, Figure, Note, Passage
from digestcli.model.publication import Publication
from digestcli.model.text import Edit, Span, Text
from digestcli.values import dataclass

_NAMING = frozenset((*words.AUTHORS, *words.LINK, *words.DRIVE))  # a section with one of them is a paper


@dataclass(frozen=True, slots=True)
class Section:
    heading: Heading
    lines: Sequence[Line]  # below the heading
    span: Span  # from the heading to the next one or the end


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one part: from its label, or from the first line after the fields, to the next label."""

    part: Part
    label: Label | None
    lines: Sequence[Line]  # the label's own line first
    words: Text | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where below a paper's heading."""

    fields: tuple[tuple[Line, FieldLine], ...]
    pieces: tuple[Piece, ...]

    def of(self, part: Part) -> list[Piece]:
        return [piece for piece in self.pieces if piece.part is part and (piece.label or piece.words)]


def lay_out(lines: Sequence[Line]) -> Layout:
    """Fields end at the first line that is none; prose before any label belongs to the 摘要."""
    fields = []
    at = 0
    for at, line in enumerate(lines):  # noqa: B007 - where the fields end is used below
        if line.hidden or (line.free and not line.text.strip()):
            continue
        field = field_of(line)
        if field is None:
            break
        fields.append((line, field))
    else:
        at = len(lines)
    return Layout(tuple(fields), tuple(_pieces(lines[at:])))


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    label, start = None, 0
    for at, line in enumerate(lines):
        if found := label_of(line):
            if at > start:
                yield _piece(label, lines[start:at], closing=False)
            label, start = found, at
    if start < len(lines):
        yield _piece(label, lines[start:], closing=True)


def _piece(label: Label | None, lines: Sequence[Line], *, closing: bool) -> Piece:
    if label is None:
        return Piece(Part.SUMMARY, None, lines, prose.words(lines, closing=closing))
    words = prose.words(lines, label.column, closing=closing)
    if words and label.open_bold:
        words = Text(label.open_bold + words.value, words.span)
    return Piece(label.part, label, lines, words)


class SectionReader:
    """Reads the sections of one file; remembers which unknown labels were reported."""

    def __init__(self, faults: Faults, publication: Publication, links: Mapping[str, str]) -> None:
        self._faults = faults
        self._links = links
        self._labels = words.KNOWN_FIELDS | publication.labels | frozenset(words.USUAL_LABELS)

    def read(self, section: Section) -> Note | Passage:
        """The paper the section is about; a passage where nothing in it names one."""
        heading = section.heading
        named = named_by(heading, self._faults)
        layout = lay_out(section.lines)
        if not named.is_paper and not any(field.label in _NAMING for _line, field in layout.fields):
            return self._passage(section, layout)
        fields = tuple(self._field(line, field) for line, field in layout.fields)
        self._check_fields(fields)
        self._check_pieces(layout)
        return Note(
            ref=self._ref(named, fields),
            title=named.title,
            reminder=named.reminder,
            fields=fields,
            summary=_joined(layout.of(Part.SUMMARY)),
            recommendation=_joined(layout.of(Part.RECOMMENDATION)),
            figures=tuple(self._figures(layout)),
            heading=Span(heading.line.start, heading.line.end),
            span=section.span,
        )

    def _passage(self, section: Section, layout: Layout) -> Passage:
        heading = section.heading
        if any(piece.label for piece in layout.pieces):
            self._faults.report(
                "paper-unnamed",
                heading.line.start,
                _("{heading} has the labels of a paper and names none").format(heading=heading.text),
                _("begin it with an id, or give it - 作者： or - 论文地址：; inside a 摘要 write ###"),
            )
        elif heading.level == 2 and heading.text:
            self._faults.report(
                "passage",
                heading.line.start,
                _("{heading} names no paper: printed as it stands, unnumbered").format(heading=heading.text),
                _("a paper outside arXiv has - 作者： or - 论文地址： under its heading"),
            )
        return passage(section)

    def _field(self, line: Line, field: FieldLine) -> Field:
        value = Text(line.text[field.start : field.end], line.span(field.start, field.end))
        if field.label in words.LINK + words.DRIVE and (link := LINK.fullmatch(value.value)):
            place = line.span(field.start + link.start(2), field.start + link.end(2))
            value = Text(link[2], place)
        elif field.label in words.LINK and value.value[:1] + value.value[-1:] == "<>":
            value = Text(value.value[1:-1], line.span(field.start + 1, field.end - 1))
        return Field(field.label, value, Span(line.start, line.end))

    def _ref(self, named: Named, fields: tuple[Field, ...]) -> ArxivId | None:
        """The heading's id, else that of an arXiv address among the fields."""
        ref = named.ref
        for field in fields:
            if field.label not in words.LINK or not is_meant_as_id(field.value.value):
                continue
            try:
                linked = identify(field.value.value).id
            except BadId as error:
                self._faults.report("id-form", field.value.span.start, error.message, error.hint)
                continue
            if ref is None:
                ref = linked
            elif ref.bare != linked.bare:
                message = _("the link leads to {linked}, the section is about {id}")
                message = message.format(linked=linked, id=ref)
                self._faults.report(
                    "other-paper", field.value.span.start, message, _("correct one of the two")
                )
        return ref

    def _check_fields(self, fields: tuple[Field, ...]) -> None:
        seen = set()
        for field in fields:
            label, at = field.label, field.span.start
            if label not in self._labels:
                self._labels |= {label}
                hint = _('if it is meant, list it in digest.toml: labels = ["{label}"]').format(label=label)
                if near := _nearest(label):
                    hint = _("is it {label}?").format(label=near)
                message = _("{label} is no label this library knows").format(label=label)
                self._faults.report("field-unknown", at, message, hint)
            if not field.value.value:
                self._faults.report("field-empty", at, _("{label} is empty").format(label=label))
            if label in seen and label in words.KNOWN_FIELDS:
                message = _("{label} stands twice, only the first is printed").format(label=label)
                self._faults.report("field-twice", at, message, _("delete one of the two"))
            seen.add(label)

    def _check_pieces(self, layout: Layout) -> None:
        seen: dict[Part, Piece] = {}
        for piece in layout.pieces:
            before = seen.get(piece.part)
            if piece.label:
                self._check_label(piece, piece.label, before)
                seen[piece.part] = piece
            elif piece.words:
                seen[piece.part] = piece
                first = next(line for line in piece.lines if not line.hidden)
                if lacks_mark(first):
                    self._faults.report(
                        "field-mark",
                        first.offset(0),
                        _("this line reads like a field"),
                        _("a field begins with - and follows the heading directly"),
                    )
            self._check_lines(piece)

    def _check_label(self, piece: Piece, label: Label, before: Piece | None) -> None:
        line = piece.lines[0]
        if label.level in {1, 2}:
            fix = Edit(line.span(0, label.level), "###")
            message = _("inside a paper {label} is ### or a plain line").format(label=label.name)
            self._faults.report("heading-level", line.start, message, f"### {label.name}", fix)
        if before and before.label:
            number, _column = self._faults.place(before.lines[0].start)
            self._faults.report(
                "label-twice",
                line.offset(0),
                _("{label} twice in one paper: also in line {line}").format(label=label.name, line=number),
                _("keep one label, words under it may have several paragraphs"),
            )
        elif before and before.words:
            message = _("these words stand before {label}").format(label=label.name)
            hint = _(
                "fields end at the first line that is none: move it below the label, or delete the label"
            )
            self._faults.report("label-late", before.words.span.start, message, hint)

    def _check_lines(self, piece: Piece) -> None:
        """Lines that look like structure and are read as words."""
        for line in piece.lines[piece.label is not None :]:
            if is_label_inside(line):
                message = _("a label that does not begin its line is read as words")
                self._faults.report(
                    "label-inside", line.offset(0), message, _("begin the line with the label")
                )
            elif lacks_colon(line):
                message = _("{label} without its colon is read as words").format(label=line.text.strip())
                self._faults.report("label-colon", line.offset(0), message, _("write a colon after it"))

    def _figures(self, layout: Layout) -> Iterator[Figure]:
        for piece in layout.pieces:
            yield from prose.figures(piece.lines, self._links)


def passage(section: Section) -> Passage:
    """The section as a passage, whatever is in it."""
    return Passage(
        heading=section.heading.words,
        level=section.heading.level,
        text=prose.words(section.lines),
        span=section.span,
    )


def _joined(pieces: list[Piece]) -> Text | None:
    """The words of one part; in a file with a label twice, all of them, and the place of the whole."""
    found = [text for piece in pieces if (text := piece.words)]
    if len(found) < 2:
        return found[0] if found else None
    return Text("\n\n".join(text.value for text in found), Span(found[0].span.start, found[-1].span.end))


def _nearest(label: str) -> str | None:
    """A known label that differs in one character."""
    return next(
        (
            known
            for known in sorted(words.KNOWN_FIELDS.union(words.USUAL_LABELS))
            if len(known) == len(label) and sum(a != b for a, b in zip(known, label, strict=True)) == 1
        ),
        None,
    )
