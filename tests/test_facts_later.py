"""Facts that come later, from elsewhere, or anew: real processes, and a world that has its days."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import ARXIV_API, DATACITE, OAI, Paper
from tests import atom, papers
from tests.standin import THROTTLED, Reply, Standin
from tests.strangers import said
from tests.world import HEARING_CTRL_C, digest, environment

SEVEN = [str(paper.id) for paper in papers.SEVEN]
SAM = papers.SEVEN[0]
MANY = [replace(SAM, id=ArxivId(f"2301.{number:05}")) for number in range(101, 701)]
DOWN = Reply(status=500)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    return library


@pytest.fixture
def world() -> Iterator[Standin]:
    with Standin((*papers.ALL, *MANY)) as running:
        yield running


def env(library: Library, world: Standin, **more: str) -> dict[str, str]:
    deputies = {"DIGEST_OAI_URL": world.oai_url, "DIGEST_DATACITE_URL": world.datacite_url}
    return environment(library.root.parent, world.url, **deputies, **more)


def run(library: Library, world: Standin, *arguments: str, **more: str) -> "tuple[int, str]":
    done = digest(arguments, library.root, env(library, world, **more))
    return done.returncode, said(done)


def known(library: Library, *ids: str) -> list[Paper | None]:
    return [paper_files.load(library, ArxivId(id)) for id in ids or SEVEN]


def issue(library: Library) -> bytes:
    return (library.issues / "2023-W14.md").read_bytes()


def test_a_day_of_429_still_gives_the_seven_papers_and_the_next_completes_them(
    library: Library, world: Standin
) -> None:
    world.break_down(THROTTLED)
    world.break_down(THROTTLED, of="oai")
    code, printed = run(library, world, "add", *SEVEN)
    assert code == 0
    assert [paper and paper.title in printed for paper in known(library)] == [True] * 7
    assert {paper and paper.source for paper in known(library)} == {DATACITE}
    assert len(world.asked("api")) == 1
    assert world.asked("oai") == []
    assert run(library, world, "set", "1", "--summary", "写在坏天气里。")[0] == 0
    before = issue(library)
    assert run(library, world, "export", "--md")[0] == 0
    article = (library.out / "2023-W14.md").read_bytes()
    world.mend()
    code, printed = run(library, world, "fetch")
    assert (code, printed.count("\n+ source: arxiv\n")) == (0, 7)
    assert known(library) == list(papers.SEVEN)
    assert issue(library) == before
    assert run(library, world, "export", "--md")[0] == 0
    assert (library.out / "2023-W14.md").read_bytes() == article  # the same facts, from wherever they came


def test_a_paper_nobody_tells_of_is_written_about_and_told_later(library: Library, world: Standin) -> None:
    for service in ("api", "oai", "datacite"):
        world.break_down(DOWN, of=service)
    assert run(library, world, "add", *SEVEN)[0] == 5
    assert known(library) == [None] * 7
    assert issue(library).count(b"\n## ") == 7
    assert run(library, world, "set", "2209.14610", "--summary", "先写。")[0] == 0
    before = issue(library)
    for command in (["show"], ["export", "--md", "-o", "-"], ["show", "--json"]):
        code, printed = run(library, world, *command)
        assert code == 0
        assert "2209.14610" in printed
    assert run(library, world, "fetch")[0] == 5
    world.mend()
    assert run(library, world, "fetch")[0] == 0
    assert (known(library), issue(library)) == (list(papers.SEVEN), before)


def test_two_processes_that_fetch_three_hundred_papers_each_never_ask_too_soon(
    tmp_path: Path, world: Standin
) -> None:
    interval = 0.25
    libraries = [Library(tmp_path / name) for name in ("a", "b")]
    for library, mine in zip(libraries, (MANY[:300], MANY[300:]), strict=True):
        library.root.mkdir()
        library.settings.touch()
        (library.root / "ids").write_text("".join(f"{paper.id}\n" for paper in mine), encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "digestcli", "add", "--from", "ids"],
            cwd=library.root,
            env=env(library, world, DIGEST_INTERVAL=str(interval)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for library in libraries
    ]
    ends = [each.communicate(timeout=120)[1] for each in running]
    assert [each.returncode for each in running] == [0, 0], ends
    assert [len(list(library.papers.iterdir())) for library in libraries] == [300, 300]
    assert len(world.requests) == 6
    assert min(later.time - earlier.time for earlier, later in pairwise(world.requests)) >= interval


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another Ctrl-C")
def test_ctrl_c_keeps_what_was_fetched(library: Library, world: Standin) -> None:
    world.script(None, Reply(hang=True))
    ids = [str(paper.id) for paper in MANY[:150]]
    with subprocess.Popen(
        [*HEARING_CTRL_C, "add", *ids], cwd=library.root, env=env(library, world), stderr=subprocess.PIPE
    ) as running:
        _wait_for(world, 2)
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=60)[1].endswith(b"interrupted\n")
    assert running.returncode == 130
    assert len(list(library.papers.iterdir())) == 100
    assert list(library.issues.iterdir()) == []
    assert run(library, world, "add", *ids)[0] == 0
    assert [len(request.ids) for request in world.requests] == [100, 50, 50]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_fetch_that_was_killed_goes_on_where_it_was(library: Library, world: Standin) -> None:
    ids = [str(paper.id) for paper in MANY[:150]]
    assert run(library, world, "add", "--offline", *ids)[0] == 5
    before = issue(library)
    world.script(None, Reply(hang=True))
    with subprocess.Popen(
        [sys.executable, "-m", "digestcli", "fetch"],
        cwd=library.root,
        env=env(library, world),
        stdout=subprocess.DEVNULL,
    ) as running:
        _wait_for(world, 2)
        running.kill()
    assert run(library, world, "fetch")[0] == 0
    assert [len(request.ids) for request in world.requests] == [100, 50, 50]
    assert len(list(library.papers.iterdir())) == 150
    assert issue(library) == before


def _wait_for(world: Standin, requests: int) -> None:
    deadline = time.monotonic() + 60
    while len(world.requests) < requests:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("removed", "words"),
    [(False, "arXiv has no paper 2304.99999"), (True, "arXiv has removed the paper 2304.99999")],
)
def test_a_paper_that_is_not_there_is_told_with_its_reason(
    library: Library, world: Standin, *, removed: bool, words: str
) -> None:
    world.removed = {"2304.99999"} if removed else set()
    code, printed = run(library, world, "add", "2304.99999")
    assert code == 3
    assert f"error: {words}\n" in printed
    assert [request.service for request in world.requests] == ["api", "api", "oai"]
    assert list(library.issues.iterdir()) == []


def test_a_paper_the_api_has_mislaid_is_not_absent(library: Library, world: Standin) -> None:
    world.only_oai = {str(SAM.id)}
    assert run(library, world, "add", str(SAM.id))[0] == 0
    assert [paper and paper.source for paper in known(library, str(SAM.id))] == [OAI]


@pytest.mark.parametrize("status", [429, 503])
def test_what_a_deputy_lacks_is_pending_and_not_absent(library: Library, world: Standin, status: int) -> None:
    world.break_down(Reply(status=status))
    code, printed = run(library, world, "add", "2304.99999", "--patience", "60")
    assert code == 5
    assert "no answer about 1 paper" in printed
    assert b"## 2304.99999\n" in issue(library)


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


def test_a_partial_paper_is_not_made_poorer(library: Library, world: Standin) -> None:
    run(library, world, "add", *SEVEN)
    world.break_down(DOWN)
    (library.papers / f"{SAM.id}.json").unlink()
    assert run(library, world, "fetch")[0] == 0
    assert len(world.asked("datacite")[-1].ids) == 1  # only what is lacking is asked for
    sources = Counter(paper.source for paper in known(library) if paper)
    assert sources == {ARXIV_API: 6, DATACITE: 1}


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


def test_an_issue_that_cannot_be_read_stops_no_other(library: Library, world: Standin) -> None:
    run(library, world, "add", "--offline", str(SAM.id))
    (library.issues / "2023-W13.md").write_bytes("题".encode("utf-16"))
    code, printed = run(library, world, "fetch")
    assert code == 3
    assert "issues/2023-W13.md is not UTF-8 text" in printed
    assert [paper and paper.source for paper in known(library, str(SAM.id))] == [ARXIV_API]
    assert run(library, world, "fetch", "--issue", "2023-W13")[0] == 1


def test_a_damaged_paper_is_fetched_again(library: Library, world: Standin) -> None:
    run(library, world, "add", str(SAM.id))
    (library.papers / f"{SAM.id}.json").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert run(library, world, "fetch")[0] == 0
    assert known(library, str(SAM.id)) == [SAM]


def test_a_paper_of_absurd_length_is_not_kept(library: Library) -> None:
    with Standin([replace(SAM, title="T" * 10_000)]) as world:
        code, printed = run(library, world, "add", str(SAM.id))
    assert code == 5
    assert "too long to be true" in printed
    assert known(library, str(SAM.id)) == [None]
    assert run(library, world, "status")[0] == 1


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


def test_many_partial_papers_are_counted(library: Library, world: Standin) -> None:
    world.break_down(DOWN)
    printed = run(library, world, "add", *SEVEN)[1]
    assert "7 papers are known from DataCite only; later: digest fetch\n" in printed
    assert printed.count("DataCite only") == 1


@pytest.mark.parametrize("reply", [Reply(status=400), Reply(body=b"")])
def test_an_empty_or_malformed_answer_is_no_proof_of_absence(
    library: Library, world: Standin, reply: Reply
) -> None:
    """The API calls a good id malformed, or sends feeds without it, and OAI does not say why."""
    world.only_oai = {str(SAM.id)}
    if reply.status:
        body = atom.error(f"incorrect id format for {SAM.id}")
        world.break_down(replace(reply, body=body))
    world.break_down(Reply(status=503), of="oai")
    code, printed = run(library, world, "add", str(SAM.id), "--patience", "0")
    assert code == 0
    assert "asking DataCite instead" in printed
    assert [paper and paper.source for paper in known(library, str(SAM.id))] == [DATACITE]
