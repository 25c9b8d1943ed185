"""When a service may be asked next: one request at a time, an interval apart, over all processes."""

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, replace
from math import isfinite
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.sources.faults import LONGEST
from digestcli.values import dataclass

_LIMIT = 4096  # bytes of what is remembered
_MOST_STRIKES = 1000
_NEWS_AFTER = 1.0  # seconds of waiting for another process before it is told


@dataclass(frozen=True, slots=True)
class Memory:
    """What one process tells the next. Moments are by the wall clock, which all of them share, in seconds."""

    asked: float = 0.0  # when the last request began, or ended if it has
    refused: float = 0.0  # when the service began to be left alone
    rest: float = 0.0  # for how many seconds from then on
    strikes: int = 0  # refusals since the last answer


class Pace:
    """The turns at one service; `store` is where its memory lies, None if this process is alone.

    Whoever has just asked waits outside for its interval, so that whoever waits inside goes first. The memory
    is disposable: without it the interval is kept by this process only.
    """

    def __init__(self, interval: float, store: Path | None, tell: Tell) -> None:
        self.interval = interval
        self._store = store
        self._tell = tell
        self._asked: float | None = None  # by the clock that nobody sets
        self._answered: tuple[float, float] | None = None  # by that clock, and by the wall's
        self._own = Memory()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The only connection to the service, not before the interval after the last one has passed."""
        if self._asked is not None:
            time.sleep(max(0.0, self._asked + self.interval - time.monotonic()))
        with self._alone():
            time.sleep(max(0.0, self._remembered().asked + self.interval - time.time()))
            self._note_asked()  # a process that is killed while it asks has asked
            self._answered = None
            try:
                yield
            finally:
                self._note_asked(self._answered)

    def answered(self) -> None:
        """The service has said what it had to say: to be called within a turn, before it is thought about."""
        self._answered = _now()

    def resting(self) -> float:
        """The seconds for which the service is still to be left alone."""
        memory = self._remembered()
        return max(0.0, memory.refused + memory.rest - time.time())

    @property
    def strikes(self) -> int:
        """How often the service has refused in a row."""
        return self._remembered().strikes

    def leave_alone(self, seconds: float) -> None:
        """Nobody asks the service for so long; to be called within a turn."""
        memory = self._remembered()
        self._remember(
            replace(memory, refused=time.time(), rest=seconds, strikes=min(memory.strikes + 1, _MOST_STRIKES))
        )

    def forgive(self) -> None:
        """The service has answered as it should; to be called within a turn."""
        memory = self._remembered()
        if memory.strikes:
            self._remember(replace(memory, refused=0.0, rest=0.0, strikes=0))

    def _note_asked(self, at: tuple[float, float] | None = None) -> None:
        self._asked, wall = at or _now()
        self._remember(replace(self._remembered(), asked=wall))

    def _alone(self) -> AbstractContextManager[object]:
        """No other process asks meanwhile; where no lock can be had, that is told and not enforced."""
        if self._store is None:
            return nullcontext()
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that a process alone saves

        lock = FileLock(self._store.with_suffix(".lock"))
        try:
            self._store.parent.mkdir(parents=True, exist_ok=True)
            try:
                return lock.acquire(timeout=_NEWS_AFTER)
            except Timeout:
                self._tell(Event(_("another digest is asking: this one waits for its turn")))
                return lock.acquire()
        except OSError as fault:
            self._go_on_without_store(files.cause(fault))
            return nullcontext()

    def _remembered(self) -> Memory:
        """The memory. A moment in the future was noted before the clock was set back: now it is now."""
        memory = _read(self._store) if self._store else self._own
        now = time.time()
        if max(memory.asked, memory.refused) > now:
            memory = replace(memory, asked=min(memory.asked, now), refused=min(memory.refused, now))
            self._remember(memory)
        return memory

    def _remember(self, memory: Memory) -> None:
        self._own = memory
        if self._store is None:
            return
        try:
            self._store.parent.mkdir(parents=True, exist_ok=True)
            files.put(self._store, json.dumps(asdict(memory)).encode(), root=self._store.parent)
        except (FileError, OSError) as fault:
            self._go_on_without_store(str(fault))

    def _go_on_without_store(self, reason: str) -> None:
        self._store = None
        message = _("the pace is kept by this process alone: {reason}").format(reason=reason)
        self._tell(Event(message, is_important=True))


def _now() -> tuple[float, float]:
    return time.monotonic(), time.time()


def _read(store: Path) -> Memory:
    """What was remembered; nothing where the file is missing or is none of ours."""
    try:
        said = json.loads(files.read(store, limit=_LIMIT).data)
        memory = Memory(
            float(said["asked"]), float(said["refused"]), float(said["rest"]), int(said["strikes"])
        )
    except (FileError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Memory()
    is_sane = all(map(isfinite, (memory.asked, memory.refused, memory.rest)))
    return (
        memory
        if is_sane and 0 <= memory.rest <= LONGEST and 0 <= memory.strikes <= _MOST_STRIKES
        else Memory()
    )
