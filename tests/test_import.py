"""`digest import`: plain text is recognised, nothing of it is lost, and what was doubtful is told."""

import re
from pathlib import Path

import pytest

from digestcli import importers
from digestcli.compose import compose
from digestcli.markup.escape import unescape
from digestcli.model.publication import Publication
from tests.issue_texts import outline
from tests.published import KEY, SEED, WEEK, below, imported, paper, read_again, told
from tests.world import digest, environment


def test_every_format_is_a_file_of_the_room() -> None:
    folder = Path(importers.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(importers.formats())


def test_an_article_is_read_as_the_issue_it_is() -> None:
    issue = read_again(imported(WEEK)).issue
    assert str(issue.title) == "看得见的推理 | 一周论文"
    assert str(issue.lead) == "本周论文谈的是同一件事:让模型把中间步骤写出来。"
    first, second = issue.notes
    assert (str(first.ref), str(second.ref)) == ("2201.11903", "2203.11171v4")
    assert str(first.title) == "Chain-of-Thought Prompting"
    assert str(first.summary) == "作者在示例里写出解题的每一步。\n\n模型便照着写。"
    assert str(second.recommendation) == "想法可以不同,答案往往一致。"
    assert read_again(imported(WEEK)).problems == ()


def test_a_contents_that_says_what_the_headings_say_is_derived() -> None:
    found = imported(WEEK.replace("- Self-Consistency", "2. 论文 2：self－consistency"))
    assert "目录" not in found.text
    assert told(found) == ["1 taken-as-title"]


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("- Self-Consistency Improves", "5 contents-differ"),
        ("- Self-Consistency\n- Tree of Thoughts", "6 contents-lost"),
        ("- Self-Consistency\n- ArXiv Weekly Radiostation:NLP 更多精选论文", "6 contents-differ"),
    ],
)
def test_where_the_contents_differ_it_is_told_and_kept(contents: str, expected: str) -> None:
    found = imported(WEEK.replace("- Self-Consistency", contents))
    assert told(found)[1:] == [expected]
    assert contents.rsplit("\n", maxsplit=1)[-1] in found.text
    assert len(read_again(found).issue.notes) == 2


def test_a_paper_the_contents_do_not_list_is_told() -> None:
    assert told(imported(WEEK.replace("- Self-Consistency\n", "")))[1:] == ["11 contents-lack"]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("作者:甲", "- 作者：甲"),
        ("- 作者：Pan Lu*、Liang Qiu†、Wu¹ 等", "- 作者：Pan Lu\\*、Liang Qiu†、Wu¹ 等"),
        ("• 作者 : Shima Imani 、Liang Du 等", "- 作者：Shima Imani 、Liang Du 等"),
        ("链接:https://www.biorxiv.org/content/10.1101/2021.05.29.446289v1", None),
        ("网盘链接:https://pan.baidu.com/s/1_a_b 密码: ab_c", None),
        ("- 会议：CVPR 2023", "- 会议：CVPR 2023"),
        ("作\u3000\u3000者:甲", "- 作者：甲"),
        ("代码:https://github.com/a/b_c", "- 代码：https://github.com/a/b_c"),
        ("主页:https://example.org/~someone", "- 主页：https://example.org/\\~someone"),
    ],
)
def test_labels_are_read_with_a_bullet_or_without(line: str, written: str | None) -> None:
    found = imported(f"论文 1：题目\n{line}\n摘要：甲\n")
    assert below(found).split("\n")[2] == written or written is None
    [note] = read_again(found).issue.notes
    assert unescape(note.fields[0].value.value) == re.split(r" ?[:：] ?", line, maxsplit=1)[1]


def test_footnote_marks_stand_in_the_line_and_in_no_name() -> None:
    found = imported("论文 1：题目\n作者：Pan Lu*、Liang Qiu†、Wu¹,² 等\n摘要：甲\n")
    [entry] = compose(read_again(found).issue, {}, Publication()).entries
    assert entry.authors[:2] == ("Pan Lu", "Liang Qiu")
    assert entry.others
    assert unescape(entry.authors_text or "") == "Pan Lu*、Liang Qiu†、Wu¹,² 等"


