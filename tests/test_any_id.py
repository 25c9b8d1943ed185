"""Ids of every kind in every form come back as they were; hostile text comes to nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import BadId
from digestcli.messages import speak
from digestcli.model import identify as module
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify, looks_like_id


def _months(first: int, last: int) -> st.SearchStrategy[str]:
    """The four digits of a year and a month, both counted as months since the year 1900."""
    return st.integers(first, last).map(lambda month: f"{month // 12 % 100:02}{month % 12 + 1:02}")


def _join(parts: tuple[str, int], digits: int, dot: str) -> str:
    return f"{parts[0]}{dot}{parts[1]:0{digits}}"


VERSIONS = st.none() | st.integers(1, 999)
FOUR = st.tuples(_months(107 * 12 + 3, 114 * 12 + 11), st.integers(1, 9999)).map(lambda p: _join(p, 4, "."))
FIVE = st.tuples(_months(115 * 12, 190 * 12 + 11), st.integers(1, 99999)).map(lambda p: _join(p, 5, "."))
SEVEN = st.tuples(_months(91 * 12 + 6, 107 * 12 + 2), st.integers(1, 999)).map(lambda p: _join(p, 3, ""))
NEW = st.builds(ArxivId, FOUR | FIVE, st.none(), VERSIONS)
OLD = st.builds(ArxivId, SEVEN, st.sampled_from(sorted(module._ARCHIVES)), VERSIONS)
WAYS = (
    "{}",
    "arXiv:{}",
    "arXiv:{} [cs.CV] 5 Apr 2023",
    "https://arxiv.org/abs/{}?x=1",
    "arxiv.org/pdf/{}.pdf",
    "https://www.alphaxiv.org/overview/{}",
    "https://ar5iv.labs.arxiv.org/html/{}#S1",
    "hf.co/papers/{}",
    "10.48550/arXiv.{}",
    "https://doi.org/10.48550/ARXIV.{}",
    "oai:arXiv.org:{}",
    "<{}>,",
    "\ufeff{}\r\n",
)


@given(NEW | OLD, st.sampled_from(WAYS))
def test_every_id_comes_back_from_every_form(ref: ArxivId, way: str) -> None:
    assert identify(way.format(ref)).id == ref
    assert identify(way.format(str(ref).upper())).id == ref


@given(NEW | OLD)
def test_the_file_of_an_id_is_one_plain_name(ref: ArxivId) -> None:
    assert re.fullmatch(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+_[0-9]{7}", identify(str(ref)).id.stem)


@given(st.text(st.sampled_from("0123456789.v/arxiv:hep-t ％２．／\\\n") | st.characters(), max_size=40))
def test_any_text_names_a_paper_or_is_refused(text: str) -> None:
    try:
        ref = identify(text).id
    except BadId:
        return
    assert identify(str(ref)).id == ref
    assert re.fullmatch(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+_[0-9]{7}", ref.stem)


HOSTILE = ["a-" * 50_000, "1" * 100_000, "1" * 50_000 + "." + "1" * 50_000, "a.a" * 33_000 + "/1234567"]
HOSTILE += ["arxiv:" * 16_000, "[" * 100_000, "10.1234/" + "x" * 100_000, "\ufdfa" * 100_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_long_text_is_refused_before_anything_reads_it(text: str) -> None:
    speak("en")
    with pytest.raises(BadId, match="too long"):
        identify(text)
    assert not looks_like_id(text)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_the_longest_text_that_is_read_is_read_at_once(text: str) -> None:
    """A pattern with two ways to match a repeated piece would not come back from these."""
    with pytest.raises(BadId) as caught:
        identify(text[: module._LONGEST_TEXT])
    assert len(caught.value.message) < 200
