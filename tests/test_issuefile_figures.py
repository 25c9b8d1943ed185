"""A picture goes to the end of a 摘要, is read there as just that picture, and moves nothing."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import NewFigure, Part, first_gap, insert_figures, set_words
from tests.issue_texts import figures, issue, paper, parts, reading, said

ONE = NewFigure("../figures/2023-W14/2304.02643-1.png", "图一")
TWO = NewFigure("../figures/2023-W14/2304.02643-2.png", "左：错", "左边错，右边对")
LINE = "![图一](../figures/2023-W14/2304.02643-1.png)"
LINES = "![左：错](../figures/2023-W14/2304.02643-2.png)\n\n*左边错，右边对*"


def drawn(text: str, *new: NewFigure) -> str:
    found = reading(text)
    return insert_figures(text, found, found.issue.notes[0], new)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("摘要：甲。\n\n推荐：好。", f"摘要：甲。\n\n{LINE}\n\n推荐：好。"),
        ("摘要：甲。\n推荐：好。", f"摘要：甲。\n\n{LINE}\n\n推荐：好。"),
        ("摘要：甲。", f"摘要：甲。\n\n{LINE}"),
        ("甲。\n\n- 一\n- 二", f"甲。\n\n- 一\n- 二\n\n{LINE}"),
        (
            "摘要：甲。\n\n![旧](a.png)\n\n*旧的*\n\n推荐：",
            f"摘要：甲。\n\n![旧](a.png)\n\n*旧的*\n\n{LINE}\n\n推荐：",
        ),
        ("摘要：甲。\n\n![旧](a.png)\n\n推荐：", f"摘要：甲。\n\n![旧](a.png)\n\n{LINE}\n\n推荐："),
        ("推荐：好。\n\n![旧](a.png)\n\n摘要：甲。", f"推荐：好。\n\n![旧](a.png)\n\n摘要：甲。\n\n{LINE}"),
        ("摘要：甲。\n\n推荐：好。\n\n![旧](a.png)", f"摘要：甲。\n\n{LINE}\n\n推荐：好。\n\n![旧](a.png)"),
        ("摘要：\n\n推荐：", f"摘要：\n\n{LINE}\n\n推荐："),
        ("摘要：<!-- 想 -->\n\n推荐：", f"摘要：\n\n{LINE}\n<!-- 想 -->\n\n推荐："),
        ("### 摘要\n\n甲。\n\n### 推荐", f"### 摘要\n\n甲。\n\n{LINE}\n\n### 推荐"),
        ("- 代码：c\n\n<!-- 原文 -->", f"- 代码：c\n\n{LINE}\n\n<!-- 原文 -->"),
        ("摘要：甲。\n\n<!-- 原文\n\n在此 -->", f"摘要：甲。\n\n{LINE}\n\n<!-- 原文\n\n在此 -->"),
        ("摘要：见[甲]。\n\n[甲]: b", f"摘要：见[甲]。\n\n{LINE}\n\n[甲]: b"),
        ("摘要：甲。\n\n---", f"摘要：甲。\n\n{LINE}\n\n---"),
        ("摘要：甲。\n\n```\n推荐：\n```", f"摘要：甲。\n\n```\n推荐：\n```\n\n{LINE}"),
    ],
)
def test_a_picture_stands_at_the_end_of_the_summary(body: str, expected: str) -> None:
    assert drawn(paper(body), ONE) == paper(expected)


def test_several_stand_in_their_order_with_the_newlines_of_the_file() -> None:
    text = paper("摘要：甲。\n\n推荐：好。").replace("\n", "\r\n")
    new = drawn(text, TWO, ONE)
    assert new == text.replace("甲。", "甲。\r\n\r\n" + f"{LINES}\n\n{LINE}".replace("\n", "\r\n"))
    assert figures(new) == [(TWO.path, TWO.alt, TWO.caption), (ONE.path, ONE.alt, None)]


def test_a_paper_on_the_bench_has_pictures_too() -> None:
    text = f"{paper('摘要：甲。')}\n# 备选\n\n## 2209.14610\n\n摘要：乙。\n"
    found = reading(text)
    new = insert_figures(text, found, found.issue.bench[0], [ONE])
    assert [each.path for each in issue(new).bench[0].figures] == [ONE.path]


@pytest.mark.parametrize("words", [
    "图1：注意力", "60~70%", "a_b", "左 (a)，右 (b)", "“引号”", "5 < 6", "C# 与 Q&A", "1. 结构",
    "- 一", "# 题", "$5",
])  # fmt: skip
def test_plain_words_are_read_as_they_are(words: str) -> None:
    figure = NewFigure("a.png", words, words)
    assert figures(drawn(paper("摘要：甲。"), figure)) == [("a.png", words, words)]


@pytest.mark.parametrize("words", [
    "*重点*", "a*b*c", "[1]", "a]b", "`x`", "$x$", "一\n二", "&amp;", "\\*", "a  b", " a", "<!-- x -->",
    "~~x~~", "\x1b[0m", "**粗**", "__粗__", "![b](c)", "[a](b)", "a[1]b", "\u202e", "甲 -->",
])  # fmt: skip
def test_words_that_would_be_read_otherwise_are_refused(words: str) -> None:
    for figure in (NewFigure("a.png", words), NewFigure("a.png", "", words)):
        if words in {"[1]", "a]b", "a[1]b"} and figure.caption:
            continue  # there these are words
        with pytest.raises(UsageError, match=r"read as it is: |not one line of plain words"):
            drawn(paper("摘要：甲。"), figure)


def test_a_name_that_the_file_defines_is_no_words() -> None:
    text = paper("摘要：甲。\n\n[1]: https://example.org")
    with pytest.raises(UsageError, match="caption"):
        drawn(text, NewFigure("a.png", "", "[1]"))


def test_nothing_is_put_into_a_block_that_is_never_closed() -> None:
    with pytest.raises(UsageError, match="never closed"):
        drawn(paper("```\nx"), ONE)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"摘要：\n\n{LINES}\n\n推荐：", f"摘要：新。\n\n{LINES}\n\n推荐："),
        (f"摘要：\n\n \n{LINES}\n\n推荐：", f"摘要：新。\n\n \n{LINES}\n\n推荐："),
        (f"摘要：\n{LINE}\n\n推荐：", f"摘要：\n新。\n\n{LINE}\n\n推荐："),
        (f"### 摘要\n\n{LINE}", f"### 摘要\n\n新。\n\n{LINE}"),
        (f"- 代码：c\n\n{LINE}", f"- 代码：c\n\n新。\n\n{LINE}"),
    ],
)
def test_words_are_written_above_pictures_that_came_first(body: str, expected: str) -> None:
    text = paper(body)
    found = reading(text)
    new = set_words(text, found, found.issue.notes[0], Part.SUMMARY, "新。")
    assert new == paper(expected)
    assert figures(new) == figures(text)


def test_pictures_alone_are_no_summary() -> None:
    text = drawn(paper("摘要：\n\n推荐：好。"), TWO)
    assert first_gap(text, reading(text)) == 3
    assert parts(text)[0] == LINES
    assert said(issue(text).notes[0].summary) == LINES


@pytest.mark.parametrize(
    "body", ["摘要：\n\n---\n\n推荐：好。", "---\n\n推荐：好。", "### 摘要\n\n---\n### 推荐"]
)
def test_a_rule_that_would_be_printed_below_what_is_put_there_is_named(body: str) -> None:
    text = paper(body)
    found = reading(text)
    with pytest.raises(UsageError, match=r"line [35]: this --- would be printed"):
        drawn(text, ONE)
    with pytest.raises(UsageError, match=r"line [35]: this --- would be printed"):
        set_words(text, found, found.issue.notes[0], Part.SUMMARY, "新。")
    assert drawn(paper("摘要：\n\n---"), ONE) == paper(f"摘要：\n\n{LINE}\n\n---")
