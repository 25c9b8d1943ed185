"""Words for one 摘要 or 推荐, put into a section that is there."""

from dataclasses import replace as changed

from digestcli.errors import UsageError
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.labels import Part
from digestcli.issuefile.lines import Line
from digestcli.issuefile.paragraphs import below, insert, refuse_rule
from digestcli.issuefile.proof import prove, refuse_conflict, with_note
from digestcli.issuefile.reading import Reading, parts_of
from digestcli.issuefile.references import refuse_lost
from digestcli.issuefile.sections import Layout, Piece, lay_out
from digestcli.issuefile.wording import Words, beside_pictures, newline_of
from digestcli.messages import _
from digestcli.model.issue import Note
from digestcli.model.text import Edit, Span, Text
from digestcli.words import printed


def set_words(
    text: str, reading: Reading, note: Note, part: Part, words: str, *, replace: bool = False
) -> str:
    """`text` with `words` as the `part` of `note`, proved; every other byte stays.

    Pictures that stand alone among the old words, with their captions, and link definitions stay behind the
    new words, to the byte; those that the new words name themselves do not stand there twice.

    Raises UsageError over words that are there already, unless `replace`; for words that would be read as a
    heading, a label or a field; and where a comment, or a link that other words need, would be lost.
    """
    refuse_conflict(reading)
    new_words = Words(words, newline_of(text))
    if not new_words.value:
        raise UsageError(_("there are no words to write"))
    editor = _Editor(text, reading, note, part)
    edit = editor.edit(new_words, replace=replace)
    refuse_lost(text, reading, edit)
    new = edit.apply(text)
    if new == text:
        return text
    value = Text(Words(new_words.written + editor.behind, "\n").value, Span(0, 0))
    new_note = changed(note, summary=value) if part is Part.SUMMARY else changed(note, recommendation=value)
    prove(reading, new, with_note(reading.issue, note, new_note))
    return new


class _Editor:
    """Finds the one place in a section where the words of `part` go."""

    def __init__(self, text: str, reading: Reading, note: Note, part: Part) -> None:
        self._text = text
        self._faults = Faults(text, reading.path)
        self._part = part
        self._words = printed(reading.publication.language)
        self._path = reading.path
        self._links = reading.issue.links
        self.behind = ""  # what of the old words stays behind the new ones, once `edit` has found it
        parts = parts_of(text, reading.publication, self._faults)
        self._section = parts.section_of(note)
        self._layout: Layout = lay_out(self._section.lines)

    def edit(self, words: Words, *, replace: bool) -> Edit:
        pieces = self._layout.of(self._part)
        if len(pieces) > 1:
            raise self._refusal(
                pieces[1].lines[0], _("{part} stands here a second time"), _("join the two by hand first")
            )
        words.refuse_structure(labelled=not pieces or pieces[0].label is not None)
        refuse_rule(self._layout, self._part, self._faults, self._path)
        if not pieces:
            return self._with_label(words)
        piece, old = pieces[0], pieces[0].words
        if old is None:
            return self._behind_label(piece, words)
        if words.value in {old.value, beside_pictures(old)}:
            return Edit.insert(old.span.start, "")
        if not beside_pictures(old):
            return self._above_pictures(piece, old, words)
        if not replace:
            raise self._refusal(
                piece.lines[0], _("{part} is written already"), _("--replace puts these words in its place")
            )
        return self._in_place(piece, old, words)

    def _in_place(self, piece: Piece, old: Text, words: Words) -> Edit:
        if piece.label and piece.label.open_bold:
            raise self._refusal(
                piece.lines[0], _("{part} is bold together with its words"), _("close the bold at the label")
            )
        if old.span.of(self._text).replace("\r\n", "\n") != old.value:
            raise self._refusal(
                piece.lines[0],
                _("a comment stands among the words of {part} and would be lost"),
                _("move or delete the comment first"),
            )
        gap = newline_of(self._text) * 2
        self.behind = "".join(gap + kept for kept in self._apart(piece, old.span, words.names(self._links)))
        is_behind_label = piece.label is not None and old.span.start <= piece.lines[0].end
        new = words.behind_label if is_behind_label else words.written
        return Edit(old.span, new + self.behind)

    def _apart(self, piece: Piece, words: Span, named: set[str]) -> list[str]:
        """The pictures and link definitions among the words, less those `named`; neighbours stay together."""
        lines = []
        for line in piece.lines:
            start = max(line.start, words.start)  # behind the label, where that is on the line
            if start <= line.end <= words.end:
                lines.append(Line(start, line.end, self._text[start : line.end], line.free))
        spans: list[Span] = []
        for span, names in prose.apart(lines, self._links):
            if names <= named:
                continue
            is_next = bool(spans) and not self._text[spans[-1].end : span.start].strip()
            spans.append(Span(spans.pop().start if is_next else span.start, span.end))
        return [span.of(self._text) for span in spans]

    def _behind_label(self, piece: Piece, words: Words) -> Edit:
        """Fills an empty label; a comment behind it begins a line of its own."""
        line, label = piece.lines[0], piece.label
        if label is None or label.level:
            return below(self._text, line, words.written)
        at = line.offset(label.column)
        is_half_width = self._text[at - 1] == ":"
        return insert(self._text, at, line, words.after(" " if is_half_width else ""))

    def _above_pictures(self, piece: Piece, old: Text, words: Words) -> Edit:
        """Before pictures that are there alone: behind the label if they are a paragraph of their own."""
        gap = self._text[piece.lines[0].end : old.span.start]
        if piece.label and not piece.label.level and gap.count("\n") > 1 and not gap.strip():
            self.behind = gap + old.value
            return self._behind_label(piece, words)
        gap = newline_of(self._text) * 2
        self.behind = gap + old.value
        return Edit.insert(old.span.start, words.written + gap)

    def _with_label(self, words: Words) -> Edit:
        """摘要 follows the fields; 推荐 follows the 摘要; the abstract and other comments stay below them."""
        if self._part is Part.SUMMARY:
            return below(
                self._text, self._last_field, words.after(f"{self._words.summary}{self._words.colon}")
            )
        above = [piece.lines for piece in self._layout.of(Part.SUMMARY)]
        lines = [self._last_field, *(above[-1] if above else ())]
        last = next(
            line
            for line in reversed(lines)
            if not line.hidden and line.text.strip() and not prose.is_separator(line)
        )
        return below(self._text, last, words.after(f"{self._words.recommendation}{self._words.colon}"))

    @property
    def _last_field(self) -> Line:
        return self._layout.fields[-1][0] if self._layout.fields else self._section.heading.line

    def _refusal(self, line: Line, what: str, hint: str) -> UsageError:
        number, _column = self._faults.place(line.start)
        name = self._words.summary if self._part is Part.SUMMARY else self._words.recommendation
        what = what.format(part=name)
        return UsageError(
            _("{path}, line {line}: {what}").format(path=self._path, line=number, what=what), hint
        )
