"""What is shown of an entry that was found: where the words stand, and what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import east_asian_width

from digestcli.markup.plain import clean, one_line
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.search.fields import FIELDS
from digestcli.search.found import Ranked, hits
from digestcli.search.query import Phrase, Query
from digestcli.search.terms import Place, places

_ROOM = 150  # cells, of what is shown around the words
_BEFORE = 40  # of these, at most so many before the first of them
_CUT = "…"
_ENDS = "。！？；，："  # behind one of these it is good to begin
_BETWEEN = {"title": "；", "authors": "、", "labels": "；"}  # what lines become that are no paragraphs


class Marked(NamedTuple):
    """Words, and from where to where in them stands what was looked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry as it is shown: `field` is None where only its week or its category was asked for."""

    key: Key
    number: int | None
    id: ArxivId | None
    ref: str | None
    title: Marked
    field: str | None
    snippet: Marked
    score: float


def hit(ranked: Ranked, query: Query) -> Hit:
    """An entry with the words of that field in which most of what is wanted stands."""
    document, spaced = ranked.document, ranked.document.spaced()
    held = [(phrase, hits(phrase, spaced)) for phrase in query.wanted]
    field = max(FIELDS, key=lambda name: sum(name in found for _phrase, found in held))
    if not any(field in found for _phrase, found in held):
        field = ""
    of_title = [phrase for phrase, _found in held if "title" in phrase.fields]
    shown = [phrase for phrase, _found in held if field in phrase.fields]
    return Hit(
        key=document.key,
        number=document.number,
        id=document.id,
        ref=document.ref,
        title=_marked(one_line(document.title), of_title),
        field=field or None,
        snippet=_excerpt(_in_line(document.said[field], field), shown) if field else Marked(""),
        score=ranked.score,
    )


def _marked(text: str, phrases: Sequence[Phrase]) -> Marked:
    standing = list(places(text))
    spans = sorted({span for phrase in phrases for span in _spans(phrase, standing)})
    return Marked(text, tuple(_joined(spans)))


def _spans(phrase: Phrase, standing: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """From where to where a phrase stands, each time it does."""
    length, last = len(phrase.terms), phrase.terms[-1]
    before = list(phrase.terms[:-1])
    for at in range(len(standing) - length + 1):
        end = standing[at + length - 1]
        fits = end.term.startswith(last) if phrase.is_begun else end.term == last
        if fits and [each.term for each in standing[at : at + length - 1]] == before:
            yield standing[at].start, end.end


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same characters, none of them twice."""
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun and start <= begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun:
            yield begun
        begun = start, end
    if begun:
        yield begun


def _in_line(words: str, field: str) -> str:
    """The words of a field on one line, each character in its place."""
    return clean(words).translate({ord("\n"): _BETWEEN.get(field, " "), ord("\t"): " "})


def _excerpt(text: str, phrases: Sequence[Phrase]) -> Marked:
    """As much of `text` as there is room for, from a little before what was looked for."""
    marked = _marked(text, phrases)
    first = marked.marks[0] if marked.marks else (0, 0)
    start = _back(text, first[0], _BEFORE)
    end = max(_on(text, start, _ROOM), min(first[1], start + _ROOM))
    before, after = _CUT if start else "", _CUT if end < len(text) else ""
    inside = [(max(a, start), min(b, end)) for a, b in marked.marks if a < end and b > start]
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in inside)
    return Marked(f"{before}{text[start:end]}{after}", marks)


def _back(text: str, at: int, room: int) -> int:
    """So far before `at` as there is room for, at the beginning of a word."""
    start = at
    while start and (room := room - _cells(text[start - 1])) >= 0:
        start -= 1
    while 0 < start < at and _is_inside(text, start):
        start += 1
    ends = (place + 1 for place in range(start, (start + at) // 2) if text[place] in _ENDS)
    return next(ends, start) if start else start


def _on(text: str, at: int, room: int) -> int:
    """So far behind `at` as there is room for, at the end of a word."""
    end = at
    while end < len(text) and (room := room - _cells(text[end])) >= 0:
        end += 1
    whole = end
    while at < end < len(text) and _is_inside(text, end):
        end -= 1
    return end if end > at else whole


def _is_inside(text: str, at: int) -> bool:
    """Whether a word, or a blank behind one, goes on at `at`."""
    before, after = text[at - 1], text[at]
    return (_is_narrow(before) and _is_narrow(after)) or after == " "


def _is_narrow(character: str) -> bool:
    return character != " " and _cells(character) == 1


def _cells(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1
