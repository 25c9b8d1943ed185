"""What makes an answer of arXiv's API believable: a whole, strict Atom feed whose counts agree.

The service has been seen to answer 200 with `Rate exceeded.`, with a web page, with an empty feed that
counts results, with an entry that has an id and nothing else. None of that may become a fact.
"""

import re
from datetime import UTC, datetime

from lxml import etree

from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.faults import Fault
from digestcli.sources.strict_xml import root_of
from digestcli.values import dataclass

_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "arxiv": "http://arxiv.org/schemas/atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
}
_ATOM = f"{{{_NAMES['atom']}}}"
# What an entry or an author may have several of; of anything else the first would be believed.
_SEVERAL = {f"{_ATOM}{name}" for name in ("author", "category", "link")} | {
    f"{{{_NAMES['arxiv']}}}{name}" for name in ("affiliation", "doi")
}
_MALFORMED = re.compile(r"incorrect id format for (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole entry says of its paper, as far as it decides whether anybody asked for it."""

    id: ArxivId  # with its version
    published: datetime  # UTC
    primary: str  # "" where it is not said
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A proven feed: its bytes, the papers in it, and how many there are in all."""

    body: bytes
    papers: tuple[Told, ...]
    start: int
    total: int

    @property
    def ids(self) -> tuple[ArxivId, ...]:
        """The papers in it, with their versions."""
        return tuple(paper.id for paper in self.papers)


class MalformedId(Exception):
    """The service calls one of the ids malformed and answers for none of them."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


def prove(answer: Answer) -> Feed:
    """The feed in `answer`. Raises Disbelief at anything else, MalformedId where that is what it says."""
    root = _feed(answer)
    entries = root.findall("atom:entry", _NAMES)
    for entry in entries:
        _no_error(entry)
    if answer.status != 200:
        raise Disbelief(
            _("it refuses the request (HTTP {status})").format(status=answer.status), Fault.REFUSED
        )
    total, start, most = (_count(root, name) for name in ("totalResults", "startIndex", "itemsPerPage"))
    if len(entries) != min(max(total - start, 0), most):
        raise Disbelief(
            _("it speaks of {total} papers and sends {sent}").format(total=total, sent=len(entries))
        )
    return Feed(answer.body, tuple(map(_paper, entries)), start, total)


def _feed(answer: Answer) -> etree._Element:
    """The feed's root; what is no feed and came with an error is the answer to a bad question."""
    try:
        return root_of(answer, f"{_ATOM}feed", _("the XML is no Atom feed"))
    except Disbelief as fault:
        if answer.status != 200:
            raise Disbelief(fault.why, Fault.REFUSED) from fault
        raise


def _no_error(entry: etree._Element) -> None:
    """An error comes as an entry, with a title, an author and a count of 1."""
    if "/api/errors" not in _text(entry, "atom:id"):
        return
    words = _text(entry, "atom:summary")
    if malformed := _MALFORMED.fullmatch(words):
        raise MalformedId(malformed[1].strip())
    raise Disbelief(_("it refuses the request: {words}").format(words=words[:200]), Fault.REFUSED)


def _count(root: etree._Element, name: str) -> int:
    text = _text(root, f"opensearch:{name}")
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise Disbelief(_("the feed does not say its {name}").format(name=name))
    return int(text)


def _paper(entry: etree._Element) -> Told:
    """What an entry says of its paper, once all that makes it one is there."""
    address = _text(entry, "atom:id")
    try:
        paper = identify(address).id
    except BadId as fault:
        raise Disbelief(_("an entry names no paper: {reason}").format(reason=fault.message)) from fault
    names = [_text(author, "atom:name") for author in entry.iterfind("atom:author", _NAMES)]
    published, updated = (_time(_text(entry, f"atom:{name}")) for name in ("published", "updated"))
    is_whole = (
        _text(entry, "atom:title")
        and names
        and all(names)
        and updated
        and not _hides_text(entry)
        and not any(map(_says_twice, (entry, *entry.iterfind("atom:author", _NAMES))))
    )
    if not (is_whole and published):
        raise Disbelief(_("the entry of {id} is not whole").format(id=paper))
    primary = entry.find("arxiv:primary_category", _NAMES)
    categories = tuple(each.get("term", "") for each in entry.iterfind("atom:category", _NAMES))
    return Told(paper, published, "" if primary is None else primary.get("term", ""), categories)


def _text(parent: etree._Element, path: str) -> str:
    return (parent.findtext(path, "", _NAMES) or "").strip()


def _time(text: str) -> datetime | None:
    """The moment that the `arxiv` package will read here, in its way."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))  # noqa: FURB162 - as the package does
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _hides_text(entry: etree._Element) -> bool:
    """Whether the text of an element would be read only up to what stands inside it."""
    return any(
        len(element) > 0 and element.tag != f"{_ATOM}author" for element in entry.iterdescendants("{*}*")
    )


def _says_twice(parent: etree._Element) -> bool:
    """Whether what can be said once only is said several times."""
    said = [element.tag for element in parent.iterchildren("{*}*") if element.tag not in _SEVERAL]
    return len(set(said)) < len(said)
