"""No rule is slow: 100 kB of one thing, however odd, are walked along once."""

import pytest

from digestcli import checks
from tests.desk import page_of

LENGTH = 100_000
TEXTS = [
    "汉",
    "汉a",
    "a ",
    "a汉 ",
    "1",
    " ",
    "，",
    "汉,",
    "。 ",
    "...",
    "a.",
    "(",
    "汉(",
    "「",
    "”",
    '"汉',
    "'汉",
]
TEXTS += [
    "*",
    "汉**",
    "*，",
    "`",
    "`a``",
    "$",
    "-",
    "汉--",
    "\\",
    "<",
    "[",
    "](",
    "的的",
    "the ",
    "！",
    "…",
    "１",
]


@pytest.mark.parametrize("piece", TEXTS)
def test_a_rule_takes_its_time_once(piece: str) -> None:
    """A pattern with two ways to match a repeated piece would not come back from these."""
    page = page_of(f"# 标题\n\n## 2304.02643\n\n摘要：{piece * (LENGTH // len(piece))}\n")
    assert len(page.prose) == len(page.text)
    for rule in checks.rules().values():
        assert sum(1 for _fault in rule.find(page)) <= LENGTH, rule.name
