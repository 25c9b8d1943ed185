"""A finished file, made only when somebody wants its bytes."""

from collections.abc import Callable, Iterable

from digestcli.values import dataclass


def _nothing() -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """`name` is the file's name in the output folder; `render` gives its bytes, the same every time.

    `mark` is of all that goes into them: as long as it stays, so do they. None: nobody has looked.
    """

    name: str
    render: Callable[[], bytes]
    remarks: Callable[[], Iterable[str]] = _nothing
    """What its editor should know before it is sent on its way, in the user's language."""
    mark: str | None = None
