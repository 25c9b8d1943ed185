"""docs/promises.md speaks of tests that exist, of every promise, and of every command that writes."""

import ast
import re
from pathlib import Path

from digestcli.cli.app import HIDDEN, every
from tests.commands import READING, WRITING

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(\w+)`")


def test_every_test_that_is_named_exists() -> None:
    named = set(_TEST.findall(TEXT))
    assert len(named) > 40
    assert {(file, name) for file, name in named if name not in _defined(ROOT / file)} == set()


def _defined(path: Path) -> set[str]:
    """The tests of a file: its functions, and names that are given to classes hypothesis makes."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_every_promise_has_its_tests() -> None:
    rows = dict(re.findall(r"^\| (P\d+) \| (.*)$", TEXT, re.MULTILINE))
    assert list(rows) == [f"P{number}" for number in range(1, 17)]
    assert [name for name, row in rows.items() if not _TEST.search(row)] == []


def test_every_command_that_writes_is_swept() -> None:
    assert {typed.name for typed in WRITING.values()} == {*every(), *HIDDEN} - READING
