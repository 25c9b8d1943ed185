"""Where a paper stood: what is asked when the same one comes again."""

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Appearance:
    """A paper in an issue: its number, or None in a radio list; its title as far as it is known.

    The title is arXiv's, with its TeX; while nobody has fetched it, what the editor wrote in its place.
    """

    key: Key
    number: int | None
    id: ArxivId | None  # without a version
    title: str | None
