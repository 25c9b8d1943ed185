"""arXiv's OAI-PMH service: one paper at a time, with its licence and the history of its versions.

A paper takes two questions: the format `arXiv` keeps names apart and knows no versions, `arXivRaw` dates
each version and has the authors in one line. Errors come with HTTP 200, so everything is proven first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TypeVar

from lxml import etree

from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.paper import OAI, Author, Paper
from digestcli.sources.answer import Absence, Answer, Disbelief, Line, Raw
from digestcli.sources.faults import Fault
from digestcli.sources.names import spelled
from digestcli.sources.strict_xml import root_of
from digestcli.sources.wording import one_line, paragraphs

_NAMES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "arXiv": "http://arxiv.org/OAI/arXiv/",
    "arXivRaw": "http://arxiv.org/OAI/arXivRaw/",
}
_NESTING = frozenset({
    f"{{{_NAMES['arXiv']}}}authors", f"{{{_NAMES['arXiv']}}}author", f"{{{_NAMES['arXivRaw']}}}version",
})  # fmt: skip
# Behind the one code for an id that is not there, what says that the question was wrong: in the words of
# before 2025 and of since then.
_OUR_MISTAKE = re.compile(r"malformed|version|identifiers start with", re.IGNORECASE)
_VERSION = re.compile(r"v([1-9]\d{0,2})", re.ASCII)
_SIZE = re.compile(r"\d+kb", re.ASCII)
_DATE = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} [12]\d{3} \d\d:\d\d:\d\d GMT", re.ASCII)

Told = TypeVar("Told")


class Oai:
    """Papers and their raw records, from arXiv's service for harvesters."""

    name = OAI
    most = 1

    def __init__(self, base_url: str, line: Line) -> None:
        self._base_url = base_url
        self._line = line

    def requests(self, number: int) -> int:
        return 2 * number

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """The papers among bare `ids` that arXiv has; raises Disbelief without a believable answer."""
        told = {ref: self.witness(ref) for ref in ids}
        return {ref: paper for ref, paper in told.items() if isinstance(paper, Paper)}

    def witness(self, ref: ArxivId) -> Paper | Absence:
        """The paper `ref` as completely as it is told here, or why there is none."""
        paper = self._told(ref, "arXiv", _paper)
        if isinstance(paper, Absence):
            return paper
        dated = self._told(ref, "arXivRaw", partial(_dated, paper))
        if isinstance(dated, Absence):
            raise Disbelief(_("it has a record of {id}, and no raw one").format(id=ref))
        return dated

    def raw(self, ref: ArxivId) -> Raw | Absence:
        """What the raw record of `ref` tells of its versions and its licence, or why there is none."""
        return self._told(ref, "arXivRaw", _raw)

    def _told(
        self, ref: ArxivId, form: str, read: Callable[[ArxivId, etree._Element], Told]
    ) -> Told | Absence:
        """What `read` makes of the record of `ref` in the format `form`."""

        def believe(answer: Answer) -> Told | Absence:
            record = _record(answer, ref, form)
            return record if isinstance(record, Absence) else read(ref, record)

        query = f"verb=GetRecord&identifier=oai:arXiv.org:{ref}&metadataPrefix={form}"
        return self._line.ask(f"{self._base_url}?{query}", believe)


def _record(answer: Answer, ref: ArxivId, form: str) -> etree._Element | Absence:
    """The one record, proven to be about `ref`, in the format `form` and without anything hidden."""
    if answer.status != 200:
        raise Disbelief(
            _("it refuses the request (HTTP {status})").format(status=answer.status), Fault.REFUSED
        )
    root = root_of(answer, f"{{{_NAMES['oai']}}}OAI-PMH", _("the XML is no OAI-PMH answer"))
    for error in root.iterfind("oai:error", _NAMES):
        return _absence(error)
    records = root.findall("oai:GetRecord/oai:record", _NAMES)
    if len(records) != 1:
        raise Disbelief(_("it sends {sent} records of a paper, not one").format(sent=len(records)))
    name = _text(records[0], "oai:header/oai:identifier")
    if name != f"oai:arXiv.org:{ref}":
        raise _stranger(name)
    if records[0].find("oai:header[@status='deleted']", _NAMES) is not None:
        return Absence.REMOVED
    found = records[0].findall(f"oai:metadata/{form}:{form}", _NAMES)
    if len(found) != 1:
        raise Disbelief(_("the record of {id} is not in the format {form}").format(id=ref, form=form))
    if not _is_about(ref, name := _text(found[0], f"{form}:id")):
        raise _stranger(name)
    if _hides_text(found[0]):
        raise _not_whole(ref)
    return found[0]


