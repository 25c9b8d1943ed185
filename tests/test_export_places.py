"""Where an export may go: anywhere, but never over the editor's files or the program's own."""

import gc
from datetime import date
from pathlib import Path

import pytest

from digestcli.library.root import Library
from digestcli.model.artifact import Artifact
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow import export as verb
from digestcli.workflow.desk import Desk
from tests.strangers import inhabited, said, tree
from tests.world import digest, environment

MD = ["export", "--draft", "--md", "-o"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return inhabited(tmp_path / "library", "x")


def refused(library: Library, folder: Path, *arguments: str) -> str:
    """What the export that was refused said; it has written nothing, wherever that might have been."""
    before = tree(library.root.parent)
    done = digest(arguments, folder, environment(library.root.parent))
    assert done.returncode == 2, said(done)
    assert done.stdout == b""
    assert tree(library.root.parent) == before
    return said(done)


@pytest.mark.parametrize("output", [
    "issues/", "issues/.", "issues/2023-W14.md", "issues/new/deep/", "out/../issues/", "ISSUES/",
    "papers/", "papers/2301.00001.json", "papers", "figures/", "audio/", "templates/x.html",
    "published/2023/", "digest.toml", "Digest.TOML", ".gitignore", ".gitattributes", ".digest", ".digest/",
])  # fmt: skip
def test_what_the_library_keeps_is_no_place_for_an_export(library: Library, output: str) -> None:
    told = refused(library, library.root, *MD, output)
    assert f"error: {Path(output)}" in told
    assert "hint: they go into out/, or anywhere else: -o out/\n" in told


def test_the_folder_one_stands_in_is_no_other(library: Library) -> None:
    assert "error: 2023-W14.md is not for exports" in refused(library, library.issues, *MD, ".")
    refused(library, library.root.parent, "-L", "library", *MD, "library/issues/")


def test_no_link_leads_there(library: Library) -> None:
    (library.root.parent / "blog").symlink_to(library.issues)
    refused(library, library.root, *MD, "../blog/")
    library.out.symlink_to("issues")
    refused(library, library.root, *MD[:-1])


def test_issues_that_are_kept_elsewhere_are_as_safe(library: Library) -> None:
    elsewhere = library.root.parent / "cloud"
    library.issues.rename(elsewhere)
    library.issues.symlink_to(elsewhere)
    refused(library, library.root, *MD, "issues/")
    refused(library, library.root, *MD, "../cloud/")


@pytest.mark.parametrize(
    "output", ["article.md", "site/", ".", "out/", "issues.md", "../issues/", "out/issues/"]
)
def test_anywhere_else_is_as_good_as_out(library: Library, output: str) -> None:
    done = digest([*MD, output], library.root, environment(library.root.parent))
    assert done.returncode == 0, said(done)
    assert (library.root / done.stdout.decode().strip()).is_file()


def test_what_was_made_of_an_issue_is_let_go_before_the_next(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.issues.mkdir()
    keys = [Key(f"2023-W{number:02}") for number in range(1, 6)]
    for key in keys:
        (library.issues / f"{key}.md").write_text(
            "## Off arXiv\n\n- 作者：某人\n\n摘要：字。\n", encoding="utf-8"
        )
    desk = Desk(library, Publication(), date(2023, 4, 9))
    series = verb.ready(desk, keys).series
    alive = [_artifacts() for _path in verb.export(library, ["wechat", "html"], series, None)]
    assert alive == list(range(10, 0, -1))


def _artifacts() -> int:
    return sum(isinstance(each, Artifact) for each in gc.get_objects())
