"""The way to one service: at its pace, and each of its faults met as the table says."""

import random
import time
from collections.abc import Callable
from itertools import count

from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.sources.answer import Answer, Believed, Disbelief
from digestcli.sources.faults import BRIEF, JITTER, LONGEST, REMEDIES, WAITS, Fault, Rest
from digestcli.sources.http import Connection
from digestcli.sources.pace import Pace
from digestcli.values import dataclass

_MOST_REDIRECTS = 3


class Patience:
    """The seconds that may still be waited, over all services, because one is in trouble."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def allows(self, seconds: float) -> bool:
        """Whether so long may be waited; if so, it is spent."""
        if seconds > self.left:
            return False
        self.left -= seconds
        return True


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where a service sends on to, within itself."""

    url: str


class PoliteLine:
    """A `Line` to all the hosts of one service; its user knows the service as `name`."""

    def __init__(self, name: str, connection: Connection, pace: Pace, patience: Patience, tell: Tell) -> None:
        self.name = name
        self._connection = connection
        self._pace = pace
        self._patience = patience
        self._tell = tell
        self._closed: Disbelief | None = None  # why nothing more is asked before the command ends

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        """What `believe` makes of the answer to `url`, which is asked for again where that may help.

        Raises Disbelief where it may not, where the service is to be left alone, and where waiting for it
        would take more patience than there is.
        """
        for tries in count(1):
            try:
                return self._once(url, believe)
            except Disbelief as fault:
                remedy = REMEDIES[fault.fault]
                if tries >= remedy.tries or not self._has_waited(fault, tries):
                    if remedy.rest is not Rest.NONE:
                        self._closed = fault
                    raise
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        for _hop in range(_MOST_REDIRECTS + 1):
            found = self._found(url, believe)
            if not isinstance(found, _Onward):
                return found
            url = found.url
        raise Disbelief(_("it sends on and on without an end"), Fault.UNSAFE)

    def _found(self, url: str, believe: Callable[[Answer], Believed]) -> "Believed | _Onward":
        """What comes of one request, made in its turn; raises Disbelief where it may not be made."""
        while True:
            self._leave_alone()
            with self._pace.turn():
                if self._pace.resting():  # another process was refused while this one stood in line
                    continue
                try:
                    answer = self._connection.get(url)
                    self._pace.answered()
                    found = _Onward(answer) if isinstance(answer, str) else believe(answer)
                except Disbelief as fault:
                    if REMEDIES[fault.fault].rest is Rest.COOLED:
                        self._pace.leave_alone(min(self._pause(fault, self._pace.strikes), LONGEST))
                    raise
                self._pace.forgive()
                return found

    def _leave_alone(self) -> None:
        """Returns once the service may be asked; raises Disbelief where that is too long to wait."""
        if self._closed:
            raise self._closed
        left = self._pace.resting()
        if left > BRIEF or not self._patience.allows(left):
            raise self._resting(left)
        if left:
            self._wait(left, _("it wants to be left alone"))

    def _resting(self, left: float) -> Disbelief:
        why = _("it was asked too often, and is left alone for another {seconds} s")
        self._closed = Disbelief(why.format(seconds=_whole(left)), Fault.THROTTLED)
        return self._closed

    def _has_waited(self, fault: Disbelief, tries: int) -> bool:
        """Whether the same may be asked again: it may once the pause before that is over."""
        if fault.fault is Fault.THROTTLED and (fault.wait is None or fault.wait > BRIEF):
            return False
        pause = self._pause(fault, tries - 1)
        if self._patience.allows(pause):
            self._wait(pause, fault.why)
            return True
        news = _("{name}: {why}; waiting {seconds} s for it is more than --patience allows")
        told = news.format(name=self.name, why=fault.why, seconds=_whole(pause))
        self._tell(Event(told, is_important=True))
        return False

    def _pause(self, fault: Disbelief, before: int) -> float:
        """The seconds the service asks for; where it does not, ever more with the refusals `before`."""
        if fault.wait is not None:
            return fault.wait
        jitter = 1 + random.uniform(0, JITTER)  # noqa: S311 - nobody is to be kept from guessing it
        return WAITS[min(before, len(WAITS) - 1)] * self._pace.interval * jitter

    def _wait(self, seconds: float, why: str) -> None:
        news = _("{name}: {why}; asking again in {seconds} s")
        self._tell(Event(news.format(name=self.name, why=why, seconds=_whole(seconds))))
        time.sleep(seconds)


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
