"""What there is to export to is told truly, and a format whose libraries are missing says how to get them."""

import json
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from rich.cells import cell_len

from digestcli import exporters
from digestcli.cli.formats import table
from digestcli.exporters.extras import MODULES, install, lacking
from digestcli.model.digest import Series
from digestcli.workflow.export import not_installed
from tests.test_exports import KEYS, composed, example
from tests.warm import Warm
from tests.world import environment

ROOT = Path(__file__).parents[1]
BRINGS = {"pdf": ("json", "a_library_that_nobody_has"), "docx": ("json", "email"), "epub": ()}


def test_every_format_writes_the_file_that_it_names() -> None:
    text, facts, publication = example(KEYS[0])
    series = Series(
        title=None, link=None, language="zh", digests=(composed(text, KEYS[0], facts, publication),)
    )
    for name in exporters.installed():
        (artifact,) = exporters.export(name, series, exporters.Assets(str))
        assert artifact.name == exporters.formats()[name].file.replace("KEY", str(KEYS[0])), name


def test_every_extra_is_one_that_pip_can_install() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert MODULES.keys() <= project["optional-dependencies"].keys()
    assert {made.needs for made in exporters.formats().values()} <= {None, *MODULES}


def test_what_lacks_a_module_lacks_its_extra() -> None:
    needs = {"md": None, "pdf": "pdf", "docx": "docx", "epub": "epub"}
    assert lacking(needs, BRINGS) == {"pdf": "pdf"}
    assert lacking(needs, BRINGS, {"json": True}.get) == {"pdf": "pdf", "docx": "docx"}
    assert find_spec("a_library_that_nobody_has") is None


def test_a_missing_extra_is_an_error_with_the_command_that_brings_it() -> None:
    fault = not_installed({"pdf": "pdf"})
    assert (fault.exit_code, fault.hint) == (1, "pip install 'digestcli[pdf]'")
    assert install(["pdf", "docx", "pdf"]) == "pip install 'digestcli[docx,pdf]'"


ROWS = [
    ("md", "KEY.md", "the finished article in Markdown", ""),
    (
        "pdf",
        "KEY.pdf",
        "排好版、可以打印的文章，公式、图片和目录都在里面，字体也随文件附上",
        install(["pdf"]),
    ),
    ("docx", "KEY.docx", "the finished article for Word", "extra docx, installed"),
]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_keeps_within_the_terminal_and_cuts_nothing(width: int) -> None:
    lines = [line.plain for line in table(ROWS, width)]
    for row in ROWS:
        for cell in (*row[:2], row[3]):
            assert any(cell in line for line in lines)
        assert "".join(row[2].split()) in "".join("".join(lines).split())
    assert all(cell_len(line) <= width for line in lines)
    assert (len(lines) == len(ROWS)) == (width > 80)
    assert [line.plain for line in table(ROWS, None)] == [line.plain for line in table(ROWS, 200)]


def test_formats_are_had_as_data(program: Warm, tmp_path: Path) -> None:
    rows = json.loads(program.run(["formats", "--json"], tmp_path, environment(tmp_path)).out)
    assert [row["format"] for row in rows] == list(exporters.formats())
    assert rows[0] == {
        "format": "md",
        "file": "KEY.md",
        "help": "the finished article in Markdown",
        "needs": None,
        "installed": True,
    }
