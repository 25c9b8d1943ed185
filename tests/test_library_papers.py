"""Facts on disk: the same facts are the same bytes, and what is read back is believed while it is sound."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.errors import FileError
from digestcli.library import paperfile, papers
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Author, Paper
from tests.generated import many

SAM = ArxivId("2304.02643")
OLD = ArxivId("9901001", "hep-th")

NEVER_SENT = [chr(code) for code in (*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF)]  # by any XML

characters = st.characters(codec="utf-8", exclude_characters=NEVER_SENT)
words = st.text(characters)
said = st.text(characters, min_size=1)
moments = st.dates().map(str) | st.datetimes().map(lambda at: f"{at.isoformat(timespec='seconds')}Z")
authors = st.builds(Author, said, st.lists(words).map(tuple))
facts = st.builds(
    Paper,
    id=st.sampled_from([SAM, OLD]),
    version=st.none() | st.integers(1, 99),
    title=said,
    authors=st.lists(authors).map(tuple),
    abstract=st.none() | words,
    published=st.none() | moments,
    updated=st.none() | moments,
    primary_category=st.none() | words,
    categories=st.lists(words).map(tuple),
    comment=st.none() | words,
    journal_ref=st.none() | words,
    doi=st.none() | words,
    license=st.none() | words,
    source=said,
)


def segment_anything(**more: Any) -> Paper:
    known = {
        "id": SAM,
        "title": "Segment Anything",
        "authors": (Author("Alexander Kirillov"), Author("Eric Mintun")),
    }
    return Paper(**{**known, **more})


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


@given(facts)
def test_facts_come_back_as_they_were_saved(paper: Paper) -> None:
    assert paperfile.read(paperfile.write(paper).encode(), paper.id) == paper


UNSEEN = [
    0x9, 0xA, 0xD, 0x7F, *range(0x80, 0xA0), 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]  # fmt: skip


@pytest.mark.parametrize("code", UNSEEN, ids="U+{:04X}".format)
def test_a_character_that_nobody_sees_is_written_out(code: int) -> None:
    paper = segment_anything(comment=f"a{chr(code)}b")
    text = paperfile.write(paper)
    plain = paperfile.write(segment_anything(comment="ab"))
    assert len(text.splitlines()) == len(plain.splitlines())
    assert chr(code) not in text.replace("\n", "")
    assert paperfile.read(text.encode(), SAM) == paper


@settings(max_examples=many(25))
@given(facts, facts)
def test_saving_what_is_known_writes_nothing(paper: Paper, another: Paper) -> None:
    with TemporaryDirectory() as folder:
        library = Library(Path(folder))
        assert papers.save(library, paper)
        assert not papers.save(library, papers.load(library, paper.id) or another)


def test_a_paper_is_one_field_and_one_author_a_line(library: Library) -> None:
    paper = segment_anything(
        version=1,
        authors=(Author("Alexander Kirillov", ("Meta AI", "FAIR")), Author("Piotr Dollár")),
        categories=("cs.CV", "cs.AI"),
        abstract="Two\nlines, a \u202etrick\u202c and \x9b2J.",
    )
    papers.save(library, paper)
    assert (
        (library.papers / "2304.02643.json").read_text(encoding="utf-8")
        == """\
{
  "schema": "digest-paper/1",
  "id": "2304.02643",
  "version": 1,
  "title": "Segment Anything",
  "authors": [
    {"name": "Alexander Kirillov", "affiliations": ["Meta AI", "FAIR"]},
    {"name": "Piotr Dollár"}
  ],
  "abstract": "Two\\nlines, a \\u202etrick\\u202c and \\u009b2J.",
  "categories": ["cs.CV", "cs.AI"],
  "source": "arxiv"
}
"""
    )


def test_an_old_id_has_a_file_of_its_own_whatever_the_version(library: Library) -> None:
    papers.save(library, segment_anything(id=OLD))
    assert (library.papers / "hep-th_9901001.json").exists()
    found = papers.load_many(library, [OLD.at(2), SAM])
    assert found.keys() == {OLD}


def test_what_was_never_fetched_is_none(library: Library) -> None:
    assert papers.load(library, SAM) is None
    assert papers.load_many(library, [SAM]) == {}
    assert list(papers.faults(library, [SAM])) == []


SOUND: dict[str, object] = {"schema": "digest-paper/1", "id": "2304.02643", "title": "T", "source": "arxiv"}


@pytest.mark.parametrize("change", [
    {"schema": "digest-paper/2"}, {"schema": None}, {"id": "2304.02644"}, {"id": "2304.02643v1"},
    {"id": 2304.02643}, {"title": None}, {"title": ""}, {"title": ["T"]}, {"title": 7},
    {"version": True}, {"version": 0}, {"version": "1"}, {"version": 1.0},
    {"authors": "A, B"}, {"authors": ["A"]}, {"authors": [{}]}, {"authors": [{"name": 1}]},
    {"authors": {"name": "A"}},
    {"authors": [{"name": "A", "affiliations": "B"}]}, {"authors": [{"name": "A", "affiliations": [None]}]},
    {"categories": "cs.CV"}, {"categories": [1]}, {"abstract": {}}, {"doi": 10.1}, {"license": False},
    {"published": "yesterday"}, {"published": "2023-02-30"}, {"updated": "2023-04-05T17:59:59+08:00"},
    {"updated": "２０２３-04-05"}, {"published": 2023}, {"source": None},
    {"title": "a\x1b[2Jb"}, {"authors": [{"name": "\0"}]}, {"abstract": "\ud800"}, {"categories": ["\uffff"]},
])  # fmt: skip
def test_a_field_of_the_wrong_kind_is_an_error_that_names_file_and_cure(
    library: Library, change: dict[str, object]
) -> None:
    refused(library, json.dumps({**SOUND, **change}).encode())


@pytest.mark.parametrize("data", [
    b"", b"\xff\xfe", "{}".encode("utf-16"), b"[]", b"null", b"{", b'{"a":' * 100_000, b"[" * 100_000,
    b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n", b'{"version": ' + b"9" * 5000 + b"}", b"\0" * 100,
])  # fmt: skip
def test_what_is_no_paper_file_is_an_error_that_names_file_and_cure(library: Library, data: bytes) -> None:
    refused(library, data)


def refused(library: Library, data: bytes) -> None:
    library.papers.mkdir()
    (library.papers / "2304.02643.json").write_bytes(data)
    with pytest.raises(FileError, match=r"^papers/2304\.02643\.json ") as error:
        papers.load(library, SAM)
    assert error.value.hint == "digest fetch"
    assert papers.load_many(library, [SAM]) == {}
    (fault,) = papers.faults(library, [SAM])
    assert (fault.path, fault.hint) == ("papers/2304.02643.json", "digest fetch")
    assert papers.save(library, segment_anything())
    assert papers.load(library, SAM) == segment_anything()


def test_a_sound_file_of_a_later_program_is_read(library: Library) -> None:
    library.papers.mkdir()
    (library.papers / "2304.02643.json").write_bytes(json.dumps({**SOUND, "mood": "good"}).encode())
    assert papers.load(library, SAM) == Paper(id=SAM, title="T", authors=())


def test_an_oversize_file_is_not_read(library: Library) -> None:
    library.papers.mkdir()
    (library.papers / "2304.02643.json").write_bytes(b" " * (papers.LIMIT + 1))
    with pytest.raises(FileError, match=r"2304\.02643\.json"):
        papers.load(library, SAM)


@pytest.mark.parametrize("id", [
    ArxivId("../../etc/passwd"), ArxivId("9901001", "../hep-th"), ArxivId("9901001", "/etc"), ArxivId("con"),
    ArxivId("2304.02643\n"), ArxivId("2304.02643/../x"), ArxivId("２３０４.02643"), ArxivId(""),
    ArxivId("9901001", "HEP-TH"),
])  # fmt: skip
def test_no_id_names_a_file_elsewhere(library: Library, id: ArxivId) -> None:
    with pytest.raises(ValueError, match="ArxivId"):
        papers.load(library, id)
    with pytest.raises(ValueError, match="ArxivId"):
        papers.save(library, segment_anything(id=id))
    assert list(library.root.iterdir()) == []
