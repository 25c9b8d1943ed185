"""The pictures in `figures/`: those that issues show and are not there, and those that no issue shows."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from digestcli.library.health.stock import Held, Stock
from digestcli.markup.pictures import is_local
from digestcli.messages import _, plural
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_NAMED = 3  # unused pictures that are named, where more are counted


def missing(stock: Stock) -> Iterator[Finding]:
    """Files that an issue shows and nobody has."""
    for held, reading in stock.readable:
        shown = [(each.path, each.span) for note in reading.issue.notes for each in note.figures]
        if cover := reading.issue.cover:
            shown.append((cover.value, cover.span))
        for path, span in shown:
            if is_local(path) and not os.path.isfile(stock.library.issues / path):  # noqa: PTH113 - any name
                line, column = _place(held, span)
                yield Finding(
                    rule="picture-missing",
                    severity=Severity.WARNING,
                    message=_("there is no picture {path}").format(path=path),
                    hint=_("put the file there, or take its line out"),
                    path=held.path,
                    line=line,
                    column=column,
                )


def unused(stock: Stock) -> Iterator[Finding]:
    """Files whose names no issue mentions; where an issue cannot be read, nobody knows."""
    if not stock.is_all_read:
        return
    said = "\n".join(held.text for held in stock.issues)
    told = said + unquote(said)
    left = defaultdict(list)
    for folder, folders, names in os.walk(stock.library.figures, onerror=_unless_missing):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name not in told:
                left[stock.library.name(Path(folder))].append(name)
    for folder, names in left.items():
        what = plural(
            "{n} file that no issue shows: {names}", "{n} files that no issue shows: {names}", len(names)
        )
        more = [_("and others")] if len(names) > _NAMED else []
        yield Finding(
            rule="picture-unused",
            severity=Severity.HINT,
            message=what.format(names=_(", ").join([*names[:_NAMED], *more])),
            path=f"{folder}/",
        )


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _place(held: Held, span: Span) -> tuple[int, int]:
    before = held.text[: span.start]
    return before.count("\n") + 1, span.start - before.rfind("\n")
