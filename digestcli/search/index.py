"""The index: one SQLite file, whose full-text table keeps where each term stands, and no text.

The texts lie beside it, packed, for what is shown of a result and for taking an issue out again. Every fault
of SQLite's is Unusable: whoever asks looks without an index then.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from digestcli.messages import _
from digestcli.search.document import Document, unpacked
from digestcli.search.fields import COLUMNS, WEIGHTS
from digestcli.search.found import Found, Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digestcli.search.query import Phrase, Query, Weeks

_BITS = 24  # of a row's number are its place in an issue, the others the issue's number
_PATIENCE = 2.0  # seconds; whoever writes has the file for milliseconds

_SCHEMA = (
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, content='', tokenize='ascii')",
    "CREATE TABLE told(row INTEGER PRIMARY KEY, said BLOB NOT NULL)",
    """
    CREATE TABLE issue(
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, mark TEXT NOT NULL, hash TEXT NOT NULL,
        day INTEGER NOT NULL, facts TEXT NOT NULL, seen TEXT NOT NULL, is_read INTEGER NOT NULL
    )
    """,
    "CREATE TABLE about(name TEXT PRIMARY KEY, said TEXT NOT NULL)",
)
_RANK = f"round(-bm25(words, {', '.join(map(str, WEIGHTS))}), 6)"


class Unusable(Exception):
    """The index cannot be used, for this reason."""


class Known(NamedTuple):
    """By what an issue is known that was read."""

    mark: str  # of its file; empty where that might change unseen
    hash: str  # of its bytes; empty where there were none to be had


class Read(NamedTuple):
    """The same, and what it rests on."""

    known: Known
    day: int  # of its week, or the one it names; -1 where it names none
    facts: str  # the names of the papers' files, a line each
    seen: str  # how these looked
    is_read: bool  # whether its words could be


class Index:
    """An index that is open; each of its answers is of the same moment."""

    def __init__(self, place: Path, mode: str) -> None:
        with _usable():
            import sqlite3  # noqa: PLC0415 - some Pythons have none

            self._connection = sqlite3.connect(
                f"{place.absolute().as_uri()}?mode={mode}", timeout=_PATIENCE, isolation_level=None, uri=True
            )

    @classmethod
    def there(cls, place: Path, *, writes: bool = False) -> Index:
        """The index that lies at `place`."""
        index = cls(place, "rw" if writes else "ro")
        if writes:
            index._prepare()
        else:
            index._run("BEGIN")
        return index

    @classmethod
    def new(cls, place: Path, settings: str) -> Index:
        """An empty one, in a file that is not there yet."""
        index = cls(place, "rwc")
        index._prepare()
        for statement in _SCHEMA:
            index._run(statement)
        index.note("settings", settings)
        return index

    def _prepare(self) -> None:
        """No journal lies on the disk: a file that a dead writer left is not whole, and is made anew."""
        self._run("PRAGMA journal_mode=MEMORY")
        self._run("PRAGMA synchronous=OFF")  # whoever seals it flushes it

    def _run(self, statement: str, *values: object) -> list[Any]:
        with _usable():
            return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        """What is not kept is forgotten."""
        self._connection.close()

    def noted(self, name: str) -> str | None:
        """What was noted under a name."""
        rows = self._run("SELECT said FROM about WHERE name = ?", name)
        return rows[0][0] if rows else None

    def note(self, name: str, said: str) -> None:
        self._run("INSERT OR REPLACE INTO about VALUES (?, ?)", name, said)

    def known(self) -> dict[str, Known]:
        """Every issue that was read, by its key."""
        return {
            key: Known(mark, hash_) for key, mark, hash_ in self._run("SELECT key, mark, hash FROM issue")
        }

    def facts(self) -> dict[str, tuple[str, str]]:
        """By the same keys, the names of the files of papers that each rests on, and how these looked."""
        return {key: (facts, seen) for key, facts, seen in self._run("SELECT key, facts, seen FROM issue")}

    def unread(self) -> tuple[str, ...]:
        """The issues whose words could not be read."""
        return tuple(key for (key,) in self._run("SELECT key FROM issue WHERE NOT is_read ORDER BY key"))

    def size(self) -> tuple[int, int]:
        """How many entries of how many issues there are."""
        ((entries, issues),) = self._run("SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM issue)")
        return entries, issues

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is done meanwhile is kept all together, or not."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise

    def put(self, key: str, read: Read, documents: Iterable[Document]) -> None:
        """An issue with all it holds, in place of what was known of it."""
        self.remove(key)
        self._run(
            "INSERT INTO issue(key, mark, hash, day, facts, seen, is_read) VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(key, *read.known, *read[1:]),
        )
        for row, document in enumerate(documents, self._first(key) or 0):
            self._run("INSERT INTO told VALUES (?, ?)", row, document.packed())
            self._run(_INSERT, row, *_columns(document))

    def remark(self, key: str, mark: str) -> None:
        """The issue's file is known by another mark, and is what it was."""
        self._run("UPDATE issue SET mark = ? WHERE key = ?", mark, key)

    def remove(self, key: str) -> None:
        """An issue is gone. The table needs every term it was given to forget it."""
        first = self._first(key)
        if first is None:
            return
        span = (first, first + (1 << _BITS))
        for row, said in self._run("SELECT row, said FROM told WHERE row >= ? AND row < ?", *span):
            self._run(_DELETE, row, *_columns(_unpacked(key, said)))
        self._run("DELETE FROM told WHERE row >= ? AND row < ?", *span)
        self._run("DELETE FROM issue WHERE key = ?", key)

    def find(self, query: Query, limit: int) -> Found:
        """The best entries for a query, the newest first among equals; how many there are in all."""
        score, row, table = (_RANK, "words.rowid", "words") if query.wanted else ("0.0", "told.row", "told")
        where, values = _where(query)
        among = f"FROM {table} JOIN issue ON issue.number = {row} >> {_BITS} WHERE {where}"
        order = f"score DESC, issue.day DESC, issue.key DESC, {row}"
        rows = self._run(
            f"SELECT {score} AS score, issue.key, {row} {among} ORDER BY {order} LIMIT ?", *values, limit
        )
        total = len(rows) if len(rows) < limit else self._run(f"SELECT count(*) {among}", *values)[0][0]
        return Found(total, tuple(Ranked(score, self._told(key, row)) for score, key, row in rows))

    def _told(self, key: str, row: int) -> Document:
        return _unpacked(key, self._run("SELECT said FROM told WHERE row = ?", row)[0][0])

    def _first(self, key: str) -> int | None:
        """The row of an issue's first entry."""
        rows = self._run("SELECT number FROM issue WHERE key = ?", key)
        return rows[0][0] << _BITS if rows else None


