"""What arXiv has announced, before anybody has picked it."""

from digestcli.model.paper import Paper
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that a listing announces for one list of the Radiostation; a new one, no replacement."""

    paper: Paper
    is_cross: bool  # its primary category is another one than the list's
