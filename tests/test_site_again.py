"""A site is made again from what is remembered of each issue: no file is read that has not changed."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digestcli.library.root import Library
from tests.strangers import tree
from tests.test_check_once import HEARING
from tests.test_site import CHANGES, EXAMPLE
from tests.world import environment


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library whose files are so old that another change to them would show."""
    library = Library(tmp_path_factory.mktemp("settled") / "library")
    shutil.copytree(EXAMPLE, library.root, ignore=shutil.ignore_patterns("out", ".digest"))
    time.sleep(2.1)
    return library


def opened(library: Library, site: Path, home: Path) -> list[str]:
    """The issues and facts that one run of `digest site` opened, by their names."""
    command = [sys.executable, "-c", HEARING, "-q", "-L", str(library.root), "site", "-o", str(site)]
    done = subprocess.run(command, cwd=home, env=environment(home), stdout=subprocess.PIPE, check=True)
    paths = map(Path, json.loads(done.stdout.splitlines()[-1]))
    return sorted(path.name for path in paths if path.parent in (library.issues, library.papers))


def test_what_has_not_changed_is_not_read_again(settled: Library, tmp_path: Path) -> None:
    assert {"2023-W14.md", "2304.02643.json"} <= set(opened(settled, tmp_path / "site", tmp_path))
    assert opened(settled, tmp_path / "site", tmp_path) in ([], ["new-year-2026.md"])  # for its date


@pytest.mark.parametrize("names", [list(CHANGES)[:8], list(CHANGES)[8:]], ids=["first", "rest"])
def test_from_a_memory_the_site_is_what_it_would_be_without(
    settled: Library, tmp_path: Path, names: list[str]
) -> None:
    library = Library(tmp_path / "library")
    shutil.copytree(settled.root, library.root)
    time.sleep(2.1)
    opened(library, tmp_path / "site", tmp_path)
    for name in names:
        try:
            CHANGES[name](library)
        except (AssertionError, FileNotFoundError):  # what it changes, an earlier one took away
            continue
        opened(library, tmp_path / "site", tmp_path)
    shutil.rmtree(tmp_path / ".cache")
    opened(library, tmp_path / "new", tmp_path)
    ours, new = tree(tmp_path / "site"), tree(tmp_path / "new")
    del ours[".digest-site.json"], new[".digest-site.json"]
    assert ours == new
