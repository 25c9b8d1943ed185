"""A finished file, made only when somebody wants its bytes."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """`name` is the file's name in the output folder; `render` gives its bytes, the same every time."""

    name: str
    render: Callable[[], bytes]
