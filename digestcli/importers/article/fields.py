"""The labelled lines under a paper's heading, with a bullet before them or without."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from digestcli import words
from digestcli.importers.article.lines import Line
from digestcli.issuefile.ids import LINK, ids_in
from digestcli.issuefile.labels import field_of
from digestcli.issuefile.lines import Line as IssueLine
from digestcli.markup.escape import escaped, unescape
from digestcli.model.publication import Publication

NAMING = frozenset((*words.AUTHORS, *words.LINK, *words.DRIVE))
ADDRESSES = frozenset((*words.LINK, *words.DRIVE))
_ADDRESS = re.compile(r"https?://[^\s<>()`]+")
_BETWEEN = re.compile(r"[\s\\|｜/、，,;；·]+")
_SPACED = re.compile(
    r"((?:(?:\\?[-*+]|[•·●▪◦])[ \t]+)?(?:\*\*)?)([\u3400-\u9fff](?:[ \t\u3000\xa0]*[\u3400-\u9fff]){1,5})"
    r"(?=(?:\*\*)?[ \t\u3000\xa0]*(?:[：:]|\Z))"
)
_LINKED = re.compile(r"<?https?://|\[[^\[\]]*\]\(")


class Field(NamedTuple):
    """A label and its value, as Markdown."""

    label: str
    value: str

    @property
    def written(self) -> str:
        colon = ": " if self.label.isascii() else "："
        return f"- {self.label}{colon}{self._value}".rstrip()

    @property
    def _value(self) -> str:
        """An address stands as it is: no reader of Markdown looks into it."""
        plain = unescape(self.value).strip("<>")
        if not _ADDRESS.fullmatch(plain):
            return self.value
        return plain if self.label in ADDRESSES else escaped(plain)


def field_in(line: Line, publication: Publication) -> Field | None:
    """The field this line is. Without a bullet its label is known, or its value is an address."""
    if line.fixed or line.level or line.margin.strip():
        return None
    words_ = line.unbulleted
    text = f"- {words_}"
    found = field_of(IssueLine(0, len(text), text))
    if found is None:
        return None
    field = Field(found.label, text[found.start : found.end])
    is_known = field.label in words.KNOWN_FIELDS or field.label in publication.labels
    if words_ == line.text and not is_known and not _LINKED.match(field.value):
        return None
    return field


def closed_up(lines: Sequence[Line], publication: Publication) -> list[Line]:
    """The lines, without the blanks that may stand within a label for the width: `作  者：`.

    A label that the article also writes without them is one there, and words where it has them.
    """
    known = words.KNOWN_FIELDS | publication.labels | {*words.SUMMARY, *words.RECOMMENDATION}
    begun = [None if line.fixed else _SPACED.match(line.text) for line in lines]
    plain = {match[2] for match in begun if match}
    closed = list(lines)
    for at, match in enumerate(begun):
        label = "".join(match[2].split()) if match else ""
        if match and label in known and label not in plain:
            closed[at] = replace(lines[at], text=f"{match[1]}{label}{lines[at].text[match.end() :]}")
    return closed


def address_in(line: Line) -> str | None:
    """The address that a line holds and nothing else, as Markdown; a picture is none."""
    if line.fixed or line.level or line.margin.strip() or line.is_picture:
        return None
    text = line.unbulleted.strip()
    return text if LINK.fullmatch(text) or _ADDRESS.fullmatch(unescape(text).strip("<>")) else None


def paper_in(line: Line) -> Field | None:
    """The field that an address of arXiv is, where it stands alone on its line."""
    address = address_in(line) if line.unbulleted == line.text else None
    return Field(words.LINK[0], address) if address and any(ids_in(unescape(address))) else None


def fields_above(
    lines: Sequence[Line], publication: Publication
) -> tuple[list[tuple[Line, Field]], list[Line]]:
    """The fields under a heading, and the lines that are none; pictures between them come first of those.

    An address may stand in the line below its label, or alone where it leads to arXiv.
    """
    fields: list[tuple[Line, Field]] = []
    rest: list[Line] = []
    pending: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        field = field_in(line, publication) or paper_in(line)
        if field is None and not (line.is_picture or line.is_caption or not line.text):
            break
        at += 1
        if field is None:
            pending.append(line)
            continue
        if (
            not field.value
            and field.label in ADDRESSES
            and at < len(lines)
            and (below := address_in(lines[at]))
        ):
            field = Field(field.label, below)
            at += 1
        fields += [(line, each) for each in parted(field)]
        rest, pending = rest + pending, []
    return fields, [*rest, *pending, *lines[at:]]


def parted(field: Field) -> list[Field]:
    """`链接：[arXiv](…) | [代码](…)` is two fields: the words of the further links are their labels."""
    links = list(LINK.finditer(field.value))
    if field.label not in ADDRESSES or len(links) < 2 or _BETWEEN.sub("", LINK.sub("", field.value)):
        return [field]
    further = [Field(link[1], link[2]) for link in links[1:]]
    if any(field_of(_line(each)) is None or each.label in words.KNOWN_FIELDS for each in further):
        return [field]
    return [Field(field.label, links[0][0]), *further]


def _line(field: Field) -> IssueLine:
    return IssueLine(0, len(field.written), field.written)


def address_of(field: Field) -> str | None:
    """Where a field leads, if it leads somewhere."""
    if field.label not in ADDRESSES:
        return None
    link = LINK.search(field.value)
    return link[2] if link else unescape(field.value).strip("<>") or None
