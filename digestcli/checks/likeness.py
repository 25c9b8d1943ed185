"""How far two titles or names are the same: capitals, blanks, width, accents and TeX make no difference."""

import re
import unicodedata
from difflib import SequenceMatcher
from enum import Enum
from itertools import accumulate

from digestcli.checks.letters import HAN
from digestcli.markup.escape import unescape
from digestcli.markup.tex import to_unicode

_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_GREEK = re.compile("[\u0391-\u03c9]")
_HAN = re.compile(f"[{HAN}]")
_NEAR = 0.8  # of the letters of two titles that are one, but for a slip or a new version
_PLACE = 3  # words that are told as the place two titles differ in
_LONGEST = 400  # letters, or words, that are compared one by one


class Likeness(Enum):
    """What the words somebody wrote are to a title."""

    SAME = "its words, however they are spelled"
    BEGINNING = "its beginning, whole words of it"
    PART = "some of its words in their order, or their initials"
    MORE = "all of its words and others beside them"
    NEAR = "nearly its letters"
    OTHER = "something else"


def words(title: str) -> tuple[str, ...]:
    """The words of a title without what makes no difference; TeX is read, Markdown is not."""
    plain = to_unicode(title)
    if not plain.isascii():
        plain = _GREEK.sub(_spelled, _ACCENT.sub("", unicodedata.normalize("NFKD", plain)))
    return tuple(_WORD.findall(plain.replace("&", " and ").casefold()))


def is_chinese(text: str) -> bool:
    """Whether there is Chinese in it: a translation is compared with nothing."""
    return _HAN.search(text) is not None


def likeness(written: str, title: str) -> Likeness:
    """What the editor's `written` is to the `title` arXiv has."""
    ours, theirs = words(unescape(written)), words(title)
    mine, whole = "".join(ours), "".join(theirs)
    if mine == whole:
        return Likeness.SAME
    if whole.startswith(mine) and len(mine) in accumulate(map(len, theirs)):
        return Likeness.BEGINNING
    if _within(ours, theirs) or _are_initials(mine, theirs):
        return Likeness.PART
    if _within(theirs, ours):
        return Likeness.MORE
    return Likeness.NEAR if is_near(mine, whole) else Likeness.OTHER


def is_near(one: str, other: str) -> bool:
    """Whether most letters of two texts are the same, in their order."""
    if max(len(one), len(other)) > _LONGEST:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def difference(written: str, title: str) -> tuple[str, str] | None:
    """The one place two titles differ in: the words here and the words there, as they are spelled."""
    ours, theirs = (_WORD.findall(to_unicode(text)) for text in (unescape(written), title))
    if max(len(ours), len(theirs)) > _LONGEST:
        return None
    mine, whole = ([word.casefold() for word in each] for each in (ours, theirs))
    matcher = SequenceMatcher(None, mine, whole, autojunk=False)
    places = [place for place in matcher.get_opcodes() if place[0] != "equal"]
    if len(places) != 1:
        return None
    _kind, a, b, c, d = places[0]
    is_small = 0 < b - a <= _PLACE and 0 < d - c <= _PLACE and len(mine) > b - a
    return (" ".join(ours[a:b]), " ".join(theirs[c:d])) if is_small else None


def _within(some: tuple[str, ...], all_of: tuple[str, ...]) -> bool:
    """Whether `some` words stand among all, in their order."""
    rest = iter(all_of)
    return bool(some) and all(word in rest for word in some)


def _are_initials(letters: str, of: tuple[str, ...]) -> bool:
    """Whether a short name is made of the first letters of words, in their order: SAM."""
    return 2 <= len(letters) <= len(of) and _within(tuple(letters), tuple(word[0] for word in of))


def _spelled(letter: re.Match[str]) -> str:
    return unicodedata.name(letter[0], "").rpartition(" ")[2] or letter[0]
