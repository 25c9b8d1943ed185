"""arXiv ids among other words: in headings, links and radio lists."""

import re
from collections.abc import Iterator

from digestcli.errors import BadId
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify, looks_like_id
from digestcli.values import dataclass

_LINKED = r"(?:[^\[\]\\]|\\.)*+"  # without brackets but those behind a backslash
LINK = re.compile(rf"!?(?<!\\)\[({_LINKED}(?:\[{_LINKED}\]{_LINKED})*+)\]\([ \t]*<?([^\s()<>]++)>?[^()]*+\)")
_ADDRESS = r"https?://[^\s()\[\]<>（）【】，。；、]+"
_ID = re.compile(
    rf"{_ADDRESS}"
    r"|(?<![\w.])(?:arxiv[ ]?[:：][ ]?)?\d{4}\.\d{4,5}(?:v\d{1,3})?(?!\.?\d)"
    r"|(?<![\w./-])[a-z][a-z-]{1,12}(?:\.[a-z]{2})?/\d{7}(?:v\d{1,3})?(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_FIRST_WORD = re.compile(
    r"[*_<\[(（【「]*((?:(?:arxiv|doi)[ ]?[:：][ ]?)?(?:https?://)?[^\s：，、；）】」>\]*]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """An id and the columns it takes up."""

    id: ArxivId
    start: int
    end: int


def ids_in(text: str) -> Iterator[Found]:
    """Every id and every address of an arXiv paper in `text`, as written and repeated."""
    for match in _ID.finditer(text):
        try:
            yield Found(identify(match[0]).id, match.start(), match.end())
        except BadId:
            continue


def first_word(text: str) -> tuple[str, int, int]:
    """What `text` begins with, brackets and bold marks left out, and its columns."""
    match = _FIRST_WORD.match(text)
    return (match[1], match.start(1), match.end(1)) if match else ("", 0, 0)


def is_meant_as_id(word: str) -> bool:
    """Whether the word is plainly meant as an arXiv id, right or wrong."""
    return any(map(str.isdigit, word)) and looks_like_id(word)
