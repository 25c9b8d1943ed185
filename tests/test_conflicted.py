"""An issue with git's markers in it: commands tell of the first one, and write nothing anywhere."""

import re
from pathlib import Path

import pytest

from digestcli.issuefile.merging import merge
from tests.merges import SCENARIOS
from tests.pictures import PNG
from tests.world import digest, environment

EDITS = SCENARIOS["two typo fixes in one paragraph"]
COMMANDS = [
    "add --offline 2304.02643",
    "set 2 --rec 好 --replace",
    "figure 2 picture.png",
    "mv 2 --to 1",
    "mv 2 --week 2023-W13",
    "rm 2",
    "lead --write --replace",
    "freeze",
    "export --md",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_issue_in_conflict_is_left_as_it_is(tmp_path: Path, command: str) -> None:
    marked = merge(EDITS.base, EDITS.ours, EDITS.theirs)
    text = marked.text.replace("Self-Consistency\n", "Self-Consistency\n\n- 导语：多答几遍\n")
    (tmp_path / "issues").mkdir()
    (tmp_path / "digest.toml").touch()
    (tmp_path / "picture.png").write_bytes(PNG)
    issue = tmp_path / "issues" / "2023-W14.md"
    issue.write_bytes(text.encode())
    done = digest(command.split(), tmp_path, environment(tmp_path))
    assert done.returncode in {1, 2}
    assert re.search(rf"2023-W14\.md(:|, line ){marked.conflicts[0]}:.*conflict marker", done.stderr.decode())
    assert [file.name for file in tmp_path.rglob("*.*") if file.suffix in {".md", ".json"}] == [issue.name]
    assert issue.read_bytes() == text.encode()
