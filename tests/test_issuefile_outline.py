"""Headings make the outline: title, lead, papers, passages, the bench."""

import pytest

from digestcli.model.problem import Severity
from tests.issue_texts import faults, issue, note, outline, passage, reading, said


def test_the_title_is_that_of_the_front_matter() -> None:
    found = issue("---\ntitle: 题\n---\n\n导语。\n")
    assert (said(found.title), said(found.lead)) == ("题", "导语。")


def test_else_a_heading_before_anything_else_is_the_title() -> None:
    found = issue("<!-- 草稿 -->\n\n# 题\n\n导语。\n\n## 2304.02643\n")
    assert (said(found.title), said(found.lead)) == ("题", "导语。")


@pytest.mark.parametrize("heading", ["ArXiv Weekly Radiostation", "备选"])
def test_a_part_of_the_issue_is_never_its_title(heading: str) -> None:
    assert issue(f"# {heading}\n").title is None


def test_a_heading_after_words_is_no_title() -> None:
    text = "导语。\n\n# 视觉\n\n## 2304.02643\n"
    assert issue(text).title is None
    assert outline(text) == ["= 视觉", "2304.02643"]


def test_two_different_titles_are_an_error_and_the_front_matter_counts() -> None:
    text = "---\ntitle: 甲\n---\n\n# 乙\n\n导语。\n"
    assert (said(issue(text).title), said(issue(text).lead), faults(text)) == (
        "甲",
        "导语。",
        ["5:1 title-twice"],
    )


def test_the_same_title_twice_is_no_fault() -> None:
    assert faults("---\ntitle: 甲\n---\n\n# 甲\n\n导语。\n") == []


def test_a_first_heading_over_papers_groups_them_when_there_is_a_title() -> None:
    text = "---\ntitle: 甲\n---\n\n# 视觉\n\n## 2304.02643\n"
    assert (outline(text), faults(text)) == (["= 视觉", "2304.02643"], [])


def test_the_lead_runs_to_the_first_heading_and_is_printed_as_it_stands() -> None:
    text = "导语：本周……\n\n> 引文\n\n### 小标题\n\n第二段。\n\n## 编者按\n\n按。\n"
    assert said(issue(text).lead) == "导语：本周……\n\n> 引文\n\n### 小标题\n\n第二段。"
    assert outline(text) == ["== 编者按"]


@pytest.mark.parametrize("title", ["目录", "**目录**", "目录：", "Contents", "## 目录", "# 目录"])
def test_the_contents_and_the_list_under_them_are_not_read(title: str) -> None:
    text = f"# 题\n\n导语。\n\n{title}\n\n- 甲\n1. 乙\n\n2. 丙\n\n还是导语。\n\n## 2304.02643\n"
    assert said(issue(text).lead) == "导语。\n\n\n还是导语。"
    assert outline(text) == ["2304.02643"]
    assert faults(text) == ["5:1 contents"]


def test_contents_under_a_passage_leave_the_passage_whole() -> None:
    assert passage("## 编者按\n\n甲。\n\n## 目录\n\n- 一\n\n乙。\n") == "甲。\n\n\n乙。"


@pytest.mark.parametrize(
    ("heading", "ref"),
    [
        ("2304.02643", "2304.02643"),
        ("2304.02643 Segment Anything", "2304.02643"),
        ("2304.02643v1 Segment Anything", "2304.02643v1"),
        ("2304.02643：分割一切", "2304.02643"),
        ("2304.02643 分割一切", "2304.02643"),
        ("**2304.02643** Segment Anything", "2304.02643"),
        ("hep-th/9901001 Strings", "hep-th/9901001"),
        ("arXiv:2304.02643 Segment Anything", "2304.02643"),
        ("arXiv: 2304.02643", "2304.02643"),
        ("arXiv：2304.02643", "2304.02643"),
        ("https://arxiv.org/abs/2304.02643v2", "2304.02643v2"),
        ("<https://arxiv.org/pdf/2304.02643.pdf>", "2304.02643"),
        ("[Segment Anything](https://arxiv.org/abs/2304.02643)", "2304.02643"),
        ("Segment Anything https://arxiv.org/abs/2304.02643", "2304.02643"),
        ("论文 1：[Segment Anything](https://arxiv.org/abs/2304.02643)", "2304.02643"),
        ("论文 3：2304.02643", "2304.02643"),
        ("2401.00001 Comment on arXiv:1706.03762", "2401.00001"),
    ],
)
def test_a_heading_opens_a_paper_by_an_id_it_begins_with_or_a_link_to_arxiv(heading: str, ref: str) -> None:
    only = note(f"## {heading}\n")
    assert (str(only.ref), only.title) == (ref, None)


