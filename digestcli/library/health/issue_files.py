"""The files in `issues/`: their names, their encoding, and the errors that stop an export."""

from collections.abc import Iterator

from digestcli.issuefile import NotUtf8
from digestcli.library import issues
from digestcli.library.health.stock import Stock
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity


def names(stock: Stock) -> Iterator[Finding]:
    """Files that no key names, and files that are one on Windows and macOS."""
    yield from map(Finding.of, issues.strays(stock.library))


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
