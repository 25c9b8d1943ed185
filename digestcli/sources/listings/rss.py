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

from digestcli.errors import BadId, UsageError
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
_BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
_CREATOR = re.compile(rf"(?:[^,()]|{_BRACKETS}|[()])+")  # no comma but in brackets
_OF_PLACES = re.compile(rf"(.+?) ({_BRACKETS})", re.DOTALL)
_FAILED = "Feed error"  # how the title begins of a feed that says why there is none


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
        """What is announced today; raises Disbelief where the answer is not whole.

        Raises UsageError where arXiv has no such feed.
        """
        url = f"{self._base_url}/rss/{'+'.join(categories.names)}"
        return self._line.ask(url, partial(_today, categories))


def _today(categories: Categories, answer: Answer) -> Today:
    if answer.status != 200:
        raise _unknown(categories)
    root = root_of(answer, "rss", _("the XML is no RSS feed"))
    channels = root.findall("channel")
    if len(channels) != 1:
        raise Disbelief(_("the XML is no RSS feed"))
    if _text(channels[0], "title").startswith(_FAILED):
        raise _unknown(categories)
    items = channels[0].findall("item")
    if len(items) >= MOST:
        raise Disbelief(_("it holds as many papers as a feed can, and there may be more"))
    told = [each for item in items if (each := _candidate(item, categories))]
    if len({each.paper.id for each in told}) != len(told):
        raise Disbelief(_("it sends a part of the answer, or a paper twice"))
    return Today(_day(_text(channels[0], "pubDate")), in_order(told), len(items) - len(told))


def _unknown(categories: Categories) -> UsageError:
    """That there is no such feed, which arXiv answers about any category it does not know."""
    return UsageError(
        _("arXiv has no feed of {names}").format(names="+".join(categories.names)),
        _("categories are written like cs.CL, stat.ML, hep-th"),
    )


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
    is_whole = kind in _KINDS and said and title and filed and not _is_odd(item)
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
        authors=_authors(_text(item, "dc:creator")),
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


def _authors(creators: str) -> tuple[Author, ...]:
    """Those in one line, spelled as arXiv's API spells them; brackets after a name say where they are."""
    return tuple(filter(None, map(_author, _CREATOR.findall(creators))))


def _author(creator: str) -> Author | None:
    said = creator.strip()
    of_places = _OF_PLACES.fullmatch(said)
    name = spelled(of_places[1] if of_places else said, "")
    places = one_line(of_places[2][1:-1]) if of_places else ""
    return Author(name, (places,) if places else ()) if name else None


def _is_odd(item: etree._Element) -> bool:
    """Whether text is hidden in an element, or something said twice of which the first would be believed."""
    said = [each.tag for each in item.iterchildren("{*}*") if each.tag != "category"]
    return any(len(each) for each in item) or len(set(said)) < len(said)


def _text(parent: etree._Element, path: str) -> str:
    return (parent.findtext(path, "", _NAMES) or "").strip()
