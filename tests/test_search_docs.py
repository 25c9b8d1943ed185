"""What docs/search.md says of each query is what it finds."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from digestcli.library import settings
from digestcli.library.root import Library
from digestcli.search.fields import FIELDS, named
from digestcli.workflow.desk import Desk
from tests.finder import Finder

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(.+?)` \| .+ \| (.+) \|$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    folder = tmp_path_factory.mktemp("example")
    library = Library(Path(shutil.copytree(ROOT / "examples" / "weekly", folder / "weekly")))
    return Finder(Desk(library, settings.load(library)[0], date(2026, 1, 12)), folder / "cache")


@pytest.mark.parametrize(("query", "told"), ROWS)
def test_a_query_of_the_page_finds_what_the_page_says(example: Finder, query: str, told: str) -> None:
    hits = example.results(query).hits
    found = sorted(f"{hit.key} {hit.number or ''}".strip() for hit in hits)
    assert found == sorted(told.split(", ") if told != "nothing" else [])


def test_the_page_names_every_field_and_none_else() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert {name for name, _also in rows} == FIELDS.keys()
    for name, also in rows:
        assert {named(each) for each in also.strip().partition(":")[0].split(", ")} == {name}
