"""What arXiv announces today, by its RSS: each paper with its kind, replacements left out.

The feed is made anew at midnight in New York and is empty on days without a listing. It does not say when a
paper was submitted, nor in so many words which category is its primary one.
"""

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import partial

from lxml import etree

from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.candidate import Candidate
from digestcli.model.identify import identify
from digestcli.model.paper import Author, Paper
from digestcli.sources.answer import Answer, Disbelief, Line, is_plausible
from digestcli.sources.listings.scope import Categories, in_order
from digestcli.sources.names import spelled
from digestcli.sources.strict_xml import root_of
from digestcli.sources.wording import one_line, paragraphs

SOURCE = "rss"  # what a paper that only the feed has told of says of itself
MOST = 2000  # items: a feed never holds more, so one with as many may be cut off
_NAMES = {
    "arxiv": "http://arxiv.org/schemas/atom",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_NEW, _CROSS = "new", "cross"
_KINDS = frozenset({_NEW, _CROSS, "replace", "replace-cross"})
_DESCRIPTION = re.compile(r"arXiv:(\S{1,64}) Announce Type: (\S{1,20})\s*(?:Abstract:(.*))?", re.DOTALL)
_BETWEEN_NAMES = re.compile(r",(?![^()]*\))")  # not in the brackets of an affiliation


@dataclass(frozen=True, slots=True)
class Today:
    """A proven feed: the day it is of, what is announced on it, and how many replacements are left out."""

    day: date
    announced: tuple[Candidate, ...]
    replaced: int


class Rss:
    """arXiv's feeds."""

    def __init__(self, base_url: str, line: Line) -> None:
        self._base_url = base_url.rstrip("/")
        self._line = line

    def ask(self, categories: Categories) -> Today:
        """What is announced today; raises Disbelief where the answer is not whole."""
        url = f"{self._base_url}/rss/{'+'.join(categories.names)}"
        return self._line.ask(url, partial(_today, categories))


def _today(categories: Categories, answer: Answer) -> Today:
    root = root_of(answer, "rss", _("the XML is no RSS feed"))
    channels = root.findall("channel")
    if len(channels) != 1:
        raise Disbelief(_("the XML is no RSS feed"))
    items = channels[0].findall("item")
    if len(items) >= MOST:
        raise Disbelief(_("it holds as many papers as a feed can, and there may be more"))
    told = [each for item in items if (each := _candidate(item, categories))]
    if len({each.paper.id for each in told}) != len(told):
        raise Disbelief(_("it sends a part of the answer, or a paper twice"))
    return Today(_day(_text(channels[0], "pubDate")), in_order(told), len(items) - len(told))


def _day(said: str) -> date:
    try:
        return parsedate_to_datetime(said).date()
    except (ValueError, TypeError, OverflowError):
        raise Disbelief(_("the feed does not say its {name}").format(name="pubDate")) from None


def _candidate(item: etree._Element, categories: Categories) -> Candidate | None:
    """What is announced in an item, once all that makes it one is there; None for a replacement."""
    ref = _id(_text(item, "guid").removeprefix("oai:arXiv.org:"))
    kind = _text(item, "arxiv:announce_type")
    said = _DESCRIPTION.fullmatch(_text(item, "description"))
    filed = tuple(one_line(each.text or "") for each in item.iterfind("category"))
    title = one_line(_text(item, "title"))
    is_whole = kind in _KINDS and said and title and filed and not any(len(each) for each in item)
    if not (is_whole and said):
        raise Disbelief(_("the entry of {id} is not whole").format(id=ref))
    if (_id(said[1]), said[2]) != (ref, kind):
        raise Disbelief(_("the entry of {id} contradicts itself").format(id=ref))
    if not categories.touch(filed):
        raise Disbelief(_("it sends {id}, which nobody asked for").format(id=ref))
    if kind not in {_NEW, _CROSS}:
        return None
    paper = Paper(
        id=ref.bare,
        version=ref.version,
        title=title,
        authors=tuple(map(Author, _names(_text(item, "dc:creator")))),
        abstract=paragraphs(said[3] or ""),
        primary_category=filed[0] if len(filed) == 1 else None,
        categories=filed,
        journal_ref=one_line(_text(item, "arxiv:journal_reference")) or None,
        doi=one_line(_text(item, "arxiv:DOI")) or None,
        license=_text(item, "dc:rights") or None,
        source=SOURCE,
    )
    if not is_plausible(paper):
        raise Disbelief(_("what it tells of {id} is too long to be true").format(id=ref))
    return Candidate(paper, kind == _CROSS)


def _id(said: str) -> ArxivId:
    try:
        return identify(said).id
    except BadId as fault:
        raise Disbelief(_("an entry names no paper: {reason}").format(reason=fault.message)) from fault


def _names(creators: str) -> list[str]:
    """The authors of one line, spelled as arXiv's API spells them."""
    return [name for part in _BETWEEN_NAMES.split(creators) if (name := spelled(part, ""))]


def _text(parent: etree._Element, path: str) -> str:
    return (parent.findtext(path, "", _NAMES) or "").strip()
