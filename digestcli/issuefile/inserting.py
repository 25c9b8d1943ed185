"""New sections for papers, after the last one; and the text of a fresh issue."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digestcli.errors import UsageError
from digestcli.issuefile.places import Places
from digestcli.issuefile.proof import prove
from digestcli.issuefile.reading import Reading, read
from digestcli.issuefile.wording import Words, newline_of
from digestcli.markup.escape import uncommented
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Field, Issue, Note, Passage, Radio
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.model.text import Span, Text
from digestcli.values import dataclass
from digestcli.words import printed

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The section of a paper before it is written: what `add` knows of it."""

    ref: ArxivId | None
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    summary: str | None = None
    recommendation: str | None = None
    abstract: str | None = None  # kept beside the words as a comment


def write_new(title: str = "") -> str:
    """The text of a fresh issue."""
    return f"---\ntitle: {_harmless(title)}".rstrip() + "\n---\n"


def insert_notes(text: str, reading: Reading, drafts: Sequence[Draft]) -> str:
    """`text` with a section for each of `drafts` after the last paper, proved; no byte of `text` changes.

    Raises UsageError for words or a title that would be read as more than that, and for a paper twice.
    """
    _refuse_second(reading, drafts)
    newline = newline_of(text)
    sections = [_SectionText(draft, reading.publication, newline) for draft in drafts]
    places = Places(text, reading)
    end = places.end_of_papers(reading.issue.notes)
    new = places.behind(end, (newline * 2).join(map(str, sections))).apply(text)
    headings = _headings([section.opening for section in sections], reading.publication)
    notes = [section.expected(heading) for section, heading in zip(sections, headings, strict=True)]
    prove(reading, new, with_papers(reading.issue, notes))
    return new


def _refuse_second(reading: Reading, drafts: Iterable[Draft]) -> None:
    seen = {note.ref.bare for note in (*reading.issue.notes, *reading.issue.bench) if note.ref}
    for draft in drafts:
        if draft.ref and draft.ref.bare in seen:
            message = _("{paper} is in {path} already").format(paper=draft.ref.bare, path=reading.path)
            raise UsageError(message)
        if draft.ref:
            seen.add(draft.ref.bare)


def _headings(openings: Sequence[str], publication: Publication) -> list[Note | None]:
    """What each of `openings` is read as below another paper; None where that is not one more paper.

    They are read together, and one by one where that leaves a doubt which of them is to blame.
    """
    text = "\n\n".join(["## 论文 1：", *openings, ""])
    _first, *notes = read(text, Key("draft"), publication).issue.notes
    if len(notes) == len(openings):
        return [*notes]
    if len(openings) == 1:
        return [None]
    return [_headings([opening], publication)[0] for opening in openings]


class _SectionText:
    """The lines of a new section, and what they must be read as."""

    def __init__(self, draft: Draft, publication: Publication, newline: str) -> None:
        self._draft = draft
        self._newline = newline
        self._words = printed(publication.language)
        self._title = _harmless(draft.title)
        self._fields = tuple((label, _harmless(value)) for label, value in draft.fields)
        self._summary = Words(draft.summary or "", newline)
        self._recommendation = Words(draft.recommendation or "", newline)
        for words in (self._summary, self._recommendation):
            words.refuse_structure()

    def __str__(self) -> str:
        words = self._words
        blocks = [
            self.opening,
            self._summary.after(f"{words.summary}{words.colon}"),
            self._recommendation.after(f"{words.recommendation}{words.colon}"),
            self._abstract(),
        ]
        return (self._newline * 2).join(filter(None, blocks))

    @property
    def opening(self) -> str:
        """The heading and the fields, which are all that says what paper this is."""
        name = f"{self._draft.ref} " if self._draft.ref else ""
        fields = [f"- {label}{self._words.colon}{value}".rstrip() for label, value in self._fields]
        return self._newline.join([f"## {name}{self._title}".rstrip(), *([""] if fields else []), *fields])

    def _abstract(self) -> str:
        if not self._draft.abstract:
            return ""
        name = str(self._draft.ref.bare) if self._draft.ref else ""
        lines = map(str.rstrip, uncommented(self._draft.abstract.strip()).split("\n"))
        return self._newline.join([f"<!-- {name}".rstrip(), *lines, f"{name} -->".lstrip()])

    def expected(self, heading: Note | None) -> Note:
        """The note that reading the section must give, whose `heading` was read as that of one more paper.

        Raises UsageError where it was not, or has another title.
        """
        title = heading.title.value if heading and heading.title else None
        is_meant = title == (None if self._draft.ref else self._title)
        if heading is None or heading.ref != self._draft.ref or not is_meant:
            raise UsageError(
                _("{title} cannot be the title of a paper").format(title=self._title or "''"),
                _("a paper outside arXiv needs a title of its own, and - 作者： or - 论文地址："),
            )
        summary, recommendation = self._summary.value, self._recommendation.value
        return Note(
            ref=self._draft.ref,
            title=heading.title,
            reminder=heading.reminder,
            fields=tuple(Field(label, Text(value, _NOWHERE), _NOWHERE) for label, value in self._fields),
            summary=Text(summary, _NOWHERE) if summary else None,
            recommendation=Text(recommendation, _NOWHERE) if recommendation else None,
            figures=(),
            heading=_NOWHERE,
            span=_NOWHERE,
        )


def with_papers(issue: Issue, notes: Iterable[Note]) -> Issue:
    """The issue with more papers, after the last one or before the first `#` part."""
    body = issue.body
    papers = [at for at, part in enumerate(body) if isinstance(part, Note)]
    opens_part = (isinstance(part, Radio) or (isinstance(part, Passage) and part.level == 1) for part in body)
    at = papers[-1] + 1 if papers else next((at for at, opens in enumerate(opens_part) if opens), len(body))
    return replace(issue, body=(*body[:at], *notes, *body[at:]))


def _harmless(line: str) -> str:
    """One line, and nothing in it that opens or closes a comment."""
    return uncommented(" ".join(line.split()))
