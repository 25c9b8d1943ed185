"""Pictures, put at the end of a 摘要."""

from collections.abc import Sequence
from dataclasses import replace

from digestcli.errors import UsageError
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.labels import Part
from digestcli.issuefile.lines import Line
from digestcli.issuefile.paragraphs import below, refuse_rule
from digestcli.issuefile.proof import prove, refuse_unclosed, with_note
from digestcli.issuefile.reading import Reading, parts_of, read
from digestcli.issuefile.sections import Piece, lay_out
from digestcli.issuefile.wording import newline_of
from digestcli.markup import markdown
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.issue import Figure, Note
from digestcli.model.text import Edit, Span, Text
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A picture that is to stand in an issue, exactly so."""

    path: str
    alt: str = ""
    caption: str | None = None


def insert_figures(text: str, reading: Reading, note: Note, figures: Sequence[NewFigure]) -> str:
    """`text` with `figures` at the end of the 摘要 of `note`, proved; no byte of `text` changes.

    Raises UsageError for words that would not be read as they are.
    """
    for figure in figures:
        _refuse(figure, reading)
    newline = newline_of(text)
    edit = _edit(text, reading, note, (newline * 2).join(_block(each, newline * 2) for each in figures))
    new = edit.apply(text)
    old = f"{note.summary}\n\n" if note.summary else ""
    summary = Text(old + "\n\n".join(_block(each, "\n\n") for each in figures), Span(0, 0))
    prove(reading, new, with_note(reading.issue, note, replace(note, summary=summary)))
    _prove_figures(reading, note, new, edit.span.start, figures)
    return new


def _edit(text: str, reading: Reading, note: Note, block: str) -> Edit:
    """Below the last words of the 摘要, else below its label, else below the fields; comments stay behind."""
    faults = Faults(text, reading.path)
    parts = parts_of(text, reading.publication, faults)
    section = parts.section_of(note)
    layout = lay_out(section.lines)
    refuse_rule(layout, Part.SUMMARY, faults, reading.path)
    pieces = layout.of(Part.SUMMARY)
    if pieces:
        return below(text, _last(pieces[-1]), block)
    return below(text, layout.fields[-1][0] if layout.fields else section.heading.line, block)


def _last(piece: Piece) -> Line:
    """The last line of the words, or that of the label; definitions that follow are no words."""
    if piece.words is None:
        return piece.lines[0]
    end = piece.words.span.end
    return next(line for line in piece.lines if not line.hidden and line.start < end <= line.end)


def _block(figure: NewFigure, gap: str) -> str:
    picture = f"![{figure.alt}]({figure.path})"
    return picture if figure.caption is None else f"{picture}{gap}*{figure.caption}*"


def _refuse(figure: NewFigure, reading: Reading) -> None:
    """Raises UsageError for an alt or a caption that Markdown, or we, would read otherwise than it is."""
    links = reading.issue.links
    hint = _("leave out the signs that mean something in Markdown, or write it into the file by hand")
    for words in filter(None, (figure.caption, figure.alt)):
        if words != one_line(words) or "<!--" in words or "-->" in words:
            raise UsageError(_("{words!r} is not one line of plain words").format(words=words), hint)
    if figure.caption is not None and _read(f"*{figure.caption}*", links) != [
        ("em_open", ""),
        ("text", figure.caption),
        ("em_close", ""),
    ]:
        raise UsageError(
            _("the caption would not be read as it is: {words}").format(words=figure.caption), hint
        )
    if figure.alt and (
        set(figure.alt) & set("[]") or _read(f"![{figure.alt}](x)", links) != [("image", figure.alt)]
    ):
        raise UsageError(
            _("the alt text would not be read as it is: {words}").format(words=figure.alt),
            _("without --alt it is the caption; give one without the signs that mean something in Markdown"),
        )


def _read(source: str, links: markdown.Links) -> list[tuple[str, str]]:
    """What Markdown reads in one paragraph: each token and its words."""
    tokens = markdown.parse(source, links)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return []
    return [
        (each.type, "".join(inner.content if inner.type == "text" else "\0" for inner in each.children or ()))
        if each.type == "image"
        else (each.type, each.content)
        for each in tokens[1].children or ()
    ]


def _prove_figures(reading: Reading, note: Note, text: str, at: int, figures: Sequence[NewFigure]) -> None:
    """Nothing, if the note has just these figures more, where they were put."""
    issue = read(text, reading.issue.key, reading.publication, reading.path).issue
    found = next(each for each in (*issue.notes, *issue.bench) if each.heading.start == note.heading.start)
    said = [(each.path, each.alt, each.caption) for each in found.figures]
    before = [each for each in note.figures if each.span.start < at]
    new = [(each.path, each.alt, each.caption) for each in figures]
    if said == [*_said(before), *new, *_said(note.figures[len(before) :])]:
        return
    refuse_unclosed(reading)
    raise UsageError(
        _("the picture would not be read as it is; nothing was written"),
        _("put it into the file by hand: {line}").format(line=_block(figures[0], " ")),
    )


def _said(figures: Sequence[Figure]) -> list[tuple[str, str, str | None]]:
    return [(each.path, each.alt, each.caption) for each in figures]
