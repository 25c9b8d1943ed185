"""Structure is read by lines: a beginning counts; code, comments and formulas are never structure."""

import pytest

from digestcli.issuefile import RULES
from tests.issue_texts import faults, issue, note, outline, paper, parts, reading, said


@pytest.mark.parametrize(
    "line",
    [
        "   ## 2209.14610",
        "- ## 2209.14610",
        "> ## 2209.14610",
        "文字 ## 2209.14610",
        "摘\u3000要：乙",
        "* 推荐：乙",
    ],
)
def test_only_the_beginning_of_a_line_opens_anything(line: str) -> None:
    assert parts(paper(f"摘要：甲。\n\n{line}")) == (f"甲。\n\n{line}", None)


def test_full_width_spaces_may_precede_a_label() -> None:
    assert parts(paper("\u3000\u3000摘要：甲。\n\u3000推荐：乙。")) == ("甲。", "乙。")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("```", "```"),
        ("```python", "```"),
        ("~~~", "~~~~"),
        ("````md", "````"),
        ("  ```", "  ```"),
        ("$$", "$$"),
        ("$$ x", "y $$"),
        ("- ```", "  ```"),
    ],
)
def test_lines_inside_a_block_are_never_structure(opening: str, closing: str) -> None:
    inside = f"{opening}\n## 2209.14610\n# 备选\n推荐：假\n- 作者：假\n<!-- 留着\n{closing}"
    text = paper(f"摘要：甲。\n\n{inside}\n\n推荐：真。")
    assert parts(text) == (f"甲。\n\n{inside}", "真。")
    assert faults(text) == []


def test_a_shorter_fence_does_not_close_a_longer_one() -> None:
    code = "````\n```\n推荐：假\n````"
    assert parts(paper(f"摘要：\n\n{code}\n\n推荐：真。")) == (code, "真。")


def test_code_in_a_quote_ends_with_the_quote() -> None:
    text = paper("摘要：\n\n> ```\n> x\n\n推荐：真。")
    assert parts(text) == ("> ```\n> x", "真。")
    assert faults(text) == []


def test_a_formula_within_one_line_opens_no_block() -> None:
    text = paper("摘要：\n\n$$ a $$\n\n推荐：真。")
    assert parts(text) == ("$$ a $$", "真。")


def test_a_comment_is_cut_out_wherever_it_stands_over_blank_lines_and_headings() -> None:
    text = paper(
        "摘要：甲<!-- 一 -->乙。\n\n<!--\n\n## 2209.14610\n\n推荐：假\n-->\n\n推荐：丙<!-- 二\n三 -->。"
    )
    assert outline(text) == ["2304.02643"]
    assert parts(text) == ("甲乙。", "丙\n。")


def test_a_line_of_nothing_but_a_comment_leaves_no_empty_line() -> None:
    assert parts(paper("摘要：甲\n<!-- 删去？ -->\n乙")) == ("甲\n乙", None)


@pytest.mark.parametrize(
    "line", ["<!-- 待定 --> 摘要：甲。", "<!-- 待\n定 -->摘要：甲。", "<!----><!-->  摘要：甲。"]
)
def test_what_follows_a_comment_begins_the_line(line: str) -> None:
    assert parts(paper(line)) == ("甲。", None)


def test_a_heading_may_follow_a_comment_too() -> None:
    assert outline("导语\n\n<!-- 头条 --> ## 2304.02643\n") == ["2304.02643"]


@pytest.mark.parametrize("code", ["`<!-- 留着 -->`", "`` a ` <!-- b ``", "`a` `<!--`"])
def test_a_comment_inside_code_is_printed(code: str) -> None:
    text = paper(f"摘要：写 {code} 就行。\n\n推荐：乙。")
    assert parts(text) == (f"写 {code} 就行。", "乙。")


def test_a_lone_backtick_does_not_hide_a_comment() -> None:
    assert parts(paper("摘要：一个 ` 号<!-- 删 -->。")) == ("一个 ` 号。", None)


@pytest.mark.parametrize(
    ("block", "rule", "rest"),
    [
        ("```\nx = 1", "code-open", "```\nx = 1"),
        ("$$\nx", "formula-open", "$$\nx"),
        ("<!-- x", "comment-open", None),
    ],
)
def test_a_block_never_closed_is_an_error_and_ends_at_the_next_heading(
    block: str, rule: str, rest: str | None
) -> None:
    text = paper(f"{block}\n推荐：丢了？\n\n## 2209.14610\n\n推荐：乙。")
    assert outline(text) == ["2304.02643", "2209.14610"]
    assert faults(text) == [f"3:1 {rule}"]
    assert said(issue(text).notes[0].summary) == (f"{rest}\n推荐：丢了？" if rest else None)
    assert said(issue(text).notes[1].recommendation) == "乙。"


def test_a_comment_inside_a_comment_is_an_error() -> None:
    assert faults(paper("<!-- 忘了关\n\n## 2209.14610\n\n<!-- 附注 -->")) == ["7:1 comment-nested"]


def test_a_comment_that_ended_too_early_is_an_error() -> None:
    assert "5:1 comment-stray" in faults(paper("<!--\nfrom a --> b\n-->"))


def test_an_arrow_inside_a_line_is_words() -> None:
    assert faults(paper("摘要：甲 --> 乙。")) == []