@pytest.mark.parametrize(
    ("address", "ref"),
    [
        ("https://arxiv.org/abs/2201.11903", "2201.11903"),
        ("https://arxiv.org/pdf/2201.11903v3.pdf", "2201.11903v3"),
        ("http://arxiv.org/html/2201.11903", "2201.11903"),
        ("https://www.alphaxiv.org/abs/2201.11903", "2201.11903"),
        ("https://ar5iv.labs.arxiv.org/html/2201.11903", "2201.11903"),
        ("https://doi.org/10.48550/arXiv.2201.11903", "2201.11903"),
        ("arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("https://www.nature.com/articles/s41586-021-03819-2", "None"),
    ],
)
def test_the_id_comes_from_the_link_in_any_form(address: str, ref: str) -> None:
    [note] = read_again(imported(f"论文 1:题目\n论文链接:{address}\n摘要:甲\n")).issue.notes
    assert str(note.ref) == ref
    assert note.fields[0].value.value == address


@pytest.mark.parametrize("line", ["摘要:又", "推荐：甲", "**推荐**：甲"])
def test_a_label_a_second_time_is_words(line: str) -> None:
    found = imported(paper(f"摘要:前\n推荐:荐\n{line}\n末"))
    reading = read_again(found)
    assert [problem.severity for problem in reading.problems] == [] or all(
        problem.rule == "label-inside" for problem in reading.problems
    )
    assert re.sub(r"[\\* ]", "", line).replace(":", "：") in re.sub(r"[\\* ]", "", found.text)


def test_what_stands_above_the_summary_goes_below_its_label() -> None:
    found = imported(paper("一张图的说明在前。\n摘要:后来的话。\n推荐:荐"))
    assert str(read_again(found).issue.notes[0].summary) == "一张图的说明在前。\n\n后来的话。"
    assert "3 label-moved" in told(found)


@pytest.mark.parametrize("line", ["© THE END", "编者后记", "—— 完 ——"])
def test_closing_words_get_a_heading(line: str) -> None:
    found = imported(f"{WEEK}{line}\n下周见。\n")
    assert outline(found.text) == ["2201.11903", "2203.11171v4", f"= {line}"]


def test_other_words_behind_the_last_paper_are_its_own_and_told() -> None:
    found = imported(f"{WEEK}转载请联系我们。\n")
    assert told(found)[-1] == "17 words-closing"
    assert str(read_again(found).issue.notes[1].recommendation).endswith("转载请联系我们。")


def test_papers_need_no_number() -> None:
    article = "导语一句。\n第一篇的题目\n作者:甲\n链接:https://example.org/1\n摘要:一\n推荐:二\n第二篇的题目\n作者:乙\n摘要:三\n"
    issue = read_again(imported(article)).issue
    assert [str(note.title) for note in issue.notes] == ["第一篇的题目", "第二篇的题目"]
    assert str(issue.lead) == "导语一句。"


@pytest.mark.parametrize("title", ["2304.02643 讲了什么", "1234.56789 不是编号", "# 井号", "Title #", "-"])
def test_a_title_is_read_as_the_words_it_is(title: str) -> None:
    [note] = read_again(imported(f"论文 1：{title}\n作者：甲\n摘要：乙\n")).issue.notes
    assert unescape(str(note.title or note.field(("标题",)) or f"{note.ref} {note.reminder}")) == title


def test_the_same_paper_twice_is_an_error_at_its_line(tmp_path: Path) -> None:
    twice = WEEK.replace("2203.11171v4", "2201.11903")
    (tmp_path / "a-2023-W14.txt").write_text(twice, encoding="utf-8")
    env = environment(tmp_path)
    digest(["init", "weekly"], tmp_path, env)
    done = digest(["-L", "weekly", "import", "a-2023-W14.txt"], tmp_path, env)
    assert done.returncode == 1
    assert b"a-2023-W14.txt:12:1: error: 2201.11903 stands in line" in done.stderr
    assert (tmp_path / "weekly/issues/2023-W14.md").exists()


def test_the_article_the_project_began_with() -> None:
    if not SEED.exists():
        pytest.skip("the article is in ../shared, which is not here")
    found = imported(SEED.read_bytes(), SEED.name)
    assert (str(found.key), found.papers) == (str(KEY), 7)
    assert told(found) == ["10 contents-differ"]
    assert read_again(found).problems == ()
    article = SEED.read_text(encoding="utf-8")
    for line in article.split("\n")[10:]:
        assert re.sub(r"^(论文 \d|- 作者|- 论文地址|摘要|推荐):", r"\1：", line) in found.text


@pytest.mark.parametrize(
    "lines",
    [
        "论文地址：\nhttps://arxiv.org/abs/2201.11903",
        "作者：甲\n- 论文地址:\n- https://arxiv.org/pdf/2201.11903.pdf",
        "https://arxiv.org/abs/2201.11903",
        "作者：甲\nhttps://www.alphaxiv.org/abs/2201.11903",
    ],
)
def test_an_address_may_stand_below_its_label_or_alone(lines: str) -> None:
    [note] = read_again(imported(f"导语。\n题目\n{lines}\n摘要：乙\n推荐：丙\n")).issue.notes
    assert (str(note.ref), str(note.title), str(note.summary)) == ("2201.11903", "题目", "乙")


def test_an_english_article_keeps_its_words() -> None:
    article = (
        "A Week of Papers\nContents\n- Tree of Thoughts\n- Lost\nPaper 1: Tree of Thoughts\n"
        "Authors: Shunyu Yao\nLink: https://arxiv.org/abs/2305.10601\nSummary: It searches.\n"
        "Recommendation: Read it.\n"
    )
    assert below(imported(article)).split("\n") == [
        "<!-- Contents", "- Lost", "-->", "", "## Paper 1: Tree of Thoughts", "", "- Authors: Shunyu Yao",
        "- Link: https://arxiv.org/abs/2305.10601", "", "Summary: It searches.",
        "", "Recommendation: Read it.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ['"题"', "'题'", '"it\'s"', "题: #1", "[x] *y*", "-", "# 井", "备选", "2304.02643"]
)
def test_a_title_keeps_its_marks(title: str) -> None:
    found = imported(f"{title}\n导语。\n论文 1：甲\n作者：乙\n")
    assert unescape(str(read_again(found).issue.title)) == title


