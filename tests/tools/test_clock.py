"""The machine's own clock, as faketime sets it, and no DIGEST_NOW: the week turns in the library's zone."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from tests.commands import known
from tests.days import empty
from tests.tools.conftest import needs
from tests.world import environment

pytestmark = pytest.mark.tool


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = empty(tmp_path / "library")
    paper_files.save_many(library, known())
    return library


@pytest.mark.parametrize(("moment", "week"), [
    ("2021-01-03 15:59:58", "2020-W53"), ("2021-01-03 16:00:01", "2021-W01"),
    ("2026-12-27 16:00:01", "2026-W53"), ("2027-01-03 15:59:58", "2026-W53"),
])  # fmt: skip
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_a_second_before_and_after_midnight_in_shanghai(
    library: Library, moment: str, week: str, zone: str
) -> None:
    env = environment(library.root.parent, TZ=zone, FAKETIME_DONT_FAKE_MONOTONIC="1")
    del env["DIGEST_NOW"]
    stopped = [needs("faketime"), "-f", f"{_local(moment, zone)}"]
    done = subprocess.run(
        [*stopped, sys.executable, "-m", "digestcli", "add", "2304.02643"],
        cwd=library.root,
        env=env,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in library.issues.iterdir()] == [f"{week}.md"]


def _local(moment: str, zone: str) -> str:
    """The moment, given in UTC, as a clock in New York shows it in winter."""
    return str(datetime.fromisoformat(moment) - timedelta(hours=5 if zone == "America/New_York" else 0))
