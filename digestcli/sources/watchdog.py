"""An end to answers that never end."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self


class Watchdog:
    """Shuts the line of one exchange down when it has lasted `patience` seconds.

    A timeout of the socket counts from byte to byte, so a server that sends one now and then, in its
    headers or its body, would hold us for hours.
    """

    def __init__(self, patience: float) -> None:
        self.expired = False
        self._line: socket.socket | None = None
        self._timer = threading.Timer(patience, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def follow(self, event: str, info: Mapping[str, Any]) -> None:
        """Learn which line is used, from the steps httpx reports to a request's `trace`."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._line = info["return_value"].get_extra_info("socket")
            if self.expired:
                self._cut()

    def _expire(self) -> None:
        self.expired = True
        self._cut()

    def _cut(self) -> None:
        if self._line is not None:
            with suppress(OSError):  # the other side was quicker
                self._line.shutdown(socket.SHUT_RDWR)
