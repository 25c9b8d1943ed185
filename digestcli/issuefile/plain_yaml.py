"""YAML in which every scalar is the text that was written: no tags, no aliases, no dates, no numbers."""

from collections.abc import Iterator
from typing import Any, NoReturn

from digestcli.messages import _

Event = Any  # yaml's kinds of events, told apart by name: the library is not loaded here
_DEEPEST = 20
_LARGEST = 64 * 1024  # characters

PlainValue = str | list["PlainValue"] | dict[str, "PlainValue"]


class PlainYamlError(Exception):
    """What cannot be read, and where: `line` and `column` count from 0 in the YAML text."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def load(text: str) -> dict[str, PlainValue]:
    """The mapping `text` spells, values all str, list and dict; raises PlainYamlError."""
    import yaml  # noqa: PLC0415 - most issues never need it

    if len(text) > _LARGEST:
        raise PlainYamlError(_("longer than {most} characters").format(most=_LARGEST))
    try:
        value = _document(iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line, mark.column) if mark else ()
        raise PlainYamlError(error.problem or str(error), *place) from None
    except yaml.YAMLError as error:  # a character YAML does not allow
        raise PlainYamlError(str(error).partition("\n")[0]) from None
    if not isinstance(value, dict):
        raise PlainYamlError(_("lines of `key: value` are expected"))
    return value


def _document(events: Iterator[Event]) -> PlainValue:
    for event in events:
        kind = type(event).__name__
        if kind not in {"StreamStartEvent", "DocumentStartEvent"}:
            return {} if kind == "StreamEndEvent" else _value(event, events, 0)
    return {}


def _value(event: Event, events: Iterator[Event], depth: int) -> PlainValue:
    """The value that begins with `event`; what follows it is taken from `events`."""
    if depth > _DEEPEST:
        _refuse(event, _("nested deeper than {most}").format(most=_DEEPEST))
    if getattr(event, "tag", None) is not None:
        _refuse(event, _("a tag: every value is text here"))
    kind = type(event).__name__
    if kind == "ScalarEvent":
        return str(event.value)
    if kind == "SequenceStartEvent":
        return list(_items(events, depth + 1))
    if kind == "MappingStartEvent":
        return _mapping(events, depth + 1)
    return _refuse(event, _("an alias: write the value out"))


def _items(events: Iterator[Event], depth: int) -> Iterator[PlainValue]:
    while type(event := next(events)).__name__ != "SequenceEndEvent":
        yield _value(event, events, depth)


def _mapping(events: Iterator[Event], depth: int) -> dict[str, PlainValue]:
    found: dict[str, PlainValue] = {}
    while type(event := next(events)).__name__ != "MappingEndEvent":
        key = _value(event, events, depth)
        if not isinstance(key, str):
            _refuse(event, _("a key is one word"))
        if key in found:
            _refuse(event, _("{key} stands twice").format(key=key))
        found[key] = _value(next(events), events, depth)
    return found


def _refuse(event: Event, message: str) -> NoReturn:
    mark = event.start_mark
    raise PlainYamlError(message, *((mark.line, mark.column) if mark else ()))
