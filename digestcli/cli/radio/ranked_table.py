"""Ranked candidates as a table, in as many columns as a terminal has room for; an id is never cut."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from digestcli.cli.prose import wrap
from digestcli.cli.view import padded
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.messages import _
from digestcli.model.picked import Picked
from digestcli.radio import signs
from digestcli.radio.ranking import Kind, Ranked

_FOR_TITLE = 40  # cells; with less it stands below the other columns
_WITH_WORDS = 60  # cells for it; with less the words are left out
_LONGEST = 36  # cells of a column that strangers fill
_GAP = "  "
_MARGIN = "    "


class _Row(NamedTuple):
    """A candidate's cells; those without anything to say are empty."""

    number: str
    score: str
    id: str
    like: str
    words: str
    code: str
    venue: str
    author: str
    picked: str


_NUMBERS = frozenset({"number", "score", "like"})  # stand at the right of their columns


def table(ranked: Sequence[Ranked], width: int | None) -> Iterator[Text]:
    """A line a candidate where there is room; else its title below, else its reasons too."""
    if not ranked:
        return
    rows = [_row(number, each) for number, each in enumerate(ranked, 1)]
    titles = [one_line(to_unicode(each.candidate.paper.title)) for each in ranked]
    told = [name for place, name in enumerate(_Row._fields) if any(row[place] for row in rows)]
    for columns, room in ((told, _WITH_WORDS), ([each for each in told if each != "words"], _FOR_TITLE)):
        if width is None or _breadth(rows, columns) + room <= width:
            yield from _beside(rows, titles, columns, width)
            return
    if width is not None and _breadth(rows, columns) <= width:
        yield from _above(rows, titles, columns, width)
    else:
        yield from _stacked(rows, titles, width)


def _beside(
    rows: Sequence[_Row], titles: Sequence[str], columns: list[str], width: int | None
) -> Iterator[Text]:
    """Each title in a column of its own, where it may take several lines."""
    head, *lines = _lines(rows, columns)
    yield Text((head + _headings()["title"]).rstrip(), "dim")
    rest = " " * cell_len(head)
    for row, line, title in zip(rows, lines, titles, strict=True):
        yield from wrap(Text(title, _style(row)), width, Text(line, _style(row)), rest, measure=width or 0)


def _above(rows: Sequence[_Row], titles: Sequence[str], columns: list[str], width: int) -> Iterator[Text]:
    """Each title below its columns."""
    head, *lines = _lines(rows, columns)
    yield Text(head.rstrip(), "dim")
    for row, line, title in zip(rows, lines, titles, strict=True):
        yield Text(line.rstrip(), _style(row))
        yield from wrap(Text(title, _style(row)), width, _MARGIN, _MARGIN)


def _stacked(rows: Sequence[_Row], titles: Sequence[str], width: int | None) -> Iterator[Text]:
    """Number, score and id; below them the title, and the reasons in words."""
    named = _headings()
    for row, title in zip(rows, titles, strict=True):
        yield Text(f"{row.number:>2}. {row.score:>3}  {row.id}", _style(row))
        yield from wrap(Text(title, _style(row)), width, _MARGIN, _MARGIN)
        like = f"{named['like']} {row.like} {row.words}".strip() if row.like else ""
        picked = f"{named['picked']} {row.picked}" if row.picked else ""
        said = " · ".join(filter(None, (like, row.code, row.venue, row.author, picked)))
        yield from wrap(Text(said, "dim"), width, _MARGIN, _MARGIN) if said else ()


def _lines(rows: Sequence[_Row], columns: list[str]) -> Iterator[str]:
    """The headings and the rows, without titles, all of one breadth."""
    table = [_headings(), *(row._asdict() for row in rows)]
    widths = {name: max(cell_len(row[name]) for row in table) for name in columns}
    for row in table:
        cells = [padded(row[name], widths[name]) for name in columns]
        for place, name in enumerate(columns):
            if name in _NUMBERS:
                cells[place] = " " * (widths[name] - cell_len(row[name])) + row[name]
        yield _GAP.join(cells) + _GAP


def _breadth(rows: Sequence[_Row], columns: list[str]) -> int:
    return cell_len(next(_lines(rows, columns)))


def _headings() -> dict[str, str]:
    return {
        "number": "#",
        "score": _("score"),
        "id": _("id"),
        "like": _("like"),
        "words": _("in words"),
        "code": _("code"),
        "venue": _("venue"),
        "author": _("author"),
        "picked": _("picked"),
        "title": _("title"),
    }


def _row(number: int, ranked: Ranked) -> _Row:
    said = {each.kind: each for each in ranked.reasons}
    like, code, venue, authors = (said.get(kind) for kind in Kind)
    return _Row(
        number=str(number),
        score=str(int(ranked.score)),
        id=str(ranked.candidate.paper.id),
        like=str(int(like.points)) if like else "",
        words=_words(like.what) if like else "",
        code=signs.host(code.what[0]) or _("page") if code else "",
        venue=_short(venue.what[0]) if venue else "",
        author=_names(authors.what) if authors else "",
        picked=_place(ranked.picked) if ranked.picked else "",
    )


def _words(said: Sequence[str]) -> str:
    """The first of some words, whole ones, as many as a column takes."""
    few = list(said)
    while len(few) > 1 and cell_len(", ".join(few)) > _LONGEST:
        few.pop()
    return _short(", ".join(few))


def _names(said: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    first, *others = said
    return f"{_short(first)} +{len(others)}" if others else _short(first)


def _place(picked: Picked) -> str:
    """Where a paper stands: `2023-W14 NLP 3`, or `2023-W14 3` where it has a section."""
    return _short(" ".join(filter(None, (str(picked.key), picked.list_name, str(picked.number)))))


def _short(text: str) -> str:
    """What strangers wrote, on one line of a column."""
    line = one_line(text)
    return line if cell_len(line) <= _LONGEST else f"{set_cell_size(line, _LONGEST - 1).rstrip()}…"


def _style(row: _Row) -> str:
    return "dim" if row.picked else ""
