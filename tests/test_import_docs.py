"""docs/importing.md: its examples are imported as it says, and its table is the program's."""

import re
from pathlib import Path

import pytest

from digestcli.importers.article.told import SEVERITIES
from digestcli.model.problem import Severity
from tests.published import imported, read_again

TEXT = (Path(__file__).parents[1] / "docs" / "importing.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(
    r"^```(text|markdown article|html)\n(.*?)^```\n\n```markdown\n(.*?)^```\n", re.MULTILINE | re.DOTALL
)
_NAMES = {"text": "week.txt", "markdown article": "week.md", "html": "week.html"}
EXAMPLES = _EXAMPLE.findall(TEXT)


@pytest.mark.parametrize(("kind", "article", "issue"), EXAMPLES)
def test_an_example_is_imported_as_it_says(kind: str, article: str, issue: str) -> None:
    found = imported(article, _NAMES[kind])
    assert found.text == issue
    assert not [each for each in read_again(found).problems if each.severity is Severity.ERROR]


def test_every_kind_of_article_has_its_example() -> None:
    assert {kind for kind, _article, _issue in EXAMPLES} == set(_NAMES)
    assert len(EXAMPLES) > 5


def test_the_table_is_all_that_is_told() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", TEXT, re.MULTILINE))
    assert rows == {name: str(severity) for name, severity in SEVERITIES.items()}
