"""arXiv's bad days: the section stands, the facts are right or none, and nobody is pestered."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.paper import ARXIV_API, DATACITE, OAI
from tests import atom, papers
from tests.standin import THROTTLED, Reply, Request, Standin
from tests.test_faults import FAULTS
from tests.world import digest, environment

SAM = papers.SEVEN[0]
INTERVAL = 0.02  # so a try is 0.2 s after the first, and 0.4 s after the second
API, TWICE, THRICE = ("api",), ("api", "api"), ("api", "api", "api")
ONE, BY_OAI = ("datacite",), ("oai", "oai")
BROKEN = Reply(status=500)


def throttled(after: str, **headers: str) -> Reply:
    return Reply(status=429, body=THROTTLED.body, headers={"Retry-After": after, **headers})


@dataclass(frozen=True)
class Day:
    """How the services answer all day long, and what one `add` is to come to."""

    broken: Mapping[str, Reply]
    asked: tuple[str, ...]  # the services, in order
    source: str | None  # of the facts; None: they are still pending
    words: str  # on stderr
    options: tuple[str, ...] = ()
    apart: float = 0.0  # seconds between requests to arXiv, at the least
    cools: bool = False  # whether the next command leaves arXiv alone too

    @property
    def code(self) -> int:
        return 0 if self.source else 5


def falls_back(name: str, asked: tuple[str, ...], source: str = DATACITE) -> Day:
    """The API fails as the fault `name` all day, and its deputies are well."""
    reply, _tries, words = FAULTS[name]
    return Day({"api": reply}, asked, source, words)


DAYS: dict[str, Day] = {
    "a good day": Day({}, API, ARXIV_API, ""),
    "429": Day({"api": THROTTLED}, (*API, *ONE), DATACITE, "(HTTP 429); asking DataCite instead"),
    "429, back at once": Day({"api": throttled("0")}, (*TWICE, *ONE), DATACITE, "asking DataCite instead"),
    "429, back in a second": Day(
        {"api": throttled("1")}, (*TWICE, *ONE), DATACITE, "asking DataCite instead", apart=1
    ),
    "429, back at a time": Day(
        {"api": throttled("Sat, 1 Jan 2000 00:00:01 GMT", Date="Sat, 1 Jan 2000 00:00:00 GMT")},
        (*TWICE, *ONE), DATACITE, "asking DataCite instead", apart=1,
    ),
    "429, back next month": Day(
        {"api": throttled("2600000")}, (*API, *ONE), DATACITE, "asking DataCite instead", cools=True
    ),
    "429, back sometime": Day({"api": throttled("soon")}, (*API, *ONE), DATACITE, "(HTTP 429)"),
    "200 rate exceeded": falls_back("200 rate exceeded", (*API, *ONE)),
    "403": falls_back("403", (*API, *ONE)),
    "404": falls_back("404", (*API, *ONE)),
    "400 in our words": falls_back("400 in our words", (*API, *ONE)),
    "400 of another kind": falls_back("400 of another kind", (*API, *ONE)),
    "503": falls_back("503", (*THRICE, *BY_OAI), OAI),
    "503, back in a second": Day(
        {"api": Reply(status=503, headers={"Retry-After": "1"})}, (*THRICE, *BY_OAI), OAI, "(HTTP 503)"
    ),
    "503, no patience": Day(
        {"api": Reply(status=503)}, (*API, *ONE), DATACITE, "more than --patience allows", ("--patience", "0")
    ),
    "503, back next month": Day(
        {"api": Reply(status=503, headers={"Retry-After": "2600000"})}, (*API, *BY_OAI), OAI,
        "waiting 2600000 s for it is more than --patience allows",
    ),
    "406": falls_back("406", (*THRICE, *ONE)),
    "500": falls_back("500", (*THRICE, *ONE)),
    "html": falls_back("html", (*THRICE, *ONE)),
    "empty": falls_back("empty", (*THRICE, *ONE)),
    "sent without a place": falls_back("sent without a place", (*THRICE, *ONE)),
    "cut": falls_back("cut", (*THRICE, *ONE)),
    "reset": falls_back("reset", (*THRICE, *ONE)),
    "cut in the authors": Day(
        {"api": Reply(change=lambda body: body[: body.index(b"</author>") - 5])},
        (*THRICE, *ONE), DATACITE, "arXiv: the XML is damaged",
    ),
    "a count of more": falls_back("a count of more", (*THRICE, *ONE)),
    "200 error entry": falls_back("200 error entry", (*API, *ONE)),
    "an error among papers": Day(
        {"api": Reply(change=lambda body: body.replace(b"</feed>", _error_entry() + b"</feed>"))},
        (*API, *ONE), DATACITE, "it refuses the request: start must be an integer",
    ),
    "bomb": falls_back("bomb", (*API, *ONE)),
    "sent elsewhere": falls_back("sent elsewhere", (*API, *ONE)),
    "outside entity": falls_back("outside entity", (*THRICE, *ONE)),
    "latin-1": falls_back("latin-1", (*THRICE, *ONE)),
    "a wrong charset in the header": Day(
        {"api": Reply(headers={"Content-Type": "application/atom+xml; charset=gbk"})}, API, ARXIV_API, ""
    ),
    "silent": falls_back("silent", (*THRICE, *BY_OAI), OAI),
    "dripping": Day(
        {"api": Reply(drip=0.2)}, (*THRICE, *BY_OAI), OAI, "arXiv: the answer took too long to arrive"
    ),
    "503, OAI too": Day(
        {"api": Reply(status=503), "oai": Reply(status=503)}, (*THRICE, "oai", "oai", "oai", *ONE), DATACITE,
        "arXiv's OAI-PMH: it is overloaded, or asked too often (HTTP 503); asking DataCite instead",
    ),
    "everything down": Day(
        {"api": BROKEN, "oai": BROKEN, "datacite": BROKEN},
        (*THRICE, "datacite", "datacite", "datacite"), None,
        "error: no answer about 1 paper: arXiv: it failed (HTTP 500); DataCite: it failed (HTTP 500)",
    ),
    "429 everywhere": Day(
        {"api": THROTTLED, "datacite": THROTTLED}, (*API, *ONE), None,
        "hint: later: digest fetch",
    ),
    "a web page everywhere": Day(
        {name: Reply(body=b"<html>Log in</html>") for name in ("api", "oai", "datacite")},
        (*THRICE, "datacite", "datacite", "datacite"), None, "a web page came instead",
    ),
    "offline": Day({}, (), None, "nobody was asked about 1 paper; later: digest fetch", ("--offline",)),
}  # fmt: skip


def _error_entry() -> bytes:
    body = atom.error("start must be an integer")
    return body[body.index(b"<entry>") : body.index(b"</feed>")]


@dataclass(frozen=True)
class Outcome:
    """What became of one `add` and, if there was one, of the command after it."""

    code: int
    err: str
    requests: tuple[Request, ...]
    again: tuple[Request, ...]
    library: Library = field(repr=False)


def outcome(folder: Path, day: Day) -> Outcome:
    library = Library(folder / "library")
    library.root.mkdir(parents=True)
    library.settings.touch()
    with Standin(papers.ALL) as world:
        for service, reply in day.broken.items():
            world.break_down(reply, of=service)
        env = environment(
            folder,
            world.url,
            DIGEST_OAI_URL=world.oai_url,
            DIGEST_DATACITE_URL=world.datacite_url,
            DIGEST_INTERVAL=str(INTERVAL),
            DIGEST_TIMEOUT="0.5",
        )
        done = digest(["add", str(SAM.id), *day.options], library.root, env)
        requests = tuple(world.requests)
        if day.cools:
            digest(["add", str(papers.OLD.id), "--patience", "0"], library.root, env)
        return Outcome(
            done.returncode, done.stderr.decode(), requests, tuple(world.requests[len(requests) :]), library
        )


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every day at once: most of their time is spent waiting."""
    folders = {name: tmp_path_factory.mktemp("day") for name in DAYS}
    with ThreadPoolExecutor(6) as pool:
        runs = {name: pool.submit(outcome, folders[name], day) for name, day in DAYS.items()}
        return {name: run.result() for name, run in runs.items()}


