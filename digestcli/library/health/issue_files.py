"""The files in `issues/`: their names, their encoding, and the errors that stop an export."""

import re
from collections.abc import Iterator

from digestcli.errors import UsageError
from digestcli.issuefile import NotUtf8
from digestcli.library import issues
from digestcli.library.health.stock import Stock
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.key import Key, Week
from digestcli.model.problem import Severity

_LIKE_A_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})(?!\d)", re.ASCII | re.IGNORECASE)


def names(stock: Stock) -> Iterator[Finding]:
    """Files that no key names, and files that are one on Windows and macOS."""
    yield from map(Finding.of, issues.strays(stock.library))


def weeks(stock: Stock) -> Iterator[Finding]:
    """Keys that were meant as weeks, and name none: `--week` will never find them."""
    for held in stock.issues:
        like = _LIKE_A_WEEK.match(held.key.value)
        if like and held.key.week is None:
            yield Finding(
                rule="issue-week",
                severity=Severity.WARNING,
                message=_("{key} names no week, and looks like one").format(key=held.key),
                hint=_meant(held.key, like),
                path=held.path,
                line=1,
                column=1,
            )


def _meant(key: Key, like: re.Match[str]) -> str:
    try:
        week = Week(int(like[1]), int(like[2]))
    except UsageError as fault:  # there is no such week
        return fault.message
    return _("give the file the name {name}").format(name=f"{week}{key.value[like.end() :]}.md")


def unreadable(stock: Stock) -> Iterator[Finding]:
    """Issues that are not UTF-8 text, or that cannot be read at all."""
    for held in stock.issues:
        match held.fault:
            case None:
                pass
            case NotUtf8(line=line, guess=guess, hint=hint):
                message = _("this is not UTF-8 text")
                if guess:
                    message = _("this is not UTF-8 text; it looks like {encoding}").format(encoding=guess)
                yield _error("encoding", held.path, line, message, hint)
            case fault:
                yield _error("unreadable", held.path, 1, fault.message, fault.hint)


def _error(rule: str, path: str, line: int, message: str, hint: str | None) -> Finding:
    return Finding(
        rule=rule, severity=Severity.ERROR, message=message, hint=hint, path=path, line=line, column=1
    )


def broken(stock: Stock) -> Iterator[Finding]:
    """What stops an export: git's conflict markers, a paper twice in an issue, an id that is none ..."""
    for _held, reading in stock.readable:
        yield from (Finding.of(each) for each in reading.problems if each.severity is Severity.ERROR)
