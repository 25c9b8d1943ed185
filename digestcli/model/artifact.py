"""A finished file, made only when somebody wants its bytes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


def _nothing() -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """`name` is the file's name in the output folder; `render` gives its bytes, the same every time."""

    name: str
    render: Callable[[], bytes]
    remarks: Callable[[], Iterable[str]] = _nothing
    """What its editor should know before it is sent on its way, in the user's language."""
