"""A paper in an issue, and what a later issue's candidates are measured by."""

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Picked:
    """Where a paper stands: among the issue's own, or in one of its radio lists; numbers count from 1."""

    id: ArxivId  # without a version
    key: Key
    list_name: str | None  # None: it has a section of its own
    number: int
    names: tuple[str, ...] = ()  # the editor's "(from A, B)"
