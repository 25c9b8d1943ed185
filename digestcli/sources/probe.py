"""Whether addresses lead anywhere: each is asked for once, and of the answer only its status is read.

Every site is asked on one connection at a time, an interval apart, arXiv at its own pace; nobody is asked
twice, and whoever refuses is left alone. An address in an issue is anybody's: none that is in a private
network is asked, nor is one that leads there.
"""

import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from itertools import count
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.model.paper import ARXIV_API
from digestcli.model.probe import Outcome
from digestcli.sources.answer import Disbelief
from digestcli.sources.faults import BRIEF, LONGEST, WAITS, Fault
from digestcli.sources.http import Doorbell, Heading
from digestcli.sources.pace import Pace
from digestcli.sources.service import ARXIV_HOSTS, Service

PATIENCE = 300.0  # seconds for all addresses of a command
INTERVAL = 1.0  # seconds between two requests to one site
_AT_ONCE = 8  # sites
_MOST_REDIRECTS = 5
_ASK_WHOLE = frozenset({404, 405, 410, 501})  # to a HEAD: some sites answer it wrongly


class Prober:
    """A `Probe` that remembers what it was told; to be closed, as a context, when a command is done.

    `private` is for stand-ins on this very machine.
    """

    def __init__(
        self,
        service: Service,
        tell: Tell,
        *,
        patience: float = PATIENCE,
        interval: float = INTERVAL,
        private: bool = False,
    ) -> None:
        self._tell = tell
        self._private = private
        self._interval = interval
        self._until = time.monotonic() + patience
        self._bell = Doorbell(service, self._may_enter, trust_env=not private)
        self._arxiv = Pace(service.interval, service.memory(ARXIV_API, service.api), tell)
        self._told: dict[str, Outcome] = {}
        self._lock = threading.Lock()
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self._proxies = {} if private else getproxies()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._until = 0.0  # whoever still waits asks no more
        self._bell.close()

    def __call__(self, url: str) -> Outcome:
        """What comes of asking for `url`, now or before."""
        known = self._told.get(url)
        if known is None:
            known = self._told[url] = self._asked(url.partition("#")[0])
        return known

    def ask_all(self, urls: Iterable[str]) -> None:
        """Asks for all of them, several sites at a time, so that calling is quick afterwards."""
        by_site: defaultdict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(urls):
            by_site[_site_of(url)].append(url)
        waiting = deque(by_site.values())
        total, asked = sum(map(len, waiting)), count(1)

        def work() -> None:
            while True:
                try:
                    site = waiting.popleft()
                except IndexError:
                    return
                for url in site:
                    self(url)
                    self._tell(Event(_("asking for addresses"), done=next(asked), total=total))

        workers = [threading.Thread(target=work, daemon=True) for _each in range(min(_AT_ONCE, len(waiting)))]
        for worker in workers:
            worker.start()
        for worker in workers:
            while worker.is_alive():  # so that Ctrl-C is heard meanwhile
                worker.join(0.2)

    def _asked(self, url: str) -> Outcome:
        try:
            for _hop in range(_MOST_REDIRECTS + 1):
                heading = self._heading(url)
                if heading.onward is None:
                    return Outcome(heading.status)
                url = heading.onward
        except Disbelief as fault:
            return Outcome(None, fault.why)
        return Outcome(None, _("it sends on and on without an end"))

    def _heading(self, url: str) -> Heading:
        """The beginning of the answer to one address; raises Disbelief where it is not asked, or silent."""
        host = _page_host(url)
        with self._turn(host):
            self._refuse_private(url, host)
            heading = self._bell.ring("HEAD", url)
        if heading.status in _ASK_WHOLE:
            with self._turn(host):
                heading = self._bell.ring("GET", url)
        if host in ARXIV_HOSTS and heading.status in {429, 503}:
            with self._arxiv.turn():
                wait = heading.wait if heading.wait is not None else WAITS[0] * self._arxiv.interval
                self._arxiv.leave_alone(min(wait, LONGEST))
        return heading

    def _refuse_private(self, url: str, host: str) -> None:
        """Raises Disbelief where the machines a name stands for may not be asked."""
        if self._is_behind_proxy(urlsplit(url).scheme, host):
            is_private = "." not in host or _is_private(host)
        else:
            is_private = any(map(_is_private, _machines(host))) and not self._private
        if is_private:
            raise Disbelief(_("it is in a private network"), Fault.UNSAFE)

    def _may_enter(self, address: str) -> bool:
        """Whether a machine may be asked; the environment's own proxy may."""
        return self._private or bool(self._proxies) or not _is_private(address)

    def _is_behind_proxy(self, scheme: str, host: str) -> bool:
        return bool({scheme, "all"} & self._proxies.keys()) and not proxy_bypass(host)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """The only connection to a site, in time; raises Disbelief where there is none left."""
        with self._lock:
            site = self._sites["arxiv.org" if host in ARXIV_HOSTS else host]
        with site.lock:
            if host in ARXIV_HOSTS:
                if self._arxiv.resting() > BRIEF:
                    raise Disbelief(_("arXiv was asked too often, and is left alone"), Fault.THROTTLED)
                with self._arxiv.turn():
                    self._in_time()
                    yield
                return
            time.sleep(max(0.0, min(site.next, self._until) - time.monotonic()))
            self._in_time()
            try:
                yield
            finally:
                site.next = time.monotonic() + self._interval

    def _in_time(self) -> None:
        if time.monotonic() >= self._until:
            raise Disbelief(_("no time was left to ask"), Fault.OVERLOADED)


class _Site:
    """One host, and the moment from which it may be asked again."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.next = 0.0


def _page_host(url: str) -> str:
    """The host of an address that a page may have; raises Disbelief for any other."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port  # raises where the port is no number
    except ValueError as fault:
        raise Disbelief(_("this is no address of a page"), Fault.UNSAFE) from fault
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        raise Disbelief(_("this is no address of a page"), Fault.UNSAFE)
    return host


def _site_of(url: str) -> str:
    """What is asked one address at a time: a host, or all of arXiv's."""
    try:
        host = _page_host(url)
    except Disbelief:
        return ""
    return "arxiv.org" if host in ARXIV_HOSTS else host


def _machines(host: str) -> list[str]:
    """The addresses a name stands for."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise Disbelief(_("no site of this name was found"), Fault.UNREACHABLE) from fault
    return [str(each[4][0]) for each in found]


def _is_private(host: str) -> bool:
    """Whether it is the address of a machine that the world does not reach; a name is none."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not address.is_global or address.is_multicast
