"""What a library holds, as simply as it can be told: what commands in any order are held against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digestcli import issuefile, words
from digestcli.library.root import Library
from digestcli.model.issue import Note, Passage
from digestcli.model.key import Key
from digestcli.model.problem import Severity

TOKEN = re.compile("词[0-9]+字")


@dataclass(frozen=True, slots=True)
class Section:
    """A paper and the words about it."""

    id: str
    summary: str | None = None
    recommendation: str | None = None
    phrase: str | None = None
    captions: tuple[str, ...] = ()  # of its pictures


@dataclass(frozen=True, slots=True)
class Page:
    """An issue: its papers in order, then the passages behind them."""

    sections: tuple[Section, ...] = ()
    passages: tuple[str, ...] = ()  # below the radio's heading such a one is a list
    title: str | None = None
    lead: str | None = None
    nlp: tuple[str, ...] = ()  # the ids in the first radio list, and in the second
    cv: tuple[str, ...] = ()

    def with_section(self, section: Section) -> "Page":
        return replace(self, sections=(*self.sections, section))

    def without(self, place: int) -> "Page":
        return replace(self, sections=(*self.sections[:place], *self.sections[place + 1 :]))

    def with_words(self, place: int, part: str, words: str) -> "Page":
        """`part` is `summary`, `recommendation` or `phrase`."""
        section = self.sections[place]
        match part:
            case "summary":
                return self.with_changed(place, replace(section, summary=words))
            case "recommendation":
                return self.with_changed(place, replace(section, recommendation=words))
            case _:
                return self.with_changed(place, replace(section, phrase=words))

    def with_picture(self, place: int, caption: str) -> "Page":
        section = self.sections[place]
        return self.with_changed(place, replace(section, captions=(*section.captions, caption)))

    def picks(self, radio_list: str) -> tuple[str, ...]:
        return self.nlp if radio_list == "NLP" else self.cv

    def with_picks(self, radio_list: str, ids: tuple[str, ...]) -> "Page":
        return replace(self, nlp=ids) if radio_list == "NLP" else replace(self, cv=ids)

    def with_lead(self) -> "Page":
        """With the lead and, where it has none, the title that its phrases come to."""
        phrases = [section.phrase for section in self.sections if section.phrase]
        title = self.title or "；".join(phrases[:2])
        return replace(self, title=title, lead=f"本周论文包括{'；'.join(phrases)}等。")

    def with_changed(self, place: int, changed: Section) -> "Page":
        return replace(self, sections=(*self.sections[:place], changed, *self.sections[place + 1 :]))


Shelf = Mapping[str, Page]
Bytes = Mapping[str, bytes]  # of issues, by their keys


def held(library: Library) -> Bytes:
    """The bytes of every issue."""
    return {path.stem: path.read_bytes() for path in library.issues.glob("[!.]*.md")}


def read(library: Library) -> Shelf:
    """The model of what is on the disk; AssertionError where an issue has errors."""
    return {key: _page(key, data.decode()) for key, data in held(library).items()}


def _page(key: str, text: str) -> Page:
    reading = issuefile.read(text, Key(key))
    assert [p for p in reading.problems if p.severity is Severity.ERROR] == [], text
    issue = reading.issue
    sections = (_section(note) for note in issue.notes)
    passages = [part.text for part in issue.body if isinstance(part, Passage)]
    lists = issue.radio.lists if issue.radio else ()
    passages += [each.text for each in lists if not each.picks and each.name == "编者按"]
    picks = {each.name: tuple(str(pick.ref) for pick in each.picks) for each in lists}
    title, lead = (each.value if each else None for each in (issue.title, issue.lead))
    words = tuple(each.value if each else "" for each in passages)
    return Page(tuple(sections), words, title, lead, picks.get("NLP", ()), picks.get("CV", ()))


def _section(note: Note) -> Section:
    phrase = note.field(words.LEAD_PHRASE)
    return Section(
        id=str(note.ref.bare) if note.ref else "",
        summary=issuefile.beside_pictures(note.summary) or None,
        recommendation=issuefile.beside_pictures(note.recommendation) or None,
        phrase=phrase.value if phrase else None,
        captions=tuple(figure.caption or "" for figure in note.figures),
    )


def everywhere(library: Library) -> set[str]:
    """Every token of the library, in what is kept for a bad day too; what `export` wrote does not count."""
    there = (path for path in library.root.rglob("*") if path.is_file())
    return {token for path in there if library.out not in path.parents for token in tokens(path)}


def tokens(path: Path) -> set[str]:
    return set(TOKEN.findall(path.read_bytes().decode(errors="replace")))


@dataclass(eq=False)
class Step:
    """One command that `undo` may find: the bytes of its issues before and after; None: there is no issue."""

    before: dict[str, bytes | None]
    after: dict[str, bytes | None]
    is_certain: bool = field(default=True)  # False: a crash may have come before it was remembered

    def fits(self, now: Bytes) -> bool:
        """Whether each issue is as it was before or after."""
        return all(now.get(key) in {self.before[key], self.after[key]} for key in self.before)

    def is_spent(self, now: Bytes) -> bool:
        return all(now.get(key) == data for key, data in self.before.items())

    def is_put_back(self, then: Bytes, now: Bytes) -> bool:
        """Whether it was undone since `then`, or some of its issues were and nothing else."""
        others = (then.keys() | now.keys()) - self.before.keys()
        return all(now.get(key) in {then.get(key), data} for key, data in self.before.items()) and all(
            now.get(key) == then.get(key) for key in others
        )


def undoings(steps: list[Step], now: Bytes) -> Iterator[Step | int]:
    """What `undo` may do: put a step back; end with 4, as an issue was changed since; find none, 1."""
    for step in reversed(steps):
        if step.is_spent(now):
            continue
        yield step if step.fits(now) else 4
        if step.is_certain:
            return
    yield 1
