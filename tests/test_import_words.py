"""Whatever an article says: every word of it is in the issue file, and opens nothing there."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.markup.escape import unescape
from digestcli.model.problem import Severity
from tests.generated import many
from tests.published import imported, paper, read_again


@pytest.mark.parametrize(
    "line",
    [
        "# 话题", "## 2304.02643", "＃＃ 宽的", "- [ ] 列", "```", "~~~", "$$", "---", "===", "<<<<<<< HEAD",
        "> 引",
        "*强调* 与 **粗**", "_下划_",
        "<script>alert(1)</script>",
        "<!-- 注", "注 -->", "--> <!--", "| a | b |", "1. 一", "12) 十二", "[s]: https://a.b", "行尾\\",
        "&lt;",
        "2304.0264", "{{ x }}", "    缩进四格", "`码`", "目录", "[^1]: 注", "a_b_c", "：", "摘 要：空",
    ],
)  # fmt: skip
def test_words_print_as_they_stood(line: str) -> None:
    found = imported(paper(f"摘要:前\n{line}\n后\n推荐:荐"))
    reading = read_again(found)
    assert [problem.rule for problem in reading.problems] == []
    [note] = reading.issue.notes
    assert unescape(str(note.summary)).replace("\n ", "\n") == f"前\n\n{line.strip()}\n\n后"
    assert str(note.recommendation) == "荐"


PIECES = st.sampled_from([
    "论文 1:甲", "论文 2：乙", "论文 2：乙", "目录", "- 甲", "1. 乙", "作者:A B*",
    "- 论文地址:https://arxiv.org/abs/2201.11903",
    "链接：https://a.b/c_d", "摘要:话", "摘要：", "推荐:- 列", "推荐：荐", "ArXiv Weekly Radiostation", "NLP",
    "本周 CV 论文：",
    "1. T. (from A, B)", "2. U", "2201.11903", "# 题", "---", "```", "$$", "<!-- x", "x -->", "> 引", "完",
    "编者后记",
    "标题 | 副题", "一句话。", "2023-04-09", "title: x", "[s]: u", "**粗**", "- 标签：值", "摘要", "论文 3:",
    "文 <b> &amp; *",
    "论文 4：[x](https://arxiv.org/abs/2203.11171)", "ArXiv Weekly Radiostation：NLP 更多（附音频）", "| a |",
    "\\# x",
])  # fmt: skip


def squeezed(text: str) -> str:
    """All that is to be seen of a text, but for blanks, marks of Markdown and the width of colons."""
    return re.sub(r"[\s\\:：*\-#\[\]()<>`=]|&#\d+;", "", unescape(text))


@pytest.mark.parametrize("beginning", ["", "# 期刊\n\n"], ids=["text", "markdown"])
@settings(max_examples=many(100))
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=14))
def test_every_word_of_an_article_is_in_the_issue(beginning: str, lines: list[tuple[str, str]]) -> None:
    found = imported(beginning + "".join(map("".join, lines)), "week")
    issue = squeezed(found.text.replace("&#30446;", "目"))
    for line, _end in lines:
        for run in re.split(r"[\s\[\]()]+|(?<=摘要)[:：]", line):
            if run != "目录" and squeezed(run) not in {"甲", "乙", "1."}:  # may be derived
                assert squeezed(run) in issue, (run, found.text)


@pytest.mark.parametrize("beginning", ["", "# 期刊\n\n"], ids=["text", "markdown"])
@settings(max_examples=many(100))
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=14))
def test_what_is_written_never_has_other_errors_than_its_article(
    beginning: str, lines: list[tuple[str, str]]
) -> None:
    found = imported(beginning + "".join(map("".join, lines)), "week")
    errors = {each.rule for each in read_again(found).problems if each.severity is Severity.ERROR}
    assert errors <= {"paper-twice", "field-twice", "other-paper", "radio-paper"}, found.text


@settings(max_examples=many(100))
@given(st.text(alphabet="论文摘要推荐12:：-#*`<>!$[]()\n \\作者|_~&a", max_size=80))
def test_any_text_is_imported_and_closes_what_it_opens(text: str) -> None:
    for path in ("week.txt", "week.md"):
        reading = read_again(imported(f"论文 1:题\n作者:甲\n摘要:乙\n{text}\n推荐:丙\n", path))
        assert not {"comment-open", "code-open", "formula-open", "label-twice"} & {
            problem.rule for problem in reading.problems
        }
