"""docs/issue-file.md tells editors the truth: every example is read, and every rule is listed."""

import re
from pathlib import Path

import pytest

from digestcli.issuefile import RULES
from digestcli.model.problem import Severity
from tests.issue_texts import reading

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "issue-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^(`{3,})markdown([^\n]*)\n(.*?)^\1$", PAGE, re.MULTILINE | re.DOTALL)
TABLE = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("fence", "expected", "text"), EXAMPLES)
def test_an_example_has_the_faults_it_is_said_to_have(fence: str, expected: str, text: str) -> None:
    assert fence
    problems = reading(text).problems
    assert {each.rule for each in problems if each.severity is not Severity.HINT} == set(expected.split())


def test_the_examples_are_issues() -> None:
    issues = [reading(text).issue for _fence, _expected, text in EXAMPLES]
    assert sum(len(issue.notes) for issue in issues) >= 15
    assert sum(issue.radio is not None for issue in issues) == 2
    assert sum(len(issue.bench) for issue in issues) == 1
    assert [figure.caption for issue in issues for note in issue.notes for figure in note.figures] == [
        None,
        "示意图：同一道题的两种问法。",
    ]


def test_every_rule_is_listed_as_it_is() -> None:
    assert [(rule.name, str(rule.severity), rule.text) for rule in RULES.values()] == TABLE
