"""The door to the network: whole answers within our limits, from the host that was asked, or none."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import httpx

from digestcli import __version__
from digestcli.errors import NetworkError
from digestcli.messages import _
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.faults import Fault
from digestcli.sources.service import ARXIV_HOSTS, Address, Service
from digestcli.sources.watchdog import Watchdog
from digestcli.values import dataclass

if TYPE_CHECKING:
    from ssl import SSLContext

_LARGEST = 10 * 2**20  # bytes of an answer, decoded; a hundred papers of a thousand authors fit in
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Connection:
    """A way to one service. Honours the environment's proxies, except on the way to this very machine."""

    def __init__(self, address: Address, service: Service, accept: str) -> None:
        self._deadline = service.deadline
        self._client = _client(
            service,
            {"Accept": accept, "Accept-Encoding": "gzip"},
            trust_env=not address.is_loopback,
            connections=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str) -> Answer | str:
        """The answer to one request, or where the service sends on to; raises Disbelief for neither."""
        with self._response(httpx.URL(url)) as response:
            if response.status_code in _REDIRECTS:
                return _way_on(response)
            _check(response)
            return _whole(response)

    @contextmanager
    def _response(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """The answer as it arrives, cut off when all of it took too long."""
        with Watchdog(self._deadline) as watchdog:
            try:
                with self._client.stream("GET", url, extensions={"trace": watchdog.follow}) as response:
                    yield response
            except (httpx.TransportError, httpx.InvalidURL) as fault:
                raise _broken(fault, expired=watchdog.expired) from fault


@cache
def trusted(*, trust_env: bool) -> "SSLContext":
    """The certificates that are believed, read once: that takes 30 ms, longer than the rest of a client."""
    return httpx.create_ssl_context(trust_env=trust_env)


def _client(
    service: Service, headers: Mapping[str, str], *, trust_env: bool, connections: int
) -> httpx.Client:
    """A client that says who asks, and that keeps no connection."""
    contact = f" (+mailto:{service.contact})" if service.contact else ""
    try:
        return httpx.Client(
            headers={"User-Agent": f"digest/{__version__}{contact}", **headers},
            timeout=service.silence,
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=0),
            trust_env=trust_env,
            verify=trusted(trust_env=trust_env),
        )
    except (ImportError, ValueError, httpx.InvalidURL) as fault:
        raise NetworkError(
            _("the environment's proxy cannot be used: {reason}").format(reason=fault),
            _("set HTTPS_PROXY to an address like {example}, and unset ALL_PROXY").format(
                example="http://127.0.0.1:7890"
            ),
        ) from fault


@dataclass(frozen=True, slots=True)
class Heading:
    """What an answer begins with: its status, where it sends on to, the seconds it asks us to wait."""

    status: int
    onward: str | None = None
    wait: float | None = None


class Doorbell:
    """Asks any site for an address and reads no more than the beginning of the answer.

    `may_enter` is given the address of each machine that a connection was made to, before it is asked.
    """

    def __init__(self, service: Service, may_enter: Callable[[str], bool], *, trust_env: bool) -> None:
        self._deadline = service.deadline
        self._may_enter = may_enter
        self._client = _client(service, {"Accept": "*/*"}, trust_env=trust_env, connections=8)

    def close(self) -> None:
        self._client.close()

    def ring(self, method: str, url: str) -> Heading:
        """The beginning of the answer; raises Disbelief where there is none."""
        with Watchdog(self._deadline) as watchdog:

            def follow(event: str, info: Mapping[str, Any]) -> None:
                watchdog.follow(event, info)
                if event.endswith("connect_tcp.complete"):
                    self._look_at(info["return_value"])

            try:
                with self._client.stream(method, url, extensions={"trace": follow}) as response:
                    return _heading(response)
            except (httpx.TransportError, httpx.InvalidURL, UnicodeError) as fault:  # of an odd name
                raise _broken(fault, expired=watchdog.expired) from fault

    def _look_at(self, line: Any) -> None:
        """Hangs up where the other side is none that may be asked."""
        if not self._may_enter(line.get_extra_info("server_addr")[0]):
            line.close()
            raise Disbelief(_("it is in a private network"), Fault.UNSAFE)