def test_conflict_markers_are_errors_and_not_printed() -> None:
    text = paper("摘要：甲。\n\n<<<<<<< HEAD\n推荐：一。\n=======\n乙。\n>>>>>>> other")
    assert parts(text) == ("甲。", "一。\n乙。")
    assert faults(text) == ["5:1 conflict", "7:1 conflict", "9:1 conflict"]


@pytest.mark.parametrize("size", [7, 9, 32])
def test_conflict_markers_of_any_length_are_told_with_what_both_sides_began_with(size: int) -> None:
    rows = {mark: mark * size for mark in "<|=>"}
    text = paper(f"摘要：甲。\n\n{rows['<']} HEAD\n一\n{rows['|']} base\n零\n{rows['=']}\n二\n{rows['>']} x")
    assert faults(text) == ["5:1 conflict", "7:1 conflict", "9:1 conflict", "11:1 conflict"]


def test_a_conflict_among_what_both_sides_began_with_is_told() -> None:
    nested = f"{'<' * 9} a\n一\n{'=' * 9}\n二\n{'>' * 9} b"
    text = paper(f"<<<<<<< HEAD\n三\n||||||| base\n{nested}\n=======\n四\n>>>>>>> x\n=======")
    assert [fault.partition(":")[0] for fault in faults(text)] == ["3", "5", "6", "8", "10", "11", "13"]


def test_a_conflict_in_the_front_matter_is_told() -> None:
    text = "---\ntitle: 题\n<<<<<<< HEAD\nnumber: 1\n=======\nnumber: 2\n>>>>>>> x\nsponsor: 无\n---\n"
    assert [fault for fault in faults(text) if "conflict" in fault] == [
        "3:1 conflict",
        "5:1 conflict",
        "7:1 conflict",
    ]
    assert issue(text).extra == {"sponsor": "无"}


def test_a_row_of_equal_signs_is_no_conflict_and_no_heading() -> None:
    text = paper("摘要：甲。\n=======\n乙。\n---\n丙。")
    assert parts(text) == ("甲。\n=======\n乙。\n---\n丙。", None)
    assert faults(text) == []


@pytest.mark.parametrize("following", ["## 2209.14610\n", "# 编者后记\n", ""])
def test_a_rule_before_a_heading_or_the_end_separates_and_is_not_printed(following: str) -> None:
    text = paper(f"摘要：甲。\n\n---\n\n<!-- 下一篇 -->\n{following}")
    assert said(issue(text).notes[0].summary) == "甲。"


def test_a_rule_between_words_is_printed() -> None:
    assert parts(paper("摘要：甲。\n\n---\n\n推荐：乙。\n\n---\n丙。")) == (
        "甲。\n\n---",
        "乙。\n\n---\n丙。",
    )


@pytest.mark.parametrize("first", ["    x = 1", "\tx = 1", "  - 甲", " # 题", " 推荐：丙", "\u3000## 题"])
def test_blanks_that_make_a_first_line_what_it_is_are_kept(first: str) -> None:
    assert parts(paper(f"摘要：\n\n{first}\n    更多")) == (f"{first}\n    更多", None)


def test_other_blanks_before_words_are_no_words() -> None:
    assert parts(paper("摘要：\n\n\u3000\u3000甲。\n\n\u3000\u3000乙。")) == (
        "甲。\n\n\u3000\u3000乙。",
        None,
    )


@pytest.mark.parametrize("odd", ["\u2028", "\x0c", "\x85", "\x0b", "\r"])
def test_only_a_newline_ends_a_line(odd: str) -> None:
    assert parts(paper(f"摘要：甲{odd}推荐：乙")) == (f"甲{odd}推荐：乙", None)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_newline_byte_order_mark_and_missing_last_newline_change_no_word(
    newline: str, bom: str, end: str
) -> None:
    text = "---\ntitle: 题\n---\n\n导语。\n\n## 2304.02643\n\n摘要：甲。\n乙。\n\n推荐：丙。"
    found = reading(bom + text.replace("\n", newline) + end)
    (only,) = found.issue.notes
    assert (said(found.issue.title), said(found.issue.lead), said(only.recommendation)) == (
        "题",
        "导语。",
        "丙。",
    )
    assert said(only.summary) == "甲。\n乙。"
    assert found.problems == ()


def test_a_byte_order_mark_in_mid_file_does_not_hide_a_heading() -> None:
    assert outline("## 2304.02643\n\ufeff## 2209.14610\n") == ["2304.02643", "2209.14610"]


def test_a_span_runs_from_the_first_to_the_last_printed_character() -> None:
    text = "\ufeff" + paper("摘要： <!-- 先 -->甲\r\n乙<!-- 中 -->丙 <!-- 后 -->\r\n\r\n推荐：  丁  ")
    only = note(text)
    assert only.summary
    assert only.recommendation
    assert only.summary.span.of(text) == "甲\r\n乙<!-- 中 -->丙"
    assert only.summary.value == "甲\n乙丙"
    assert only.recommendation.span.of(text) == "丁"
    assert only.heading.of(text) == "## 2304.02643"
    assert only.span.of(text) == text[1:]


def test_columns_count_characters_from_one_and_not_the_byte_order_mark() -> None:
    assert faults("\ufeff## 2304.0264\n") == ["1:4 id-form"]


def test_every_rule_explains_itself_in_one_line() -> None:
    assert all(rule.explanation and "\n" not in rule.explanation for rule in RULES.values())
