"""What arXiv has announced, before anybody has picked it."""

from dataclasses import dataclass

from digestcli.model.paper import Paper


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that a listing announces for one list of the Radiostation; a new one, no replacement."""

    paper: Paper
    is_cross: bool  # its primary category is another one than the list's
