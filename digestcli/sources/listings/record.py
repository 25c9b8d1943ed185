"""One paper as a line of JSON, for files that somebody collected and for what we keep of a day."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TypeGuard

from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.paper import MOMENT, NEVER_SENT, Author, Paper
from digestcli.sources.answer import is_plausible
from digestcli.sources.wording import one_line, paragraphs

Fields = Mapping[str, object]

_LIKE = {  # how what may be at fault is written
    "id": '"2601.00005"',
    "version": "2",
    "title": '"..."',
    "authors": '["Ada Example", "Ben Example"]',
    "name": '"Ada Example"',
    "affiliations": '["..."]',
    "categories": '["cs.LG", "cs.AI"]',
    "primary_category": '"cs.LG"',
    "published": '"2025-12-07T03:49:54Z"',
    "updated": '"2026-01-05T17:20:01Z"',
    "listed": '"2026-01-05"',
}


def fields_of(line: bytes) -> Fields:
    """The object in a line; raises ValueError saying why where it is none."""
    try:
        said = json.loads(line.decode(), object_pairs_hook=_once)
    except RecursionError:
        raise ValueError(_("it is nested too deeply")) from None
    except _Twice:
        raise ValueError(_("a name stands twice")) from None
    except ValueError:
        raise ValueError(_("it is no JSON")) from None
    if not isinstance(said, dict):
        raise ValueError(_("it is no JSON object"))  # noqa: TRY004 - what was read is at fault, no caller
    return said


class _Twice(ValueError):
    """Which of two values was meant, nobody knows."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object with each name once."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise _Twice
    return fields


def said_of(paper: Paper) -> dict[str, object]:
    """The fields of a paper's line, from which `paper_in` makes the same paper."""
    return {
        "id": str(paper.id.bare),
        "version": paper.version,
        "title": paper.title,
        "authors": [{"name": each.name, "affiliations": list(each.affiliations)} for each in paper.authors],
        "abstract": paper.abstract,
        "published": paper.published,
        "updated": paper.updated,
        "primary_category": paper.primary_category,
        "categories": list(paper.categories),
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "doi": paper.doi,
        "license": paper.license,
        "source": paper.source,
    }


def paper_in(fields: Fields, source: str) -> Paper:
    """The paper a line tells of, as facts from `source`; raises ValueError saying why where that is no paper.

    What may be unknown may be null or left out; fields that nobody knows are passed over.
    """
    id, version = _id(fields)
    paper = Paper(
        id=id,
        version=version,
        title=_required(fields, "title"),
        authors=_authors(fields),
        abstract=paragraphs(text_in(fields, "abstract") or ""),
        published=moment_in(fields, "published"),
        updated=moment_in(fields, "updated"),
        primary_category=_line_in(fields, "primary_category"),
        categories=_lines(fields, "categories"),
        comment=_line_in(fields, "comment"),
        journal_ref=_line_in(fields, "journal_ref"),
        doi=_line_in(fields, "doi"),
        license=_line_in(fields, "license"),
        source=source,
    )
    if not is_plausible(paper):
        raise ValueError(_("what it tells of {id} is too long to be true").format(id=paper.id))
    return paper


def text_in(fields: Fields, name: str) -> str | None:
    """A text, if there is one; raises ValueError for anything else."""
    value = fields.get(name)
    if value is None or _is_text(value):
        return value
    raise unlike(name)


def moment_in(fields: Fields, name: str) -> str | None:
    """A day, or a second in UTC, if there is one; raises ValueError for anything else."""
    value = text_in(fields, name)
    if value is None:
        return None
    if not MOMENT.fullmatch(value):
        raise unlike(name)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise unlike(name) from None
    return value


def _id(fields: Fields) -> tuple[ArxivId, int | None]:
    said = _required(fields, "id")
    version = fields.get("version")
    try:
        named = identify(said).id
    except BadId as fault:
        raise ValueError(fault.message) from fault
    if version is None:
        return named.bare, named.version
    if type(version) is not int or not 0 < version < 1000 or named.version not in {None, version}:
        raise unlike("version")  # True would be an int too
    return named.bare, version


def _line_in(fields: Fields, name: str) -> str | None:
    return one_line(text_in(fields, name) or "") or None


def _required(fields: Fields, name: str) -> str:
    if value := _line_in(fields, name):
        return value
    raise unlike(name)


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    """Some texts, none of them empty."""
    value = fields.get(name)
    if isinstance(value, list) and all(_is_text(each) and each.strip() for each in value):
        return tuple(map(one_line, value))
    raise unlike(name)


def _authors(fields: Fields) -> tuple[Author, ...]:
    """Names, or objects with a name and its affiliations."""
    value = fields.get("authors")
    if not isinstance(value, list):
        raise unlike("authors")
    return tuple(map(_author, value))


def _author(said: object) -> Author:
    if isinstance(said, dict):
        return Author(_required(said, "name"), _lines(said, "affiliations") if "affiliations" in said else ())
    if _is_text(said) and said.strip():
        return Author(one_line(said))
    raise unlike("authors")


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and NEVER_SENT.search(value) is None


def unlike(name: str) -> ValueError:
    """What is wrong with a field that is missing, or is not written as it should be."""
    return ValueError(
        _("its {name} is not like {example}").format(name=name, example=_LIKE.get(name, _LIKE["title"]))
    )
