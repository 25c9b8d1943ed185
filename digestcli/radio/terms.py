"""The words of a title and an abstract, counted: what two papers are compared by."""

import re
from collections import Counter
from collections.abc import Mapping
from string import punctuation

_ACCENT = re.compile(r"""\\(?:["'`^~=.]|[uvHckr](?=\s*\{))\s*\{?\s*""")  # Poincar\'e: the letter alone stays
_NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|\$[^$]{0,400}\$|\\[A-Za-z]+")  # formulas, macros, addresses
_BLANKS = str.maketrans(dict.fromkeys([*punctuation, *"‐‑–—―‘’“”…·×•"], " "))  # between words
# What holds sentences together. In a week of hundreds of papers it cancels out, in one of ten it does not.
_SMALL_WORDS = (
    "an and are as at based be been beyond both but by can do for from further has have how however in into"
    " is it its more most not of on or other our over paper propose show such than that the their these they"
    " this those through to toward towards under used using via we when where whether which while with within"
    " without"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_TITLE = 3  # times: its words are chosen with more care than those of the abstract


class _Stems(dict[str, str]):
    """A word without its plural, made once; "" for one that says nothing. Most words come again and again."""

    _MOST = 100_000  # a day's abstracts hold 30,000

    def __missing__(self, word: str) -> str:
        if len(self) > self._MOST:
            self.clear()
        stem = self[word] = _stem(word)
        return stem


_stems = _Stems()


def terms(title: str, abstract: str | None) -> Mapping[str, int]:
    """How often each word stands in a paper, without numbers, formulas, markup, plurals and small words.

    A word of the title counts three times.
    """
    text = f"{title} " * _TITLE + (abstract or "")
    if "\\" in text or "$" in text or "://" in text or "www." in text:
        text = _NO_WORDS.sub(" ", _ACCENT.sub("", text))
    counted = Counter(map(_stems.__getitem__, text.casefold().translate(_BLANKS).split()))
    del counted[""]
    return counted


def _stem(word: str) -> str:
    if word.isdecimal() or len(word) == 1 or word in _SMALL:
        return ""
    if len(word) > 4 and word.endswith("ies") and word not in {"series", "species"}:
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ies")):
        return word[:-1]
    return word