def test_an_article_without_papers_is_told_of() -> None:
    found = imported("题目\n导语一句。\n第二句。\n")
    assert "1 no-papers" in told(found)
    assert str(read_again(found).issue.lead) == "导语一句。\n\n第二句。"


def test_a_paper_may_have_nothing_but_its_words() -> None:
    article = (
        "# 周刊\n\n## 甲\n\n- 作者：A\n\n摘要：一\n\n## 乙\n\n摘要：三\n\n推荐：四\n\n## 编者的话\n\n再见。\n"
    )
    found = imported(article, "week.md")
    assert outline(found.text) == ["甲", "乙", "== 编者的话"]
    assert found.papers == 2
    assert str(read_again(found).issue.notes[1].recommendation) == "四"


def test_a_heading_of_two_ids_is_the_title_of_a_paper() -> None:
    found = imported(
        "## 甲\n\n作者：A\n\n摘要：一\n\n## 1707.08567 与 2304.02643 的比较\n\n摘要：乙。\n", "week.md"
    )
    note = read_again(found).issue.notes[1]
    assert (note.ref, str(note.field(("标题",)))) == (None, "1707.08567 与 2304.02643 的比较")


def test_numbers_that_begin_anew_may_be_another_article() -> None:
    again = WEEK.partition("- Self-Consistency\n")[2]
    assert "17 second-article" in told(imported(WEEK + again))


def test_words_below_a_label_of_its_own_line_are_that_labels() -> None:
    assert told(imported(paper("摘要\n甲\n推荐\n乙"))) == []
    assert told(imported(paper("摘要\n甲\n推荐\n乙\n再见"))) == ["7 words-closing"]


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
def test_labels_may_be_in_traditional_characters(encoding: str) -> None:
    article = (
        "一週論文\n導語一句。\n目錄\n- 甲\n論文 1:甲\n作者:A\n論文連結:https://arxiv.org/abs/2201.11903\n"
        "摘要:這是一個例子。\n推薦:值得一讀。\n"
    )
    issue = read_again(imported(article.encode(encoding))).issue
    [note] = issue.notes
    assert (str(issue.title), str(issue.lead), str(note.ref)) == ("一週論文", "導語一句。", "2201.11903")
    assert (str(note.summary), str(note.recommendation)) == ("這是一個例子。", "值得一讀。")


def test_labels_may_be_spaced_out() -> None:
    found = imported("论文 1：题\n- 作 者：甲\n摘　要：一\n二 三：四\n**推 荐**：五\n", "week.md")
    assert below(found).split("\n", 2)[2] == "- 作者：甲\n\n摘要：一\n二 三：四\n\n推荐：五"
