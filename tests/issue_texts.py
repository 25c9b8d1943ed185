"""Small issue files for the tests, and short names for what is read in them."""

from digestcli.issuefile import Reading, read
from digestcli.model.issue import Issue, Note, Passage, Radio
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.model.text import Text

KEY = Key("2023-W14")
PLAIN = Publication()


def reading(text: str, publication: Publication = PLAIN) -> Reading:
    return read(text, KEY, publication)


def issue(text: str) -> Issue:
    return reading(text).issue


def faults(text: str, publication: Publication = PLAIN) -> list[str]:
    """`line:column rule` of every problem."""
    return [f"{each.line}:{each.column} {each.rule}" for each in reading(text, publication).problems]


def paper(body: str, heading: str = "2304.02643") -> str:
    """An issue of one paper."""
    return f"## {heading}\n\n{body}\n"


def note(text: str) -> Note:
    """The one paper of `text`."""
    (only,) = issue(text).notes
    return only


def said(text: Text | None) -> str | None:
    return text.value if text else None


def parts(text: str) -> tuple[str | None, str | None]:
    """摘要 and 推荐 of the one paper."""
    only = note(text)
    return said(only.summary), said(only.recommendation)


def fields(text: str) -> list[tuple[str, str]]:
    return [(field.label, field.value.value) for field in note(text).fields]


def outline(text: str) -> list[str]:
    """One word or two about each part of the body: an id, a title, `= passage`, `~ radio`, `(bench)`."""
    found = issue(text)
    bench = [f"({each.ref or said(each.title)})" for each in found.bench]
    return [_outlined(part) for part in found.body] + bench


def _outlined(part: Note | Passage | Radio) -> str:
    match part:
        case Note():
            return str(part.ref or said(part.title))
        case Passage():
            return f"{'=' * part.level} {part.heading.value}"
        case Radio():
            return f"~ {part.heading.value}"


def passage(text: str, number: int = 0) -> str | None:
    """The words of the body's part `number`, which is a passage."""
    part = issue(text).body[number]
    assert isinstance(part, Passage)
    return said(part.text)


def figures(text: str) -> list[tuple[str, str, str | None]]:
    return [(figure.path, figure.alt, figure.caption) for figure in note(text).figures]
