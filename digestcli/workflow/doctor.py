"""`digest doctor`: what is wrong with the library, and what of it can be mended without a doubt."""

from collections.abc import Callable, Iterator

from digestcli import files
from digestcli.issuefile import NotUtf8, foreign
from digestcli.library import health, issues
from digestcli.library.health.stock import Stock
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.sources.condition import reached, resting

__all__ = ["convert", "examine", "mend", "reached", "resting"]

Done = Callable[[str], None]


def examine(library: Library) -> Iterator[Finding]:
    """What is found; nothing is changed."""
    return health.examine(library)


def mend(library: Library, done: Done) -> None:
    """What is certain is mended, and `done` told of each; raises Conflict where somebody is writing there."""
    with files.lock(library.root):
        for finding in health.examine(library):
            if finding.mend:
                done(finding.mend())


def convert(library: Library, done: Done) -> None:
    """Issues whose encoding is beyond doubt are UTF-8 from now on; `undo` puts the bytes back."""
    with files.lock(library.root):
        for held in Stock.of(library).issues:
            known = foreign.read(held.seen.data) if held.seen and isinstance(held.fault, NotUtf8) else None
            if known:
                issues.write(library, held.key, known.text.encode(), held.seen, "doctor")
                said = _("{path} was {encoding} and is UTF-8 now; back: {command}")
                done(said.format(path=held.path, encoding=known.encoding, command="digest undo"))
