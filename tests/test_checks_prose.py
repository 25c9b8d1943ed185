"""Prose stands alone, every character at its own place; what is no prose is NUL."""

import pytest
from hypothesis import given

from digestcli.checks.prose import NO_PROSE
from tests.desk import page_of
from tests.test_issuefile_properties import FILES


def prose_of(words: str) -> str:
    """The prose of a 摘要, with a dot for each character that is none."""
    page = page_of(f"## 2304.02643\n\n摘要：{words}\n")
    begin = page.text.index("：") + 1
    return page.prose[begin : begin + len(words)].replace(NO_PROSE, ".").replace("\n", "⏎")


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        ("普通的话。", "普通的话。"),
        ("第一段。\n\n第二段。", "第一段。⏎⏎第二段。"),
        ("见 https://a.org/x,y 一页", "见 ................. 一页"),
        ("见 www.a.org，再说", "见 .........，再说"),
        ("写信到 a.b@c.org。", "写信到 .........。"),
        ("用 `a,b` 运行", "用 ..... 运行"),
        ("用 ``a`b`` 运行", "用 ....... 运行"),
        ("一个 ` 不是代码", "一个 ` 不是代码"),
        ("```\na,b\n```\n之后", "." * 11 + "⏎之后"),
        ("> ```\n> a\n> ```\n\n之后", "." * 15 + "⏎⏎之后"),
        ("公式 $a,b$ 与 $$c,d$$ 之后", "公式 ..... 与 ....... 之后"),
        ("要价 $5，后来 $6", "要价 $5，后来 $6"),
        ("[词](https://a.org/(b)) 之后", ".词." + "." * 19 + " 之后"),
        ("[词][名] 之后", ".词.... 之后"),
        ("![图，示](a.png)", "..图，示........"),
        ("[方括号] 不是链接", "[方括号] 不是链接"),
        ("**重点**和*斜体*", "..重点..和.斜体."),
        ("a_b_c 是一个名字，_强调_", "a_b_c 是一个名字，.强调."),
        ("~~删去~~", "..删去.."),
        (r"\*星号\* 与 \$5", r"\*星号\* 与 \$5"),
        ("注[^1]在此", "注....在此"),
        ("一 <!-- 注, 释 --> 二", "一 " + "." * 13 + " 二"),
        ("<b>标签</b>之后", "...标签....之后"),
        ("a < b 且 c > d", "a < b 且 c > d"),
        ("见 <https://a.org>。", "见 ...............。"),
        ('文字\n\n[名]: https://a.org "题, 目"\n\n再写', "文字⏎⏎" + "." * 25 + "⏎⏎再写"),
    ],
)
def test_what_is_prose_stays_and_nothing_else(words: str, prose: str) -> None:
    assert prose_of(words) == prose


def test_all_that_is_printed_is_prose_but_names_and_addresses() -> None:
    text = (
        "---\ntitle: 标题\nbyline: 署名\n---\n\n导语。\n\n"
        "## 2304.02643 Segment, Anything\n\n- 作者：张三,李四\n- 代码地址：https://a.org\n- 导语：一句\n\n"
        "摘要：文字\n\n推荐：推荐语\n\n# 编者后记\n\n再见。\n\n"
        "# ArXiv Weekly Radiostation\n\n## NLP\n\n先说一句。\n\n- 2209.14610\n"
    )
    pieces = [piece for piece in page_of(text).prose.split(NO_PROSE) if piece.strip()]
    assert pieces == ["标题", "导语。", "一句", "文字", "推荐语", "编者后记", "再见。", "先说一句。"]


@given(FILES)
def test_prose_is_as_long_as_its_file_and_says_nothing_else(text: str) -> None:
    prose = page_of(text).prose
    assert len(prose) == len(text)
    assert all(mine in (NO_PROSE, theirs) for mine, theirs in zip(prose, text, strict=True))


@pytest.mark.parametrize(
    "unit",
    ["`", "$", "$$ ", "[", "![", "](", "<", "<!--", "*", "_", "a@", "\\", "http://", "~~~\n", "汉a", "[^"],
)
def test_a_long_line_of_anything_costs_no_more_than_its_length(unit: str) -> None:
    """Asserted by the answer alone: what grows with the square would not come back from 300 kB."""
    words = unit * (300_000 // len(unit))
    assert len(prose_of(f"字{words}")) == len(words) + 1
