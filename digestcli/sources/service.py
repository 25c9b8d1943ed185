"""Where arXiv's API is and how it wants to be asked."""

from dataclasses import dataclass
from ipaddress import ip_address
from math import isfinite
from urllib.parse import urlsplit

from digestcli.errors import UsageError
from digestcli.messages import _

ARXIV_API_URL = "https://export.arxiv.org/api/query"
ARXIV_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org"})
LEAST_INTERVAL = 3.0  # arXiv's terms of use: no more than one request every three seconds


@dataclass(frozen=True, slots=True)
class Service:
    """The API's address, and the manners it is asked with; raises UsageError where those would be bad ones.

    In seconds: `interval` between two requests, `silence` between two bytes, `patience` for a whole answer.
    """

    api_url: str = ARXIV_API_URL
    interval: float = LEAST_INTERVAL
    contact: str | None = None  # a mail address for arXiv's operators
    silence: float = 20.0
    patience: float = 60.0

    def __post_init__(self) -> None:
        plain = self.api_url.isascii() and self.api_url.isprintable()
        if not (plain and self.host) or set(self.api_url) & set(" @?#{}\\"):
            raise UsageError(
                _("{url!r} is no address of an API").format(url=self.api_url),
                _("set DIGEST_ARXIV_URL to an address like {example}").format(example=ARXIV_API_URL),
            )
        if not self.api_url.startswith(("https://", "http://") if self.is_loopback else "https://"):
            raise UsageError(
                _("{url} is not asked without encryption").format(url=self.api_url),
                _("set DIGEST_ARXIV_URL to an address that begins with https://"),
            )
        if not (isfinite(self.interval) and self.interval >= (0 if self.is_loopback else LEAST_INTERVAL)):
            raise UsageError(
                _("arXiv asks for {least} seconds between requests, not {given}").format(
                    least=f"{LEAST_INTERVAL:g}", given=f"{self.interval:g}"
                ),
                _("unset DIGEST_INTERVAL, or set it to {least} or more").format(least=f"{LEAST_INTERVAL:g}"),
            )
        if self.contact and not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError(
                _("{contact!r} is no mail address").format(contact=self.contact),
                _("set DIGEST_CONTACT to an address like {example}").format(example="editor@example.org"),
            )

    @property
    def host(self) -> str:
        """The host's name, empty where the address has none."""
        try:
            parts = urlsplit(self.api_url)
            _port = parts.port  # raises where it is no number
        except ValueError:
            return ""
        return parts.hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether the API is a stand-in on this very machine."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False
