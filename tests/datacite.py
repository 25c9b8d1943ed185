"""Answers of DataCite in the shape its service of 2026 gives them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import DATACITE, Author, Paper
from digestcli.sources.answer import Answer, Believed
from digestcli.sources.datacite import DataCite

URL = "https://api.datacite.example/dois"
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_DOI = re.compile(r'"10\.48550/arxiv\.([^"]+)"')
_FIELDS_OF_SCIENCE = {
    "subject": "FOS: Physical sciences",
    "subjectScheme": "Fields of Science and Technology (FOS)",
}


class Post:
    """A line that brings one answer, whatever is asked."""

    def __init__(self, body: bytes, *, status: int = 200, media_type: str = "application/json") -> None:
        self.asked: list[str] = []
        self._answer = Answer(status, media_type, body)

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        self.asked.append(url)
        return believe(self._answer)


def told(body: bytes, *wanted: Paper) -> Mapping[ArxivId, Paper]:
    """The papers that come of an answer."""
    return DataCite(URL, Post(body)).ask([paper.id for paper in wanted])


def registered(paper: Paper) -> Paper:
    """What DataCite tells of a paper."""
    return replace(paper, primary_category=None, source=DATACITE)


def asked(query: str) -> tuple[str, ...]:
    """The arXiv ids named in a search's query."""
    return tuple(_DOI.findall(query))


def listing(papers: Iterable[Paper], *, total: int | None = None) -> bytes:
    """A search's answer with a record for each paper; it counts them unless `total` says otherwise."""
    records = [_record(paper) for paper in papers]
    number = len(records) if total is None else total
    return json.dumps({"data": records, "meta": {"total": number, "totalPages": 1, "page": 1}}).encode()


def changed(paper: Paper, **attributes: object) -> bytes:
    """The answer about a paper with other attributes; one that is None is not there."""
    document = json.loads(listing([paper]))
    said = document["data"][0]["attributes"] | attributes
    document["data"][0]["attributes"] = {name: value for name, value in said.items() if value is not None}
    return json.dumps(document).encode()


def _record(paper: Paper) -> dict[str, object]:
    doi = f"10.48550/arxiv.{paper.id}"
    attributes = {
        "doi": doi,
        "identifiers": [{"identifier": str(paper.id), "identifierType": "arXiv"}],
        "creators": [_creator(author) for author in paper.authors],
        "titles": [{"title": _kept(paper.title)}],
        "publisher": "arXiv",
        "publicationYear": int((paper.published or "2023")[:4]),
        "subjects": [*map(_subject, paper.categories), _FIELDS_OF_SCIENCE, _FIELDS_OF_SCIENCE],
        "dates": _dates(paper),
        "types": {"resourceType": "Article", "resourceTypeGeneral": "Preprint"},
        "relatedIdentifiers": [_related(each) for each in (paper.doi or "").split()],
        "version": str(paper.version) if paper.version else None,
        "rightsList": [{"rights": "A Licence", "rightsUri": paper.license}] if paper.license else [],
        "descriptions": [
            {"description": _kept(text), "descriptionType": kind}
            for kind, text in (("Abstract", paper.abstract), ("Other", paper.comment))
            if text
        ],
        "state": "findable",
    }
    return {"id": doi, "type": "dois", "attributes": attributes}


def _kept(text: str) -> str:
    """DataCite keeps texts as if for a web page."""
    return escape(text, quote=False)


def _subject(category: str) -> dict[str, str]:
    return {"lang": "en", "subject": f"A Field ({category})", "subjectScheme": "arXiv"}


def _related(doi: str) -> dict[str, str]:
    return {
        "relationType": "IsVersionOf",
        "relatedIdentifier": doi.lower(),
        "relatedIdentifierType": "DOI",
    }


def _dates(paper: Paper) -> list[dict[str, str]]:
    """Each version with when it came in and when it was announced; the month and the year of the first."""
    moments = {"v1": paper.published, f"v{paper.version or 1}": paper.updated}
    of_versions = [
        {"date": date, "dateType": kind, "dateInformation": version}
        for version, moment in moments.items()
        if moment
        for kind, date in (("Submitted", moment), ("Updated", f"{moment[:10]}T23:59:59Z"))
    ]
    first = paper.published or "2023-01"
    return [
        *of_versions,
        {"date": first[:7], "dateType": "Available", "dateInformation": "v1"},
        {"date": first[:4], "dateType": "Issued"},
    ]


def _creator(author: Author) -> dict[str, object]:
    """`Family, Given`, as far as the last word of a name is its family name."""
    words = author.name.split()
    end = -2 if words[-1] in _SUFFIXES and len(words) > 2 else -1
    given, family = _kept(" ".join(words[:end])), _kept(" ".join(words[end:]))
    shared: dict[str, object] = {"affiliation": list(author.affiliations), "nameIdentifiers": []}
    if "Collaboration" in author.name:
        return {"name": author.name, **shared}
    if not given:
        return {"name": family, "nameType": "Personal", "familyName": family, **shared}
    return {
        "name": f"{family}, {given}",
        "nameType": "Personal",
        "givenName": given,
        "familyName": family,
        **shared,
    }
