"""The papers of the issues so far, found by id and by title: shared by all pages.

Two titles are one where their letters are, small words, plurals and British spelling aside: one look into a
table, so 20,000 papers cost no more each than one.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from digestcli.checks.index import Index
from digestcli.checks.likeness import words
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.words import UNTITLED

_SMALL = frozenset(
    {"a", "an", "the", "of", "for", "on", "in", "to", "and", "with", "via", "using", "by", "from", "at", "as"}
)
_BRITISH = re.compile(r"(?<=[iy])s(?=e|ing|ation)|(?<=o)u(?=r)")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST = 10  # letters of a title that two papers hardly share by chance; of a Chinese one half of that
_SECTION = 1 << 32  # is added to the place of a paper with a section: it comes after all in lists
_LEAST_WORDS = 3  # and words, where both papers have ids of their own


class Earlier:
    """The papers of issues, oldest first; what is asked about one is answered from those before it.

    Each issue's papers are kept as a line of JSON, and opened again only where one of them is asked for.
    """

    def __init__(self) -> None:
        self._issues: list[tuple[Key, str]] = []
        self._ranks: dict[Key, int] = {}  # where in it
        self._counts = [0]  # how many papers came before each of them
        self._by_id = Index()
        self._by_title = Index()

    def add(self, key: Key, papers: Iterable[Appearance]) -> None:
        """One more issue, the newest so far."""
        rows = [(each.number, each.id and (each.id.number, each.id.archive), each.title) for each in papers]
        self._ranks[key] = len(self._issues)
        self._issues.append((key, json.dumps(rows)))

    def named(self, id: ArxivId, before: Key) -> Appearance | None:
        """Where the paper `id` stood last before the issue `before`: a section is told rather than a list."""
        bare = id.bare
        for place in self._last_first(self._by_id, bare):
            each, _mark = self._paper(place)
            if each.id == bare and self._is_before(each.key, before):
                return each
        return None

    def titled(self, title: str, id: ArxivId | None, before: Key) -> Appearance | None:
        """Where a paper with this title and not with this id stood last before the issue `before`."""
        mark = _mark(title)
        for place in self._last_first(self._by_title, mark) if mark else ():
            each, its = self._paper(place)
            if its == mark and are_one(title, id, each.id) and self._is_before(each.key, before):
                return each
        return None

    def _last_first(self, index: Index, name: ArxivId | str) -> list[int]:
        """Where papers may be of this name."""
        while len(self._counts) <= len(self._issues):
            self._enter(len(self._counts) - 1)
        return index.find(name)[::-1]

    def _paper(self, place: int) -> tuple[Appearance, str | None]:
        """The paper of a place, with the mark of its title."""
        count = place % _SECTION
        rank = bisect_right(self._counts, count) - 1
        key, line = self._issues[rank]
        number, id, mark = json.loads(line)[count - self._counts[rank]]
        return Appearance(key, number, ArxivId(*id) if id else None, None), mark

    def _is_before(self, key: Key, before: Key) -> bool:
        return self._ranks[key] < self._ranks.get(before, len(self._issues))

    def _enter(self, rank: int) -> None:
        """An issue into the tables, as late as somebody asks; its titles are only looked for, and go."""
        key, line = self._issues[rank]
        rows = [(number, id, title and _mark(title)) for number, id, title in json.loads(line)]
        self._issues[rank] = key, json.dumps(rows)
        for count, (number, id, mark) in enumerate(rows, self._counts[rank]):
            place = count if number is None else count + _SECTION
            if id:
                self._by_id.add(ArxivId(*id), place)
            if mark:
                self._by_title.add(mark, place)
        self._counts.append(self._counts[rank] + len(rows))


@lru_cache(maxsize=256)  # a title is asked for, and entered when its issue is passed
def _mark(title: str) -> str:
    """The signature of a title in a few characters, which it shares with no other; "" if it has none."""
    letters = signature(title)
    return letters and sha256(letters.encode()).hexdigest()[:24]


@lru_cache(maxsize=256)  # a title is asked for by several rules
def signature(title: str) -> str:
    """The letters that titles of one paper have in common; "" for a title that says too little."""
    if title in UNTITLED:
        return ""
    kept = [_plain(word) for word in words(title) if word not in _SMALL]
    letters = "".join(kept)
    return letters if len(letters) >= (_LEAST if letters.isascii() else _LEAST // 2) else ""


def are_one(title: str, id: ArxivId | None, other: ArxivId | None) -> bool:
    """Whether papers of one title are one paper, though their ids are not the same."""
    if id is None or other is None:
        return True
    return id.bare != other.bare and len(words(title)) >= _LEAST_WORDS


@lru_cache(maxsize=4_000)  # titles share most of their words
def _plain(word: str) -> str:
    """A word without its plural, its doubled letters and its British spelling."""
    if len(word) < 4 or not word.isalpha():
        return word
    american = _BRITISH.sub(lambda letter: "z" if letter[0] == "s" else "", word)
    return _DOUBLED.sub(r"\1", american.removesuffix("s"))
