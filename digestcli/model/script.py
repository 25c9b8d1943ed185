"""What is read aloud in a recording."""

from digestcli.model.arxiv_id import ArxivId
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a recording: its title, the paper it is about, what is read aloud."""

    title: str  # plain words
    id: ArxivId | None  # without a version
    paragraphs: tuple[str, ...]  # each on one line


@dataclass(frozen=True, slots=True)
class Script:
    title: str  # plain words; empty where the file has none
    chapters: tuple[Chapter, ...]  # those that nothing is read of are there too, but not an empty opening

    @property
    def ids(self) -> tuple[ArxivId, ...]:
        """The papers it has chapters about, in order."""
        return tuple(chapter.id for chapter in self.chapters if chapter.id)
