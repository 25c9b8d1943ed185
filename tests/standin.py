"""A stand-in for arXiv's API: a real server on this machine that answers like the real one, or as badly.

with Standin(papers) as arxiv:
    arxiv.script(THROTTLED, None, Reply(cut=100))  # the first, second, third request; then as it should
    ...  # ask arxiv.url
    assert len(arxiv.requests) == 3
"""

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from digestcli.model.paper import Paper
from tests import atom

ATOM = "application/atom+xml; charset=utf-8"
_WELL_FORMED = re.compile(r"\d{4}\.\d{4,5}(v\d*)?|[a-z-]+(\.[A-Z]{2})?/\d{2}[01]\d{4}(v\d*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in; `time` is time.monotonic()."""

    time: float
    target: str  # its path with the query, as sent
    params: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case

    @property
    def ids(self) -> tuple[str, ...]:
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


THROTTLED = Reply(status=429, body=b"Rate exceeded.", headers={"Content-Type": "text/plain"})


class Standin:
    """arXiv with `papers` and nothing else. Answers in its own order, not the request's."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.papers = tuple(papers)
        self.requests: list[Request] = []
        self.closed = threading.Event()
        self._script: deque[Reply | None] = deque()
        self._server = _Server(self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/api/query"

    def script(self, *replies: Reply | None) -> None:
        """Answer the next requests so, one each; None is the true answer, which also follows the last."""
        self._script.extend(replies)

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
        reply = (self._script.popleft() if self._script else None) or Reply()
        status, body = self._truth(request)
        return reply.status or status, reply.change(body) if reply.body is None else reply.body, reply

    def _truth(self, request: Request) -> tuple[int, bytes]:
        if urlsplit(request.target).path != "/api/query":
            return 404, b"Not Found"
        for name in request.params.get("id_list", "").split(","):
            if not _WELL_FORMED.search(name):
                return 400, atom.error(f"incorrect id format for {name}")
        most = int(request.params.get("max_results", "10"))
        found = [
            paper
            for paper in self.papers
            if {str(paper.id), str(paper.id.at(paper.version))} & set(request.ids)
        ]
        return 200, atom.feed(found[:most], most=most, total=len(found))


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
        if reply.hang:
            closed.wait()
            return
        headers = {"Content-Type": ATOM, "Content-Length": str(len(body)), "Connection": "close"}
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

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Keep a test's output clean."""