def _heading(response: httpx.Response) -> Heading:
    onward = None
    if response.status_code in _REDIRECTS and (location := response.headers.get("location")):
        try:
            onward = str(response.url.join(location))
        except httpx.InvalidURL as fault:
            raise Disbelief(_("it sends on to nowhere"), Fault.UNSAFE) from fault
    return Heading(response.status_code, onward, _retry_after(response.headers))


def _way_on(response: httpx.Response) -> str:
    """Where a redirect leads, if that is the same service over an encrypted line."""
    here = response.url
    location = response.headers.get("location", "")
    try:
        there = here.join(location)
    except httpx.InvalidURL as fault:
        raise Disbelief(_("it sends on to nowhere"), Fault.UNSAFE) from fault
    if not location:
        raise Disbelief(_("it sends on to nowhere"))
    if there.scheme == "http" and there.host in ARXIV_HOSTS and there.port is None:
        there = there.copy_with(scheme="https")
    among_arxivs = there.scheme == "https" and {here.host, there.host} <= ARXIV_HOSTS and not there.port
    at_home = (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port)
    if there.userinfo or not (among_arxivs or at_home):
        raise Disbelief(
            _("it sends on to {url}, and that is not followed").format(url=str(there)[:80]), Fault.UNSAFE
        )
    return str(there)


def _broken(fault: Exception, *, expired: bool) -> Disbelief:
    """What a line that failed is told as."""
    if expired:
        return Disbelief(_("the answer took too long to arrive"), Fault.OVERLOADED)
    if isinstance(fault, httpx.TimeoutException):
        return Disbelief(_("it was silent for too long"), Fault.OVERLOADED)
    reason = str(fault) or type(fault).__name__
    if isinstance(fault, httpx.ConnectError | httpx.ProxyError):
        return Disbelief(_("no connection ({reason})").format(reason=reason), Fault.UNREACHABLE)
    return Disbelief(_("the connection broke ({reason})").format(reason=reason))


def _check(response: httpx.Response) -> None:
    """Only 200, and the 400 that says what is wrong with a request, have a body worth reading."""
    status = response.status_code
    match status:
        case 200 | 400:
            return
        case 403:
            raise Disbelief(
                _("it refuses this computer or network (HTTP 403)"),
                Fault.FORBIDDEN,
                hint=_("stop asking for some hours; DIGEST_CONTACT=you@example.org tells it who asks"),
            )
        case 404:
            raise Disbelief(_("there is no API at this address (HTTP 404)"), Fault.REFUSED)
        case 406 | 429 | 503:
            fault = {406: Fault.BROKEN, 429: Fault.THROTTLED, 503: Fault.OVERLOADED}[status]
            why = _("it is overloaded, or asked too often (HTTP {status})").format(status=status)
            raise Disbelief(why, fault, wait=_retry_after(response.headers))
        case _:
            fault = Fault.BROKEN if status >= 500 else Fault.REFUSED
            why = _("it failed (HTTP {status})").format(status=status)
            raise Disbelief(why, fault, wait=_retry_after(response.headers))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds a service asks us to wait, given as such or as a date (RFC 9110, 10.2.3)."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    until = _moment(said)
    if until is None:
        return None
    now = _moment(headers.get("date", "")) or time.time()  # by its own clock: ours may be wrong
    return max(0.0, until - now)


def _moment(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _whole(response: httpx.Response) -> Answer:
    """All of an answer, decoded, within our limit of its size however it is packed."""
    decode = _decoder(response.headers)
    body = bytearray()
    packed = 0
    for chunk in response.iter_raw():
        packed += len(chunk)
        body += decode(chunk, _LARGEST + 1 - len(body))
        if max(packed, len(body)) > _LARGEST:
            raise Disbelief(
                _("the answer is larger than {size} MB").format(size=_LARGEST >> 20), Fault.UNSAFE
            )
    body += decode(b"", 1)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status_code, media_type, bytes(body), _retry_after(response.headers))


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
