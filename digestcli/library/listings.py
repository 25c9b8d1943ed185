"""What a command says of each issue: remembered while nothing it was read from has changed."""

import json
from collections.abc import Sequence
from pathlib import Path

from digestcli.library import grounds, issues
from digestcli.library import memory as remembering
from digestcli.library.grounds import Looked
from digestcli.library.memory import encoded
from digestcli.library.root import Library
from digestcli.model.issue import Issue
from digestcli.model.key import Key


class Listings:
    """What was listed of the issues of a library under `settings`, as data whose shape is the caller's.

    Each `kind` of list is remembered for itself; data of another shape is under other settings.
    """

    def __init__(self, library: Library, cache: Path | None, settings: str, kind: str = "listings") -> None:
        self._library = library
        self._memory = remembering.of(library, kind, cache, settings)

    def of(self, key: Key) -> object | None:
        """What was listed of an issue, if it would be listed again."""
        if (line := self._memory.recall(str(key))) is None:
            return None
        names, seen, listed = json.loads(line)
        return listed if grounds.digest_now(self._library, names) == seen else None

    def look(self, key: Key) -> Looked:
        """To be called before the issue is read."""
        return grounds.look(self._library, key)

    def learn(self, looked: Looked, issue: Issue, listed: object, names: Sequence[str] | None = None) -> None:
        """Remembers what was listed of an issue that was looked at before it was read.

        `names` are the files that say it, the issue's own first: all that belong to it, unless given.
        """
        if marks := grounds.marks(self._library, looked, names or grounds.files_of(issue)):
            said = [list(marks), grounds.digest(marks.values()), listed]
            self._memory.learn(str(issue.key), encoded(said))

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        self._memory.keep(lambda: map(str, issues.keys(self._library)))
