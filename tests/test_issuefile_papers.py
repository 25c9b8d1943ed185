"""A paper's section: fields right under the heading, then 摘要 and 推荐 with their pictures."""

import pytest

from digestcli.model.publication import Publication
from tests.issue_texts import faults, fields, figures, note, paper, parts, reading


@pytest.mark.parametrize(
    "line",
    [
        "- 代码地址：u",
        "- 代码地址: u",
        "* 代码地址：u",
        "+ 代码地址 ： u ",
        "- **代码地址**：u",
        "- **代码地址：** u",
        "- **代码地址：u**",
    ],
)
def test_a_field_is_a_list_line_with_a_label_and_a_colon(line: str) -> None:
    assert fields(paper(line)) == [("代码地址", "u")]


def test_fields_keep_their_order_and_may_have_blank_lines_and_comments_between() -> None:
    text = paper("\n- 项目：b\n\n<!-- 核对 -->\n\n- 代码：a\n- 机构：<!-- ? -->Meta")
    assert fields(text) == [("项目", "b"), ("代码", "a"), ("机构", "Meta")]


def test_the_first_other_line_ends_the_fields() -> None:
    text = paper("- 代码：a\n\n- 第一点没有冒号\n- 第二点：有冒号")
    assert (fields(text), parts(text)) == ([("代码", "a")], ("- 第一点没有冒号\n- 第二点：有冒号", None))


@pytest.mark.parametrize(
    "line",
    [
        "- https://github.com/a/b",
        "- http: x",
        "- mailto:a@b.org",
        "- arXiv: 2304.02643",
        "- doi:10.1/x",
        "- 十三个字的标签实在是太长了吗：值",
        "- 标点（有）：值",
        "- 12:30 开始",
        "- [链接](x)：值",
        "- 看 `a`：值",
    ],
)
def test_a_label_is_short_without_punctuation_and_never_a_scheme(line: str) -> None:
    text = paper(line)
    assert (fields(text), parts(text)) == ([], (line, None))


def test_a_label_has_at_most_twelve_characters() -> None:
    assert fields(paper("- 十二个字的标签刚刚好可以：值")) == [("十二个字的标签刚刚好可以", "值")]


def test_an_unknown_label_is_kept_and_warned_about_once() -> None:
    text = "## 2304.02643\n\n- 作着：甲\n\n## 2209.14610\n\n- 作着：乙\n- 代码：c\n"
    (problem,) = reading(text).problems
    assert (problem.line, problem.rule, "作者" in str(problem.hint)) == (3, "field-unknown", True)


def test_labels_of_the_publication_are_known() -> None:
    own = Publication(labels=frozenset({"推特"}))
    assert faults(paper("- 推特：t\n- 代码：c"), own) == []


def test_a_field_without_a_value_is_kept_and_warned_about() -> None:
    text = paper("- 机构：")
    assert (fields(text), faults(text)) == ([("机构", "")], ["3:1 field-empty"])


def test_a_known_field_twice_is_an_error_because_only_one_is_printed() -> None:
    assert faults(paper("- 作者：甲\n- 作者：乙")) == ["4:1 field-twice"]


def test_a_field_without_its_dash_is_pointed_out() -> None:
    assert faults(paper("作者：甲\n\n推荐：乙")) == ["3:1 field-mark"]


def test_the_value_of_an_address_is_the_address() -> None:
    text = paper(
        "- 论文地址：[https://x.org/a](https://x.org/a_b)\n- 链接：<https://x.org/c>\n- 代码：[仓库](https://x.org/d)"
    )
    only = note(text)
    assert [field.value.span.of(text) for field in only.fields] == [
        "https://x.org/a_b",
        "https://x.org/c",
        "[仓库](https://x.org/d)",
    ]
    assert [field.value.value for field in only.fields] == [
        field.value.span.of(text) for field in only.fields
    ]


def test_a_fields_span_is_its_line() -> None:
    text = paper("- 代码： a  \r\n\r\n推荐：b").replace("\n\n-", "\r\n\r\n-")
    (field,) = note(text).fields
    assert (field.span.of(text), field.value.span.of(text)) == ("- 代码： a  ", "a")


