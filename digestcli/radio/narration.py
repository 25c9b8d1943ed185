"""A radio list becomes a narration script: the presenter's words, each title in its language, names, 推荐."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digestcli.markup import lines
from digestcli.markup.escape import literal
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.digest import RadioEntry
from digestcli.radio.framing import Framing, framing
from digestcli.radio.spoken import spoken

_HAN = re.compile(r"[\u3400-\u9fff]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t])")  # or the items of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper of a list, with all that is said of it."""

    entry: RadioEntry
    others: bool  # whether it has authors that are not named
    recommendation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What one script is made of."""

    publication: str
    issue: str | None  # its number
    station: str  # the heading over the lists
    name: str  # of the list
    text: str | None  # the editor's words beside the list
    pieces: tuple[Piece, ...]
    language: str
    colon: str  # in the title, between station and list


def script(programme: Programme, dictionary: Mapping[str, str]) -> str:
    """The file: what its paragraphs say is what a voice says, in words throughout."""
    return "\n\n".join(_Writer(programme, framing(programme.language), dictionary).blocks()) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    programme: Programme
    framing: Framing
    dictionary: Mapping[str, str]

    def blocks(self) -> Iterator[str]:
        about = self.programme
        yield f"# {literal(f'{about.station}{about.colon}{about.name}')}"
        yield self._said(self._greeting())
        yield from self._paragraphs(about.text)
        for place, piece in enumerate(about.pieces):
            yield f"## {_heading(piece.entry)}"
            yield self._said(self._paper(place, piece))
            first, *rest = [*self._paragraphs(piece.recommendation), ""]
            if first:
                yield self._said(f"{self.framing.recommendation}{first}")
            yield from filter(None, rest)
        yield f"## {self.framing.end}"
        yield self._said(self.framing.closing.format(list=about.name, count=self._count()))

    def _greeting(self) -> str:
        about = self.programme
        number = (about.issue or "").strip()
        issue = self.framing.issue.format(number=number) if number.isdecimal() else ""
        subject = self.framing.subject.format(list=about.name, count=self._count())
        blank = " " if self.framing.stop.isascii() else ""
        greeting = self.framing.greeting.format(publication=about.publication, issue=issue)
        return f"{greeting}{blank}{subject}"

    def _count(self) -> str:
        number = len(self.programme.pieces)
        if not self.framing.stop.isascii():
            return str(number)
        return f"{number} paper{'' if number == 1 else 's'}"

    def _paper(self, place: int, piece: Piece) -> str:
        title = self._title(piece.entry)
        said = f"{self._lead(place)}{title}"
        if not (names := self._names(piece)):
            return _stopped(said, self.framing.stop)
        if title[-1:] in "?!？！":
            said = f"{said} {self.framing.by_after_mark.format(names=names)}"
        else:
            said += self.framing.by.format(names=names)
        return _stopped(said, self.framing.stop)

    def _lead(self, place: int) -> str:
        number = len(self.programme.pieces)
        if number == 1:
            return self.framing.only
        if place == 0:
            return self.framing.first
        if place == number - 1:
            return self.framing.last
        between = self.framing.between
        return between[(place - 1) % len(between)].format(number=place + 1)

    def _title(self, entry: RadioEntry) -> str:
        """The title as it is said: an English one in English words, whatever the language around it."""
        title = entry.title or ""
        language = self.programme.language if _HAN.search(title) else "en"
        return spoken(title, language, self.dictionary)

    def _names(self, piece: Piece) -> str:
        entry = piece.entry
        names = [name if entry.names_are_ours else one_line(to_unicode(name)) for name in entry.names]
        if piece.others:
            return self.framing.more_names.format(names=self.framing.comma.join(names))
        match names:
            case [first, second]:
                return self.framing.two_names.format(first=first, second=second)
            case _:
                return self.framing.comma.join(names)

    def _paragraphs(self, words: str | None) -> Sequence[str]:
        return [said for each in _PARAGRAPHS.split(words or "") if (said := self._said(each))]

    def _said(self, words: str) -> str:
        return spoken(words, self.programme.language, self.dictionary)


def _heading(entry: RadioEntry) -> str:
    """A chapter's title as it is printed: the id, by which the paper is found, and its own words."""
    title = literal(lines.title(entry).plain) if entry.title else ""
    return " ".join(filter(None, (str(entry.id or ""), title)))


def _stopped(words: str, stop: str) -> str:
    return words if words.endswith(tuple(".。?!？！")) else f"{words}{stop}"
