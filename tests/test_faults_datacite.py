"""What DataCite sends is believed only when all of it holds together."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.library import paperfile
from digestcli.messages import speak
from digestcli.sources.answer import Disbelief
from digestcli.sources.datacite import DataCite
from digestcli.sources.faults import Fault
from tests import datacite, papers

SAM = datacite.registered(papers.SEVEN[0])
OLD = datacite.registered(papers.OLD)


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


WHOLE = datacite.listing([SAM])
DEEP = b'{"data": [' + b"[" * 200_000 + b"]" * 200_000 + b"]}"
TITLE = {"title": "Another", "titleType": "Subtitle"}
FAULTS: Mapping[str, tuple[bytes, str]] = {
    "html": (b" <!DOCTYPE html><html><title>Log in</title></html>", "a web page came instead"),
    "empty": (b"", "the JSON is damaged"),
    "cut": (WHOLE[:-10], "the JSON is damaged"),
    "two answers": (WHOLE + WHOLE, "the JSON is damaged"),
    "not utf-8": (WHOLE.replace(b"Segment", b"\xe9"), "the JSON is damaged"),
    "in another coding": (WHOLE.decode().encode("utf-16"), "the JSON is damaged"),
    "not a number": (WHOLE.replace(b'"total": 1', b'"total": NaN'), "the JSON is damaged (NaN)"),
    "a name twice": (WHOLE.replace(b'"state"', b'"doi": "x", "state"'), "damaged (a name stands twice)"),
    "deep": (DEEP, "the JSON is damaged"),
    "a list": (b"[]", "no list of records"),
    "one record": (b'{"data": {"attributes": {}}}', "no list of records"),
    "not records": (b'{"data": [1]}', "no list of records"),
    "a record without attributes": (b'{"data": [{"id": "x"}]}', "no list of records"),
    "a count of more": (datacite.listing([SAM], total=2), "speaks of 2 papers and sends 1"),
    "a count of less": (datacite.listing([SAM], total=0), "speaks of 0 papers and sends 1"),
    "a count of nothing": (WHOLE.replace(b'"total": 1', b'"total": null'), "speaks of None papers"),
    "twice the same": (datacite.listing([SAM, SAM]), "a paper twice"),
    "a stranger": (datacite.listing([OLD]), "10.48550/arxiv.hep-th/9711200, which nobody asked for"),
    "no doi": (datacite.changed(SAM, doi=None), "it sends '', which nobody asked for"),
    "the doi of a version": (datacite.changed(SAM, doi="10.48550/arxiv.2304.02643v1"), "nobody asked for"),
}
# What is odd about one record says nothing of the others.
ODD: Mapping[str, bytes] = {
    "no title": datacite.changed(SAM, titles=[]),
    "an empty title": datacite.changed(SAM, titles=[{"title": " "}]),
    "only a subtitle": datacite.changed(SAM, titles=[TITLE]),
    "two titles": datacite.changed(SAM, titles=[{"title": "One"}, {"title": "Two"}]),
    "no creators": datacite.changed(SAM, creators=None),
    "a creator without a name": datacite.changed(SAM, creators=[{"familyName": "A", "givenName": "B"}]),
    "an empty name": datacite.changed(SAM, creators=[{"name": "A"}, {"name": "\n"}]),
    "a draft": datacite.changed(SAM, state="registered"),
    "somebody else's": datacite.changed(SAM, publisher="Zenodo"),
    "a number for a title": datacite.changed(SAM, titles=[{"title": 1}]),
    "words for subjects": datacite.changed(SAM, subjects=["cs.CL"]),
    "an object for titles": datacite.changed(SAM, titles={"title": "One"}),
    "a word for affiliations": datacite.changed(SAM, creators=[{"name": "A", "affiliation": "B"}]),
    "an escape sequence": WHOLE.replace(b"Segment", rb"\u001b[2J"),
    "half of a character": datacite.changed(SAM, creators=[{"name": "\ud800"}]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_answer_is_never_believed(name: str) -> None:
    body, words = FAULTS[name]
    with pytest.raises(Disbelief) as fault:
        datacite.told(body, SAM)
    assert words in fault.value.why
    assert fault.value.fault is Fault.BROKEN


@pytest.mark.parametrize("name", ODD)
def test_an_odd_record_is_left_out_and_the_others_are_believed(name: str) -> None:
    odd, good = json.loads(ODD[name]), json.loads(datacite.listing([OLD]))
    both = {"data": [*odd["data"], *good["data"]], "meta": {"total": 2}}
    assert datacite.told(json.dumps(both).encode(), SAM, OLD) == {OLD.id: OLD}


@pytest.mark.parametrize(
    ("media_type", "words"),
    [
        ("text/html", "a web page came instead"),
        ("text/plain", "not JSON but text/plain"),
        ("", "not JSON but nothing named"),
    ],
)
def test_what_is_not_called_json_is_not_believed(media_type: str, words: str) -> None:
    with pytest.raises(Disbelief, match=words):
        DataCite(datacite.URL, datacite.Post(WHOLE, media_type=media_type)).ask([SAM.id])


def test_json_with_another_name_is_believed() -> None:
    post = datacite.Post(WHOLE, media_type="application/vnd.api+json")
    assert DataCite(datacite.URL, post).ask([SAM.id]) == {SAM.id: SAM}


def test_a_refusal_is_not_believed_whatever_it_brings() -> None:
    with pytest.raises(Disbelief, match="HTTP 400") as fault:
        DataCite(datacite.URL, datacite.Post(WHOLE, status=400)).ask([SAM.id])
    assert fault.value.fault is Fault.REFUSED


BOTH = datacite.listing([SAM, OLD])
PLACES = st.integers(0, len(BOTH))


@given(
    PLACES,
    PLACES,
    st.binary(max_size=20) | st.sampled_from([b'"', b"null", b"{}", b"[]", b"1e999", rb"\u001b", rb"\ud800"]),
)
def test_a_damaged_answer_is_believed_whole_or_refused(start: int, end: int, inserted: bytes) -> None:
    """What is believed is strict JSON about the papers asked for, and can be kept and read again."""
    try:
        found = datacite.told(BOTH[:start] + inserted + BOTH[end:], SAM, OLD)
    except Disbelief:
        return
    document = json.loads(BOTH[:start] + inserted + BOTH[end:])
    assert len(found) <= len(document["data"])
    for ref, paper in found.items():
        assert ref in {SAM.id, OLD.id}
        assert paper.title
        assert all(author.name for author in paper.authors)
        assert paperfile.read(paperfile.write(paper).encode(), paper.id) == paper
