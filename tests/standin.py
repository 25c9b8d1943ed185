"""A stand-in for arXiv and DataCite: a real server on this machine that answers like them, or as badly.

with Standin(papers) as arxiv:
    arxiv.script(THROTTLED, None, Reply(cut=100))  # the first, second, third request; then as it should
    arxiv.break_down(Reply(status=500), of="datacite")  # until further notice
    ...  # ask arxiv.url, arxiv.oai_url, arxiv.datacite_url, arxiv.rss_url
    assert [request.service for request in arxiv.requests] == ["api", "api", "oai"]
"""

import re
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from digestcli.model.identify import identify
from digestcli.model.paper import Paper
from tests import atom, datacite, oai, rss, searching

ATOM = "application/atom+xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
_FAILING = re.compile(r"/(\d{3})/")
_WELL_FORMED = re.compile(r"\d{4}\.\d{4,5}(v\d*)?|[a-z-]+(\.[A-Z]{2})?/\d{2}[01]\d{4}(v\d*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in; `time` is time.monotonic()."""

    time: float
    service: str  # api, oai, datacite or rss; "" for any other path
    target: str  # its path with the query, as sent
    params: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case

    @property
    def ids(self) -> tuple[str, ...]:
        """The papers asked for."""
        match self.service:
            case "oai":
                return (self.params.get("identifier", "").removeprefix("oai:arXiv.org:"),)
            case "datacite":
                return datacite.asked(self.params.get("query", ""))
            case _:
                return tuple(filter(None, self.params.get("id_list", "").split(",")))


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How to answer one request; what is not set is as it should be."""

    status: int | None = None
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # more, or instead; an empty value: left out
    change: Callable[[bytes], bytes] = bytes  # of the true body
    cut: int | None = None  # hang up after so many bytes of the body
    drip: float | None = None  # seconds before each byte of the body
    drip_headers: float | None = None  # seconds before each byte of an endless header
    hang: bool = False  # never answer
    reset: bool = False  # break the connection instead of an answer


PATHS = {"/api/query": "api", "/oai": "oai", "/dois": "datacite"}
FEEDS = "/rss/"
THROTTLED = Reply(status=429, body=b"Rate exceeded.", headers={"Content-Type": "text/plain"})


class Standin:
    """arXiv with `papers` and nothing else. Answers in its own order, not the request's."""

    def __init__(self, papers: Iterable[Paper], today: Sequence[Paper] = ()) -> None:
        self.papers = tuple(papers)
        self.today = tuple(today)  # what the feeds announce: replacements where the version is not the first
        self.most = 2000  # papers in a page of a search, however many are asked for
        self.removed: set[str] = set()  # ids that only OAI-PMH still speaks of
        self.only_oai: set[str] = set()  # papers that the API has mislaid
        self.requests: list[Request] = []
        self.closed = threading.Event()
        self._script: dict[str, deque[Reply | None]] = defaultdict(deque)
        self._broken: dict[str, Reply] = {}
        self._server = _Server(self)

    @property
    def url(self) -> str:
        return f"{self._root}/api/query"

    @property
    def oai_url(self) -> str:
        return f"{self._root}/oai"

    @property
    def datacite_url(self) -> str:
        return f"{self._root}/dois"

    @property
    def rss_url(self) -> str:
        return self._root

    def failing(self, status: int) -> str:
        """An address of the API at which it always fails so."""
        return f"{self._root}/{status}/api/query"

    @property
    def _root(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def script(self, *replies: Reply | None, of: str = "api") -> None:
        """Answer the next requests so, one each; None is the true answer, which also follows the last."""
        self._script[of].extend(replies)

    def break_down(self, reply: Reply, *, of: str = "api") -> None:
        """Answer every request so, until `mend`."""
        self._broken[of] = reply

    def mend(self) -> None:
        """All is well again."""
        self._broken.clear()

    def asked(self, service: str) -> list[Request]:
        """The requests that came to one of the services."""
        return [request for request in self.requests if request.service == service]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()

    def reply_to(self, request: Request) -> tuple[int, bytes, Reply]:
        """Status and body as arXiv would give them, and how the script wants them changed."""
        self.requests.append(request)
        script = self._script[request.service]
        reply = (script.popleft() if script else self._broken.get(request.service)) or Reply()
        if always := _FAILING.match(request.target):
            reply = Reply(status=int(always[1]))
        status, body = self._truth(request)
        return reply.status or status, reply.change(body) if reply.body is None else reply.body, reply

    def _truth(self, request: Request) -> tuple[int, bytes]:
        match request.service:
            case "api":
                return self._feed(request)
            case "oai":
                return 200, self._record(request)
            case "datacite":
                return 200, datacite.listing(paper for paper in self.papers if str(paper.id) in request.ids)
            case "rss":
                return 200, rss.feed(self.today, urlsplit(request.target).path.removeprefix(FEEDS).split("+"))
            case _:
                return 404, b"Not Found"

    def _record(self, request: Request) -> bytes:
        found = [paper for paper in self.papers if (str(paper.id),) == request.ids]
        if self.removed & set(request.ids):
            return oai.deleted(identify(request.ids[0]).id, request.params["metadataPrefix"])
        if not found:
            return oai.unknown()
        return oai.raw(found[0]) if request.params["metadataPrefix"] == "arXivRaw" else oai.record(found[0])

    def _feed(self, request: Request) -> tuple[int, bytes]:
        if search := request.params.get("search_query", ""):
            start, most = (int(request.params[name]) for name in ("start", "max_results"))
            most = min(most, self.most)
            found = searching.found(self.papers, search, request.params)
            return 200, atom.feed(found[start : start + most], most=most, total=len(found), start=start)
        for name in request.params.get("id_list", "").split(","):
            if not _WELL_FORMED.search(name):
                return 400, atom.error(f"incorrect id format for {name}")
        most = int(request.params.get("max_results", "10"))
        found = [
            paper
            for paper in self.papers
            if {str(paper.id), str(paper.id.at(paper.version))} & set(request.ids) - self.only_oai
        ]
        return 200, atom.feed(found[:most], most=most, total=len(found))


def _service(path: str) -> str:
    return "rss" if path.startswith(FEEDS) else PATHS.get(path, "")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True

    def __init__(self, standin: Standin) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.standin = standin


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        params = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        request = Request(
            time.monotonic(),
            _service(urlsplit(self.path).path),
            self.path,
            {name: values[0] for name, values in params.items()},
            {name.lower(): value for name, value in self.headers.items()},
        )
        try:
            self._send(*self.server.standin.reply_to(request))
        except ConnectionError:
            self.close_connection = True  # the client has had enough

    do_CONNECT = do_GET  # noqa: N815 - so a client that takes us for a proxy is seen

    def _send(self, status: int, body: bytes, reply: Reply) -> None:
        closed = self.server.standin.closed
        if reply.reset or reply.hang:
            self._say_nothing(reply)
            return
        kind = {"datacite": JSON, "rss": RSS}.get(_service(urlsplit(self.path).path), ATOM)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
        if "Date" in reply.headers:
            self.send_response_only(status)  # the other says what time it is
        else:
            self.send_response(status)
        for name, value in (headers | dict(reply.headers)).items():
            if value:
                self.send_header(name, value)
        if reply.drip_headers is not None:
            self.flush_headers()
            while not closed.wait(reply.drip_headers):
                self.wfile.write(b"X")
        self.end_headers()
        if reply.drip is None:
            self.wfile.write(body[: reply.cut])
            return
        for place in range(len(body)):
            if closed.wait(reply.drip):
                return
            self.wfile.write(body[place : place + 1])

    def _say_nothing(self, reply: Reply) -> None:
        """Stay silent, or leave: closing a line that may not linger resets it."""
        if reply.hang:
            self.server.standin.closed.wait()
            return
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise ConnectionResetError

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Keep a test's output clean."""