def test_a_link_to_another_paper_is_an_error() -> None:
    text = paper("- 论文地址：https://arxiv.org/abs/2209.14610")
    assert (str(note(text).ref), faults(text)) == ("2304.02643", ["3:8 other-paper"])


def test_a_link_that_is_no_id_is_an_error() -> None:
    assert faults("## 题\n\n- 论文地址：https://arxiv.org/abs/2304.0264\n") == ["3:8 id-form"]


@pytest.mark.parametrize(
    "label",
    [
        "摘要：",
        "摘要:",
        "摘要 ： ",
        "**摘要**：",
        "**摘要：**",
        "__摘要__:",
        "\u3000\u3000**摘要：**",
        "### 摘要\n",
        "#### 摘要：\n\n",
        "### **摘要**\n",
        "### 摘要：",
        "Summary:",
        "**Summary:** ",
    ],
)
def test_a_summary_is_labelled_in_many_ways(label: str) -> None:
    text = paper(f"{label}甲。\n\n乙。")
    assert (parts(text), faults(text)) == (("甲。\n\n乙。", None), [])


@pytest.mark.parametrize("name", ["推荐", "推荐理由", "推荐语", "Recommendation", "Why read it"])
def test_a_recommendation_has_several_names(name: str) -> None:
    assert parts(paper(f"摘要：甲。\n{name}：乙。")) == ("甲。", "乙。")


def test_order_and_blank_lines_do_not_matter() -> None:
    assert parts(paper("推荐：先。\n摘要：后。\n\n\n第二段。")) == ("后。\n\n\n第二段。", "先。")


def test_a_recommendation_may_have_paragraphs_and_pictures() -> None:
    text = paper("摘要：甲。\n\n推荐：乙。\n\n![图](a.png)\n\n丙。")
    assert parts(text) == ("甲。", "乙。\n\n![图](a.png)\n\n丙。")


def test_prose_before_any_label_is_the_summary() -> None:
    assert parts(paper("甲。\n\n推荐：乙。")) == ("甲。", "乙。")


def test_a_summary_that_begins_with_a_list_begins_with_its_label() -> None:
    text = paper("摘要：\n\n- 方法：提示\n- 数据：SA-1B")
    assert (fields(text), parts(text)) == ([], ("- 方法：提示\n- 数据：SA-1B", None))


@pytest.mark.parametrize("label", ["摘要：", "推荐：", "### 推荐"])
def test_an_empty_label_is_not_written(label: str) -> None:
    assert parts(paper(f"{label}\n\n<!-- 想想 -->")) == (None, None)


@pytest.mark.parametrize("name", ["摘要", "推荐"])
def test_a_label_twice_is_an_error_and_no_word_is_lost(name: str) -> None:
    text = paper(f"{name}：甲。\n\n{name}：乙。")
    assert "甲。\n\n乙。" in parts(text)
    assert faults(text) == ["5:1 label-twice"]


def test_words_before_the_label_of_the_summary_are_an_error_and_not_lost() -> None:
    text = paper("- https://github.com/a/b\n\n摘要：甲。")
    assert (parts(text)[0], faults(text)) == ("- https://github.com/a/b\n\n甲。", ["3:1 label-late"])


def test_bold_over_label_and_words_stays_bold() -> None:
    assert parts(paper("**推荐：一句话。**")) == (None, "**一句话。**")


def test_bold_words_after_a_plain_label_stay_bold() -> None:
    assert parts(paper("推荐：**一句**话。")) == (None, "**一句**话。")


def test_a_label_as_a_heading_of_the_papers_own_level_is_read_reported_and_mended() -> None:
    text = "## 2304.02643\n\n甲。\n\n## 推荐\n\n乙。\n"
    (problem,) = reading(text).problems
    assert (parts(text), problem.rule) == (("甲。", "乙。"), "heading-level")
    assert problem.fix
    assert problem.fix.apply(text) == text.replace("## 推荐", "### 推荐")


