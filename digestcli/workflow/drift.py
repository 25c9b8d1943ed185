"""What differs from what was published; loaded only where something was."""

from digestcli.library import published
from digestcli.model.digest import Digest
from digestcli.model.edition import Departure, Edition, departures
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened
from digestcli.workflow.snapshot import fingerprints, snapshot


@dataclass(frozen=True, slots=True)
class Frozen:
    """The edition that stands, and what differs from it."""

    edition: Edition
    departures: tuple[Departure, ...]
    first_on: str  # the day of the first edition


def frozen(desk: Desk, opened: Opened, digest: Digest) -> Frozen | None:
    """The edition that stands, with what differs from it; raises FileError where its account is damaged."""
    last = published.last(desk.library, digest.key)
    if last is None or not last.is_frozen:
        return None
    edition = last.edition
    return Frozen(edition, drifted(desk, opened, digest, edition), _first_day(desk, edition))


def _first_day(desk: Desk, edition: Edition) -> str:
    """The day the issue was published for the first time."""
    earliest = published.numbers(desk.library, edition.key)[0]
    if earliest == edition.number:
        return edition.date
    return published.edition(desk.library, edition.key, earliest).date


def drifted(desk: Desk, opened: Opened, digest: Digest, edition: Edition) -> tuple[Departure, ...]:
    """In what the issue is not what this edition of it was."""
    pictures = fingerprints(desk.library, (picture.path for picture in edition.pictures))
    return departures(edition, snapshot(opened, digest, pictures=pictures))


def thaw_command(key: Key) -> str:
    """What makes room for a corrected edition."""
    return f"digest thaw --issue {key} --reason ..."
