"""The line an editor wants to begin at: where words are missing."""

import pytest

from digestcli.issuefile import first_gap, gap_of
from tests.issue_texts import paper, reading

BOTH = "摘要：甲。\n\n推荐：好。"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("摘要：\n\n推荐：", 3),
        ("摘要：甲。\n\n推荐：", 5),
        ("推荐：\n\n摘要：", 5),
        ("### 摘要\n\n### 推荐", 3),
        ("- 代码：c\n\n摘要：<!-- 想 -->\n推荐：好。", 5),
        ("摘要：\n\n[a]: b", 3),
        ("甲。\n\n**推荐**：", 5),
        ("甲。", 1),
        (BOTH, 1),
        ("<!--\n摘要：\n-->\n\n```\n推荐：\n```", 1),
    ],
)
def test_an_empty_label_comes_before_the_heading(body: str, line: int) -> None:
    text = paper(body)
    found = reading(text)
    assert gap_of(text, found, found.issue.notes[0]) == line
    below = f"---\r\ntitle: 题\r\n---\r\n\r\n导语。\r\n\r\n{text}"
    found = reading(below)
    assert gap_of(below, found, found.issue.notes[0]) == line + 6


def test_a_paper_on_the_bench_has_its_line() -> None:
    text = f"{paper(BOTH)}\n# 备选\n\n## 2209.14610\n\n摘要：\n"
    found = reading(text)
    assert gap_of(text, found, found.issue.bench[0]) == 11


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"导语。\n\n{paper(BOTH)}\n{paper('摘要：乙。', '2209.14610')}", 9),
        (
            paper(BOTH) + paper("摘要：乙。\n\n推荐：", "2209.14610") + paper("摘要：", "2304.01089"),
            10,
        ),
        (f"---\ntitle: 题\n---\n{paper(BOTH)}", 4),
        (f"导语。\n\n{paper(BOTH)}", 1),
        ("", 1),
        ("---\ntitle:\n---\n", 4),
    ],
)
def test_the_first_gap_is_the_first_papers_that_has_one_then_the_leads(text: str, line: int) -> None:
    assert first_gap(text, reading(text)) == line
