"""The pictures in `figures/`: those that issues show and are not there, and those that no issue shows."""

import os
import posixpath
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
            if is_local(path) and (fault := _fault(stock, path)):
                message, hint = fault
                line, column = _place(held, span)
                yield Finding(
                    rule="picture-missing",
                    severity=Severity.WARNING,
                    message=message.format(path=path),
                    hint=hint,
                    path=held.path,
                    line=line,
                    column=column,
                )


def _fault(stock: Stock, path: str) -> tuple[str, str] | None:
    """What is wrong with a picture at `path`, and the cure; nobody looks outside the library."""
    if posixpath.normpath(f"issues/{path}".replace("\\", "/")).startswith("../"):
        return _("the picture {path} lies outside the library"), _("copy it in: digest figure")
    if os.path.isfile(stock.library.issues / path):  # noqa: PTH113 - any name may stand here
        return None
    return _("there is no picture {path}"), _("put the file there, or take its line out")


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