def _absence(error: etree._Element) -> Absence:
    """What an error says of the paper; raises Disbelief where it says something of the question."""
    words = one_line(error.text or "")
    if error.get("code") == "idDoesNotExist" and not _OUR_MISTAKE.search(words):
        return Absence.UNKNOWN
    raise Disbelief(_("it refuses the request: {words}").format(words=words[:200]), Fault.REFUSED)


def _is_about(ref: ArxivId, name: str) -> bool:
    """Whether `name` is `ref`; an old id may have its subject class with it (`math.GT/0309136`)."""
    try:
        return identify(name).id == ref
    except BadId:
        return False


def _stranger(name: str) -> Disbelief:
    return Disbelief(_("it sends {id}, which nobody asked for").format(id=name[:80] or "''"))


def _not_whole(ref: ArxivId) -> Disbelief:
    return Disbelief(_("the record of {id} is not whole").format(id=ref))


def _hides_text(record: etree._Element) -> bool:
    """Whether the text of an element would be read only up to what stands inside it."""
    return any(len(element) > 0 and element.tag not in _NESTING for element in record.iterdescendants("{*}*"))


def _paper(ref: ArxivId, record: etree._Element) -> Paper:
    """The paper without its version and dates.

    `created` and `updated` are not read: since 2025 both are days of the newest version.
    """
    title = _text(record, "arXiv:title")
    people = record.findall("arXiv:authors/arXiv:author", _NAMES)
    authors = tuple(map(_author, people))
    named = all(_text(author, "arXiv:keyname") for author in people) and all(each.name for each in authors)
    if not (title and authors and named):
        raise _not_whole(ref)
    categories = tuple(_text(record, "arXiv:categories").split())
    return Paper(
        id=ref,
        title=title,
        authors=authors,
        abstract=paragraphs(record.findtext("arXiv:abstract", "", _NAMES)),
        primary_category=next(iter(categories), None),  # it stands first, before the cross-lists
        categories=categories,
        comment=_text(record, "arXiv:comments") or None,
        journal_ref=_text(record, "arXiv:journal-ref") or None,
        doi=_text(record, "arXiv:doi") or None,
        license=_text(record, "arXiv:license") or None,
        source=OAI,
    )


def _author(author: etree._Element) -> Author:
    family, given, suffix = (_text(author, f"arXiv:{part}") for part in ("keyname", "forenames", "suffix"))
    places = (one_line(place.text or "") for place in author.iterfind("arXiv:affiliation", _NAMES))
    return Author(spelled(family, given, suffix), tuple(filter(None, places)))


def _dated(paper: Paper, ref: ArxivId, record: etree._Element) -> Paper:
    """The paper with what its raw record adds, if that is the record of the same text."""
    raw = _raw(ref, record)
    if (_text(record, "arXivRaw:title"), raw.license) != (paper.title, paper.license):
        raise Disbelief(_("its two records of {id} do not agree").format(id=ref))
    return replace(
        paper,
        version=raw.version,
        published=raw.published,
        updated=raw.updated,
        withdrawn=raw.withdrawn,
    )


def _raw(ref: ArxivId, record: etree._Element) -> Raw:
    entries = record.findall("arXivRaw:version", _NAMES)
    versions = {_number(entry): entry for entry in entries}
    moments = {number: _moment(_text(entry, "arXivRaw:date")) for number, entry in versions.items()}
    newest = max(versions, default=0)
    published, updated = moments.get(1), moments.get(newest)
    if not (published and updated and all(versions) and len(versions) == len(entries)):
        raise _not_whole(ref)
    size = _text(versions[newest], "arXivRaw:size")
    if not _SIZE.fullmatch(size):
        raise _not_whole(ref)
    return Raw(
        version=newest,
        published=published,
        updated=updated,
        license=_text(record, "arXivRaw:license") or None,
        # A withdrawal is a version with nothing in it; I stands for a source to be ignored.
        withdrawn=size == "0kb" or "I" in _text(versions[newest], "arXivRaw:source_type"),
    )


def _number(version: etree._Element) -> int:
    """Which version this is, 0 where it does not say."""
    found = _VERSION.fullmatch(version.get("version") or "")
    return int(found[1]) if found else 0


def _moment(date: str) -> str | None:
    """`Fri, 28 Jun 2013 15:11:05 GMT` in ISO 8601."""
    if not _DATE.fullmatch(date):
        return None
    try:
        moment = parsedate_to_datetime(date).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _text(parent: etree._Element, path: str) -> str:
    return one_line(parent.findtext(path, "", _NAMES))
