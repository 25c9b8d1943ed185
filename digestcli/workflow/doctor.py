"""`digest doctor`: what is wrong with the library, and what of it can be mended without a doubt."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from digestcli import files
from digestcli.errors import DigestError
from digestcli.issuefile import NotUtf8, foreign
from digestcli.library import health, issues
from digestcli.library.health.stock import Stock
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity
from digestcli.sources.condition import reached, resting

__all__ = ["convert", "examine", "mend", "reached", "resting"]

Done = Callable[[str], None]


def examine(library: Library) -> Iterator[Finding]:
    """What is found; nothing is changed."""
    return health.examine(library)


def mend(library: Library, done: Done) -> list[Finding]:
    """What is certain is mended, and `done` told of each; what could not be mended, and why.

    Raises Conflict where somebody is writing in the library.
    """
    failed = []
    with files.lock(library.root):
        for finding in health.examine(library):
            try:
                if finding.mend:
                    done(finding.mend())
            except DigestError as fault:
                error = replace(finding, severity=Severity.ERROR, message=fault.message, hint=fault.hint)
                failed.append(error)
    return failed


def convert(library: Library, done: Done) -> None:
    """Issues whose encoding is beyond doubt are UTF-8 from now on; `undo` puts the bytes back."""
    with files.lock(library.root):
        for held in Stock.of(library).issues:
            known = foreign.read(held.seen.data) if held.seen and isinstance(held.fault, NotUtf8) else None
            if known:
                issues.write(library, held.key, known.text.encode(), held.seen, "doctor")
                said = _("{path} was {encoding} and is UTF-8 now; back: {command}")
                done(said.format(path=held.path, encoding=known.encoding, command="digest undo"))
