"""A paper's file that somebody has damaged is told with its cure, and stops nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from tests import papers
from tests.standin import Standin
from tests.strangers import said
from tests.world import digest, environment

SAM, OTHER = papers.SEVEN[:2]
MERGED = b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n"
WARNING = "papers/2304.02643.json:1:1: warning: this is not what was fetched: it is no JSON\n  digest fetch\n"


@pytest.fixture
def world() -> Iterator[Standin]:
    with Standin(papers.ALL) as running:
        yield running


@pytest.fixture
def library(tmp_path: Path, world: Standin) -> Library:
    """Two papers, the file of the first in conflict since a merge."""
    library = Library(tmp_path / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    digest(["add", str(SAM.id), str(OTHER.id)], library.root, environment(tmp_path, world.url))
    paper_files.path(library, SAM.id).write_bytes(MERGED)
    return library


@pytest.mark.parametrize("command", [
    ["status"], ["show"], ["show", "2"], ["show", "--json"],
    ["export", "--md", "-o", "-"], ["export", "--json", "-o", "-"],
], ids=" ".join)  # fmt: skip
def test_the_rest_is_shown_and_the_damage_told(library: Library, world: Standin, command: list[str]) -> None:
    done = digest(command, library.root, environment(library.root.parent, world.url))
    assert done.returncode == (1 if command == ["status"] else 0)
    assert WARNING in done.stderr.decode()
    assert OTHER.title in done.stdout.decode()
    if "--json" in command:
        assert [entry["pending"] for entry in json.loads(done.stdout)["entries"]] == [True, False]


@pytest.mark.parametrize("command", [["fetch"], ["refresh"], ["add", str(SAM.id)]], ids=" ".join)
@pytest.mark.parametrize(
    "damage", [b"", MERGED, b" " * (paper_files.LIMIT + 1)], ids=["empty", "merged", "large"]
)
def test_the_cure_cures(library: Library, world: Standin, command: list[str], damage: bytes) -> None:
    env = environment(library.root.parent, world.url, DIGEST_OAI_URL=world.oai_url)
    paper_files.path(library, SAM.id).write_bytes(damage)
    done = digest(command, library.root, env)
    assert done.returncode == 0, said(done)
    assert SAM.title in done.stdout.decode()
    loaded = paper_files.load(library, SAM.id)
    assert loaded
    assert loaded.title == SAM.title
    assert b"papers/" not in digest(["status"], library.root, env).stderr


def test_what_cannot_even_be_read_stops_nothing_either(library: Library, world: Standin) -> None:
    file = paper_files.path(library, SAM.id)
    file.unlink()
    file.mkdir()
    env = environment(library.root.parent, world.url)
    done = digest(["show"], library.root, env)
    assert done.returncode == 0
    assert done.stderr.decode().startswith("papers/2304.02643.json:1:1: warning: ")
    assert done.stderr.decode().endswith("\n  delete it, then: digest fetch\n")
    file.rmdir()
    assert digest(["fetch"], library.root, env).returncode == 0
    assert digest(["show"], library.root, env).stderr == b""


def test_a_pick_of_the_radio_is_told_too(library: Library, world: Standin) -> None:
    (library.issues / "2023-W14.md").write_text(
        f"# T\n\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- {SAM.id}\n", encoding="utf-8"
    )
    env = environment(library.root.parent, world.url)
    assert WARNING in digest(["show"], library.root, env).stderr.decode()
    assert digest(["fetch"], library.root, env).returncode == 0
    assert digest(["show"], library.root, env).stderr == b""
