"""A cache is nobody's: damaged or deleted, it changes nothing. Nobody waits for one who asks arXiv."""

import shutil
from pathlib import Path

import pytest

from digestcli import files
from digestcli.library.root import Library
from tests import papers
from tests.commands import peace
from tests.days import empty
from tests.standin import Reply, Standin
from tests.strangers import tree
from tests.warm import Warm


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return empty(tmp_path / "library")


def test_a_cache_that_is_damaged_or_deleted_changes_no_file_of_the_library(
    program: Warm, library: Library
) -> None:
    cache = library.root.parent / ".cache"
    trees = []
    with Standin(papers.ALL) as arxiv:
        for harm in ("none", "damaged", "deleted", "a file"):
            shutil.rmtree(library.root)
            empty(library.root)
            for path in list(cache.rglob("*")):
                if path.is_file() and harm == "damaged":
                    path.write_bytes(b"\xff{")
            if harm in {"deleted", "a file"}:
                shutil.rmtree(cache)
            if harm == "a file":
                cache.write_bytes(b"")
            arxiv.script(Reply(status=503))  # so that there is something to remember
            ids = [str(paper.id) for paper in papers.SEVEN]
            done = program.run(["add", *ids], library.root, peace(library.root.parent, arxiv.url))
            assert done.code == 0, done
            trees.append(tree(library.root))
            assert harm == "a file" or any(path.is_file() for path in cache.rglob("*"))
    assert trees == [trees[0]] * 4


def test_the_library_is_free_for_others_while_arxiv_is_asked(program: Warm, library: Library) -> None:
    entered = []

    def write_meanwhile(body: bytes) -> bytes:
        with files.lock(library.root, timeout=0):
            entered.append(True)
        return body

    with Standin(papers.ALL) as arxiv:
        for command in (["add", "2304.02643"], ["refresh"], ["add", "--offline", "2209.14610"], ["fetch"]):
            arxiv.script(Reply(change=write_meanwhile))
            done = program.run(command, library.root, peace(library.root.parent, arxiv.url))
            assert done.code in {0, 5}, done
    assert entered == [True] * 3
