"""What words name in brackets, `[词][名]`, `[名]`, `[^1]`, and whether it leads where it did."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from digestcli.errors import UsageError
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.lines import Line
from digestcli.issuefile.prose import definitions, is_definition, link_name
from digestcli.issuefile.reading import Reading, parts_of
from digestcli.messages import _
from digestcli.model.text import Edit

_NAME = re.compile(r"\[([^\[\]]+)\]")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[(\^[^\[\]]+)\]:")


class Definition(NamedTuple):
    """What a name leads to, and the line that says so; every footnote leads to nothing but itself."""

    address: str
    line: str


def defined(lines: Iterable[Line], text: str) -> dict[str, Definition]:
    """What is defined in `lines` of `text`, link or footnote, by its name; the first one counts."""
    free = [line for line in lines if line.free and "]:" in line.text]
    links = definitions(free, Faults(text, ""))
    found = {name: Definition(address, line) for name, (address, line) in links.items()}
    for line in free:
        if footnote := _FOOTNOTE.match(line.text):
            found.setdefault(link_name(footnote[1]), Definition("", line.text.strip()))
    return found


def led_elsewhere(
    words: Iterable[Line], before: Mapping[str, Definition], after: Mapping[str, Definition]
) -> str | None:
    """The first name in brackets among `words` that leads elsewhere than before, or to something new."""
    for name in sorted(_used(words)):
        old, new = before.get(name), after.get(name)
        if (old and old.address) != (new and new.address):
            return name
    return None


def refuse_lost(text: str, reading: Reading, edit: Edit) -> None:
    """Raises UsageError where words that stay name what only the words `edit` replaces define."""
    if "]:" not in edit.span.of(text):
        return
    new, end = edit.apply(text), edit.span.start + len(edit.text)
    lines = parts_of(new, reading.publication, Faults(new, reading.path)).lines
    staying = [line for line in lines if line.end <= edit.span.start or line.start >= end]
    before = defined(parts_of(text, reading.publication, Faults(text, reading.path)).lines, text)
    name = led_elsewhere(staying, before, defined(lines, new))
    if name in before:
        raise UsageError(
            _("other words in {path} need [{name}], which is defined among these").format(
                path=reading.path, name=name
            ),
            _("copy this line to the end of the file first: {line}").format(line=before[name].line),
        )


def dangling(lines: Iterable[Line], text: str) -> set[str]:
    """The names in brackets, each within one line, that `lines` of `text` use and nothing in them defines."""
    lines = list(lines)
    return set().union(*(_used([line]) for line in lines if "[" in line.text)) - defined(lines, text).keys()


def _used(lines: Iterable[Line]) -> set[str]:
    """Every name in brackets, whether or not anything is defined for it."""
    words = (
        _FOOTNOTE.sub("", line.text) for line in lines if line.free and line.text and not is_definition(line)
    )
    return set(map(link_name, _NAME.findall("\n".join(words))))
