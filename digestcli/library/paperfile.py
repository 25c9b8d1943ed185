"""One paper as JSON: the same facts are the same bytes, and nothing that is read is taken for granted."""

from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from digestcli.markup.json_text import dumps, read_marked
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import MOMENT, NEVER_SENT, Author, Paper

SCHEMA = "digest-paper/1"


def write(paper: Paper) -> str:
    """The facts with one field and one author a line, always in this order; what nobody said is left out."""
    fields = {
        "schema": SCHEMA,
        "id": str(paper.id.bare),
        "version": paper.version,
        "title": paper.title,
        "authors": paper.authors,
        "abstract": paper.abstract,
        "published": paper.published,
        "updated": paper.updated,
        "primary_category": paper.primary_category,
        "categories": paper.categories,
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "doi": paper.doi,
        "license": paper.license,
        "withdrawn": paper.withdrawn,
        "source": paper.source,
    }
    lines = [f'  "{name}": {_json(value)}' for name, value in fields.items() if value not in (None, ())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    match value:
        case (Author(), *_others):
            return "[\n    " + ",\n    ".join(map(_json, value)) + "\n  ]"
        case Author(name, ()):
            value = {"name": name}
        case Author(name, affiliations):
            value = {"name": name, "affiliations": affiliations}
        case _:
            pass
    return dumps(value)


def read(data: bytes, id: ArxivId) -> Paper:
    """The facts about `id`; raises ValueError saying why where `data` is not what `write` gives for it.

    Fields that nobody knows are passed over.
    """
    document = _document(data, id)
    return Paper(
        id=id.bare,
        version=_version(document),
        title=_required(document, "title"),
        authors=_authors(document),
        abstract=_text(document, "abstract"),
        published=_moment(document, "published"),
        updated=_moment(document, "updated"),
        primary_category=_text(document, "primary_category"),
        categories=_texts(document, "categories"),
        comment=_text(document, "comment"),
        journal_ref=_text(document, "journal_ref"),
        doi=_text(document, "doi"),
        license=_text(document, "license"),
        withdrawn=_flag(document, "withdrawn"),
        source=_required(document, "source"),
    )


def title(data: bytes, id: ArxivId) -> str:
    """The title alone, in half the time, for whoever reads thousands; raises ValueError as `read` does."""
    return _required(_document(data, id), "title")


def _document(data: bytes, id: ArxivId) -> Mapping[str, object]:
    document = read_marked(data, SCHEMA)
    if document.get("id") != str(id.bare):
        raise ValueError(_("it is about {other!r}").format(other=document.get("id")))
    return document


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or _is_text(value):
        return value
    raise _wrong(name)


def _required(fields: Mapping[str, object], name: str) -> str:
    if value := _text(fields, name):
        return value
    raise _wrong(name)


def _texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    if name not in fields:
        return ()
    value = fields[name]
    if isinstance(value, list) and all(map(_is_text, value)):
        return tuple(value)
    raise _wrong(name)


def _version(fields: Mapping[str, object]) -> int | None:
    value = fields.get("version")
    if value is None or (type(value) is int and value > 0):  # True would be an int too
        return value
    raise _wrong("version")


def _flag(fields: Mapping[str, object], name: str) -> bool | None:
    value = fields.get(name)
    if value is None or isinstance(value, bool):
        return value
    raise _wrong(name)


def _moment(fields: Mapping[str, object], name: str) -> str | None:
    """A day, or a second in UTC."""
    value = _text(fields, name)
    if value is None:
        return None
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        raise _wrong(name) from None
    if not MOMENT.fullmatch(value):
        raise _wrong(name)
    return value


def _authors(fields: Mapping[str, object]) -> tuple[Author, ...]:
    value = fields.get("authors", [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _wrong("authors")
    return tuple(Author(_required(each, "name"), _texts(each, "affiliations")) for each in value)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and NEVER_SENT.search(value) is None


def _wrong(name: str) -> ValueError:
    return ValueError(_("its {name} is not what it should be").format(name=name))
