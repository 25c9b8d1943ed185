"""The house's own rules, where no linter knows them."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digestcli import exporters
from digestcli.cli.app import COMMANDS, every
from digestcli.model.paper import SOURCE_NAMES
from digestcli.sources.faults import REMEDIES, Fault
from tests import catalogue

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    [*ROOT.glob("digestcli/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/*.py")]
)
CODE = [path for path in MODULES if path.is_relative_to(ROOT / "digestcli")]
PLACEHOLDER = re.compile(r"\{[a-z_]*(?:![rs])?\}")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_300_lines_and_a_function_40(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def _calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def test_every_error_speaks_through_the_catalogue() -> None:
    errors = {
        "DigestError",
        "UsageError",
        "BadId",
        "BatchError",
        "Conflict",
        "NetworkError",
        "FileError",
        "HasErrors",
        "Pending",
        "Drifted",
    }
    literal = [
        f"{path.name}:{call.lineno}"
        for path in CODE
        for call in _calls(path, errors)
        if call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert literal == []


def test_every_message_is_one_that_the_catalogue_finds() -> None:
    found = {
        text for each in catalogue.said() for text in (each.id if isinstance(each.id, tuple) else (each.id,))
    }
    spoken = {
        (path.name, text.value)
        for path in CODE
        for call in _calls(path, {"_", "N_", "plural"})
        for text in call.args
        if isinstance(text, ast.Constant)
    }
    assert [each for each in spoken if each[1] not in found] == []


def test_every_message_has_its_chinese_with_the_same_placeholders() -> None:
    chinese = catalogue.translated()
    for message in catalogue.said():
        if not message.id:
            continue
        ours = chinese.get(message.id)
        key = message.id if isinstance(message.id, str) else message.id[1]
        assert ours is not None, key
        forms = [ours.string] if isinstance(ours.string, str) else list(ours.string or ())
        for form in forms:
            assert form, key
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(key)), key


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compiled(catalogue.translated())


def test_the_table_of_formats_is_the_folder_of_exporters() -> None:
    files = {path.stem for path in (ROOT / "digestcli" / "exporters").glob("*.py")} - {"__init__", "extras"}
    assert set(exporters.formats()) == files


def test_every_source_has_its_name_and_its_file() -> None:
    files = {path.stem.removesuffix("_api") for path in (ROOT / "digestcli" / "sources").glob("*.py")}
    assert set(SOURCE_NAMES) <= files


def test_the_table_of_faults_in_the_docs_is_the_one_in_the_code() -> None:
    text = (ROOT / "docs" / "fetching.md").read_text(encoding="utf-8")
    told = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.split("\n") if line[:1] == "|"
    ]
    rows = [
        [fault.value, str(remedy.tries), remedy.rest.value, ", ".join(remedy.then)]
        for fault, remedy in REMEDIES.items()
    ]
    assert set(REMEDIES) == set(Fault)
    assert [row for row in rows if row not in told] == []


HEAVY = (
    *("arxiv", "requests", "lxml", "httpx", "jinja2", "pydantic", "rich.markdown", "pylatexenc", "yaml"),
    *("digestcli.library.published", "digestcli.model.edition"),  # nothing of the example is frozen
)
STARTS = {
    "show": ["-L", "examples/weekly", "show", "--week", "2023-W14"],
    "status": ["-L", "examples/weekly", "status", "--week", "2023-W14"],
    "list": ["-L", "examples/weekly", "list"],
    "help": ["--help"],
}


@pytest.mark.parametrize("name", STARTS)
def test_what_is_started_every_hour_loads_nothing_heavy(name: str) -> None:
    loaded = _loaded(STARTS[name])
    assert "digestcli.cli.app" in loaded
    assert [module for module in HEAVY if module in loaded] == []
    assert ("markdown_it" in loaded) == (name == "show")


def _loaded(arguments: list[str]) -> set[str]:
    """The modules one run of the program imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "digestcli", *arguments],
        cwd=ROOT,
        env={**os.environ, "DIGEST_NOW": "2023-04-09T12:00:00+08:00"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout, done.stderr[-500:]
    return {
        line.rpartition("|")[2].strip() for line in done.stderr.split("\n") if line.startswith("import time:")
    }


READMES = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]


def test_both_readmes_hold_the_same_two_lines_that_are_run() -> None:
    english, chinese = (re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE) for readme in READMES)
    assert english == chinese
    assert len(english) == 2
    run = re.findall(r"\.venv/bin/digest -L examples/weekly (\w+)", english[0])
    assert run == ["show", "export"]
    assert set(run) <= COMMANDS.keys()


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_the_readme_tells_of_every_command(readme: str) -> None:
    told = re.findall(r"^\| `([a-z]+)((?: [a-z]+)?)\b.*?` \|", readme, re.MULTILINE)
    named = [f"{first}{second}" if f"{first}{second}" in every() else first for first, second in told]
    assert named == list(every())


def test_no_page_is_left_in_conflict() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    assert len(pages) > 20
    assert [page.name for page in pages if "<<<<<<< HEAD" in page.read_text(encoding="utf-8")] == []
