"""Genuine answers of both generations of arXiv's API, 2007 to 2026, are read to the right outcome."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from digestcli.messages import speak
from digestcli.model.identify import identify
from digestcli.model.paper import Paper
from digestcli.sources import Service
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.proof import MalformedId, prove
from tests.asking import collected
from tests.standin import Reply, Standin

RECORDINGS = Path(__file__).resolve().parents[2] / "shared" / "recordings"
ATOM, ERRORS = RECORDINGS / "atom", RECORDINGS / "errors"
ENTRY, NAME = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings lie beside the project")

# Which answers are not believed, with the status they came with and the reason; all others are.
NOT_BELIEVED = {
    "arxiv.py__id_abc_s0_m100_b79c8dcf6bc3.xml": (400, "abc"),
    "pubs+pubs__search_query_id_list_INVALIDID_ae1d28.xml": (400, "INVALIDID"),
    "new_http400_incorrect_id_abc.xml": (400, "abc"),
    "old_http400_incorrect_id_INVALIDID.xml": (400, "INVALIDID"),
    "arxiv-search-issue257_start_must_be_an_integer.xml": (400, "start must be an integer"),
    "old_http200_unknown_version_hollow_entry.xml": (200, "the entry of 1401.0001v9 is not whole"),
}
# Answers that say, believably, that arXiv has none of the papers.
EMPTY = {
    "arxiv.py__id_0000.0000_s0_m100_8b51d9633a68.xml",
    "arxiv.py__id_0808.05394_s0_m100_7b0c7d0a7cdd.xml",
    "new_http200_unknown_id_empty_feed.xml",
}
FILES = sorted((*ATOM.glob("*.xml"), *ERRORS.glob("*.xml")))
BELIEVED = [path for path in FILES if path.name not in NOT_BELIEVED]


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", [path for path in FILES if path.name in NOT_BELIEVED], ids=name_of)
def test_errors_and_hollow_answers_are_not_believed(path: Path) -> None:
    speak("en")
    status, words = NOT_BELIEVED[path.name]
    with pytest.raises((Disbelief, MalformedId), match=re.escape(words)):
        prove(Answer(status, "application/atom+xml", path.read_bytes()))


@pytest.mark.parametrize("path", BELIEVED, ids=name_of)
def test_all_other_answers_are_believed_whole(path: Path) -> None:
    feed = prove(Answer(200, "application/atom+xml", path.read_bytes()))
    assert len(feed.ids) == len(ET.parse(path).findall(f"{ENTRY}entry"))  # noqa: S314 - our own recording
    assert bool(feed.ids) is (path.name not in EMPTY)
    assert feed.start + len(feed.ids) <= feed.total


def _as_if_asked_by_id(body: bytes) -> bytes:
    """The answer to a search, as the answer to a list of just the ids in it."""
    entries = len(re.findall(rb"<entry\b", body))
    body = re.sub(rb"(totalResults[^>]*>)\d+", rb"\g<1>%d" % entries, body)
    return re.sub(rb"(startIndex[^>]*>)\d+", rb"\g<1>0", body)


@pytest.mark.parametrize("path", [path for path in BELIEVED if path.name not in EMPTY], ids=name_of)
def test_no_fact_of_a_recorded_paper_is_lost_or_changed(path: Path) -> None:
    body = path.read_bytes()
    entries = ET.fromstring(body).findall(f"{ENTRY}entry")  # noqa: S314 - our own recording
    refs = [identify(entry.findtext(f"{ENTRY}id", "")).id for entry in entries]
    with Standin([]) as standin:
        standin.script(Reply(body=_as_if_asked_by_id(body)))
        fetched = collected(refs, Service(api_url=standin.url, interval=0))
        assert len(standin.requests) == 1
    assert not fetched.absent
    for ref, entry in zip(refs, entries, strict=True):
        paper = fetched.papers[ref.bare]
        assert paper.id.at(paper.version) == ref
        _same(paper, entry)


def _same(paper: Paper, entry: ET.Element) -> None:
    """The paper against the entry, read by another parser."""

    def words(name: str) -> list[str]:
        return (entry.findtext(name) or "").split()

    assert paper.title.split() == words(f"{ENTRY}title")
    assert "\n" not in paper.title
    assert (paper.abstract or "").split() == words(f"{ENTRY}summary")
    assert (paper.comment or "").split() == words(f"{NAME}comment")
    assert (paper.journal_ref or "").split() == words(f"{NAME}journal_ref")
    assert Counter((paper.doi or "").split()) == Counter(words(f"{NAME}doi"))
    for ours, name in ((paper.published, "published"), (paper.updated, "updated")):
        assert ours
        assert ours.endswith("Z")
        assert datetime.fromisoformat(ours) == datetime.fromisoformat(words(f"{ENTRY}{name}")[0])
    terms = (element.get("term", "") for element in entry.findall(f"{ENTRY}category"))
    assert list(paper.categories) == [" ".join(term.split()) for term in terms]  # one is wrapped
    primary = entry.find(f"{NAME}primary_category")
    assert paper.primary_category == (None if primary is None else primary.get("term"))
    authors = entry.findall(f"{ENTRY}author")
    assert [author.name for author in paper.authors] == [
        author.findtext(f"{ENTRY}name", "").strip() for author in authors
    ]
    assert [list(author.affiliations) for author in paper.authors] == [
        [place.text for place in author.findall(f"{NAME}affiliation")] for author in authors
    ]


def test_the_old_hard_wraps_leave_paragraphs() -> None:
    path = ATOM / "arxiv.py__q_testing_s0_m10_bc5a6c384fe9.xml"
    refs = prove(Answer(200, "application/atom+xml", path.read_bytes())).ids
    with Standin([]) as standin:
        standin.script(Reply(body=_as_if_asked_by_id(path.read_bytes())))
        found = collected(refs, Service(api_url=standin.url, interval=0)).papers
    abstracts = [paper.abstract or "" for paper in found.values()]
    assert any("\n\nObjective. In this systematic review" in abstract for abstract in abstracts)
    assert not any(re.search(r"(?<!\n)\n(?!\n)", abstract) for abstract in abstracts)
