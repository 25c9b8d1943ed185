"""DataCite, where arXiv registers a DOI for every paper: what it deposits there, up to fifty papers at once.

A record speaks of the paper, not of one version; it may lag behind arXiv, so what is missing here says
nothing. Its shape: https://support.datacite.org/docs/api and the metadata schema 4.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import DATACITE, MOMENT, NEVER_SENT, Author, Paper
from digestcli.sources.answer import Answer, Disbelief, Line
from digestcli.sources.faults import Fault
from digestcli.sources.names import spelled, turned
from digestcli.sources.wording import one_line, paragraphs

_PREFIX = "10.48550/arxiv."  # DOIs are the same in any case; DataCite gives them in lower case
_CATEGORY = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)$", re.ASCII)
_VERSION = re.compile(r"[1-9]\d{0,2}", re.ASCII)

Record = Mapping[str, Any]  # JSON: every value is looked at before it is used


class DataCite:
    """Papers as arXiv has registered them."""

    name = DATACITE
    most = 50

    def __init__(self, base_url: str, line: Line) -> None:
        self._base_url = base_url
        self._line = line

    def requests(self, number: int) -> int:
        return -(-number // self.most)

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """The papers among bare `ids` that are registered; raises Disbelief without a believable answer."""
        if not ids:
            return {}
        wanted = {f"{_PREFIX}{ref}": ref for ref in ids}
        dois = " OR ".join(f'"{doi}"' for doi in wanted)
        query = urlencode({"query": f"doi:({dois})", "page[size]": len(wanted)}, quote_via=quote)
        return self._line.ask(f"{self._base_url}?{query}", lambda answer: _papers(answer, wanted))


def _papers(answer: Answer, wanted: Mapping[str, ArxivId]) -> dict[ArxivId, Paper]:
    papers: dict[ArxivId, Paper] = {}
    odd: set[str] = set()
    for record in _records(answer):
        doi = _line_of(record, "doi").lower()
        if doi not in wanted:
            _refuse(_("it sends {id}, which nobody asked for").format(id=doi[:80] or "''"))
        if wanted[doi] in papers or doi in odd:
            _refuse(_("it sends a part of the answer, or a paper twice"))
        try:
            papers[wanted[doi]] = _paper(wanted[doi], record)
        except Disbelief:  # an odd record says nothing of the others
            odd.add(doi)
    return papers


def _records(answer: Answer) -> list[Record]:
    """The attributes of every record in a whole list of them."""
    document = _document(answer)
    found = document.get("data") if isinstance(document, dict) else None
    if not isinstance(found, list):
        _refuse(_("the JSON is no list of records"))
    meta = document.get("meta")
    total = meta.get("total", len(found)) if isinstance(meta, dict) else len(found)
    if total != len(found):
        _refuse(
            _("it speaks of {total} papers and sends {sent}").format(total=str(total)[:20], sent=len(found))
        )
    records = [each.get("attributes") if isinstance(each, dict) else None for each in found]
    return [
        record if isinstance(record, dict) else _refuse(_("the JSON is no list of records"))
        for record in records
    ]


def _document(answer: Answer) -> Any:
    """The strictly read JSON of a good answer."""
    if answer.status != 200:
        raise Disbelief(
            _("it refuses the request (HTTP {status})").format(status=answer.status), Fault.REFUSED
        )
    opening = answer.body[:512].lstrip().lower()
    if opening.startswith((b"<!doctype html", b"<html")) or "html" in answer.media_type:
        _refuse(_("a web page came instead, perhaps of a network that wants a login"))
    if not answer.media_type.endswith("json"):
        name = answer.media_type[:40] or _("nothing named")
        _refuse(_("the answer is not JSON but {name}").format(name=name))
    try:
        return json.loads(answer.body.decode(), object_pairs_hook=_fields, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise Disbelief(_("the JSON is damaged ({reason})").format(reason=str(fault)[:80])) from fault


def _fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object with each name once: which of two values was meant, nobody knows."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError(_("a name stands twice"))
    return fields


def _no_number(name: str) -> NoReturn:
    """NaN and the infinities are Python's JSON and nobody else's."""
    raise ValueError(name)


def _paper(ref: ArxivId, record: Record) -> Paper:
    titles = [title for title in _list_of(record, "titles") if not title.get("titleType")]
    authors = tuple(map(_author, _list_of(record, "creators")))
    is_whole = (
        len(titles) == 1
        and _line_of(titles[0], "title")
        and authors
        and all(author.name for author in authors)
        and record.get("state") in (None, "findable")
        and record.get("publisher") in (None, "arXiv", {"name": "arXiv"})
    )
    if not is_whole:
        _refuse(_("the record of {id} is not whole").format(id=ref))
    version = str(record.get("version"))
    return Paper(
        id=ref,
        version=int(version) if _VERSION.fullmatch(version) else None,
        title=_line_of(titles[0], "title"),
        authors=authors,
        abstract=paragraphs(_description(record, "Abstract") or ""),
        published=_submitted(record, "v1"),
        updated=_submitted(record, f"v{version}"),
        categories=tuple(dict.fromkeys(_categories(record))),
        comment=one_line(_description(record, "Other") or "") or None,
        doi=" ".join(dict.fromkeys(_publishers_dois(record))) or None,
        license=_only([_line_of(each, "rightsUri") for each in _list_of(record, "rightsList")]),
        source=DATACITE,
    )


def _author(creator: Record) -> Author:
    """An affiliation is a name, or an object that has one."""
    places = creator.get("affiliation") or []
    if not isinstance(places, list):
        _refuse(_("the JSON is no list of records"))
    names = [place.get("name") if isinstance(place, dict) else place for place in places]
    return Author(_name(creator), tuple(filter(None, (one_line(_text(name)) for name in names))))


def _name(creator: Record) -> str:
    """The name as arXiv's API spells it, from its parts where they are kept apart."""
    name, family, given = (_line_of(creator, part) for part in ("name", "familyName", "givenName"))
    if not name or creator.get("nameType") == "Organizational":
        return spelled(name, "")
    if family and given and "," not in f"{family}{given}":
        return spelled(family, given)
    return turned(name)  # a single name, or a `Jr` behind a comma


