"""What somebody has made of the facts of papers: remembered for as long as their files stay as they are."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digestcli.errors import FileError
from digestcli.files.marks import is_settled, mark
from digestcli.library import memory as remembering
from digestcli.library import papers
from digestcli.library.memory import encoded
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Paper


class Gists:
    """The gist of each paper that is asked for, as JSON has it; `made_by` names who makes it, and how."""

    # Any: the shape is the maker's own.
    def __init__(
        self, library: Library, cache: Path | None, made_by: str, make: Callable[[Paper], Any]
    ) -> None:
        self._library = library
        self._make = make
        self._memory = remembering.of(library, "gists", cache, made_by)
        self._asked: list[str] = []

    def of(self, id: ArxivId) -> Any:
        """The gist of a paper; None where nothing was fetched, or what was is damaged."""
        path = papers.path(self._library, id)
        seen = mark(path)
        if seen is None:
            return None
        self._asked.append(id.stem)
        if (line := self._memory.recall(id.stem)) is not None:
            known, gist = json.loads(line)
            if known == str(seen):
                return gist
        began = time.time_ns()
        try:
            paper = papers.load(self._library, id)
        except FileError:  # told by `papers.faults`
            return None
        gist = paper and self._make(paper)
        if paper and is_settled(path, seen, began):
            self._memory.learn(id.stem, encoded([str(seen), gist]))
        return gist

    def keep(self) -> None:
        """For the next command, which will hardly ask for others."""
        self._memory.keep(lambda: self._asked)
