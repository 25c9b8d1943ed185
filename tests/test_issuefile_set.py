"""Words go where they belong: empty labels are filled, missing ones added, old words stay unless asked."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import Part, set_words
from digestcli.model.publication import Publication
from tests.issue_texts import fields, issue, paper, parts, reading, said

SUMMARY, RECOMMENDATION = Part.SUMMARY, Part.RECOMMENDATION


def written(text: str, part: Part, words: str, *, replace: bool = False, language: str = "zh") -> str:
    found = reading(text, Publication(language=language))
    return set_words(text, found, found.issue.notes[0], part, words, replace=replace)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("摘要：", "摘要：新。"),
        ("摘要： ", "摘要： 新。"),
        ("摘要:", "摘要: 新。"),
        ("**摘要**：", "**摘要**：新。"),
        ("摘要：<!-- 想 -->", "摘要：新。\n<!-- 想 -->"),
        ("摘要：<!-- 想\n想 -->", "摘要：新。\n<!-- 想\n想 -->"),
        ("### 摘要", "### 摘要\n\n新。"),
        ("### 摘要\n推荐：好。", "### 摘要\n\n新。\n\n推荐：好。"),
    ],
)
def test_an_empty_label_is_filled(body: str, expected: str) -> None:
    assert written(paper(body), SUMMARY, "新。") == paper(expected)


@pytest.mark.parametrize(
    "words",
    [
        "- 一\n- 二",
        "1. 一",
        "```\nx\n```",
        "### 小题",
        "![图](a.png)",
        "> 引",
        "| a |\n|---|",
        "$$\nx\n$$",
        "[a]: b\n\n见 [a]。",
    ],
)
def test_words_that_begin_a_block_stand_below_the_label(words: str) -> None:
    text = written(paper("摘要：\n\n推荐："), SUMMARY, words)
    assert text == paper(f"摘要：\n\n{words}\n\n推荐：")
    assert parts(text) == (words, None)


@pytest.mark.parametrize(
    ("body", "part", "expected"),
    [
        ("- 代码：c\n\n<!-- 原文 -->", SUMMARY, "- 代码：c\n\n摘要：新。\n\n<!-- 原文 -->"),
        ("- 代码：c\n推荐：好。", SUMMARY, "- 代码：c\n\n摘要：新。\n\n推荐：好。"),
        ("- 代码：c <!-- x\ny -->", SUMMARY, "- 代码：c\n\n摘要：新。\n <!-- x\ny -->"),
        ("摘要：甲。\n\n<!-- 原文 -->", RECOMMENDATION, "摘要：甲。\n\n推荐：新。\n\n<!-- 原文 -->"),
        ("摘要：甲。<!-- x\n\ny -->", RECOMMENDATION, "摘要：甲。\n\n推荐：新。\n<!-- x\n\ny -->"),
        ("甲。\n\n---", RECOMMENDATION, "甲。\n\n推荐：新。\n\n---"),
        ("摘要：\n<!-- 原文 -->", RECOMMENDATION, "摘要：\n\n推荐：新。\n\n<!-- 原文 -->"),
        ("<!-- 原文 -->", RECOMMENDATION, "推荐：新。\n\n<!-- 原文 -->"),
    ],
)
def test_a_missing_label_is_added_before_the_abstract(body: str, part: Part, expected: str) -> None:
    assert written(paper(body), part, "新。") == paper(expected)


def test_a_heading_alone_gets_its_label() -> None:
    assert written("## 2304.02643", SUMMARY, "新。") == "## 2304.02643\n\n摘要：新。"
    assert written("## 2304.02643 <!-- x -->\n", SUMMARY, "新。", language="en") == (
        "## 2304.02643\n\nSummary: 新。\n <!-- x -->\n"
    )


def test_written_words_stay_without_replace() -> None:
    with pytest.raises(UsageError, match="摘要") as raised:
        written(paper("摘要：旧。"), SUMMARY, "新。")
    assert "--replace" in str(raised.value.hint)


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("摘要： 旧。 \n\n推荐：好。", "新。", "摘要： 新。 \n\n推荐：好。"),
        (
            "摘要：旧。\n\n旧的第二段。\n\n<!-- 原文 -->",
            "新。\n\n第二段。",
            "摘要：新。\n\n第二段。\n\n<!-- 原文 -->",
        ),
        ("摘要：旧。", "- 一", "摘要：\n\n- 一"),
        ("摘要：\n\n- 旧", "- 新", "摘要：\n\n- 新"),
        ("### 摘要\n\n旧。", "- 新", "### 摘要\n\n- 新"),
        ("旧。\n\n推荐：好。", "新。", "新。\n\n推荐：好。"),
    ],
)
def test_replace_changes_the_words_and_nothing_around_them(body: str, words: str, expected: str) -> None:
    assert written(paper(body), SUMMARY, words, replace=True) == paper(expected)


def test_the_same_words_again_change_nothing() -> None:
    text = paper("摘要：甲。")
    assert written(text, SUMMARY, " 甲。\n") == text


PICTURE = "![图一](a.png)\n\n*左边错，\n右边对*"


@pytest.mark.parametrize(
    ("old", "words", "expected"),
    [
        (f"旧。\n\n{PICTURE}", "新。", f"新。\n\n{PICTURE}"),
        (f"旧。\n\n{PICTURE}\n\n\n![](b.png)\n\n旧的。", "新。", f"新。\n\n{PICTURE}\n\n\n![](b.png)"),
        (f"旧。\n\n{PICTURE}\n\n旧的。\n\n![](b.png)", "新。", f"新。\n\n{PICTURE}\n\n![](b.png)"),
        (f"{PICTURE}\n\n旧。", "- 一\n- 二", f"\n\n- 一\n- 二\n\n{PICTURE}"),
        (f"旧。\n\n{PICTURE}", "新。\n\n![](a.png)\n\n二。", "新。\n\n![](a.png)\n\n二。"),
        (f"旧。\n\n{PICTURE}\n\n![](b.png)", "见![](a.png)。", "见![](a.png)。\n\n![](b.png)"),
        ("旧。\n\n![甲](a.png)![乙](b.png)", "新。![](a.png)", "新。![](a.png)\n\n![甲](a.png)![乙](b.png)"),
        ("旧。\n![](a.png)\n旧的。", "新。", "新。\n\n![](a.png)"),
        ("- 旧\n\n      ![](a.png)\n\n  旧。", "新。", "新。\n\n![](a.png)"),
        ("旧。\n\n```\n![](a.png)\n```", "新。", "新。"),
        (
            "```\n![](a.png)\n```\n\n旧。\n```",
            "新。",
            "新。\n\n![](a.png)",
        ),  # behind the label no code begins
        ("旧的图：![](a.png)", "新。", "新。"),
        ("![](a.png) 旧。", "新。", "新。"),
        ("旧[甲]。\n\n[甲]: b\n\n旧。", "新[甲]。", "新[甲]。\n\n[甲]: b"),
        ("旧。\n\n[甲]: b\n[乙]: c\n\n旧。", "新。\n\n[甲]: b", "新。\n\n[甲]: b\n\n[乙]: c"),
        ("旧。\n\n![图][甲]\n\n[甲]: a.png\n\n旧。", "新。", "新。\n\n![图][甲]\n\n[甲]: a.png"),
        ("旧\n[甲]: b\n旧。", "新。", "新。"),
    ],
)
def test_pictures_and_link_definitions_stay_behind_the_new_words(old: str, words: str, expected: str) -> None:
    for newline in ("\n", "\r\n"):
        text, result = (
            paper(f"摘要：{body.lstrip() if body.startswith('!') else body}\n\n推荐：好。").replace(
                "\n", newline
            )
            for body in (old, expected)
        )
        assert written(text, SUMMARY, words, replace=True) == result
        assert written(result, SUMMARY, words, replace=True) == result


def test_the_same_words_beside_pictures_change_nothing() -> None:
    text = paper("摘要：甲。\n\n\n![](a.png)\n")
    assert written(text, SUMMARY, "甲。") == text
    text = paper("摘要：\n\n![](a.png)\n")
    assert written(text, SUMMARY, "![](a.png)") == text


def test_a_comment_among_the_old_words_is_never_lost() -> None:
    with pytest.raises(UsageError, match="comment"):
        written(paper("摘要：旧<!-- 想 -->的。"), SUMMARY, "新。", replace=True)


def test_a_link_that_other_words_need_is_never_lost() -> None:
    old = "摘要：旧。\n\n[页]: https://a.org\n\n的。"
    needed = f"{old}\n\n推荐：见[网页][页]。"
    assert "\n\n[页]: https://a.org\n\n" in written(paper(needed), SUMMARY, "新。", replace=True)
    elsewhere = "见[网页][页]。\n\n[页]: https://b.org\n\n完。"
    assert "https://a.org" not in written(paper(old), SUMMARY, elsewhere, replace=True)
    with pytest.raises(UsageError, match=r"\[页\]") as raised:
        written(paper(needed), SUMMARY, elsewhere, replace=True)
    assert "[页]: https://a.org" in str(raised.value.hint)
    footnote = "摘要：旧。\n\n[^1]: 注。\n\n的。\n\n推荐：好[^1]。"
    with pytest.raises(UsageError, match=r"\[\^1\]"):
        written(paper(footnote), SUMMARY, "新。", replace=True)


@pytest.mark.parametrize("body", ["摘要：甲。\n\n推荐：好。\n\n摘要：乙。", "甲。\n\n摘要：乙。"])
def test_two_places_for_the_same_words_are_refused(body: str) -> None:
    with pytest.raises(UsageError, match="second"):
        written(paper(body), SUMMARY, "新。", replace=True)


def test_bold_over_label_and_words_is_refused() -> None:
    with pytest.raises(UsageError, match="bold"):
        written(paper("**推荐：旧。**"), RECOMMENDATION, "新。", replace=True)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("甲\n# 题", 2),
        ("甲\n\n## 2209.14610", 3),
        ("##2209.14610", 1),
        ("＃＃ 题", 1),
        ("推荐：乙", 1),
        ("甲\n**摘要**：乙", 2),
        ("甲\n### 推荐", 2),
        ("甲\n<!-- 没关", 2),
        ("甲\n```\nx", 2),
        ("$$\nx", 1),
        ("甲\n---\ntitle: x\n---\n乙", 2),
        ("甲\n<<<<<<< HEAD", 2),
        ("甲 -->", 1),
        ("甲\n\n---", 3),
        ("<!-- a <!-- b --> 甲", 1),
        ("## 目录", 1),
    ],
)
def test_words_that_would_be_more_than_words_are_refused_with_their_line(words: str, line: int) -> None:
    with pytest.raises(UsageError, match=f"^line {line} "):
        written(paper("摘要："), SUMMARY, words)


def test_words_without_a_label_must_not_begin_with_a_field() -> None:
    with pytest.raises(UsageError, match=r"line 1 .*field"):
        written(paper("旧。"), SUMMARY, "- 方法：新", replace=True)


@pytest.mark.parametrize("words", ["", " \n\t", "<!-- 只有注释 -->"])
def test_no_words_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="no words"):
        written(paper("摘要："), SUMMARY, words)


def test_code_may_hold_anything() -> None:
    words = "看：\n\n```\n# 题\n推荐：假\n```"
    assert parts(written(paper("摘要："), SUMMARY, words)) == (words, None)


def test_newlines_become_the_files_own() -> None:
    text = paper("摘要：\n\n推荐：").replace("\n", "\r\n")
    assert written(text, SUMMARY, "甲\n乙\r丙\r\n丁") == text.replace("摘要：", "摘要：甲\r\n乙\r\n丙\r\n丁")


def test_a_paper_on_the_bench_is_written_too() -> None:
    text = "## 2304.02643\n\n# 备选\n\n## 2209.14610\n\n摘要：\n"
    found = reading(text)
    new = set_words(text, found, found.issue.bench[0], SUMMARY, "甲。")
    assert said(issue(new).bench[0].summary) == "甲。"


def test_words_are_not_written_into_a_block_never_closed() -> None:
    with pytest.raises(UsageError, match="line 3"):
        written(paper("```\nx"), RECOMMENDATION, "好。")


@pytest.mark.parametrize("part", Part)
def test_a_file_in_conflict_is_not_edited_anywhere(part: Part) -> None:
    conflict = "<<<<<<< ours\n- 代码：a\n=======\n- 代码：b\n>>>>>>> theirs\n"
    for text in (f"{conflict}\n{paper('摘要：')}", f"{paper('摘要：')}\n## 2209.14610\n\n{conflict}"):
        with pytest.raises(UsageError, match="a conflict marker of git; nothing was written"):
            written(text, part, "好。")


def test_fields_survive_every_edit() -> None:
    text = written(paper("- 代码：c"), RECOMMENDATION, "好。")
    text = written(text, SUMMARY, "- 方法：甲")
    assert (fields(text), parts(text)) == ([("代码", "c")], ("- 方法：甲", "好。"))


@pytest.mark.parametrize("replace", [True, False])
def test_in_a_conflict_the_markers_are_told_and_not_what_comes_of_them(*, replace: bool) -> None:
    text = paper("<<<<<<< ours\n摘要：一。\n=======\n摘要：二。\n>>>>>>> theirs\n\n推荐：好。")
    for part in Part:
        with pytest.raises(UsageError, match="line 3: a conflict marker of git"):
            written(text, part, "新。", replace=replace)
