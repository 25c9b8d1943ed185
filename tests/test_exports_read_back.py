"""Whatever pieces an issue is made of: what is exported of it is an issue, and the same one."""

import re
from typing import cast

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digestcli.compose import compose
from digestcli.model.identify import identify
from digestcli.model.paper import Author, Paper
from digestcli.model.problem import Severity
from tests.generated import many
from tests.issue_texts import reading
from tests.test_exports import exported, printed

TITLES = {
    "2304.02643": "Segment Anything", "2209.14610v2": "A $x^2$ | b", "2303.18223": "#1 *best* [x]",
    "math/0211159": "- dash", "2601.05083": "1. One",
}  # fmt: skip
PAPERS = [
    Paper(id=identify(name).id.bare, version=1, title=title, authors=(Author("A B"), Author("C_D E")))
    for name, title in TITLES.items()
]
FACTS = {paper.id: paper for paper in PAPERS}

PAPER_HEADINGS = st.tuples(
    st.sampled_from(["## ", "## ", "# "]), st.sampled_from([*TITLES]), st.sampled_from(["", " 提醒"])
).map("".join)
HEADINGS = st.sampled_from([
    "# 视觉", "# 编者后记", "## 招聘", "# ArXiv Weekly Radiostation", "## NLP", "# 备选", "## 论文 1：题目",
    "# 论文 3：甲", "## 目录", "# 目录", "### 小题", "## 题 #", "# 1. 题", "## **粗**", "## 摘要",
    "### 推荐",
])  # fmt: skip
LABELS = st.sampled_from([
    "摘要：", "摘要：甲", "推荐：", "推荐：乙。", "**摘要**：丙", "摘要：**丁**。", "**推荐：戊**",
    "推荐：- 己", "摘要：[s]: a.html", "Summary: x", "摘要：> 引",
])  # fmt: skip
FIELDS = st.sampled_from([
    "- 作者：甲、乙", "- 论文地址：https://example.org/x", "- 代码：https://a.b", "- 密码：x",
    "- 标题：[x] *y*", "- 链接：[词](https://a.b/c)", "- 导语：短语", "* 机构：M",
    "- 论文地址：https://arxiv.org/abs/2303.18223",
])  # fmt: skip
BLOCKS = st.sampled_from([
    "<!-- 注 -->", "<!-- 注\n# 注\n-->", "甲<!-- 注 -->乙", "<!-- 注 --> 丙", "```\n# 码\n```",
    "~~~\n摘要：\n~~~", "$$\na\n---\nb\n$$", "```\n---\n```", "    码", "| a | b |\n|---|---|\n| 1 | 2 |",
])  # fmt: skip
UNDERLINES = st.sampled_from(["---", "***", "===", "--", "-", "- - -", "> ---", "  ---"])
DEFINITIONS = st.sampled_from([
    "[s]: https://example.org/s", "[t]: <a b.png>", "[u]: https://arxiv.org/abs/2303.18223", "[v]: x '题'",
    "[^1]: 注", "[W x]: /w",
])  # fmt: skip
PICKS = st.sampled_from([
    "- 2304.02643 (from A)", "- 2303.18223（甲、乙）", "1. [题](https://arxiv.org/abs/2303.05398)",
    "- 没有编号", "2601.05083", "- 音频：a.mp3（20:13）", "- [Tree [x]](https://arxiv.org/abs/2305.10601)",
    "- https://x.y 词",
])  # fmt: skip
WORDS = st.sampled_from([
    "词。", "见 [s]。", "![图](a.png)", "![图][t]", "*说明*", "- 列", "  - 列", "> 引", "1. 一", "行尾\\",
    "目录", "**目录**", " # 缩进", "文[^1]", "\u3000\u3000段", "    ",
])  # fmt: skip
HEADS = st.sampled_from([
    "", "", "# 题\n\n", "---\ntitle: 题: #1\nnumber: 012\n---\n", "---\ntitle: 备选\n---\n",
    "# 题\n\n导语。\n\n",
])  # fmt: skip
PIECES = st.one_of(
    PAPER_HEADINGS, HEADINGS, LABELS, FIELDS, BLOCKS, UNDERLINES, DEFINITIONS, PICKS, WORDS, WORDS
)
LINES = st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n"])).map("".join), min_size=1, max_size=14)
FILES = st.tuples(HEADS, LINES.map("".join)).map("".join)
_FROM_ID = (
    "id", "version", "pdf_url", "primary_category", "categories", "published", "updated", "comment", "doi",
    "license", "abstract", "source", "pending", "partial",
)  # fmt: skip


@settings(max_examples=many(600))
@given(FILES)
def test_what_is_exported_is_read_back_as_the_same_issue(text: str) -> None:
    found = reading(text)
    assume(not any(problem.severity is Severity.ERROR for problem in found.problems))
    digest = compose(found.issue, FACTS, found.publication)
    article = exported("md", digest)
    back = reading(article)
    assert [problem for problem in back.problems if problem.severity is Severity.ERROR] == []
    again = compose(back.issue, FACTS, back.publication)
    assert exported("md", again) == article
    assert _words(printed(again)) == _words(printed(digest))
    assert _underlined(article) == []


def _words(data: dict[str, object]) -> dict[str, object]:
    """All that is printed, less blank lines, rules before a heading, and what only an id tells."""
    for entry in cast("list[dict[str, object]]", data["entries"]):
        if not str(entry["url"]).startswith("https://arxiv.org/"):
            for name in _FROM_ID:
                del entry[name]
    return {name: _squeezed(value) for name, value in data.items()}


def _squeezed(value: object) -> object:
    match value:
        case str():
            lines = [line for line in value.split("\n") if line.strip(" >")]
            while lines and re.fullmatch(r" *(?:-{3,}|\*{3,}|_{3,}) *", lines[-1]):
                lines.pop()
            return "\n".join(lines)
        case dict():
            return {name: _squeezed(part) for name, part in value.items()}
        case list():
            return [_squeezed(part) for part in value]
        case _:
            return value


def _underlined(article: str) -> list[str]:
    """What CommonMark takes for headings because of dashes below, outside front matter and formulas."""
    body = re.sub(r"\A---\n.*?\n---\n", "", article, flags=re.DOTALL)
    body = re.sub(r"^\$\$$.*?^\$\$$", "", body, flags=re.DOTALL | re.MULTILINE)
    tokens = MarkdownIt("commonmark").parse(body)
    return [token.markup for token in tokens if token.type == "heading_open" and token.markup in {"-", "="}]
