"""No rule is slow: 100 kB of one thing, however odd, are walked along once."""

from time import thread_time

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
    page = page_of(f"# 标题\n\n## 2304.02643\n\n摘要：{piece * (LENGTH // len(piece))}\n")
    assert len(page.prose) == len(page.text)
    assert [rule.name for rule in checks.rules().values() if _is_slow(rule, page)] == []


def _is_slow(rule: checks.Rule, page: checks.Page) -> bool:
    """Whether it takes longer than a walk, and what it takes to tell of each fault.

    Seconds are those of this thread alone: a busy machine is none of our faults.
    """
    began = thread_time()
    found = sum(1 for _fault in rule.find(page))
    return thread_time() - began > 0.2 + found * 15e-6
