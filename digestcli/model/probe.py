"""What comes of asking whether an address leads anywhere."""

from collections.abc import Callable

from digestcli.values import dataclass

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a site answered, by its last HTTP status; None where it did not, or was not asked, and `why`."""

    status: int | None
    why: str | None = None  # in the user's language

    @property
    def is_there(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the site itself says that there is nothing: no other failure says that."""
        return self.status in _GONE


Probe = Callable[[str], Outcome]
"""Asks for an address; each is asked for once, however often it is called."""