@pytest.mark.parametrize(
    ("heading", "reminder"),
    [
        ("2304.02643", None),
        ("2304.02643 Segment Anything", "Segment Anything"),
        ("2304.02643：分割一切", "分割一切"),
        ("[Segment Anything](https://arxiv.org/abs/2304.02643)", "Segment Anything"),
        ("Segment Anything: https://arxiv.org/abs/2304.02643", "Segment Anything"),
        ("2304.02643 A C# Compiler ##", "A C# Compiler"),
    ],
)
def test_words_beside_the_id_remind_the_editor(heading: str, reminder: str | None) -> None:
    text = f"## {heading}\n"
    only = note(text)
    assert said(only.reminder) == reminder
    assert only.reminder is None or only.reminder.span.of(text) == reminder


@pytest.mark.parametrize("label", ["作者", "论文地址", "链接", "网盘链接", "Authors", "Link"])
def test_a_heading_without_an_id_opens_a_paper_if_a_field_says_so(label: str) -> None:
    only = note(f"## 4D Gaussian Splatting\n\n- {label}：甲\n")
    assert (only.ref, said(only.title), only.reminder) == (None, "4D Gaussian Splatting", None)


def test_a_numbered_heading_opens_a_paper_with_that_title() -> None:
    only = note("## 论文 2：A Survey\n")
    assert (only.ref, said(only.title)) == (None, "A Survey")


def test_an_arxiv_address_under_any_title_gives_the_id() -> None:
    only = note("## 论文 1：Segment Anything\n\n- 论文地址：[arXiv](https://arxiv.org/abs/2304.02643)\n")
    assert (str(only.ref), said(only.title)) == ("2304.02643", "Segment Anything")


@pytest.mark.parametrize(
    "heading", ["2304.0264", "2313.02643 Title", "arXiv:2304", "hep-th/990100", "2304.02643v0"]
)
def test_what_looks_like_an_id_and_is_not_is_an_error_and_never_a_title(heading: str) -> None:
    only = note(f"## {heading}\n")
    assert (only.ref, only.title) == (None, None)
    assert faults(f"## {heading}\n") == ["1:4 id-form"]


def test_a_superfluous_zero_is_read_said_and_mended() -> None:
    text = "## 0808.05394 Title\n"
    (problem,) = reading(text).problems
    assert (str(note(text).ref), problem.rule) == ("0808.5394", "id-read")
    assert problem.fix
    assert problem.fix.apply(text) == "## 0808.5394 Title\n"


@pytest.mark.parametrize(
    ("line", "mended", "rule"),
    [
        ("##2304.02643", "## 2304.02643", "heading-mark"),
        ("＃＃ 2304.02643", "## 2304.02643", "heading-mark"),
        ("＃＃2304.02643 X", "## 2304.02643 X", "heading-mark"),
        ("##\u30002304.02643", "## 2304.02643", "heading-mark"),
        ("# 2304.02643 X", "## 2304.02643 X", "heading-level"),
        ("#2304.02643", "## 2304.02643", "heading-level"),
    ],
)
def test_a_heading_with_a_slip_in_its_mark_is_read_reported_and_mended(
    line: str, mended: str, rule: str
) -> None:
    text = f"导语。\n\n{line}\n\n摘要：甲。\n"
    (problem,) = reading(text).problems
    assert (outline(text), problem.rule, problem.line) == (["2304.02643"], rule, 3)
    assert problem.fix
    assert problem.fix.apply(text) == text.replace(line, mended)


@pytest.mark.parametrize("line", ["#分割一切# 话题", "#", "### 2304.02643", "#!/bin/sh"])
def test_a_topic_or_a_deeper_heading_opens_nothing(line: str) -> None:
    assert "2304.02643" not in outline(f"导语。\n\n{line}文\n")


def test_a_heading_without_words_is_an_error() -> None:
    assert faults("导语。\n\n##\n\n甲\n") == ["3:1 heading-empty"]


def test_a_title_that_begins_with_digits_is_a_title() -> None:
    assert outline("## 3.5 倍加速\n") == ["== 3.5 倍加速"]


def test_a_heading_about_two_papers_is_a_passage_and_said() -> None:
    text = "## 1707.08567 与 2304.02643 的比较\n\n甲。\n"
    assert outline(text) == ["== 1707.08567 与 2304.02643 的比较"]
    assert "1:4 two-ids" in faults(text)


@pytest.mark.parametrize("again", ["2304.02643", "2304.02643v2", "https://arxiv.org/abs/2304.02643"])
def test_the_same_paper_twice_is_an_error(again: str) -> None:
    assert faults(f"## 2304.02643v1\n\n## {again}\n") == ["3:1 paper-twice"]
    assert faults(f"## 2304.02643\n\n# 备选\n\n## {again}\n") == ["5:1 paper-twice"]