@pytest.mark.parametrize("heading", ["## 2304.02643", "# 2304.02643"])
def test_such_a_heading_after_an_empty_label_is_the_label_again(heading: str) -> None:
    text = f"{heading}\n\n摘要：\n\n## 摘要\n\n甲。\n"
    assert "5:1 label-twice" in faults(text)
    assert parts(text) == ("甲。", None)


def test_such_a_heading_after_the_recommendation_is_a_passage() -> None:
    text = "## 2304.02643\n\n推荐：甲。\n\n## 推荐\n\n- 一本书\n"
    assert [type(part).__name__ for part in reading(text).issue.body] == ["Note", "Passage"]


@pytest.mark.parametrize(
    "line", ["> 推荐：引用", "- 推荐：列表", "  - **推荐**：列表", "  推荐：缩进", "　 推荐：缩进"]
)
def test_a_label_inside_a_quote_or_a_list_or_indented_is_words_and_pointed_out(line: str) -> None:
    text = paper(f"摘要：甲。\n\n{line}")
    assert parts(text) == (f"甲。\n\n{line}", None)
    assert [fault.split()[1] for fault in faults(text)] == ["label-inside"]


def test_a_part_in_the_list_of_fields_is_words_and_pointed_out() -> None:
    text = paper("- 代码：c\n- 推荐：乙")
    assert (fields(text), faults(text)) == ([("代码", "c")], ["4:1 label-inside"])


@pytest.mark.parametrize("line", ["推荐", "**推荐**"])
def test_a_label_without_its_colon_is_words_and_pointed_out(line: str) -> None:
    assert faults(paper(f"摘要：甲。\n\n{line}\n\n乙。")) == ["5:1 label-colon"]


def test_words_that_only_begin_like_a_label_are_words() -> None:
    assert parts(paper("甲。\n\n推荐系统：一种方法。\n摘要写得好：是的。")) == (
        "甲。\n\n推荐系统：一种方法。\n摘要写得好：是的。",
        None,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("![图](a.png)", [("a.png", "图", None)]),
        ('  ![](../f/a%20b.png "题")  ', [("../f/a%20b.png", "", None)]),
        ("![图](<a b.png>)", [("a b.png", "图", None)]),
        ("![图](a_(1).png)", [("a_(1).png", "图", None)]),
        ("![一](a.png) ![二](b.png)", [("a.png", "一", None), ("b.png", "二", None)]),
        ("![图][甲]\n\n[甲]: a.png", [("a.png", "图", None)]),
        ("<!-- 大图 -->![图](a.png)", [("a.png", "图", None)]),
        ("如图 ![图](a.png)", []),
        ("- ![图](a.png)", []),
        ("`![图](a.png)`", []),
        ("```\n![图](a.png)\n```", []),
        ("[![图](a.png)](https://x.org)", []),
    ],
)
def test_a_picture_alone_on_its_line_is_a_figure(
    line: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert figures(paper(f"摘要：甲。\n\n{line}\n\n乙。")) == expected


@pytest.mark.parametrize(
    ("below", "caption"),
    [
        ("*示意图*", "示意图"),
        ("\n*示意图*", "示意图"),
        ("\n*两行\n的图*", "两行\n的图"),
        ("\n<!-- ? -->\n*示意图*", "示意图"),
        ("\n乙。\n\n*强调*", None),
        ("\n**粗体**", None),
        ("\n*一* 和 *二*", None),
        ("\n*", None),
        ("\n**", None),
    ],
)
def test_an_emphasised_paragraph_under_a_picture_is_its_caption(below: str, caption: str | None) -> None:
    assert figures(paper(f"摘要：甲。\n\n![图](a.png)\n{below}\n\n丙。")) == [("a.png", "图", caption)]


def test_figures_are_those_of_both_parts_in_the_order_of_the_file() -> None:
    text = paper("推荐：\n\n![一](1.png)\n\n摘要：\n\n![二](2.png)")
    assert figures(text) == [("1.png", "一", None), ("2.png", "二", None)]
    assert [figure.span.of(text) for figure in note(text).figures] == ["![一](1.png)", "![二](2.png)"]
