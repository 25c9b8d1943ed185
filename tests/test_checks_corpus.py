"""Each rule on words finds what is marked in its corpus, and nothing else."""

import pytest

from digestcli import checks
from tests.corpus import CASES, Case
from tests.desk import page_of
from tests.rules_table import PAGE, written


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_is_marked_and_nothing_else(case: Case) -> None:
    page = page_of(f"## 2304.02643\n\n摘要：{case.text}\n")
    begin = page.text.index("：") + 1
    found = []
    for fault in checks.rules()[case.rule].find(page):
        words = fault.span.of(page.text)
        shown = words if fault.fix is None else f"{words}→{fault.fix}"
        found.append((fault.span.start - begin, f"⟦{shown}⟧".replace("\n", "⏎")))
    assert found == case.found


@pytest.mark.parametrize("case", [case for case in CASES if "→" in case.marked], ids=str)
def test_what_was_mended_is_found_no_more(case: Case) -> None:
    rule = checks.rules()[case.rule]
    page = page_of(f"## 2304.02643\n\n摘要：{case.mended}\n")
    assert rule.mends
    assert [fault for fault in rule.find(page) if fault.fix is not None] == []


def test_the_table_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "python -m tests.rules_table"
