"""The process that fills a template in, seen from outside: started, given issues, and ended in time."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Self

from digestcli.errors import DigestError
from digestcli.markup.plain import clean
from digestcli.templating import frames
from digestcli.templating.faults import ENDED, OUTPUT, SLOW, Fault, error, fault_of
from digestcli.templating.limits import Limits
from digestcli.templating.sources import Template

# Without the user's environment, folder and habits (-I); it finds the libraries where we have found them.
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from digestcli.templating.child import main; main()"
_TO_START = 30.0  # seconds more for the first answer: a cold disk, a busy machine
_USUAL = Limits()


class Press:
    """One template, for as many issues as there are; raises DigestError for whatever is wrong with it."""

    def __init__(self, template: Template, limits: Limits = _USUAL) -> None:
        self._template = template
        self._limits = limits

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            [sys.executable, "-I", "-c", _BEGIN, *map(os.path.abspath, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            env={
                name: value for name, value in os.environ.items() if name == "SYSTEMROOT"
            },  # Windows needs it
        )
        try:
            order = {
                "name": self._template.name,
                "sources": self._template.sources,
                "limits": asdict(self._limits),
            }
            self._answer(order, self._limits.seconds + _TO_START)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()  # it holds nothing that could be lost
        self._process.communicate()

    def fill(self, document: Mapping[str, object]) -> str:
        """The template filled in with one issue, the document `digest/1`."""
        return self._answer({"document": _clean(document)}, self._limits.seconds)

    def _answer(self, order: Mapping[str, object], seconds: float) -> str:
        assert self._process.stdin  # noqa: S101 - for the type checker
        assert self._process.stdout  # noqa: S101 - the same
        expired = Event()
        timer = Timer(seconds, self._end, (expired,))
        timer.start()
        try:
            frames.send(self._process.stdin, json.dumps(order).encode())
            answer = frames.receive(self._process.stdout, self._limits.output * 4 + 1)
        except BrokenPipeError:
            answer = None
        except frames.TooLong:
            raise self._error(Fault(OUTPUT)) from None
        finally:
            timer.cancel()
        if answer is None:
            raise self._error(Fault(SLOW) if expired.is_set() else self._ended())
        if answer[:1] == b"F":
            raise self._error(fault_of(json.loads(answer[1:])))
        return answer[1:].decode()

    def _end(self, expired: Event) -> None:
        expired.set()
        self._process.kill()

    def _ended(self) -> Fault:
        """Why it is gone although nobody here ended it."""
        code = self._process.wait()
        if sys.platform != "win32":
            import signal  # noqa: PLC0415 - Windows has few

            if code == -signal.SIGXCPU:
                return Fault(SLOW)
            if code < 0:
                return Fault(ENDED, about=signal.Signals(-code).name)
        return Fault(ENDED, about=str(code))

    def _error(self, fault: Fault) -> DigestError:
        file = fault.file or self._template.name
        lines = self._template.sources.get(file, "").split("\n")
        there = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
        return error(fault, self._template.path, self._template.name, there)


def _clean(value: object) -> object:
    """The same data with nothing in its words that a terminal obeys, or that no XML may hold."""
    match value:
        case str():
            return clean(value)
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {clean(name): _clean(each) for name, each in value.items()}
        case _:
            return value
