"""Help pages and slips of the hand, in the user's language to the last word."""

import json
import re
from pathlib import Path

import pytest
import typer._click.exceptions as faults_of_typer
from rich.cells import cell_len

from digestcli.cli.app import every
from tests.strangers import said
from tests.world import digest, environment, on_terminal

TYPERS = re.compile(
    r"usage|options|arguments|commands?\b|show this|exit\.|required|default|no such|did you mean|possible|"
    r"missing|invalid|value|requires|argument|unexpected|extra|valid|range|integer|float|\bx>=|<[a-z]+>|error",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--?[a-z-]+|\b[A-Z]\b|W14|JSON|CSL|RIS|RSS|UTF-8|Markdown|arXiv|DataCite|digest(/1)?|last"
)
PAGES = [["--help"], *([*name.split(), "-h"] for name in every())]
EVERY_PAGE = """
import json, sys
from digestcli.cli.start import run
for arguments in json.loads(sys.argv[1]):
    run(arguments)
"""


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
def test_a_help_page_is_wholly_chinese(tmp_path: Path, arguments: list[str]) -> None:
    done = digest(arguments, tmp_path, environment(tmp_path, DIGEST_LANG="zh"))
    printed = said(done)
    assert done.returncode == 0
    assert "  -h, --help" in printed
    words = NAMES.sub("", printed)
    assert not TYPERS.search(words), words
    first_column = [line.strip().partition("  ")[0] for line in words.split("\n")]
    assert not re.search("[A-Z]{2}", " ".join(first_column))  # what stands for a value


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_help_page_fits_the_terminal(tmp_path: Path, columns: int, language: str) -> None:
    env = environment(tmp_path, DIGEST_LANG=language)
    printed = on_terminal(columns, ["-c", EVERY_PAGE, json.dumps(PAGES)], env, program=[])
    assert printed.count("\n  -h, --help") == len(PAGES)
    for line in printed.split("\n"):
        assert cell_len(line) <= columns, line


SLIPS = {
    "staus": ("there is no command 'staus'", "is it status?"),
    "qqq": ("there is no command 'qqq'", "digest --help"),
    "--foo": ("there is no option --foo", "digest --help"),
    "-L": ("-L needs a value", "digest --help"),
    "show --lst": ("there is no option --lst", "is it --last?"),
    "show -Z": ("there is no option -Z", "digest show --help"),
    "show --last": ("--last needs a value", "digest show --help"),
    "show --last x": ("--last takes a whole number, 1 or more", "digest show --help"),
    "show --last 0": ("--last takes a whole number, 1 or more", "digest show --help"),
    "add --patience x": ("--patience takes a number, 0 or more", "digest add --help"),
    "status --quiet=1": ("--quiet takes no value", "digest status --help"),
    "set": ("REF is missing", "digest set --help"),
    "list a b": ("too many words: a b", "digest list --help"),
    "init a b c": ("too many words: b c", "digest init --help"),
    "export -o": ("-o needs a value", "digest export --help"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_the_way_out(tmp_path: Path, slip: str) -> None:
    done = digest(slip.split(), tmp_path, environment(tmp_path))
    message, hint = SLIPS[slip]
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: {message}\nhint: {hint}\n"


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_chinese(tmp_path: Path, slip: str) -> None:
    done = digest(slip.split(), tmp_path, environment(tmp_path, DIGEST_LANG="zh"))
    error, hint = done.stderr.decode().removesuffix("\n").split("\n")
    assert re.match("错误：.*[\u4e00-\u9fff]", error)
    assert hint.startswith("提示：")
    assert not TYPERS.search(NAMES.sub("", error)), error
    assert done.returncode == 2


def test_every_fault_that_typer_finds_has_words_of_ours() -> None:
    """A typer with a new one fails here. No command of ours meets those beside the first four."""
    found = {
        name
        for name, kind in vars(faults_of_typer).items()
        if isinstance(kind, type) and issubclass(kind, faults_of_typer.UsageError)
    }
    ours = {"NoSuchOption", "BadOptionUsage", "MissingParameter", "BadParameter"}
    assert found == ours | {"UsageError", "BadArgumentUsage", "NoArgsIsHelpError"}
