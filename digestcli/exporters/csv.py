"""A table of an issue's papers, those of its radio lists below, that no spreadsheet can take for formulas.

A cell that begins like a formula gets a `'` before it, as OWASP advises (CSV Injection, 2025); every cell is
quoted. A byte order mark tells Excel that this is UTF-8, and lines end as RFC 4180 says.
"""

import csv
import io
from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.markup import lines
from digestcli.markup.flat import flat
from digestcli.markup.plain import clean
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, RadioEntry, Series

COLUMNS = (
    "issue", "list", "number", "id", "title", "authors", "url", "published", "category", "summary",
    "recommendation",
)  # fmt: skip
_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:  # noqa: ARG001 - no pictures here
    """One `KEY.csv` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.csv", partial(_render, digest))


def _render(digest: Digest) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in digest.entries:
        writer.writerow(map(_cell, _row(digest, entry)))
    for programme in digest.radio.lists if digest.radio else ():
        for pick in programme.entries:
            writer.writerow(map(_cell, _radio_row(digest, programme.name, pick)))
    return table.getvalue().encode("utf-8-sig")


def _row(digest: Digest, entry: Entry) -> Iterator[str | None]:
    note, paper = entry.note, entry.paper
    yield from (str(digest.key), None, str(entry.number), str(entry.id) if entry.id else None)
    yield from (lines.title(entry).plain, "; ".join(lines.names(entry)), entry.url)
    yield from (paper.published if paper else None, paper.primary_category if paper else None)
    for words in (note.summary, note.recommendation):
        yield flat(words.value, digest.links) if words else None


def _radio_row(digest: Digest, name: str, pick: RadioEntry) -> Iterator[str | None]:
    names = [lines.Said(each, pick.names_are_ours).plain for each in pick.names]
    yield from (str(digest.key), name, str(pick.number), str(pick.id) if pick.id else None)
    yield from (lines.title(pick).plain, "; ".join(names), pick.url)
    yield from (None,) * 4


def _cell(value: str | None) -> str:
    told = clean(value or "")
    return f"'{told}" if told.lstrip(" ").startswith(_BEGINS_FORMULA) else told
