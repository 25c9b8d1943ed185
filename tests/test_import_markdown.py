"""Reposts in Markdown: headings of every kind, front matter that nobody trusts, marks that never close."""

from pathlib import Path

import pytest

from digestcli.importers import Imported
from digestcli.model.problem import Severity
from tests.issue_texts import outline, said
from tests.published import below, imported, read_again, told

ARTICLES = Path(__file__).parent / "articles"


def repost(text: str) -> Imported:
    return imported(text, "week.md")


def test_a_repost_is_read_as_the_issue_it_is() -> None:
    found = imported((ARTICLES / "repost.md").read_bytes(), "repost.md")
    reading = read_again(found)
    issue = reading.issue
    assert [each for each in reading.problems if each.severity is Severity.ERROR] == []
    assert (found.format, str(found.key)) == ("markdown", "2023-W14")
    assert (str(issue.title), str(issue.date)) == ("看得见的推理：一周论文", "2023-04-09")
    assert issue.extra == {"layout": "post", "tags": ["论文"]}
    assert str(issue.lead) == "本周论文谈的是同一件事：让模型把中间步骤写出来。"
    assert outline(found.text) == ["2201.11903", "2203.11171v4", "~ ArXiv Weekly Radiostation", "= 招聘"]
    first, second = issue.notes
    assert [(each.alt, each.caption) for each in first.figures] == [
        ("左边直接回答，右边先写步骤", "两种提示"),
        ("末图", None),
    ]
    assert "`<!-- 不是注释`" in str(first.summary)
    assert "推荐：这是码" in str(second.summary)
    assert said(second.recommendation) == "- 甲\n- 乙\n&lt;!-- 没有结束的注释"
    assert issue.radio is not None
    assert issue.radio.lists[0].picks[0].names == ("Shunyu Yao",)
    assert told(found) == ["40 label-moved", "55 mark-escaped"]


@pytest.mark.parametrize(
    "heading",
    [
        "**论文 1：题目**", "**论文 1**：题目", "论文 1：题目", "# 论文 1：题目", "### 论文 1:题目",
        "#### **论文1：题目**",
        "论文 1：题目\n===", "论文 1：题目\n---", "__论文 1：题目__",
        "## 论文 1：[题目](https://arxiv.org/abs/2201.11903)",
        "## 题目", "## 1. 题目", "论文一：题目",
        "### 论文十二：题目", "**题目**", "题目\n===", "## 论文 1：**题**目", "## [题目](https://arxiv.org/abs/2201.11903v2)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_heading_is_one_in_every_form(heading: str, between: str) -> None:
    lines = [
        heading,
        "- **链接**: <https://arxiv.org/abs/2201.11903>",
        "**摘要:** 甲",
        "乙",
        "### 推荐",
        "丙",
    ]
    found = repost("# 期刊\n\n导语。\n\n" + between.join(lines) + "\n")
    reading = read_again(found)
    assert [each.rule for each in reading.problems] == []
    [note] = reading.issue.notes
    assert (str(note.ref and note.ref.bare), str(note.title)) == ("2201.11903", "题目")
    assert str(note.summary) == f"甲{between}乙"
    assert str(note.recommendation) == "丙"


def test_headings_inside_a_paper_are_words() -> None:
    found = repost("## 论文 1：甲\n作者：乙\n\n摘要：丙\n\n### 方法\n\n丁\n\n#### 细节\n\n推荐：戊\n")
    [note] = read_again(found).issue.notes
    assert str(note.summary) == "丙\n\n### 方法\n\n丁\n\n#### 细节"


def test_groups_of_papers_stay_groups() -> None:
    found = repost(
        "# 期刊\n\n# 视觉\n\n## 论文 1：甲\n作者：乙\n摘要：丙\n\n# 语言\n\n词。\n\n## 论文 2：丁\n作者：戊\n"
    )
    assert outline(found.text) == ["= 视觉", "甲", "= 语言", "丁"]


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]",
        "x: !!python/object/apply:os.system ['touch /tmp/owned']",
        "x: 1\nx: 2",
        "x: " + "[" * 2000,
        "title: 甲\ntitle: 乙",
        "x: a\n  b: c",
        "x: {",
        "x: <!-- -->\n  : y",
    ],
)
def test_front_matter_that_cannot_be_read_is_kept_and_runs_nothing(front: str) -> None:
    found = repost(f"---\ntitle: 题\n{front}\n---\n\n导语。\n\n## 论文 1：甲\n作者：乙\n")
    reading = read_again(found)
    assert [each.rule for each in reading.problems] == []
    assert str(reading.issue.title) == "题"
    assert str(reading.issue.lead) == "导语。"
    assert "front-matter-kept" in told(found)[0]
    last = front.rpartition("\n")[2].replace("<!--", "&lt;!--").replace("-->", "--&gt;")
    assert last in found.text


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: 题\ndate: 2023/4/9 08:00", "title: 题\ndate: 2023-04-09"),
        ("title: '\"题\"'", "title: '\"题\"'"),
        ("Title: 题\nnumber: 012\ncover: a.png", "title: 题\nnumber: 012\ncover: a.png"),
        ("layout: post", "title:\nlayout: post"),
        ("title: 题\ndate: 某天", "title: 题"),
        ("key: best-of\ntitle: 题", "title: 题\nkey: best-of"),
    ],
)
def test_front_matter_is_that_of_the_issue(front: str, expected: str) -> None:
    found = repost(f"---\n{front}\n---\n\n## 论文 1：甲\n作者：乙\n")
    assert found.text.startswith(f"---\n{expected}\n---\n")
    assert [each.rule for each in read_again(found).problems] == []


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("甲 <!-- 注 --> 乙", "甲 <!-- 注 --> 乙"),
        ("<!-- 注\n## 论文 2：藏\n-->\n甲", "<!-- 注\n## 论文 2：藏\n-->\n甲"),
        ("<!-- 注\n甲", "&lt;!-- 注\n甲"),
        ("甲 -->", "甲 --&gt;"),
        ("<!-- a <!-- b -->", "<!-- a &lt;!-- b -->"),
        ("```\n甲", "\\```\n甲"),
        ("$$\n甲", "\\$\\$\n甲"),
        ("<<<<<<< HEAD\n甲", "\\<<<<<<< HEAD\n甲"),
        ("    码 # 甲", "    码 # 甲"),
        ("- 甲\n    - 乙", "- 甲\n    - 乙"),
        ("甲  \n乙", "甲  \n乙"),
        ("> 推荐：引", "> 推荐：引"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("<center>\n<img src='a.png' alt=图>\n</center>", "![图](a.png)"),
        ("<b>甲</b>", "<b>甲</b>"),
        ("＃＃ 宽", " ＃＃ 宽"),
    ],
)
def test_words_stay_to_the_character(words: str, written: str) -> None:
    found = repost(f"## 论文 1：题\n\n作者：某\n\n摘要：前\n\n{words}\n\n推荐：荐\n")
    assert f"摘要：前\n\n{written}\n\n推荐：荐" in below(found)
    assert not [each for each in read_again(found).problems if each.severity is Severity.ERROR]


