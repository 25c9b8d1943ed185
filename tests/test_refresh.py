"""Papers fetched anew: what has changed is told before it is kept, and no word of the editor's is touched."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.library.root import Library
from tests import papers
from tests.days import SAM, empty, issue, known, run
from tests.standin import Reply, Standin


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return empty(tmp_path / "library")


@pytest.fixture
def world() -> Iterator[Standin]:
    with Standin(papers.ALL) as running:
        yield running


def test_a_refresh_tells_what_has_changed_and_touches_no_word(library: Library, world: Standin) -> None:
    with Standin([papers.EARLIER]) as last_year:
        words = ["--summary", "一句话。", "--rec", "好。"]
        assert run(library, last_year, "add", "2303.17580", *words)[0] == 0
    before = issue(library)
    code, printed = run(library, world, "refresh", "--dry-run")
    assert (
        "- title: HuggingGPT: Solving AI Tasks with ChatGPT and its Friends in HuggingFace\n+ title: "
        in printed
    )
    assert [paper and paper.version for paper in known(library, "2303.17580")] == [1]
    code, printed = run(library, world, "refresh")
    assert code == 0
    assert "- version: 1\n+ version: 4\n" in printed
    assert "2023-W14 1: written for v1, and arXiv has v4" in printed
    assert issue(library) == before
    assert run(library, world, "status")[0] == 1
    assert run(library, world, "set", "--seen", "1")[0] == 0
    assert issue(library) == before.replace(b"## 2303.17580v1 ", b"## 2303.17580v4 ")


def test_licences_come_one_by_one_and_are_kept_while_the_version_is(library: Library, world: Standin) -> None:
    ids = [str(papers.FREE.id), str(SAM.id)]
    run(library, world, "add", *ids)
    assert run(library, world, "refresh", "--no-licences")[0] == 0
    assert world.asked("oai") == []
    code, printed = run(library, world, "refresh")
    assert (code, printed.count("+ licence: ")) == (0, 1)
    assert len(world.asked("oai")) == 2
    free, sam = known(library, *ids)
    assert free
    assert sam
    assert (free.license, free.withdrawn, free.is_open) == (papers.FREE.license, False, True)
    assert (sam.license, sam.withdrawn, sam.is_open) == (None, False, None)
    assert run(library, world, "refresh")[0] == 0
    assert len(world.asked("oai")) == 2  # what is known is not asked for
    with Standin([replace(papers.FREE, version=2, license=None)]) as newer:
        assert run(library, newer, "refresh", "--no-licences")[0] == 3  # there is no SAM
    assert [paper and paper.license for paper in known(library, ids[0])] == [
        None
    ]  # of the new version none is


def test_a_paper_is_said_to_be_withdrawn_in_its_own_words(library: Library, world: Standin) -> None:
    printed = run(library, world, "add", str(papers.WITHDRAWN.id))[1]
    words = "2301.00002 says that it was withdrawn: This paper has been withdrawn by the authors, as"
    assert words in printed
    assert words in run(library, world, "status")[1]


def test_an_empty_newest_version_is_told(library: Library) -> None:
    with Standin([replace(SAM, withdrawn=True)]) as world:
        run(library, world, "add", str(SAM.id))
        printed = run(library, world, "refresh")[1]
    assert "+ withdrawn: yes\n" in printed
    assert "2304.02643 may have been withdrawn: its newest version is empty" in printed


def test_a_refusal_while_licences_are_asked_for_ends_the_run_and_loses_no_news(
    library: Library, world: Standin
) -> None:
    with Standin([papers.EARLIER]) as last_year:
        run(library, last_year, "add", "2303.17580", "2304.99999")
    world.break_down(Reply(status=403), of="oai")
    run(library, world, "add", "--offline", "2304.99999")
    code, printed = run(library, world, "refresh")
    assert code == 5
    assert len(world.asked("oai")) == 1  # of arXiv nothing is asked after a 403
    assert "1 paper asked for, 1 changed\n" in printed
    assert "written for v1, and arXiv has v4" in printed


def test_a_heading_is_never_set_back(library: Library, world: Standin) -> None:
    run(library, world, "add", str(SAM.id))
    path = library.issues / "2023-W14.md"
    path.write_bytes(issue(library).replace(b"2304.02643v1", b"2304.02643v9"))
    before = issue(library)
    code, printed = run(library, world, "set", "--seen", "1")
    assert (code, issue(library)) == (2, before)
    assert "the heading names 2304.02643v9, and the newest version that is known is v1" in printed
    code, printed = run(library, world, "status")
    assert "the heading names v9, and arXiv has no more than v1" in printed


def test_a_paper_arxiv_has_no_more_is_told_and_kept(library: Library, world: Standin) -> None:
    run(library, world, "add", str(SAM.id))
    with Standin([]) as empty:
        code, printed = run(library, empty, "refresh", "--no-licences")
    assert code == 3
    assert (
        "error: arXiv has no paper 2304.02643\nhint: https://arxiv.org/abs/2304.02643 may say why\n"
        in printed
    )
    assert known(library, str(SAM.id)) == [SAM]


@pytest.mark.parametrize(("terms", "is_warned"), [("by/4.0", False), ("by-nc-nd/4.0", True)])
def test_pictures_under_a_closed_licence_are_warned_of(
    library: Library, terms: str, *, is_warned: bool
) -> None:
    licence = f"http://creativecommons.org/licenses/{terms}/"
    with Standin([replace(papers.FREE, license=licence)]) as world:
        run(library, world, "add", str(papers.FREE.id), "--summary", "![图](../figures/a.png)")
        run(library, world, "refresh")
        printed = run(library, world, "status")[1]
    warning = f"pictures from the paper may not be published again under its licence, {licence}"
    assert (warning in printed) is is_warned
