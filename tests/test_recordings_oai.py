"""Genuine answers of arXiv's OAI-PMH service, 2008 to 2024, are read to the right outcome.

Nobody has recorded the service since it was rewritten in 2025. None of these is a raw record: those are
written here.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from digestcli.messages import speak
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.paper import OAI, Author, Paper
from digestcli.sources.answer import Absence, Disbelief
from digestcli.sources.faults import Fault
from digestcli.sources.oai import Oai
from tests import oai

RECORDINGS = Path(__file__).resolve().parents[2] / "shared" / "recordings" / "oai"
ARXIV = "{http://arxiv.org/OAI/arXiv/}"
HEAD = (
    b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings lie beside the project")

FILES = sorted(RECORDINGS.glob("*.xml"))
IN_OUR_FORMAT = [path for path in FILES if ARXIV[1:-1].encode() in path.read_bytes()]
ERRORS = {
    "inspire-next__GetRecord_1305.9999.xml": None,
    "inspire-next__GetRecord_1305.0014v1.xml": "You must not include the 'v1' at the end",
    "inspire-next__GetRecord_is-malformed.xml": "Malformed identifier",
}
OTHERS = [path for path in FILES if path not in IN_OUR_FORMAT and path.name not in ERRORS]
# The record that lost its namespace where it was stored.
DAMAGED = {
    ("hepcrawl__sample_arxiv_record.xml", "1601.03238"),
    ("hepcrawl__sample_arxiv_record0.xml", "1601.03238"),
}


def name_of(path: Path) -> str:
    return path.name


def witness(ref: ArxivId, recorded: bytes, raw: bytes = b"") -> Paper | Absence:
    speak("en")
    return Oai("https://oaipmh.example/oai", oai.Post(recorded, raw)).witness(ref)


def _answers(path: Path) -> Iterator[tuple[ArxivId, bytes]]:
    """Each record of a file, as if it had been asked for alone; an answer about one is left as it is."""
    body = path.read_bytes()
    records = re.findall(rb"<record\b.*?</record>", body, re.DOTALL)
    for record in records:
        named = re.search(rb"<identifier>oai:arXiv.org:(.*?)</identifier>", record)
        assert named
        is_alone = len(records) == 1 and b"<GetRecord>" in body
        alone = HEAD + b"<GetRecord>" + record + b"</GetRecord></OAI-PMH>"
        yield identify(named[1].decode()).id, body if is_alone else alone


def _whole_answers(path: Path) -> Iterator[tuple[ArxivId, bytes, ET.Element]]:
    """Each answer that is to be believed, with its record read by another parser."""
    for ref, body in _answers(path):
        if (path.name, str(ref)) not in DAMAGED:
            record = ET.fromstring(body).find(f".//{ARXIV}arXiv")  # noqa: S314 - our own recording
            assert record is not None
            yield ref, body, record


@pytest.mark.parametrize("path", IN_OUR_FORMAT, ids=name_of)
def test_no_fact_of_a_recorded_paper_is_lost_or_changed(path: Path) -> None:
    for ref, body, record in _whole_answers(path):
        paper = witness(ref, body, _raw(ref, record))
        assert isinstance(paper, Paper)
        assert paper.id == ref
        _same(paper, record)


@pytest.mark.parametrize("name", sorted({name for name, _ref in DAMAGED}))
def test_a_record_without_its_namespace_is_not_believed(name: str) -> None:
    damaged = [body for ref, body in _answers(RECORDINGS / name) if (name, str(ref)) in DAMAGED]
    assert len(damaged) == 1
    with pytest.raises(Disbelief, match="is not in the format arXiv"):
        witness(identify("1601.03238").id, damaged[0])


def _words(element: ET.Element, name: str) -> str:
    return " ".join((element.findtext(f"{ARXIV}{name}") or "").split())


def _raw(ref: ArxivId, record: ET.Element) -> bytes:
    paper = Paper(
        id=ref,
        title=_words(record, "title"),
        authors=(Author("A"),),
        license=_words(record, "license") or None,
    )
    return oai.raw(paper)


def _same(paper: Paper, record: ET.Element) -> None:
    """The paper against its record, read by another parser; no recorded name has TeX in it."""
    assert paper.title == _words(record, "title")
    assert (paper.abstract or "").split() == _words(record, "abstract").split()
    assert list(paper.categories) == _words(record, "categories").split()
    assert paper.primary_category == paper.categories[0]
    assert (paper.comment or "") == _words(record, "comments")
    assert (paper.journal_ref or "") == _words(record, "journal-ref")
    assert (paper.doi or "") == _words(record, "doi")
    assert (paper.license or "") == _words(record, "license")
    assert paper.source == OAI
    assert paper.partial
    authors = record.findall(f"{ARXIV}authors/{ARXIV}author")
    assert [author.name for author in paper.authors] == [
        " ".join(filter(None, (_words(author, part) for part in ("forenames", "keyname", "suffix"))))
        for author in authors
    ]
    assert [list(author.affiliations) for author in paper.authors] == [
        [" ".join((place.text or "").split()) for place in author.findall(f"{ARXIV}affiliation")]
        for author in authors
    ]


def test_every_kind_of_name_was_recorded() -> None:
    """Suffixes, collaborations, single names, letters with accents, the colon that is nobody."""
    names: set[str] = set()
    for path in IN_OUR_FORMAT:
        for ref, body, record in _whole_answers(path):
            paper = witness(ref, body, _raw(ref, record))
            assert isinstance(paper, Paper)
            names |= {author.name for author in paper.authors}
    assert names > {"R. W. IV", "Super-Kamiokande Collaboration", "P. de Perio", "C. Balázs", ":"}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_told_from_absence(name: str) -> None:
    body, words = (RECORDINGS / name).read_bytes(), ERRORS[name]
    ref = identify("1305.9999").id
    if words is None:
        assert witness(ref, body) is Absence.UNKNOWN
        return
    with pytest.raises(Disbelief, match=re.escape(words)) as caught:
        witness(ref, body)
    assert caught.value.fault is Fault.REFUSED


@pytest.mark.parametrize("path", OTHERS, ids=name_of)
def test_what_was_not_asked_for_is_not_believed(path: Path) -> None:
    """Lists, identifiers without records, and another format."""
    body = path.read_bytes()
    ref = next((ref for ref, _alone in _answers(path)), identify("0705.1765").id)
    if b"<OAI-PMH" in body:
        with pytest.raises(Disbelief, match="it sends 0 records of a paper, not one"):
            witness(ref, body)
    for each, alone in _answers(path):
        with pytest.raises(Disbelief, match="is not in the format arXiv"):
            witness(each, alone)


def test_a_list_in_the_right_format_is_not_believed_either() -> None:
    listed = (RECORDINGS / "hepcrawl__arxiv-physics-hep-th.xml").read_bytes()
    several = (RECORDINGS / "hepcrawl__sample_arxiv_record.xml").read_bytes()
    with pytest.raises(Disbelief, match="it sends 0 records"):
        witness(identify("1412.8323").id, listed)
    with pytest.raises(Disbelief, match="it sends 12 records"):
        witness(identify("1601.03238").id, several)
