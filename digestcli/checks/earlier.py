"""The papers of the issues so far, found by id and by title: shared by all pages.

Two titles are one where their letters are, small words, plurals and British spelling aside: one look into a
table, so 20,000 papers cost no more each than one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

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
_LEAST_WORDS = 3  # and words, where both papers have ids of their own


class Earlier:
    """The papers of issues, oldest first; what is asked about one is answered from those before it."""

    def __init__(self, appearances: Iterable[Appearance] = ()) -> None:
        self._new = list(appearances)  # in no table yet: often nobody asks
        self._ranks: dict[Key, int] = {}  # the order of the issues
        self._by_id: dict[ArxivId, tuple[Appearance, ...]] = {}
        self._by_title: dict[str, tuple[Appearance, ...]] = {}

    def add(self, appearance: Appearance) -> None:
        """One more, of the newest issue so far."""
        self._new.append(appearance)

    def named(self, id: ArxivId, before: Key) -> Appearance | None:
        """Where the paper `id` stood last before the issue `before`: a section is told rather than a list."""
        self._enter_new()
        return self._last(self._by_id.get(id.bare, ()), before)

    def titled(self, title: str, id: ArxivId | None, before: Key) -> Appearance | None:
        """Where a paper with this title and not with this id stood last before the issue `before`."""
        self._enter_new()
        found = self._by_title.get(signature(title), ()) if title else ()
        return self._last([each for each in found if are_one(title, id, each.id)], before)

    def _last(self, found: Iterable[Appearance], before: Key) -> Appearance | None:
        limit = self._ranks.get(before, len(self._ranks))
        earlier = [each for each in found if self._ranks[each.key] < limit]
        sections = [each for each in earlier if each.number is not None]
        return next(reversed(sections or earlier), None)

    def _enter_new(self) -> None:
        """Titles are looked for by their letters and never told: none is kept."""
        for each in self._new:
            self._ranks.setdefault(each.key, len(self._ranks))
            found = Appearance(each.key, each.number, each.id, None)
            if each.id:
                self._by_id[each.id] = (*self._by_id.get(each.id, ()), found)
            if each.title and (mark := signature(each.title)):
                self._by_title[mark] = (*self._by_title.get(mark, ()), found)
        self._new.clear()


@lru_cache(maxsize=256)  # a title is asked for by several rules, and entered when its issue is passed
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
