"""What is wrong with a template: found in its own process, told here in the editor's language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from digestcli.errors import DigestError
from digestcli.messages import _

SLOW, MEMORY, OUTPUT, LARGE, DEEP, ENDED = "slow", "memory", "output", "large", "deep", "ended"
NAME, FIELD, FILTER, FILE, UNSAFE, WORDS = "name", "field", "filter", "file", "unsafe", "words"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the file and line where those are known, the name or the words it is about."""

    kind: str
    file: str = ""
    line: int = 0
    about: str = ""
    known: tuple[str, ...] = ()  # what the name could have been

    def as_data(self) -> Mapping[str, object]:
        return asdict(self)


def fault_of(said: Mapping[str, Any]) -> Fault:
    """The fault as the other process said it."""
    return Fault(**{**said, "known": tuple(said.get("known", ()))})


def error(fault: Fault, path: str, name: str, line: str) -> DigestError:
    """The fault in words; `path` is the template `name` as the editor calls it, `line` what stands there."""
    place = path if fault.file in {"", name} else _("{name}: {what}").format(name=path, what=fault.file)
    if fault.line:
        place = _("{path}, line {line}").format(path=place, line=fault.line)
    message = _("{place}: {what}; nothing was written").format(place=place, what=_what(fault))
    return DigestError(
        message, _hint(fault) or (_("the line reads: {line}").format(line=line.strip()) if line else None)
    )


def _what(fault: Fault) -> str:
    told = {
        SLOW: _("it takes too long"),
        MEMORY: _("it takes too much memory"),
        OUTPUT: _("what it writes is too large"),
        LARGE: _("too large: {about}"),
        DEEP: _("it is nested too deeply, or calls itself without end"),
        ENDED: _("the system ended it: {about}"),
        NAME: _("there is no {about}"),
        FIELD: _("there is no field {about}"),
        FILTER: _("there is no filter {about}"),
        FILE: _("there is no file {about} beside it"),
        UNSAFE: _("{about} is not for templates"),
        WORDS: "{about}",
    }
    return told[fault.kind].format(about=fault.about)


def _hint(fault: Fault) -> str | None:
    match fault.kind:
        case "name" | "field" | "filter":
            near = get_close_matches(fault.about, fault.known, 1)
            if near:
                return _("is it {near}?").format(near=near[0])
            if fault.kind == FIELD and fault.known:
                return _("known are {names}").format(names=", ".join(fault.known))
            return _("docs/templates.md tells of every name: digest formats --schema")
        case "file":
            return _("a template includes files of its own folder, by their names alone")
        case "slow" | "memory" | "output" | "large" | "deep":
            return _("look for a loop or a macro that does not end")
        case _:
            return None
