"""A new section goes after the last paper, and not one byte beside it changes."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import Draft, insert_notes, write_new
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.publication import Publication
from tests.issue_texts import faults, fields, issue, outline, parts, reading, said

SAM = Draft(ref=ArxivId("2304.02643", version=1), title="Segment Anything")
OFF_ARXIV = Draft(ref=None, title="An Atlas", fields=(("作者", ""), ("论文地址", "https://example.org/a")))


def inserted(text: str, draft: Draft = SAM, publication: Publication | None = None) -> str:
    return insert_notes(text, reading(text, publication or Publication()), [draft])


def test_a_fresh_issue_holds_a_title_to_fill() -> None:
    assert write_new() == "---\ntitle:\n---\n"
    assert said(issue(write_new("分割\n一切: 一")).title) == "分割 一切: 一"


def test_a_section_has_heading_labels_and_the_abstract_as_a_comment() -> None:
    draft = Draft(ref=SAM.ref, title="Segment Anything", abstract=" We use a --> b.\n\n<!-- x \n")
    assert inserted(write_new("题"), draft) == (
        "---\ntitle: 题\n---\n\n## 2304.02643v1 Segment Anything\n\n摘要：\n\n推荐：\n\n"
        "<!-- 2304.02643\nWe use a --&gt; b.\n\n&lt;!-- x\n2304.02643 -->\n"
    )


def test_a_section_with_fields_and_words() -> None:
    draft = Draft(
        ref=None,
        title="An Atlas",
        fields=(("作者", "甲"), ("论文地址", "u")),
        summary="- 一\n- 二\n",
        recommendation="好。",
    )
    text = inserted("", draft)
    assert text == "## An Atlas\n\n- 作者：甲\n- 论文地址：u\n\n摘要：\n\n- 一\n- 二\n\n推荐：好。\n"
    assert (fields(text), parts(text)) == ([("作者", "甲"), ("论文地址", "u")], ("- 一\n- 二", "好。"))


def test_labels_are_in_the_publications_language() -> None:
    draft = Draft(ref=SAM.ref, title="Segment Anything", summary="Fine.")
    assert inserted("", draft, Publication(language="en")) == (
        "## 2304.02643v1 Segment Anything\n\nSummary: Fine.\n\nRecommendation:\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["2304.02643v1"]),
        ("导语。\n", ["2304.02643v1"]),
        ("## 2209.14610\n", ["2209.14610", "2304.02643v1"]),
        ("## 2209.14610\n\n## 招聘\n\n# 编者后记\n", ["2209.14610", "2304.02643v1", "== 招聘", "= 编者后记"]),
        (
            "导语\n# 视觉\n## 2209.14610\n# 语言\n## 2303.18223\n",
            ["= 视觉", "2209.14610", "= 语言", "2303.18223", "2304.02643v1"],
        ),
        (
            "## 编者按\n\n# ArXiv Weekly Radiostation\n",
            ["== 编者按", "2304.02643v1", "~ ArXiv Weekly Radiostation"],
        ),
        ("导语。\n\n# 编者后记\n", ["2304.02643v1", "= 编者后记"]),
        ("# 备选\n\n## 2209.14610\n", ["2304.02643v1", "(2209.14610)"]),
        ("## 2303.18223\n\n# 备选\n\n## 2209.14610\n", ["2303.18223", "2304.02643v1", "(2209.14610)"]),
    ],
)
def test_it_goes_after_the_last_paper_before_the_next_part_and_never_on_the_bench(
    text: str, expected: list[str]
) -> None:
    assert outline(inserted(text)) == expected


def test_it_goes_before_the_rule_that_closes_the_papers() -> None:
    text = "## 2209.14610\n\n摘要：甲。\n\n---\n\n# ArXiv Weekly Radiostation\n"
    assert inserted(text) == text.replace(
        "甲。\n\n", "甲。\n\n## 2304.02643v1 Segment Anything\n\n摘要：\n\n推荐：\n\n"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "tail", ["甲。", "甲。\n", "甲。 \u2028 \n\n\n", "甲。\n\n<!-- 附注 -->", "甲。\n# 编者后记\n"]
)
def test_every_byte_around_it_stays(newline: str, tail: str) -> None:
    text = f"\ufeff---\ntitle: 题\n---\n\n## 2209.14610\n\n摘要：{tail}".replace("\n", newline)
    new = inserted(text)
    start = next(at for at in range(len(text) + 1) if new.startswith(text[:at]) and new.endswith(text[at:]))
    section = new[start : len(new) - len(text) + start]
    assert section.strip() == newline.join(["## 2304.02643v1 Segment Anything", "", "摘要：", "", "推荐："])
    assert new.endswith("\n") == text.endswith("\n")


@pytest.mark.parametrize(
    "title", ["A --> B", "a <!-- b", "one\ntwo\u2028three", "`code`", "# x", "$x$ 摘要：", "- 作者：x", "---"]
)
def test_a_title_is_one_harmless_line(title: str) -> None:
    text = inserted("## 2209.14610\n", Draft(ref=SAM.ref, title=title))
    assert (outline(text), faults(text)) == (["2209.14610", "2304.02643v1"], [])


@pytest.mark.parametrize("title", ["2304.02643", "", "摘要", "arXiv:2304.0264 x", "目录", "论文 3：x"])
def test_a_paper_without_an_id_needs_a_title_that_is_one(title: str) -> None:
    with pytest.raises(UsageError):
        inserted("", Draft(ref=None, title=title, fields=OFF_ARXIV.fields))


def test_a_paper_off_arxiv_gets_a_section_with_its_fields_to_fill() -> None:
    text = inserted("## 2209.14610\n", OFF_ARXIV)
    assert outline(text) == ["2209.14610", "An Atlas"]
    assert "## An Atlas\n\n- 作者：\n- 论文地址：https://example.org/a\n\n摘要：\n" in text


def test_a_paper_that_is_there_is_not_inserted_again() -> None:
    with pytest.raises(UsageError, match=r"2304\.02643"):
        inserted("# 备选\n\n## 2304.02643v2\n")


@pytest.mark.parametrize("block", ["<!-- 忘了关", "```\nx", "$$\nx"])
def test_a_block_never_closed_above_is_named_and_nothing_is_inserted_into_it(block: str) -> None:
    text = f"## 2209.14610\n\n摘要：甲。\n\n{block}\n"
    draft = Draft(ref=SAM.ref, title="x", abstract="```\n$$\n")
    try:
        new = inserted(text, draft)
    except UsageError as error:
        assert "line 5" in error.message  # noqa: PT017 - both ends are right: refused, or read as closed
    else:
        assert outline(new) == ["2209.14610", "2304.02643v1"]


def test_nothing_is_inserted_into_a_file_in_conflict() -> None:
    text = "---\ntitle: 题\n<<<<<<< ours\nnumber: 1\n=======\n>>>>>>> theirs\n---\n"
    with pytest.raises(UsageError, match="line 3: a conflict marker of git"):
        inserted(text, Draft(ref=SAM.ref, title="x"))


@pytest.mark.parametrize("words", ["# x", "甲\n\n推荐：x", "```\nx"])
def test_words_that_would_be_structure_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="line"):
        inserted("", Draft(ref=SAM.ref, title="x", summary=words))


def test_many_sections_stand_in_their_order_and_are_one_change() -> None:
    drafts = [SAM, OFF_ARXIV, Draft(ref=ArxivId("2303.18223"), title="A Survey", abstract="All of it.")]
    before = "## 2209.14610\n\n摘要：甲。\n\n# 编者后记\n"
    text = insert_notes(before, reading(before), drafts)
    assert outline(text) == ["2209.14610", "2304.02643v1", "An Atlas", "2303.18223", "= 编者后记"]
    one_by_one = before
    for draft in drafts:
        one_by_one = inserted(one_by_one, draft)
    assert text == one_by_one


def test_two_papers_may_wait_for_their_titles() -> None:
    waiting = [Draft(ref=None, title="题目待填", fields=(("论文地址", address),)) for address in ("a", "b")]
    assert faults(insert_notes("", reading(""), waiting)) == []


def test_a_second_paper_of_the_same_title_is_refused() -> None:
    text = inserted("", OFF_ARXIV)
    with pytest.raises(UsageError, match="line 10 would be wrong: An Atlas stands in line 1 already"):
        inserted(text, OFF_ARXIV)


def test_many_sections_hold_no_paper_twice() -> None:
    with pytest.raises(UsageError, match=r"2304\.02643"):
        insert_notes("", reading(""), [SAM, SAM])


def test_of_many_sections_the_one_that_is_no_paper_is_named() -> None:
    drafts = [SAM, Draft(ref=None, title="摘要", fields=()), Draft(ref=ArxivId("2303.18223"), title="B")]
    with pytest.raises(UsageError, match="摘要 cannot be the title of a paper"):
        insert_notes("", reading(""), drafts)
