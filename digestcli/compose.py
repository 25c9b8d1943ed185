"""An issue and its facts become a digest. Pure: who fetched the papers, and when, does not matter here."""

from collections.abc import Iterator, Mapping
from functools import cache

from digestcli import words
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation
from digestcli.model.issue import Issue, Note, Passage, Pick, Radio, RadioList
from digestcli.model.paper import Paper
from digestcli.model.people import BREAK, OTHERS, is_name, is_others, unmarked
from digestcli.model.publication import Publication
from digestcli.model.text import Text

Papers = Mapping[ArxivId, Paper]


def compose(issue: Issue, papers: Papers, publication: Publication) -> Digest:
    """The issue as it is printed: facts from `papers`, by bare id, under the editor's overrides."""
    return Digest(
        key=issue.key,
        words=publication.words,
        title=_value(issue.title),
        number=_value(issue.number),
        date=_value(issue.date),
        byline=_value(issue.byline),
        cover=_value(issue.cover),
        extra=issue.extra,
        lead=_value(issue.lead),
        body=tuple(_body(issue, papers, publication)),
        links=issue.links,
        definitions=issue.definitions,
    )


def _body(issue: Issue, papers: Papers, publication: Publication) -> Iterator[Entry | Passage | Radiostation]:
    number = 0
    for part in issue.body:
        match part:
            case Note():
                number += 1
                yield _entry(number, part, papers, publication)
            case Radio():
                yield _radiostation(part, papers, publication)
            case Passage():
                yield part


def _entry(number: int, note: Note, papers: Papers, publication: Publication) -> Entry:
    paper = papers.get(note.ref.bare) if note.ref else None
    own_title = note.field(words.TITLE) or note.title
    own_authors = note.field(words.AUTHORS)
    own_link = note.field(words.LINK)
    authors, others = _people(own_authors, paper)
    return Entry(
        number=number,
        note=note,
        paper=paper,
        title=own_title.value if own_title else paper.title if paper else None,
        title_is_ours=own_title is not None,
        authors=authors,
        named=authors[: publication.authors or None],
        others=others or bool(publication.authors and len(authors) > publication.authors),
        authors_text=_value(own_authors),
        url=own_link.value if own_link else note.ref.bare.url if note.ref else None,
        extra=tuple(
            (field.label, field.value.value)
            for field in note.fields
            if field.value.value and field.label not in _PRINTED_ELSEWHERE
        ),
    )


_PRINTED_ELSEWHERE = frozenset((*words.TITLE, *words.AUTHORS, *words.LINK, *words.LEAD_PHRASE))


def _people(own: Text | None, paper: Paper | None) -> tuple[tuple[str, ...], bool]:
    """All the names, and whether the source itself says that there are more."""
    if own:
        names = tuple(filter(is_name, map(unmarked, BREAK.split(OTHERS.sub("", own.value)))))
        return names, bool(OTHERS.search(own.value))
    spelled = [author.name for author in paper.authors] if paper else []
    names = tuple(name for name in spelled if is_name(name))
    return names, any(map(is_others, spelled))


def _radiostation(radio: Radio, papers: Papers, publication: Publication) -> Radiostation:
    return Radiostation(
        heading=radio.heading.value,
        text=_value(radio.text),
        lists=tuple(_programme(radio_list, papers, publication) for radio_list in radio.lists),
    )


def _programme(radio_list: RadioList, papers: Papers, publication: Publication) -> RadioProgramme:
    known = publication.radio_known
    return RadioProgramme(
        name=radio_list.name,
        text=_value(radio_list.text),
        entries=tuple(
            _radio_entry(number, pick, papers, known) for number, pick in enumerate(radio_list.picks, 1)
        ),
        audio=_value(radio_list.audio),
        duration=radio_list.duration,
    )


def _radio_entry(number: int, pick: Pick, papers: Papers, known: tuple[str, ...]) -> RadioEntry:
    paper = papers.get(pick.ref.bare) if pick.ref else None
    return RadioEntry(
        number=number,
        id=pick.ref.bare if pick.ref else None,
        title=paper.title if paper else pick.title,
        title_is_ours=paper is None,
        names=pick.names or _presenters(paper, known),
        names_are_ours=bool(pick.names),
        url=pick.ref.bare.url if pick.ref else None,
    )


def _presenters(paper: Paper | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a paper is "from": two of those that readers know, else the first author and the last."""
    names = _people(None, paper)[0]
    famous = tuple(name for name in names if _spelled(name) in _all_spelled(known)) if known else ()
    return famous[:2] or ((names[0], names[-1]) if len(names) > 1 else names)


def _spelled(name: str) -> str:
    """A name as names are compared: arXiv may write it in TeX, and in other capitals."""
    return one_line(to_unicode(name)).casefold()


@cache
def _all_spelled(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_spelled, names))


def _value(text: Text | None) -> str | None:
    return text.value if text else None
