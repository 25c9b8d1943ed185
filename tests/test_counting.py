"""Words are counted as an editor counts them, and only those that are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.markup.counting import Count, count

HAN_AND_LATIN = {
    "": (0, 0),
    "大模型 GPT-4 很强，**真的**。": (7, 1),
    "用PyTorch实现，只有三百行": (8, 1),
    "共 38,431 道题，5.31 个百分点": (7, 2),
    "don’t stop: state-of-the-art AC/DC": (0, 4),
    "人们、々、〇、𠮷": (5, 0),
    "_word_ __x__ `torch.compile`": (0, 3),
    "Émile Łukasz Ünal": (0, 3),
    "見 [GitHub](https://github.com/x/y_(z) '名') 与 <https://a.b/c>": (2, 1),
    "[甲][那里]\n\n[那里]: https://example.org 乙": (1, 0),
    "见https://example.org/b/c好。": (2, 0),
    "公式 $\\alpha + \\beta$ 给出 3.5%": (4, 1),
    "要 $5 或 $6": (2, 2),
    "前\n\n$$\nx = 汉\n$$\n\n后": (2, 0),
    "前\n\n```python\n汉 = 1\n```\n\n后": (2, 0),
    "前\n\n~~~\n没有结束": (1, 0),
    "![图说](../figures/a.png)\n\n后": (1, 0),
    "一句[^1]。\n\n[^1]: 注 two": (3, 1),
    "一&amp;二&nbsp;三": (3, 0),
    "- 甲\n- 乙\n\n1. 丙\n\n| 丁 | x |\n|---|---|": (4, 2),  # the number of an item is one that is read
}


@pytest.mark.parametrize("prose", HAN_AND_LATIN)
def test_what_is_read_counts(prose: str) -> None:
    assert tuple(count(prose)) == HAN_AND_LATIN[prose]


@given(st.text(alphabet="甲乙ab1 $`[]()!^\\&;<>:/.-_*\n"))
def test_no_text_has_more_words_than_characters(prose: str) -> None:
    counted = count(prose)
    assert counted.han <= sum(character in "甲乙" for character in prose)
    assert counted.total <= len(prose)
    assert counted.plus(Count(1, 2)) == (counted.han + 1, counted.latin + 2)
