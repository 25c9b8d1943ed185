"""A paper of arXiv's OAI-PMH service is believed only when both its records are whole and agree."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.messages import speak
from digestcli.model.paper import Author, Paper
from digestcli.sources.answer import Absence, Disbelief
from digestcli.sources.faults import Fault
from digestcli.sources.oai import Oai
from tests import oai, papers

URL = "https://oaipmh.example/oai"
CC_BY = "http://creativecommons.org/licenses/by/4.0/"
FIRST, LATER = "2023-03-30T17:48:28Z", "2023-12-03T16:15:13Z"
SAM = replace(papers.SEVEN[0], license=CC_BY)
V = oai.Version


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


RECORD, RAW = oai.record(SAM), oai.raw(SAM)


def _with(old: bytes, new: bytes, body: bytes = RECORD) -> bytes:
    assert old in body
    return body.replace(old, new)


def _without(name: bytes, body: bytes = RECORD) -> bytes:
    """The answer without all from the first element of a name to the last."""
    return re.sub(rb"<%b\b.*</%b>" % (name, name), b"", body, flags=re.DOTALL)


OAI_PMH = b' xmlns="http://www.openarchives.org/OAI/2.0/"'
XXE = b"<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
KEYNAME = b"<keyname>Kirillov</keyname>"
NO_VERSIONS = "This OAI interface supports only an arXiv article and not access to individual versions."

# How a record in the format `arXiv` can be wrong.
BAD_RECORDS: dict[str, tuple[bytes, str]] = {
    "no xml": (b"", "the XML is damaged"),
    "cut": (RECORD[:-30], "the XML is damaged"),
    "a web page": (b"<!DOCTYPE html><html></html>", "a web page came instead"),
    "rate exceeded": (b"Rate exceeded.", "asked too often"),
    "an outside entity": (XXE + RECORD, "a document type"),
    "another root": (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "no OAI-PMH answer"),
    "a root of no namespace": (_with(OAI_PMH, b""), "no OAI-PMH answer"),
    "another verb": (_with(b"GetRecord>", b"ListRecords>"), "it sends 0 records of a paper, not one"),
    "nothing": (_without(b"record"), "it sends 0 records"),
    "two records": (_with(b"</record>", b"</record><record/>"), "it sends 2 records"),
    "a stranger": (oai.record(papers.OLD), "sends oai:arXiv.org:hep-th/9711200, which nobody asked for"),
    "a removed stranger": (oai.deleted(papers.OLD.id), "it sends oai:arXiv.org:hep-th/9711200"),
    "a stranger inside": (_with(b"<id>2304.02643", b"<id>2304.02644"), "it sends 2304.02644, which"),
    "a version inside": (_with(b"<id>2304.02643", b"<id>2304.02643v1"), "it sends 2304.02643v1, which"),
    "no id inside": (_without(b"id"), "it sends '', which nobody asked for"),
    "no header": (_without(b"header"), "it sends '', which nobody asked for"),
    "no metadata": (_without(b"metadata"), "the record of 2304.02643 is not in the format arXiv"),
    "the other format": (RAW, "the record of 2304.02643 is not in the format arXiv"),
    "no title": (_with(b"<title>Segment Anything", b"<title> "), "the record of 2304.02643 is not whole"),
    "no authors": (_without(b"author"), "is not whole"),
    "an author without a name": (_with(KEYNAME, b"<keyname/>"), "is not whole"),
    "an author with nothing visible": (oai.record(replace(SAM, authors=(Author(r"\rm"),))), "is not whole"),
    "a name with something in it": (_with(b"Kirillov<", b"A<!-- -->B<"), "is not whole"),
    "a title with something in it": (_with(b"Segment ", b"Segment<b/> "), "is not whole"),
    "a wrong format": (oai.error("cannotDisseminateFormat", "Unheard of"), "the request: Unheard of"),
    "a wrong question": (oai.error("badArgument", "Bad."), "it refuses the request: Bad."),
    "a malformed id": (oai.error("idDoesNotExist", "Malformed identifier"), "the request: Malformed"),
    "an id with a version": (oai.error("idDoesNotExist", NO_VERSIONS), "the request: This OAI interface"),
    "an id of others": (oai.error("idDoesNotExist", "All identifiers start with: oai:"), "request: All"),
    "an error without a code": (oai.error("", "?"), "it refuses the request: ?"),
}


@pytest.mark.parametrize("name", BAD_RECORDS)
def test_a_bad_record_is_not_believed(name: str) -> None:
    body, words = BAD_RECORDS[name]
    with pytest.raises(Disbelief, match=re.escape(words)) as caught:
        Oai(URL, oai.Post(body, RAW)).ask((SAM.id,))
    faults = {"asked too often": Fault.THROTTLED, "the request: ": Fault.REFUSED}
    named = [fault for part, fault in faults.items() if part in caught.value.why]
    assert caught.value.fault is next(iter(named), Fault.BROKEN)


# How a raw record can be wrong after a good one in the other format.
BAD_RAWS: dict[str, tuple[bytes, str]] = {
    "absent": (oai.unknown(), "it has a record of 2304.02643, and no raw one"),
    "removed": (oai.deleted(SAM.id, "arXivRaw"), "it has a record of 2304.02643, and no raw one"),
    "a stranger": (oai.raw(papers.OLD), "sends oai:arXiv.org:hep-th/9711200, which nobody asked for"),
    "the other format": (RECORD, "the record of 2304.02643 is not in the format arXivRaw"),
    "another title": (oai.raw(replace(SAM, title="Segment It")), "two records of 2304.02643 do not agree"),
    "another licence": (oai.raw(replace(SAM, license=None)), "two records of 2304.02643 do not agree"),
    "no versions": (_without(b"version", RAW), "the record of 2304.02643 is not whole"),
    "no first version": (oai.raw(SAM, [V(2, LATER)]), "is not whole"),
    "one version twice": (oai.raw(SAM, [V(1, FIRST), V(1, FIRST)]), "is not whole"),
    "a version without a number": (_with(b'version="v1"', b'version="1"', RAW), "is not whole"),
    "a version of zero": (_with(b'version="v1"', b'version="v1"/><version version="v0"', RAW), "not whole"),
    "no date": (_without(b"date", RAW), "is not whole"),
    "no real date": (_with(b"Wed, 05 Apr 2023", b"2023-04-05", RAW), "is not whole"),
    "no possible date": (_with(b"05 Apr", b"31 Apr", RAW), "is not whole"),
    "no possible hour": (_with(b"17:59:46", b"77:59:46", RAW), "is not whole"),
    "no month": (_with(b"05 Apr", b"05 Avr", RAW), "is not whole"),
    "another zone": (_with(b"GMT", b"-0400", RAW), "is not whole"),
    "no size": (_without(b"size", RAW), "is not whole"),
    "no real size": (_with(b"22kb", b"some", RAW), "is not whole"),
    "a date with something in it": (_with(b" GMT", b" GMT<!-- -->", RAW), "is not whole"),
}


@pytest.mark.parametrize("name", BAD_RAWS)
def test_a_paper_is_not_believed_without_its_raw_record(name: str) -> None:
    body, words = BAD_RAWS[name]
    with pytest.raises(Disbelief, match=re.escape(words)) as caught:
        Oai(URL, oai.Post(RECORD, body)).witness(SAM.id)
    assert caught.value.fault is Fault.BROKEN


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_only_a_200_is_read(status: int) -> None:
    with pytest.raises(Disbelief, match=f"HTTP {status}"):
        Oai(URL, oai.Post(RECORD, RAW, status=status)).ask((SAM.id,))


def test_only_xml_is_read() -> None:
    with pytest.raises(Disbelief, match="not XML but application/json"):
        Oai(URL, oai.Post(RECORD, RAW, media_type="application/json")).ask((SAM.id,))


RICH = replace(
    papers.SEVEN[3],
    published=FIRST,
    updated=LATER,
    license=CC_BY,
    comment="a & b",
    doi="10.1/x 10.1/y",
    abstract="One.\n\nTwo.",
)
WHOLE = {"arXiv": oai.record(RICH), "arXivRaw": oai.raw(RICH)}
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "a": "http://arxiv.org/OAI/arXiv/",
    "r": "http://arxiv.org/OAI/arXivRaw/",
}


@given(
    st.sampled_from(sorted(WHOLE)),
    st.floats(0, 1),
    st.floats(0, 1),
    st.binary(max_size=20)
    | st.sampled_from([b"<author>", b"</keyname>", b"&x;", b"\xe2\x80\xa8", b"</version>"]),
)
def test_a_damaged_answer_is_believed_whole_or_refused(
    form: str, start: float, end: float, inserted: bytes
) -> None:
    """What is believed is what another parser reads in the same bytes."""
    body = WHOLE[form]
    damaged = body[: round(start * len(body))] + inserted + body[round(end * len(body)) :]
    bodies = {**WHOLE, form: damaged}
    try:
        told = Oai(URL, oai.Post(bodies["arXiv"], bodies["arXivRaw"])).witness(RICH.id)
    except Disbelief:
        return
    if isinstance(told, Absence):
        assert ET.fromstring(damaged).find(".//o:header[@status='deleted']", NAMES) is not None  # noqa: S314
        return
    _same(told, ET.fromstring(bodies["arXiv"]), ET.fromstring(bodies["arXivRaw"]))  # noqa: S314 - our own


def _same(paper: Paper, record: ET.Element, raw: ET.Element) -> None:
    assert paper.title.split() == record.findtext(".//a:title", "", NAMES).split()
    assert (paper.abstract or "").split() == record.findtext(".//a:abstract", "", NAMES).split()
    assert list(paper.categories) == record.findtext(".//a:categories", "", NAMES).split()
    assert len(paper.authors) == len(record.findall(".//a:author", NAMES))
    assert all(author.name for author in paper.authors)
    numbers = [version.get("version") for version in raw.findall(".//r:version", NAMES)]
    assert f"v{paper.version}" in numbers
    assert len(set(numbers)) == len(numbers)
