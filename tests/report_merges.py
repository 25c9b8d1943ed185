"""Concurrent edits merged in three ways, and told: `python -m tests.report_merges` rewrites the table.

The text of docs/merging.md stands; the table in it is what came out.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from digestcli.issuefile.merging import merge
from digestcli.issuefile.proof import said
from tests.issue_texts import reading
from tests.merges import SCENARIOS, Edits

PAGE = Path(__file__).parents[1] / "docs" / "merging.md"
HEAD = "| what the two do | git's text merge | `merge=union` | digest |\n|---|---|---|---|\n"
_ERROR = "error"


def table() -> str:
    return HEAD + "".join(rows())


def rows() -> Iterator[str]:
    """Every scenario with what git's two ways and ours come to."""
    with tempfile.TemporaryDirectory() as folder:
        for name, edits in SCENARIOS.items():
            ways = (_by_git(Path(folder), edits), _by_git(Path(folder), edits, "--union"), _by_digest(edits))
            yield f"| {name} | {' | '.join(ways)} |\n"


def _by_digest(edits: Edits) -> str:
    merged = merge(edits.base, edits.ours, edits.theirs)
    return _told(edits, merged.text, is_marked=bool(merged.conflicts))


def _by_git(folder: Path, edits: Edits, *options: str) -> str:
    """What `git merge-file` gives, which is what `git merge` does to one file."""
    texts = {"ours": edits.ours, "base": edits.base, "theirs": edits.theirs}
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        ["git", "merge-file", "-p", *options, *texts], cwd=folder, capture_output=True, check=False
    )
    return _told(edits, done.stdout.decode(), is_marked=done.returncode != 0)


def _told(edits: Edits, text: str, *, is_marked: bool) -> str:
    """`right`, `marked`, or wrong without a mark; `reported` where at least `digest status` would tell."""
    if is_marked:
        return "marked"
    found = reading(text)
    if edits.merged is not None and said(found.issue) == said(reading(edits.merged).issue):
        return "right"
    is_reported = any(problem.severity.value == _ERROR for problem in found.problems)
    return f"**wrong**, {'reported' if is_reported else 'and nobody is told'}"


def page() -> str:
    """docs/merging.md with the table as it comes out now."""
    above, _head, below = PAGE.read_text(encoding="utf-8").partition(HEAD)
    return above + table() + below[below.index("\n\n") + 1 :]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
