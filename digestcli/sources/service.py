"""Where arXiv and its deputies are, and how they want to be asked."""

from ipaddress import ip_address
from math import isfinite
from pathlib import Path
from urllib.parse import urlsplit

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.values import dataclass

ARXIV_API_URL = "https://export.arxiv.org/api/query"
ARXIV_OAI_URL = "https://oaipmh.arxiv.org/oai"
DATACITE_URL = "https://api.datacite.org/dois"
ARXIV_RSS_URL = "https://rss.arxiv.org"
ARXIV_HOSTS = frozenset({
    "arxiv.org", "www.arxiv.org", "export.arxiv.org", "oaipmh.arxiv.org", "rss.arxiv.org",
})  # fmt: skip
LEAST_INTERVAL = 3.0  # arXiv's terms of use: one request every three seconds, over all its interfaces


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is asked; raises UsageError where that would be nowhere, or without encryption."""

    url: str
    variable: str  # what sets it in the environment
    usual: str

    def __post_init__(self) -> None:
        plain = self.url.isascii() and self.url.isprintable()
        if not (plain and self.host) or set(self.url) & set(" @?#{}\\"):
            raise UsageError(
                _("{url!r} is no address of an API").format(url=self.url),
                _("set {variable} to an address like {example}").format(
                    variable=self.variable, example=self.usual
                ),
            )
        if not self.url.startswith(("https://", "http://") if self.is_loopback else "https://"):
            raise UsageError(
                _("{url} is not asked without encryption").format(url=self.url),
                _("set {variable} to an address that begins with https://").format(variable=self.variable),
            )

    @property
    def host(self) -> str:
        """The host's name, empty where the address has none."""
        try:
            parts = urlsplit(self.url)
            _port = parts.port  # raises where it is no number
        except ValueError:
            return ""
        return parts.hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether the service is a stand-in on this very machine."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_arxivs(self) -> bool:
        """Whether it is one of arXiv's own hosts, however it is spelled."""
        return self.host in ARXIV_HOSTS

    @property
    def place(self) -> str:
        """The service's host as a part of a file's name; all of arXiv's are one."""
        if self.is_arxivs:
            return "arxiv.org"
        return "".join(
            letter if letter.isalnum() or letter in ".-" else "_" for letter in urlsplit(self.url).netloc
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everybody who is asked for papers, and the manners; raises UsageError where those would be bad ones.

    `oai_url`, `datacite_url` and `rss_url` are those of the world if arXiv's API is asked at its own address,
    and nobody's if a stand-in or a mirror is asked in its place, unless they are given. Times are in seconds.
    """

    api_url: str = ARXIV_API_URL
    oai_url: str | None = None
    datacite_url: str | None = None
    rss_url: str | None = None
    interval: float = LEAST_INTERVAL  # between two requests to arXiv, over all processes
    contact: str | None = None  # a mail address for the services' operators
    patience: float = 60.0  # waited in all where a service is in trouble
    silence: float = 20.0  # between two bytes of an answer
    deadline: float = 60.0  # for a whole answer
    cache: Path | None = None  # where the pace is kept; without it, it is this process's alone

    def __post_init__(self) -> None:
        free = all(address.is_loopback for address in (self.api, self.oai, self.rss) if address)
        if not (isfinite(self.interval) and self.interval >= (0 if free else LEAST_INTERVAL)):
            raise UsageError(
                _("arXiv asks for {least} seconds between requests, not {given}").format(
                    least=f"{LEAST_INTERVAL:g}", given=f"{self.interval:g}"
                ),
                _("unset DIGEST_INTERVAL, or set it to {least} or more").format(least=f"{LEAST_INTERVAL:g}"),
            )
        if not (isfinite(self.patience) and self.patience >= 0):
            raise UsageError(
                _("{given} is no number of seconds to be patient").format(given=self.patience),
                "--patience 60",
            )
        if self.contact and not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError(
                _("{contact!r} is no mail address").format(contact=self.contact),
                _("set DIGEST_CONTACT to an address like {example}").format(example="editor@example.org"),
            )
        _valid = self.datacite  # raises

    @property
    def api(self) -> Address:
        return Address(self.api_url, "DIGEST_ARXIV_URL", ARXIV_API_URL)

    @property
    def oai(self) -> Address | None:
        return self._deputy(self.oai_url, "DIGEST_OAI_URL", ARXIV_OAI_URL)

    @property
    def datacite(self) -> Address | None:
        return self._deputy(self.datacite_url, "DIGEST_DATACITE_URL", DATACITE_URL)

    @property
    def rss(self) -> Address | None:
        return self._deputy(self.rss_url, "DIGEST_RSS_URL", ARXIV_RSS_URL)

    def memory(self, name: str, address: Address) -> Path | None:
        """Where one process tells the next when the source `name` was asked, and whether it is left alone."""
        return self.cache / "pace" / f"{name}-{address.place}.json" if self.cache else None

    def _deputy(self, given: str | None, variable: str, usual: str) -> Address | None:
        url = given or (usual if self.api.is_arxivs else None)
        return Address(url, variable, usual) if url else None
