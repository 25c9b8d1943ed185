"""Every paper of every issue, found by its id and by its title: built once, shared by all pages.

Two titles are one where their letters are, small words, plurals and British spelling aside: one look into a
table, so 20,000 papers cost no more each than one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

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
    """The papers of all issues, oldest first; what is asked about one is answered from those before it."""

    def __init__(self, appearances: Iterable[Appearance] = ()) -> None:
        self._all = tuple(appearances)

    def named(self, id: ArxivId, before: Key) -> Appearance | None:
        """Where the paper `id` stood last before the issue `before`: a section is told rather than a list."""
        return self._last(self._by_id.get(id.bare, ()), before)

    def titled(self, title: str, id: ArxivId | None, before: Key) -> Appearance | None:
        """Where a paper with this title and not with this id stood last before the issue `before`."""
        found = self._by_title.get(signature(title), ()) if title else ()
        return self._last([each for each in found if are_one(title, id, each.id)], before)

    def _last(self, found: Iterable[Appearance], before: Key) -> Appearance | None:
        limit = self._ranks.get(before, len(self._ranks))
        earlier = [each for each in found if self._ranks[each.key] < limit]
        sections = [each for each in earlier if each.number is not None]
        return next(reversed(sections or earlier), None)

    @cached_property
    def _ranks(self) -> Mapping[Key, int]:
        """The order of the issues."""
        return {key: rank for rank, key in enumerate(dict.fromkeys(each.key for each in self._all))}

    @cached_property
    def _by_id(self) -> Mapping[ArxivId, list[Appearance]]:
        found = defaultdict(list)
        for each in self._all:
            if each.id:
                found[each.id.bare].append(each)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, list[Appearance]]:
        found = defaultdict(list)
        for each in self._all:
            if each.title and (mark := signature(each.title)):
                found[mark].append(each)
        return found


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


@lru_cache(maxsize=20_000)  # titles share most of their words
def _plain(word: str) -> str:
    """A word without its plural, its doubled letters and its British spelling."""
    if len(word) < 4 or not word.isalpha():
        return word
    american = _BRITISH.sub(lambda letter: "z" if letter[0] == "s" else "", word)
    return _DOUBLED.sub(r"\1", american.removesuffix("s"))
