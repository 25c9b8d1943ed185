"""Git's conflict markers: how they are written, and which lines are some."""

import re
from collections.abc import Sequence

from digestcli.messages import _

LEAST = 7  # git's own size; a shorter row would be read as words

_ROW = re.compile(r"(<{7,}+|>{7,}+|={7,}+|\|{7,}+)( |\Z)")


def marked(ours: Sequence[str], theirs: Sequence[str], size: int) -> list[str]:
    """Both versions of some lines between markers, as git writes them."""
    return [f"{'<' * size} ours", *ours, "=" * size, *theirs, f"{'>' * size} theirs"]


class Conflicts:
    """The conflicts of one walk over lines: a marker is one by its size and by those before it."""

    def __init__(self) -> None:
        self._open: list[int] = []  # the sizes of those not closed yet: a recursive merge nests them

    def takes(self, line: str) -> bool:
        """Whether this line is a marker. `=======` alone is none: it may underline some words."""
        row = _ROW.match(line)
        if row is None:
            return False
        mark, size = row[1][0], len(row[1])
        if mark == "<":
            self._open.append(size)
            return True
        is_inside = size in self._open
        if mark == ">" and is_inside:
            del self._open[self._open.index(size) :]
        return is_inside if mark != ">" else is_inside or bool(row[2])


def cure() -> str:
    """What to do about a marker."""
    return _("choose what to keep and delete the lines that begin <<<<<<<, ======= and >>>>>>>")