def _submitted(record: Record, version: str) -> str | None:
    """When a version was submitted; a moment that nobody can place on a calendar was not said."""
    moments = [
        _line_of(date, "date")
        for date in _list_of(record, "dates")
        if date.get("dateType") == "Submitted" and date.get("dateInformation") == version
    ]
    return _only([moment for moment in moments if _is_moment(moment)])


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return MOMENT.fullmatch(text) is not None


def _categories(record: Record) -> Iterator[str]:
    """`cs.DL` of the subject `Digital Libraries (cs.DL)`."""
    for subject in _list_of(record, "subjects"):
        is_arxivs = subject.get("subjectScheme") == "arXiv"
        if is_arxivs and (found := _CATEGORY.search(_line_of(subject, "subject"))):
            yield found[1]


def _publishers_dois(record: Record) -> Iterator[str]:
    """The DOIs its authors gave arXiv for the text that was published elsewhere."""
    for related in _list_of(record, "relatedIdentifiers"):
        if (related.get("relationType"), related.get("relatedIdentifierType")) == ("IsVersionOf", "DOI"):
            yield from _line_of(related, "relatedIdentifier").split()


def _description(record: Record, kind: str) -> str | None:
    found = (each for each in _list_of(record, "descriptions") if each.get("descriptionType") == kind)
    return _only(_text(each.get("description")) for each in found)


def _only(values: Iterable[str]) -> str | None:
    """The one value there is; None where there are none, or several to choose from."""
    found = list(values)
    return found[0] or None if len(found) == 1 else None


def _list_of(record: Record, name: str) -> list[Record]:
    """The objects listed under `name`; what has another shape is no record of ours."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        _refuse(_("the JSON is no list of records"))
    return value


def _line_of(record: Record, name: str) -> str:
    """The text under `name` on one line, "" where there is none."""
    return one_line(_text(record.get(name)))


def _text(value: object) -> str:
    """A text as arXiv deposited it: DataCite keeps it as if for a web page, `H->ZZ` as `H-&gt;ZZ`."""
    if value is None:
        return ""
    if not isinstance(value, str):
        _refuse(_("the JSON is no list of records"))
    if NEVER_SENT.search(value):
        _refuse(_("the JSON holds characters that no XML can hold"))
    return value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _refuse(why: str) -> NoReturn:
    raise Disbelief(why)
