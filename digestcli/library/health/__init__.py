"""What may be wrong with the folder itself: one function for each thing looked at, one line in `CHECKS`.

A check is given the library as it was read, and yields what it finds; it changes nothing. What can be mended
without a doubt comes with the way to do it, to be called under the library's lock.
"""

from collections.abc import Callable, Iterable, Iterator

from digestcli import files
from digestcli.errors import DigestError
from digestcli.library.health import editions
from digestcli.library.health.issue_files import broken, names, unreadable, weeks
from digestcli.library.health.leftovers import editing, interrupted, locked, temporary, unwritten
from digestcli.library.health.paper_files import damaged, misnamed, orphans
from digestcli.library.health.pictures import missing, unused
from digestcli.library.health.sharing import attributes, driver, ignored
from digestcli.library.health.stock import Stock
from digestcli.library.health.word_lists import words
from digestcli.library.root import Library
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity

__all__ = ["CHECKS", "examine"]

Check = Callable[[Stock], Iterable[Finding]]

CHECKS: dict[str, Check] = {
    "settings": lambda stock: stock.faults,
    "word-lists": words,
    "issue-names": names,
    "issue-weeks": weeks,
    "issue-encoding": unreadable,
    "issue-errors": broken,
    "paper-names": misnamed,
    "paper-files": damaged,
    "paper-orphans": orphans,
    "pictures-missing": missing,
    "pictures-unused": unused,
    "published": editions.damaged,
    "published-unfinished": editions.unfinished,
    "git-ignore": ignored,
    "git-attributes": attributes,
    "git-driver": driver,
    "lock": locked,
    "temporary-files": temporary,
    "interrupted": interrupted,
    "unwritten": unwritten,
    "editing": editing,
}


def examine(library: Library) -> Iterator[Finding]:
    """Everything that the checks find; one that cannot be made says so, once, and the others go on."""
    stock = Stock.of(library)
    told = {finding.message for finding in stock.faults}
    for name, check in CHECKS.items():
        try:
            yield from check(stock)
        except (DigestError, OSError) as fault:
            finding = _stopped(name, fault)
            if finding.message not in told:
                told.add(finding.message)
                yield finding


def _stopped(check: str, fault: DigestError | OSError) -> Finding:
    """What kept a check from being made."""
    if isinstance(fault, DigestError):
        return Finding(rule=check, severity=Severity.ERROR, message=fault.message, hint=fault.hint)
    message = f"{fault.filename}: {files.cause(fault)}"
    return Finding(rule=check, severity=Severity.ERROR, message=message)
