"""The door to the network: one request at a time, at arXiv's pace, whole answers or none."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar

import httpx

from digestcli.errors import NetworkError
from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.service import ARXIV_API_URL, ARXIV_HOSTS, Service
from digestcli.sources.watchdog import Watchdog

TRIES = 3
_MOST_REDIRECTS = 3
_LARGEST = 10 * 2**20  # bytes of an answer, decoded; a hundred papers of a thousand authors fit in
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Believed = TypeVar("Believed")


class Gate:
    """Decides when the next request may start: `interval` seconds after the last one ended."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._ended: float | None = None

    @contextmanager
    def opened(self) -> Iterator[None]:
        if self._ended is not None:
            time.sleep(max(0.0, self._ended + self._interval - time.monotonic()))
        try:
            yield
        finally:
            self._ended = time.monotonic()


class Connection:
    """A way to one service. Honours the environment's proxies, except on the way to this very machine."""

    def __init__(self, service: Service, tell: Tell) -> None:
        self._service = service
        self._tell = tell
        self._gate = Gate(service.interval)
        contact = f" (+mailto:{service.contact})" if service.contact else ""
        try:
            self._client = httpx.Client(
                headers={
                    "User-Agent": f"digest/{version('digestcli')}{contact}",
                    "Accept": "application/atom+xml, application/xml;q=0.9, */*;q=0.1",
                    "Accept-Encoding": "gzip",
                },
                timeout=service.silence,
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
                trust_env=not service.is_loopback,
            )
        except (ImportError, ValueError, httpx.InvalidURL) as fault:
            raise NetworkError(
                _("the environment's proxy cannot be used: {reason}").format(reason=fault),
                _("set HTTPS_PROXY to an address like {example}, and unset ALL_PROXY").format(
                    example="http://127.0.0.1:7890"
                ),
            ) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        """What `believe` makes of the answer to `url`; it raises Disbelief at one that is none.

        Asks up to three times where that may help, then raises NetworkError.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return believe(self._get(httpx.URL(url)))
            except Disbelief as fault:
                if attempt == TRIES or not fault.again:
                    raise NetworkError(
                        _("no answer from {host}: {why}").format(host=self._service.host, why=fault.why),
                        fault.hint or _("nothing was changed: give the same command again in some minutes"),
                    ) from fault
                news = _("no answer from {host} yet: {why}; asking again")
                self._tell(Event(news.format(host=self._service.host, why=fault.why)))
        raise AssertionError("the last try returns or raises")

    def _get(self, url: httpx.URL) -> Answer:
        for _hop in range(_MOST_REDIRECTS + 1):
            with self._gate.opened(), self._response(url) as response:
                if response.status_code not in _REDIRECTS:
                    _check(response.status_code)
                    return _whole(response)
                url = self._way_on(response)
        raise Disbelief(_("it sends on and on without an end"), again=False)

    @contextmanager
    def _response(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """The answer as it arrives, cut off when all of it took too long."""
        with Watchdog(self._service.patience) as watchdog:
            try:
                with self._client.stream("GET", url, extensions={"trace": watchdog.follow}) as response:
                    yield response
            except (httpx.TransportError, httpx.InvalidURL) as fault:
                raise Disbelief(_reason(fault, expired=watchdog.expired)) from fault

    def _way_on(self, response: httpx.Response) -> httpx.URL:
        """Where a redirect leads, if that is the same service over an encrypted line."""
        here = response.url
        try:
            there = here.join(response.headers.get("location", ""))
        except httpx.InvalidURL as fault:
            raise Disbelief(_("it sends on to nowhere"), again=False) from fault
        if there.scheme == "http" and there.host in ARXIV_HOSTS and there.port is None:
            there = there.copy_with(scheme="https")
        among_arxivs = there.scheme == "https" and {here.host, there.host} <= ARXIV_HOSTS and not there.port
        at_home = (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port)
        if there.userinfo or not (among_arxivs or at_home):
            raise Disbelief(
                _("it sends on to {url}, and that is not followed").format(url=str(there)[:80]), again=False
            )
        return there


def _reason(fault: Exception, *, expired: bool) -> str:
    if expired:
        return _("the answer took too long to arrive")
    if isinstance(fault, httpx.TimeoutException):
        return _("it was silent for too long")
    reason = str(fault) or type(fault).__name__
    if isinstance(fault, httpx.ConnectError | httpx.ProxyError):
        return _("no connection ({reason})").format(reason=reason)
    return _("the connection broke ({reason})").format(reason=reason)


def _check(status: int) -> None:
    """Only 200, and the 400 that says what is wrong with a request, have a body worth reading."""
    match status:
        case 200 | 400:
            return
        case 403:
            raise Disbelief(
                _("it refuses this computer or network (HTTP 403)"),
                again=False,
                hint=_("stop asking for some hours; DIGEST_CONTACT=you@example.org tells arXiv who asks"),
            )
        case 404:
            raise Disbelief(
                _("there is no API at this address (HTTP 404)"),
                again=False,
                hint=_("unset DIGEST_ARXIV_URL, or set it to {example}").format(example=ARXIV_API_URL),
            )
        case 406 | 429 | 503:
            raise Disbelief(_("it is overloaded, or asked too often (HTTP {status})").format(status=status))
        case _:
            raise Disbelief(_("it failed (HTTP {status})").format(status=status), again=status >= 500)


def _whole(response: httpx.Response) -> Answer:
    """All of an answer, decoded, within our limit of its size however it is packed."""
    decode = _decoder(response.headers)
    body = bytearray()
    packed = 0
    for chunk in response.iter_raw():
        packed += len(chunk)
        body += decode(chunk, _LARGEST + 1 - len(body))
        if max(packed, len(body)) > _LARGEST:
            raise Disbelief(_("the answer is larger than {size} MB").format(size=_LARGEST >> 20), again=False)
    body += decode(b"", 1)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status_code, media_type, bytes(body))


def _decoder(headers: Mapping[str, str]) -> Callable[[bytes, int], bytes]:
    """A function of some bytes and the most to make of them; at the end it is given none."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        return lambda chunk, _most: chunk
    if coding != "gzip":
        raise Disbelief(_("the answer is packed in a way nobody asked for ({name})").format(name=coding[:20]))
    inflater = zlib.decompressobj(wbits=31)

    def inflate(chunk: bytes, most: int) -> bytes:
        try:
            plain = inflater.decompress(chunk, most)
        except zlib.error as fault:
            raise Disbelief(_("the answer is damaged ({reason})").format(reason=fault)) from fault
        if inflater.unused_data or not (chunk or inflater.eof):
            raise Disbelief(_("the answer is damaged ({reason})").format(reason=_("cut short")))
        return plain

    return inflate
