"""One edition as JSON: the same publication is the same bytes, and nothing read is taken for granted."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from digestcli.markup.json_text import dumps, read_marked
from digestcli.messages import _
from digestcli.model.edition import Edition, Erratum, PictureFile, PrintedPaper, PrintedPick, Stored
from digestcli.model.key import Key

SCHEMA = "digest-published/1"
THAWED = "digest-thawed/1"

MOST = 256 * 1024 * 1024  # bytes of one exported file

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FORMAT = re.compile(r"[a-z][a-z0-9_-]{0,20}", re.ASCII)
_ENDING = re.compile(r"(\.[a-z0-9]{1,10}){1,3}", re.ASCII)
_Made = TypeVar("_Made")


def write(edition: Edition) -> str:
    """The edition with one field, one file and one paper a line, always in this order."""
    return _document(
        {
            "schema": SCHEMA,
            "key": str(edition.key),
            "edition": edition.number,
            "date": edition.date,
            "erratum": _erratum(edition.erratum),
            "number": edition.issue_number,
            "title": edition.title,
            "source": edition.source,
            "files": [
                {"format": each.format, "name": each.name, "size": each.size, "sha256": each.sha256}
                for each in edition.files
            ],
            "pictures": [
                {"path": each.path, "size": each.size, "sha256": each.sha256} for each in edition.pictures
            ],
            "words": dict(edition.words),
            "order": edition.order,
            "papers": [
                {
                    "id": each.id,
                    "version": each.version,
                    "title": each.title,
                    "authors_line": each.authors_line,
                    "authors": each.authors,
                    "url": each.url,
                    "ours": each.ours,
                    "words": dict(each.words),
                }
                for each in edition.papers
            ],
            "radio": [
                {"list": each.list, "id": each.id, "title": each.title, "names": each.names}
                for each in edition.picks
            ],
        }
    )


def _erratum(erratum: Erratum | None) -> Mapping[str, str] | None:
    return {"date": erratum.date, "reason": erratum.reason} if erratum else None


def write_thawed(erratum: Erratum) -> str:
    """Why an edition is not to stand."""
    return _document({"schema": THAWED, "date": erratum.date, "reason": erratum.reason})


def _document(fields: Mapping[str, object]) -> str:
    lines = [f'  "{name}": {_value(value)}' for name, value in fields.items() if value is not None]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: object) -> str:
    """A list stands with one element a line."""
    if isinstance(value, list) and value:
        return "[\n    " + ",\n    ".join(map(dumps, value)) + "\n  ]"
    return dumps(value)


def read(data: bytes, key: Key, number: int) -> Edition:
    """The edition; raises ValueError saying why where `data` is not what `write` gives for it."""
    fields = _Fields(read_marked(data, SCHEMA))
    if fields.text("key") != str(key) or fields.count("edition") != number:
        raise ValueError(_("it is about {other!r}").format(other=f"{fields.text('key')} {number}"))
    return Edition(
        key=key,
        number=number,
        date=fields.day("date"),
        title=fields.text_or_none("title"),
        issue_number=fields.text_or_none("number"),
        source=fields.sha256("source"),
        words=fields.hashes("words"),
        order=fields.texts("order"),
        papers=fields.each("papers", _paper),
        picks=fields.each("radio", _pick),
        pictures=fields.each("pictures", _picture),
        files=_no_name_twice(fields.each("files", lambda each: _file(each, key))),
        erratum=_read_erratum(_Fields(fields.table("erratum"))) if fields.has("erratum") else None,
    )


def read_thawed(data: bytes) -> Erratum:
    """Why an edition is not to stand; raises ValueError where `data` is not what `write_thawed` gives."""
    return _read_erratum(_Fields(read_marked(data, THAWED)))


def _read_erratum(fields: "_Fields") -> Erratum:
    return Erratum(fields.day("date"), fields.text("reason"))


def _file(fields: "_Fields", key: Key) -> Stored:
    """A file beside the edition: its name is the issue's key and an ending, and so leads nowhere else."""
    name, format_ = fields.text("name"), fields.text("format")
    if not name.startswith(str(key)) or not _ENDING.fullmatch(name.removeprefix(str(key))):
        raise _wrong("name")
    if not _FORMAT.fullmatch(format_):
        raise _wrong("format")
    if fields.count("size") > MOST:
        raise _wrong("size")
    return Stored(format_, name, fields.count("size"), fields.sha256("sha256"))


def _no_name_twice(files: tuple[Stored, ...]) -> tuple[Stored, ...]:
    """One file cannot hold what was published as two."""
    if len({each.name for each in files}) < len(files):
        raise _wrong("files")
    return files


def _picture(fields: "_Fields") -> PictureFile:
    if not fields.has("sha256"):
        return PictureFile(fields.text("path"), None, None)
    return PictureFile(fields.text("path"), fields.count("size"), fields.sha256("sha256"))


def _paper(fields: "_Fields") -> PrintedPaper:
    return PrintedPaper(
        id=fields.text_or_none("id"),
        version=fields.count("version") if fields.has("version") else None,
        title=fields.text_or_none("title"),
        authors=fields.texts("authors"),
        authors_line=fields.text_or_none("authors_line"),
        url=fields.text_or_none("url"),
        ours=fields.texts("ours"),
        words=fields.hashes("words"),
    )


def _pick(fields: "_Fields") -> PrintedPick:
    names = fields.texts("names")
    return PrintedPick(fields.text("list"), fields.text_or_none("id"), fields.text_or_none("title"), names)


class _Fields:
    """The fields of one table, each of the kind it is asked for; raises ValueError for any other."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def has(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise _wrong(name)
        return value

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def count(self, name: str) -> int:
        value = self._fields.get(name)
        if type(value) is not int or value < 0:  # True would be an int too
            raise _wrong(name)
        return value

    def sha256(self, name: str) -> str:
        return _sha256(self.text(name), name)

    def day(self, name: str) -> str:
        value = self.text(name)
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise _wrong(name) from None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._list(name)
        if not all(isinstance(each, str) for each in value):
            raise _wrong(name)
        return tuple(map(str, value))

    def table(self, name: str) -> Mapping[str, object]:
        value = self._fields.get(name)
        if not isinstance(value, dict):
            raise _wrong(name)
        return value

    def hashes(self, name: str) -> Mapping[str, str]:
        return {part: _sha256(value, name) for part, value in self.table(name).items()}

    def each(self, name: str, make: Callable[["_Fields"], _Made]) -> tuple[_Made, ...]:
        return tuple(make(_Fields(_table(each, name))) for each in self._list(name))

    def _list(self, name: str) -> Iterable[object]:
        value = self._fields.get(name)
        if not isinstance(value, list):
            raise _wrong(name)
        return value


def _sha256(value: object, name: str) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _wrong(name)
    return value


def _table(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _wrong(name)
    return value


def _wrong(name: str) -> ValueError:
    return ValueError(_("its {name} is not what it should be").format(name=name))
