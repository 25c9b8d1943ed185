"""Facts that come later or from elsewhere: real processes, and a world that has its days."""

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

from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import ARXIV_API, DATACITE, OAI
from tests import atom, papers
from tests.days import DOWN, SAM, SEVEN, empty, env, issue, known, run
from tests.standin import THROTTLED, Reply, Standin
from tests.world import HEARING_CTRL_C

MANY = [replace(SAM, id=ArxivId(f"2301.{number:05}")) for number in range(101, 701)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return empty(tmp_path / "library")


@pytest.fixture
def world() -> Iterator[Standin]:
    with Standin((*papers.ALL, *MANY)) as running:
        yield running


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


def test_a_partial_paper_is_not_made_poorer(library: Library, world: Standin) -> None:
    run(library, world, "add", *SEVEN)
    world.break_down(DOWN)
    (library.papers / f"{SAM.id}.json").unlink()
    assert run(library, world, "fetch")[0] == 0
    assert len(world.asked("datacite")[-1].ids) == 1  # only what is lacking is asked for
    sources = Counter(paper.source for paper in known(library) if paper)
    assert sources == {ARXIV_API: 6, DATACITE: 1}


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