# The names of columns are our own; everything else is a value.
_INSERT = f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608
_DELETE = _INSERT.replace("words(rowid", "words(words, rowid").replace("(?", "('delete', ?")


def _columns(document: Document) -> list[str]:
    spaced = document.spaced()
    return [spaced.get(column, "") for column in COLUMNS]


def _where(query: Query) -> tuple[str, list[object]]:
    """What a row has to be, and the values that stand for the question marks in it."""
    parts, values = [], list[object]()
    unwanted = " OR ".join(map(_match, query.unwanted))
    if query.wanted:
        wanted = " AND ".join(map(_match, query.wanted))
        parts.append("words MATCH ?")
        values.append(f"({wanted}) NOT ({unwanted})" if unwanted else wanted)
    elif unwanted:
        parts.append("told.row NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(unwanted)
    for span in query.weeks:
        parts.append("issue.day BETWEEN ? AND ?")
        values += _days(span)
    for span in query.unwanted_weeks:
        parts.append("issue.day NOT BETWEEN ? AND ?")
        values += _days(span)
    return " AND ".join(parts), values


def _match(phrase: Phrase) -> str:
    """A phrase as the table understands it. Terms hold no quotation mark, nor any other sign of ASCII."""
    begun = " *" if phrase.is_begun else ""
    return f'{{{" ".join(phrase.fields)}}} : "{" ".join(phrase.terms)}"{begun}'


def _days(span: Weeks) -> tuple[int, int]:
    first, last = span
    return first.monday.toordinal(), last.sunday.toordinal()


def _unpacked(key: str, said: bytes) -> Document:
    try:
        return unpacked(key, said)
    except ValueError as fault:
        raise Unusable(str(fault)) from fault


@contextmanager
def _usable() -> Iterator[None]:
    """What goes wrong with the file, or with the library that reads it, is Unusable."""
    try:
        import sqlite3  # noqa: PLC0415 - above
    except ImportError as fault:
        raise Unusable(_("this Python has no SQLite")) from fault
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        raise Unusable(str(fault)) from fault