def test_two_titles_are_both_kept() -> None:
    found = repost("---\ntitle: 甲\n---\n\n# 乙\n\n## 论文 1：丙\n作者：丁\n")
    assert "### 乙" in found.text
    assert told(found) == ["5 second-title"]


@pytest.mark.parametrize(
    "line",
    ["a" * 25_000, "[" * 5_000, "*" * 5_000, "<!--" * 1_250, "- " * 5_000, "> " * 5_000,
     "论文 1：" * 2_500, "`" * 5_000, "<div " * 1_250, "![" * 2_500, "2023-" * 2_500,
     "（from " * 1_250, "作者：" * 2_500, "$$" * 2_499],
)  # fmt: skip
@pytest.mark.parametrize("path", ["week.txt", "week.md", "week.html"])
def test_no_line_is_slow(line: str, path: str) -> None:
    """A pattern with two ways to match a repeated piece would not come back from these."""
    found = imported(f"<p>题</p>\n论文 1：题\n作者：甲\n{line}\n摘要：乙\n{line}\n推荐：丙\n{line}\n", path)
    assert found.papers > 0


def test_a_paper_without_its_number_may_stand_first() -> None:
    found = repost(
        "# 期刊\n\n作者：编辑部\n\n## 甲\n链接：https://a.b/1\n摘要：乙\n\n## 论文 2：丙\n作者：丁\n"
    )
    issue = read_again(found).issue
    assert [str(note.title) for note in issue.notes] == ["甲", "丙"]
    assert (str(issue.title), str(issue.byline)) == ("期刊", "作者：编辑部")


def test_several_links_under_one_label_are_fields_of_their_own() -> None:
    links = "[arXiv](https://arxiv.org/abs/2201.11903) | [代码](https://github.com/a/b)、[主页](https://a.b)"
    [note] = read_again(repost(f"# 期刊\n\n## 甲\n- **链接**：{links}\n\n摘要：乙\n")).issue.notes
    assert str(note.ref) == "2201.11903"
    assert [(each.label, each.value.value) for each in note.fields] == [
        ("链接", "https://arxiv.org/abs/2201.11903"),
        ("代码", "https://github.com/a/b"),
        ("主页", "https://a.b"),
    ]


def test_conflict_markers_are_words() -> None:
    found = imported(
        "# 周刊\n\n## 论文 1：甲\n\n摘要：一\n\n<<<<<<< HEAD\n推荐：二\n=======\n推荐：三\n>>>>>>> other\n",
        "w.md",
    )
    assert [line for line in found.text.split("\n") if line.startswith("\\")] == [
        "\\<<<<<<< HEAD", "\\=======", "\\>>>>>>> other",
    ]  # fmt: skip
    assert not [each for each in read_again(found).problems if each.severity is Severity.ERROR]


def test_two_articles_in_one_file_are_told_and_stay_words() -> None:
    front = "---\ntitle: {}\ndate: {}\n---\n\n论文 1：{}\n\n作者：A\n\n摘要：一\n"
    found = imported(front.format("一", "2023-04-09", "甲") + front.format("二", "2023-04-16", "乙"), "w.md")
    assert [each for each in told(found) if "second" in each] == ["11 second-article", "16 second-article"]
    assert str(found.key) == "2023-W14"
    assert "\ntitle: 二\n\ndate: 2023-04-16\n" in found.text
    assert outline(found.text) == ["甲", "乙"]
