"""What readers have had before an issue: it grows from issue to issue, the oldest first."""

from hashlib import sha256

from digestcli.checks.earlier import Earlier
from digestcli.library.titles import Titles
from digestcli.model.key import Key


class Past:
    """The papers of all issues that were passed; `titles` tells them, and is told what is read meanwhile."""

    def __init__(self, titles: Titles) -> None:
        self.titles = titles
        self.earlier = Earlier()
        self._ahead = titles.order()[::-1]
        self._told = sha256()

    def come_to(self, key: Key) -> None:
        """Passes every issue before this one; all of them, where there is none of this key."""
        while self._ahead and self._ahead[-1] != key:
            passed = self._ahead.pop()
            papers = self.titles.of(passed)
            told = "".join(f"{each.key} {each.number} {each.id} {each.title!r}\n" for each in papers)
            self._told.update(told.encode("utf-8", "surrogatepass"))
            self.earlier.add(passed, papers)

    @property
    def mark(self) -> str:
        """All of it in a few characters."""
        return self._told.hexdigest()[:16]
