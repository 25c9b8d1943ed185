"""What a text is made of for whoever looks for words: its terms, one after the other.

- A 汉字, kana or hangul syllable is a term of its own, and so is every mark: a word of any length is a row of
  neighbours, and one that a comma stands in is another.
- A word of letters and digits is one term, without capitals and accents: `Poincaré` is `poincare`.
- Blanks and hyphens part words and are no terms: `GPT-4` is `gpt 4`, however it is written. The end of a
  paragraph is one, so that no phrase goes across.

A character counts for what it is, wherever it stands. Terms hold no ASCII but letters and digits, which is
what SQLite's `ascii` tokenizer takes as it stands.
"""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, east_asian_width, normalize, unidata_version

from digestcli.markup.plain import clean

EDITION = f"1 {unidata_version}"  # what was made of a text under another may be something else
END = "¶"  # of a paragraph

_HYPHENS = frozenset("-\u2010\u2011\u2013\u00ad")
_ACCENTS = range(0x300, 0x370)
_ALIKE = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "ħ": "h",
    "ŋ": "n", "‘": "'", "’": "'", "“": '"', "”": '"', "⁄": "/", "−": "-",
})  # fmt: skip


class _Folding(dict[int, str]):
    """What each character is among terms: looked up once in a run."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_FOLDING = _Folding()


class Place(NamedTuple):
    """Where in a text a term stands; of several in one character, all stand there."""

    term: str
    start: int
    end: int


def terms(text: str) -> list[str]:
    """The terms of a text, in order."""
    return text.translate(_FOLDING).split()


def places(text: str) -> Iterator[Place]:
    """The same, each with its place."""
    word, start = "", 0
    for at, character in enumerate(text):
        folded = _FOLDING[ord(character)]
        start = start if word else at
        if " " not in folded:
            word += folded
            continue
        goes_on, *parts = folded.split(" ")
        if word or goes_on:
            yield Place(word + goes_on, start, at + 1 if goes_on else at)
        yield from (Place(part, at, at + 1) for part in parts[:-1] if part)
        word, start = parts[-1], at
    if word:
        yield Place(word, start, len(text))


def is_word(term: str) -> bool:
    """Whether more letters may follow, as in what somebody has begun to type."""
    return bool(term) and _is_letter(term[-1])


def _folded(character: str) -> str:
    if character == "\n":
        return f" {END} "
    if character in _HYPHENS or category(character) in {"Cs", "Cc"} or character.isspace():
        return " "
    if not clean(character):  # what nobody sees parts no word
        return ""
    plain = normalize("NFKD", character)
    plain = normalize("NFC", _bare(plain)).casefold().translate(_ALIKE)
    return "".join(map(_placed, _bare(plain)))


def _bare(text: str) -> str:
    return "".join(each for each in text if ord(each) not in _ACCENTS)


def _placed(character: str) -> str:
    if character.isspace() or character in _HYPHENS:
        return " "
    if _is_letter(character):
        return character
    if character.isascii():
        return f" {chr(ord(character) + 0xFEE0)} "
    return f" {character} "


def _is_letter(character: str) -> bool:
    """Whether it is one of those that make up a word together."""
    if character.isascii():
        return character.isalnum()
    return (character.isalnum() or category(character)[0] == "M") and east_asian_width(character) not in "WF"
