"""What every command works on."""

from datetime import date

from digestcli.library.root import Library
from digestcli.model.key import Week
from digestcli.model.publication import Publication
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """A library with its settings, and the day it is there."""

    library: Library
    publication: Publication
    today: date  # in the publication's zone, moved by its turn of the week

    @property
    def week(self) -> Week:
        return Week.of(self.today)
