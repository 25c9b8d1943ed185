"""What a text is made of for whoever looks for words, and what is shown around those that were found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digestcli.model.key import Key
from digestcli.search.document import Document
from digestcli.search.found import Ranked, hits
from digestcli.search.hit import hit
from digestcli.search.query import Phrase, Query
from digestcli.search.terms import places, terms

TEXTS = st.text(
    st.characters() | st.sampled_from("大模型的，。 -\nGPTéÉ4½ﬁ İß\u0301\u200b\ud800"), max_size=40
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大模型，GPT-4o", "大 模 型 ， gpt 4o"),
        ("Poincaré’s İstanbul Łódź Straße", "poincare ＇ s istanbul lodz strasse"),
        ("ＧＰＴ－４ e\u0301t\u00e9 ﬁne", "gpt 4 ete fine"),
        ("state-of-the-art C++ 3.5", "state of the art c ＋ ＋ 3 ． 5"),
        ("B⁰ₛ→μ⁺", "b0s → μ ＋"),
        ("がんばれ 한글", "が ん ば れ 한 글"),
        ("一\n二 三", "一 ¶ 二 三"),
        ("un\u200bseen \x00\x1b[1m", "unseen ［ 1m"),
        ('"*^():{}', "＂ ＊ ＾ （ ） ： ｛ ｝"),
    ],
)
def test_the_terms_of_a_text(text: str, found: str) -> None:
    assert terms(text) == found.split(" ")


@given(TEXTS)
@example("x½")
@example("a½b")
def test_each_term_has_its_place(text: str) -> None:
    standing = list(places(text))
    assert [each.term for each in standing] == terms(text)
    assert all(0 <= each.start < each.end <= len(text) for each in standing)
    starts = [each.start for each in standing]
    assert starts == sorted(starts)


@given(TEXTS)
def test_a_term_holds_nothing_that_a_query_of_the_index_could_obey(text: str) -> None:
    for term in terms(text):
        assert term
        assert all(not sign.isascii() or sign.isalnum() for sign in term)
        assert term == term.casefold()
        assert terms(term) == [term]


@given(st.text("大模型的一是不了人我在有他，。GPT4 -\n", min_size=1, max_size=30), st.data())
def test_every_part_of_a_text_in_chinese_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    if part.isascii() or not terms(part) or "\n" in part:
        return
    whole = part[0] > "\u2e80" and part[-1] > "\u2e80"  # no word of letters is cut
    if whole:
        assert hits(Phrase(tuple(terms(part))), Document(key=KEY, title="", said={"summary": text}).spaced())


KEY = Key("2023-W14")


def shown(text: str, *phrases: Phrase, field: str = "summary") -> str:
    """The words of a hit, what was looked for in brackets."""
    document = Document(key=KEY, title="T", said={field: text})
    snippet = hit(Ranked(1.0, document), Query(phrases)).snippet
    told, at = "", 0
    for start, end in snippet.marks:
        told += f"{snippet.text[at:start]}[{snippet.text[start:end]}]"
        at = end
    return told + snippet.text[at:]


def test_what_was_looked_for_is_marked_as_it_is_written() -> None:
    assert shown("用Ｐoincaré猜想，poincare。", Phrase(("poincare",))) == "用[Ｐoincaré]猜想，[poincare]。"
    assert shown("大模型", Phrase(("大", "模")), Phrase(("模", "型"))) == "[大模型]"
    assert shown("Segmenting", Phrase(("segm",), is_begun=True)) == "[Segmenting]"
    assert (
        shown("Kirillov\nMintun", Phrase(("mintun",), ("authors",)), field="authors") == "Kirillov、[Mintun]"
    )


def test_a_long_text_is_shown_around_it() -> None:
    text = "开头不要紧。" * 40 + "然后，这里说到模型。" + "结尾也不要紧。" * 40
    told = shown(text, Phrase(("模", "型")))
    assert told.startswith("…")
    assert "然后，这里说到[模型]。" in told
    assert told.endswith("…")
    assert len(told) < 90
    assert shown("word " * 200 + "needle " + "word " * 200, Phrase(("needle",))).startswith("…word word")


@given(TEXTS, TEXTS)
def test_what_is_shown_is_safe_and_marked_within(before: str, after: str) -> None:
    document = Document(key=KEY, title=f"{before}模{after}", said={"summary": f"{before}模{after}"})
    found = hit(Ranked(1.0, document), Query((Phrase(("模",)),)))
    for marked in (found.title, found.snippet):
        assert "\n" not in marked.text
        assert "\x1b" not in marked.text
        assert all(0 <= start < end <= len(marked.text) for start, end in marked.marks)
