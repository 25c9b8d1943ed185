"""The ways to the services that one command asks: each at its pace, all with the same patience."""

from types import TracebackType
from typing import Self

from digestcli.messages import _
from digestcli.model.event import Tell
from digestcli.model.paper import SOURCE_NAMES
from digestcli.sources.http import Connection
from digestcli.sources.pace import Pace
from digestcli.sources.polite import Patience, PoliteLine
from digestcli.sources.service import Address, Service

XML = "application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
JSON = "application/vnd.api+json, application/json;q=0.9, */*;q=0.1"


class Lines:
    """Opened one by one, and closed together as a context."""

    def __init__(self, service: Service, tell: Tell) -> None:
        self.patience = Patience(service.patience)
        self._service = service
        self._tell = tell
        self._connections: list[Connection] = []

    def to(self, source: str, address: Address, interval: float, accept: str) -> PoliteLine:
        """A line to a source, by its name in `model.paper`, and to all its hosts."""
        connection = Connection(address, self._service, accept)
        self._connections.append(connection)
        pace = Pace(interval, self._service.memory(source, address), self._tell)
        return PoliteLine(_(SOURCE_NAMES[source]), connection, pace, self.patience, self._tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection in self._connections:
            connection.__exit__(kind, fault, trace)