@pytest.mark.parametrize("name", DAYS)
def test_a_bad_day_ends_well(outcomes: dict[str, Outcome], name: str) -> None:
    day, seen = DAYS[name], outcomes[name]
    assert seen.code == day.code, seen.err
    assert day.words in seen.err
    assert "Traceback" not in seen.err
    assert tuple(request.service for request in seen.requests) == day.asked
    text = (seen.library.issues / "2023-W14.md").read_text(encoding="utf-8")
    assert text.count("## 2304.02643") == 1
    paper = paper_files.load(seen.library, SAM.id)
    assert (paper and paper.source) == day.source
    if paper:
        assert paper.title == SAM.title
        assert [author.name for author in paper.authors] == [author.name for author in SAM.authors]


@pytest.mark.parametrize("name", DAYS)
def test_arxiv_is_asked_no_faster_than_it_wants(outcomes: dict[str, Outcome], name: str) -> None:
    asked = [request for request in outcomes[name].requests if request.service in {"api", "oai"}]
    for earlier, later in pairwise(asked):
        is_retry = earlier.target == later.target and DAYS[name].apart == 0 and "at once" not in name
        assert later.time - earlier.time >= max(DAYS[name].apart, 10 * INTERVAL if is_retry else INTERVAL)


@pytest.mark.parametrize("name", ["429", "429, back sometime", "200 rate exceeded", "429 everywhere"])
def test_a_refusal_is_remembered_for_ten_intervals_and_some_more(
    outcomes: dict[str, Outcome], name: str
) -> None:
    (memory,) = (outcomes[name].library.root.parent / ".cache").rglob("arxiv-*.json")
    noted = json.loads(memory.read_text(encoding="utf-8"))
    assert noted["strikes"] == 1
    assert 10 * INTERVAL <= noted["rest"] <= 12.5 * INTERVAL


@pytest.mark.parametrize("name", [name for name, day in DAYS.items() if day.cools])
def test_the_next_command_leaves_arxiv_alone_too(outcomes: dict[str, Outcome], name: str) -> None:
    assert {request.service for request in outcomes[name].again} == {"datacite"}
    (memory,) = (outcomes[name].library.root.parent / ".cache").rglob("arxiv-*.json")
    assert json.loads(memory.read_text(encoding="utf-8"))["rest"] == 24 * 3600  # a day at the most


def test_the_report_in_the_docs_is_of_these_days() -> None:
    text = (Path(__file__).parents[1] / "docs" / "bad-days.md").read_text(encoding="utf-8")
    told = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in text.split("\n") if "; exit " in line
    ]
    assert [name for name, _expected, _got in told] == list(DAYS)
    for name, expected, got in told:
        assert expected == got, name