def test_the_same_title_twice_is_the_same_paper() -> None:
    text = "## A Paper\n\n- 作者：甲\n\n## a  paper\n\n- 作者：甲\n"
    assert faults(text) == ["5:1 paper-twice"]


def test_every_other_heading_is_a_passage_printed_where_it_stands() -> None:
    above = "## 编者按\n\n甲。\n\n# 视觉\n\n## 2304.02643\n\n"
    text = f"{above}## 招聘\n\n- 乙\n\n# 编者后记\n\n丙。\n\n![码](qr.png)\n"
    assert outline(text) == ["== 编者按", "= 视觉", "2304.02643", "== 招聘", "= 编者后记"]
    assert passage(text, -1) == "丙。\n\n![码](qr.png)"


def test_a_passage_with_the_labels_of_a_paper_is_warned_about_and_keeps_its_words() -> None:
    text = "## Nature 封面\n\n摘要：没有地址的。\n"
    (problem,) = reading(text).problems
    assert (passage(text), problem.rule, problem.severity) == (
        "摘要：没有地址的。",
        "paper-unnamed",
        Severity.WARNING,
    )


def test_headings_inside_a_summary_are_deeper() -> None:
    assert (
        said(note("## 2304.02643\n\n摘要：甲。\n\n### 方法\n\n乙。\n").summary) == "甲。\n\n### 方法\n\n乙。"
    )


def test_a_deeper_heading_that_names_a_paper_is_pointed_out() -> None:
    assert faults("## 2304.02643\n\n摘要：甲。\n\n### 2209.14610 PromptPG\n") == ["5:1 heading-inside"]
    assert faults("# 视觉\n\n导语。\n\n# 推理\n\n### 2209.14610\n") == ["7:1 heading-inside"]
    assert faults("# 备选\n\n### 2209.14610\n") == ["3:1 bench-line"]


def test_the_bench_is_kept_apart() -> None:
    text = "## 2304.02643\n\n# 备选\n\n## 2209.14610 PromptPG\n\n摘要：乙。\n\n# 编者后记\n\n下周见。\n"
    assert outline(text) == ["2304.02643", "= 编者后记", "(2209.14610)"]
    assert said(issue(text).bench[0].summary) == "乙。"


def test_an_id_on_the_bench_without_a_heading_is_pointed_out() -> None:
    assert faults("# 备选\n\n- 2304.02643\n") == ["3:1 bench-line"]


def test_link_definitions_are_read_from_the_whole_file() -> None:
    text = '导语，见 [博客]。\n\n[博客]: https://example.org/a "题"\n[My  Code]: <https://example.org/b>\n'
    assert issue(text).links == {"博客": "https://example.org/a", "my code": "https://example.org/b"}
    assert issue(text).definitions == {"博客": text.split("\n")[2], "my code": text.split("\n")[3]}


def test_a_definition_of_a_name_that_leads_elsewhere_is_an_error_and_the_first_is_followed() -> None:
    text = "见 [s]。\n\n[s]: a.html\n\n## 2304.02643\n\n摘要：[S]: b.html\n"
    assert faults(text) == ["7:4 link-twice"]
    assert issue(text).links == {"s": "a.html"}
    assert faults(text.replace("b.html", "a.html")) == []


@pytest.mark.parametrize(
    "body", ["摘要：[s]: a.html", "摘要：\n\n[s]: a.html", "[s]: a.html\n\n摘要：", "---\n[s]: u\n\n摘要："]
)
def test_definitions_and_rules_alone_are_no_words(body: str) -> None:
    text = f"## 2304.02643\n\n{body}\n"
    assert (faults(text), issue(text).notes[0].summary) == ([], None)


def test_definitions_that_end_some_words_are_none_of_them() -> None:
    text = (
        "导语，见 [s]。\n\n[s]: a.html\n\n## 2304.02643\n\n摘要：\n\n[t]: b.html\n\n见 [t]。\n[u]: c.html\n"
    )
    assert said(issue(text).lead) == "导语，见 [s]。"
    assert said(issue(text).notes[0].summary) == "[t]: b.html\n\n见 [t]。\n[u]: c.html"


def test_a_definition_among_papers_of_the_radiostation_or_the_bench_is_none_of_them() -> None:
    text = "# ArXiv Weekly Radiostation\n\n## NLP\n\n[s]: https://arxiv.org/abs/2304.01373\n\n# 备选\n\n"
    text += "[t]: https://arxiv.org/abs/2304.01373\n"
    radio = issue(text).radio
    assert radio is not None
    assert (faults(text), radio.lists[0].picks, radio.lists[0].text) == ([], (), None)
