"""Addresses asked for at a real server: once each, one at a time, never in a private network."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from digestcli.model.paper import ARXIV_API
from digestcli.model.probe import Outcome
from digestcli.sources import Service
from digestcli.sources.answer import Disbelief
from digestcli.sources.http import Doorbell
from digestcli.sources.pace import Pace
from digestcli.sources.probe import Prober, _is_private
from tests.asking import quiet

OURS = Service(interval=3, silence=1, deadline=2)


@dataclass
class Site:
    """Answers a path with the status it begins with: `/404`, `/head405`, `/to/PATH`, `/hang`."""

    url: str = ""
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    @property
    def requests(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _moment in self.asked]

    def answer(self, method: str, path: str) -> tuple[int, Mapping[str, str]]:
        if path.startswith("/to/"):
            return 302, {"Location": path.removeprefix("/to/")}
        if path == "/ring":
            return 301, {"Location": path}
        if path.startswith("/head"):
            return (int(path[5:8]) if method == "HEAD" else 200), {}
        return int(path[1:4]), {}


@contextmanager
def site() -> Iterator[Site]:
    told = Site()
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            told.asked.append((self.command, self.path, time.monotonic()))
            told.at_once += 1
            told.most_at_once = max(told.most_at_once, told.at_once)
            if self.path == "/hang":
                done.wait(5)
            else:
                status, headers = told.answer(self.command, self.path)
                self.send_response(status)
                for name, value in {"Content-Length": "1000000000", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
            told.at_once -= 1

        do_GET = do_HEAD  # noqa: N815 - a body that never comes: nobody may wait for it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
            """Keep a test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield told
    finally:
        done.set()
        server.shutdown()
        server.server_close()


@contextmanager
def prober(*, interval: float = 0, patience: float = 10) -> Iterator[Prober]:
    with Prober(OURS, quiet, interval=interval, patience=patience, private=True) as found:
        yield found


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 410, 429, 500, 503])
def test_the_status_is_what_the_site_says(status: int) -> None:
    with site() as told, prober() as probe:
        assert probe(f"{told.url}/{status}/page#part") == Outcome(status)
        assert probe(f"{told.url}/{status}/page#part").status == status
    methods = ["HEAD", "GET"] if status in {404, 410} else ["HEAD"]
    assert told.requests == [(method, f"/{status}/page") for method in methods]  # asked once, body unread


@pytest.mark.parametrize("status", [404, 405, 410, 501])
def test_a_site_that_knows_no_head_is_asked_again(status: int) -> None:
    with site() as told, prober() as probe:
        assert probe(f"{told.url}/head{status}").is_there
    assert told.requests == [("HEAD", f"/head{status}"), ("GET", f"/head{status}")]


def test_redirects_are_followed_to_their_end_and_not_for_ever() -> None:
    with site() as told, prober() as probe:
        assert probe(f"{told.url}/to//to//200").is_there
        assert probe(f"{told.url}/to//404").is_gone
        told.asked.clear()
        assert probe(f"{told.url}/ring") == Outcome(None, "it sends on and on without an end")
        assert len(told.asked) == 6


@pytest.mark.parametrize(
    "there",
    ["file:///etc/passwd", "ftp://example.org/", "http://user@127.0.0.1/", "http://[", "javascript:1"],
)
def test_what_is_no_page_is_not_asked_for(there: str) -> None:
    with site() as told, prober() as probe:
        assert probe(there).status is None
        assert probe(f"{told.url}/to/{there}").status is None
    assert len(told.requests) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://\0",
        f"https://{'a' * 300}/",
        "http://127.0.0.1:1/\ud800",
        "http://127.0.0.1:99999/",
        "http://０.0.0.0/",
        "http://127.0.0.1:1/汉字",
        f"http://127.0.0.1:1/{'x' * 100_000}",
    ],
)
def test_an_odd_address_stops_no_other(url: str) -> None:
    with prober() as probe:
        assert probe(url).status is None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"],  # noqa: S104
)
def test_nobody_in_a_private_network_is_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.upper(), raising=False)
    with site() as told, Prober(OURS, quiet) as probe:
        outcome = probe(f"http://{host}:{told.url.rpartition(':')[2]}/200")
        assert outcome.status is None
        assert outcome.why in {"it is in a private network", "no site of this name was found"}
    assert told.asked == []


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("169.254.169.254", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("100.64.0.1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("224.0.0.1", True),
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
    ],
)
def test_which_machines_the_world_does_not_reach(address: str, *, private: bool) -> None:
    assert _is_private(address) is private


def test_a_line_into_a_private_network_is_cut_before_anything_is_said() -> None:
    """A name may stand for another machine by the time it is connected to."""
    seen: list[str] = []

    def never(address: str) -> bool:
        seen.append(address)
        return False

    bell = Doorbell(OURS, never, trust_env=False)
    with site() as told, pytest.raises(Disbelief, match="private network"):
        bell.ring("HEAD", f"{told.url}/200")
    bell.close()
    assert seen == ["127.0.0.1"]
    assert told.asked == []


def test_a_site_is_asked_one_at_a_time_with_an_interval_between() -> None:
    with site() as told, prober(interval=0.2) as probe:
        urls = [f"{told.url}/200/{number}" for number in range(4)]
        probe.ask_all([*urls, *urls])
        assert all(probe(url).is_there for url in urls)
    assert told.most_at_once == 1
    moments = [moment for _method, _path, moment in told.asked]
    assert len(moments) == 4
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(moments))


def test_several_sites_are_asked_at_once() -> None:
    with site() as one, site() as other, prober() as probe:
        slow = other.url.replace("127.0.0.1", "localhost") + "/hang"
        probe.ask_all([slow, *(f"{one.url}/200/{number}" for number in range(3))])
        assert probe(slow).status is None
    assert len(one.asked) == 3
    assert one.asked[-1][2] < other.asked[0][2] + OURS.silence  # nobody waited for the silent one


def test_arxiv_is_asked_at_the_pace_that_all_commands_share(tmp_path: Path) -> None:
    service = replace(OURS, cache=tmp_path)
    memory = service.memory(ARXIV_API, service.api)
    assert memory
    pace = Pace(service.interval, memory, quiet)
    with Prober(service, quiet) as probe:
        with pace.turn():
            pace.leave_alone(3600)
        for host in ("arxiv.org", "www.arxiv.org", "export.arxiv.org"):
            outcome = probe(f"https://{host}/help")
            assert outcome.why == "arXiv was asked too often, and is left alone"


def test_a_silent_site_and_one_that_is_not_there_are_told_as_that() -> None:
    with site() as told, prober() as probe:
        assert probe(f"{told.url}/hang") == Outcome(None, "it was silent for too long")
    with prober() as probe:
        outcome = probe(f"{told.url}/200")
        assert outcome.status is None
        assert (outcome.why or "").startswith("no connection")


def test_patience_is_for_all_of_them() -> None:
    with site() as told, prober(patience=0.5, interval=0.4) as probe:
        urls = [f"{told.url}/200/{number}" for number in range(5)]
        probe.ask_all(urls)
        outcomes = [probe(url) for url in urls]
    assert outcomes[0].is_there
    assert outcomes[-1] == Outcome(None, "no time was left to ask")
    assert len(told.asked) <= 2
