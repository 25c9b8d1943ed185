"""What arXiv's OAI-PMH service says of a paper is what arXiv's API says, with a licence besides."""

import re
from dataclasses import replace

import pytest

from digestcli.messages import speak
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.paper import OAI, Author, Paper
from digestcli.sources.answer import Absence, Raw
from digestcli.sources.oai import Oai
from tests import oai, papers

URL = "https://oaipmh.example/oai"
CC_BY = "http://creativecommons.org/licenses/by/4.0/"
SAM = replace(papers.SEVEN[0], license=CC_BY, withdrawn=False, source=OAI)


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def witness(paper: Paper) -> Paper | Absence:
    """What is told of a paper that the service has as given."""
    return Oai(URL, oai.Post(oai.record(paper), oai.raw(paper))).witness(paper.id)


@pytest.mark.parametrize("paper", [*papers.SEVEN, papers.OLD], ids=lambda paper: str(paper.id))
def test_a_paper_is_told_as_completely_as_by_the_api(paper: Paper) -> None:
    known = replace(
        paper,
        abstract="The first paragraph.\n\nThe second.",
        categories=("hep-th", "cs.CL"),
        primary_category="hep-th",
        comment="23 pages",
        journal_ref="Adv. Theor. Math. Phys. 2:231-252,1998",
        doi="10.1023/A:1026654312961",
        license=CC_BY,
        withdrawn=False,
        source=OAI,
    )
    post = oai.Post(oai.record(known), oai.raw(known))
    source = Oai(URL, post)
    assert source.ask((known.id,)) == {known.id: known}
    assert post.asked == [
        f"{URL}?verb=GetRecord&identifier=oai:arXiv.org:{known.id}&metadataPrefix=arXiv",
        f"{URL}?verb=GetRecord&identifier=oai:arXiv.org:{known.id}&metadataPrefix=arXivRaw",
    ]
    assert source.requests(1) == len(post.asked)


def test_what_nobody_said_is_not_there() -> None:
    bare = replace(SAM, abstract=None, categories=(), primary_category=None, license=None)
    assert witness(bare) == bare


def test_titles_keep_their_tex_and_names_are_spelled_out() -> None:
    told = witness(papers.HOSTILE)
    assert isinstance(told, Paper)
    assert told.title == papers.HOSTILE.title
    assert [author.name for author in told.authors] == ["René Thom", ":", "The Ξ Collaboration"]


def test_authors_keep_suffixes_and_affiliations() -> None:
    authors = (
        Author("Planck Collaboration"),
        Author("Waldyr A. Rodrigues Jr", ("INFN, Ferrara", "ITEP, Moscow")),
        Author("Günter"),
    )
    told = witness(replace(SAM, authors=authors))
    assert isinstance(told, Paper)
    assert told.authors == authors


def test_hard_wrapped_texts_are_unwrapped() -> None:
    title, comment = b"Segment\n  Anything", b"<comments>23\n  pages</comments>"
    abstract = b"<abstract>  One\nparagraph.\n  Another\none.\n</abstract>"
    known = replace(SAM, abstract="x", comment="y")
    record = oai.record(known).replace(b"Segment Anything", title).replace(b"<comments>y</comments>", comment)
    record = re.sub(b"<abstract>.*</abstract>", abstract, record, flags=re.DOTALL)
    told = Oai(URL, oai.Post(record, oai.raw(known))).witness(SAM.id)
    assert told == replace(SAM, abstract="One paragraph.\n\nAnother one.", comment="23 pages")


def test_an_old_id_may_have_its_subject_class() -> None:
    old = replace(SAM, id=identify("math/0309136").id)
    record, raw = (body.replace(b"<id>math/", b"<id>math.GT/") for body in (oai.record(old), oai.raw(old)))
    assert Oai(URL, oai.Post(record, raw)).witness(old.id) == old


FIRST, LATER, LAST = "2023-03-30T17:48:28Z", "2023-12-03T16:15:13Z", "2024-02-01T00:00:00Z"
V = oai.Version
HISTORIES = {
    "one version": (V(1, FIRST),),
    "out of order": (V(1, FIRST), V(10, LAST), V(9, LATER)),
    "gaps": (V(1, FIRST), V(3, LATER)),
    "withdrawn by its size": (V(1, FIRST), V(2, LATER, "0kb", None)),
    "withdrawn by its source": (V(1, FIRST), V(2, LATER, "1kb", "SI")),
    "withdrawn and back": (V(1, FIRST, "0kb", "I"), V(2, LATER, "10kb", None)),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_the_raw_record_tells_the_newest_version(name: str) -> None:
    versions = HISTORIES[name]
    newest = max(versions, key=lambda version: version.number)
    source = Oai(URL, oai.Post(oai.record(SAM), oai.raw(SAM, versions)))
    raw = source.raw(SAM.id)
    assert raw == Raw(
        version=newest.number,
        published=versions[0].moment,
        updated=newest.moment,
        license=CC_BY,
        withdrawn=name.startswith("withdrawn by"),
    )
    assert source.witness(SAM.id) == replace(
        SAM,
        version=newest.number,
        published=raw.published,
        updated=raw.updated,
        withdrawn=raw.withdrawn,
    )


def test_a_day_of_one_digit_is_a_date_too() -> None:
    raw = oai.raw(SAM).replace(b"Wed, 05 Apr", b"Wed, 5 Apr")
    assert Oai(URL, oai.Post(b"", raw)).raw(SAM.id) == Oai(URL, oai.Post(b"", oai.raw(SAM))).raw(SAM.id)


ABSENT = {
    "unknown": (oai.unknown(), Absence.UNKNOWN),
    "unknown, in the words of 2017": (
        oai.error(
            "idDoesNotExist",
            "\nIdentifier 'oai:arXiv.org:2304.02643' has correct form but does not correspond to an item\n",
        ),
        Absence.UNKNOWN,
    ),
    "removed": (oai.deleted(SAM.id), Absence.REMOVED),
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_paper_that_is_not_there_is_left_out(name: str) -> None:
    body, absence = ABSENT[name]
    post = oai.Post(body, body)
    assert Oai(URL, post).witness(SAM.id) is absence
    assert len(post.asked) == 1
    assert Oai(URL, post).raw(SAM.id) is absence
    assert Oai(URL, post).ask((SAM.id,)) == {}


def test_nothing_is_asked_for_nobody() -> None:
    post = oai.Post(b"", b"")
    assert Oai(URL, post).ask(()) == {}
    assert post.asked == []


def test_an_id_is_asked_as_arxiv_writes_it() -> None:
    post = oai.Post(oai.unknown(), oai.unknown())
    Oai(URL, post).raw(ArxivId("9901001", "hep-th"))
    assert "identifier=oai:arXiv.org:hep-th/9901001&" in post.asked[0]
