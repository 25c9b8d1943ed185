"""Inside the process that fills templates in: it is given words, gives words back, and is shut in.

It ends when whoever started it is gone: its input ends then, and a thread of its own waits for just that.
"""

import json
import os
import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any

from digestcli.templating import frames
from digestcli.templating.faults import (
    DEEP,
    FIELD,
    FILE,
    FILTER,
    LARGE,
    MEMORY,
    NAME,
    OUTPUT,
    UNSAFE,
    WORDS,
    Fault,
)
from digestcli.templating.limits import Limits, allow, confine, shut_in

_LONGEST = 1 << 40  # whatever our own parent sends

_Kind = tuple[str, str, tuple[str, ...]]  # of a fault: its kind, what it is about, what that could have been
_BY_PYTHON: dict[type[Exception], _Kind] = {
    OverflowError: (LARGE, "range", ()),
    MemoryError: (MEMORY, "", ()),
    RecursionError: (DEEP, "", ()),
}


def main() -> None:
    """Answer until there is nothing more to answer."""
    orders: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(orders,), daemon=True).start()
    order = json.loads(orders.get())
    limits = Limits(**order["limits"])
    confine(limits)
    allow(limits.seconds)
    press = Inside(order["name"], order["sources"], limits)
    _say(press.ready())
    shut_in()
    while True:
        document = json.loads(orders.get())["document"]
        allow(limits.seconds)
        _say(press.filled(document))


def _listen(orders: "SimpleQueue[bytes]") -> None:
    """Pass on what comes in; leave when nothing more can come, whatever is being done."""
    while (order := frames.receive(sys.stdin.buffer, _LONGEST)) is not None:
        orders.put(order)
    os._exit(0)


def _say(answer: str | Fault) -> None:
    data = f"F{json.dumps(answer.as_data())}" if isinstance(answer, Fault) else f"T{answer}"
    frames.send(sys.stdout.buffer, data.encode(errors="replace"))


class Inside:
    """One template, understood once, and filled in with one issue after another."""

    def __init__(self, name: str, sources: dict[str, str], limits: Limits) -> None:
        from digestcli.templating.environment import Environment  # noqa: PLC0415 - after memory is limited

        self._name = name
        self._sources = sources
        self._output = limits.output
        self._environment = Environment(name, sources, limits.output)

    def ready(self) -> str | Fault:
        """Nothing, once every file is understood, and all that will be used is loaded."""
        from digestcli.templating import filters  # noqa: PLC0415 - the same
        from digestcli.templating.environment import filters_in  # noqa: PLC0415 - the same

        used: frozenset[str] = frozenset()
        try:
            for name, source in self._sources.items():
                self._environment.get_template(name)
                used |= filters_in(self._environment, source)
        except Exception as error:  # noqa: BLE001 - whatever it is, the template is at fault
            return self._fault(error)
        filters.load(used)
        return ""

    def filled(self, document: dict[str, Any]) -> str | Fault:
        """The template filled in with one issue."""
        for name in ("links", "publication"):  # imported macros are not given the rest
            self._environment.globals[name] = document[name]
        try:
            pieces = list(self._limited(self._environment.get_template(self._name).generate(document)))
        except _OutputError:
            return Fault(OUTPUT)
        except Exception as error:  # noqa: BLE001 - the same
            return self._fault(error, tuple(document))
        return "".join(pieces)

    def _limited(self, pieces: Iterator[str]) -> Iterator[str]:
        length = 0
        for piece in pieces:
            length += len(piece)
            if length > self._output:
                raise _OutputError
            yield piece

    def _fault(self, error: Exception, fields: tuple[str, ...] = ()) -> Fault:
        """What is wrong, and where."""
        file, line = _place(error, error.__traceback__)
        kind, about, known = self._kind(error, file, fields)
        return Fault(kind, file, line, about, known)

    def _kind(self, error: Exception, file: str, fields: tuple[str, ...]) -> _Kind:
        from jinja2 import exceptions  # noqa: PLC0415 - loaded by now

        from digestcli.templating import environment as ours  # noqa: PLC0415 - the same

        match error:
            case ours.Misspelt(known=None):
                own = ours.names_in(self._environment, self._sources.get(file, ""))
                return NAME, error.name, (*fields, *own, *self._environment.globals)
            case ours.Misspelt():
                return FIELD, error.name, tuple(error.known or ())
            case exceptions.TemplateNotFound():
                return FILE, str(error.name), ()
            case exceptions.TemplateSyntaxError(message=str(said)) if said.startswith("No filter named "):
                return FILTER, _between_quotes(said), tuple(self._environment.filters)
            case exceptions.TemplateSyntaxError():
                return WORDS, (error.message or "").rstrip("."), ()
            case exceptions.SecurityError():
                return UNSAFE, _between_quotes(str(error)), ()
            case ours.TooLarge():
                return LARGE, str(error), ()
            case _:
                return _BY_PYTHON.get(type(error)) or (WORDS, str(error) or type(error).__name__, ())


class _OutputError(Exception):
    """More was written than anybody wants."""


def _between_quotes(message: str) -> str:
    """The name that a message of the sandbox is about; the message where it names none."""
    parts = message.split("'")
    return parts[1] if len(parts) > 2 else message


def _place(error: Exception, trace: TracebackType | None) -> tuple[str, int]:
    """The innermost line of a template that an error passed through; none for one of Python's own."""
    file, line = getattr(error, "name", None), getattr(error, "lineno", None)
    found = (str(file), int(line)) if isinstance(line, int) and file else ("", 0)
    while trace:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = str(template.name), template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return found
