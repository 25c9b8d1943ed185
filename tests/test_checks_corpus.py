"""Each rule on words: what it must find, what it must leave alone, in `tests/corpus/*.txt`.

A line of a corpus is the 摘要 of a paper, `⏎` ends a line of it. `⟦ ⟧` marks what the rule must find, and
`⟦,→，⟧` how it mends it; whatever else it finds is a mistake. So is all it finds in a line without marks.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digestcli import checks
from tests.desk import page_of

CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile("⟦([^⟦⟧→]*)(?:→([^⟦⟧]*))?⟧")


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CORPUS.glob("*.txt")):
        rule = ""
        for line in path.read_text(encoding="utf-8").split("\n"):
            if heading := re.fullmatch(r"\[([a-z-]+)\]", line):
                rule = heading[1]
            elif line.strip() and not line.startswith("# "):
                yield rule, line


CASES = list(cases())


def plain(marked: str) -> str:
    return MARK.sub(r"\1", marked).replace("⏎", "\n")


def mended(marked: str) -> str:
    return MARK.sub(lambda mark: mark[1] if mark[2] is None else mark[2], marked).replace("⏎", "\n")


@pytest.mark.parametrize(("rule", "marked"), CASES)
def test_a_rule_finds_what_is_marked_and_nothing_else(rule: str, marked: str) -> None:
    page = page_of(f"## 2304.02643\n\n摘要：{plain(marked)}\n")
    begin = page.text.index("：") + 1
    found = []
    for fault in checks.rules()[rule].find(page):
        words = fault.span.of(page.text).replace("\n", "⏎")
        shown = words if fault.fix is None else f"{words}→{fault.fix}".replace("\n", "⏎")
        found.append((fault.span.start - begin, f"⟦{shown}⟧"))
    expected = []
    shift = 0
    for mark in MARK.finditer(marked):
        expected.append((mark.start() - shift, mark[0]))
        shift += len(mark[0]) - len(mark[1])
    assert found == expected


@pytest.mark.parametrize(("rule", "marked"), [case for case in CASES if "→" in case[1]])
def test_what_was_mended_is_found_no_more(rule: str, marked: str) -> None:
    page = page_of(f"## 2304.02643\n\n摘要：{mended(marked)}\n")
    assert [fault for fault in checks.rules()[rule].find(page) if fault.fix is not None] == []
