"""News of long work on its way up to whoever shows progress."""

from collections.abc import Callable

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One sentence for the user, in their language; with `total`, how far the work has come."""

    message: str
    done: int | None = None
    total: int | None = None
    is_important: bool = False  # to be shown even where progress is not


Tell = Callable[[Event], None]


def silent(event: Event) -> None:
    """For work that nobody watches."""
