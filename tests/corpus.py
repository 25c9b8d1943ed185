"""What each rule on words must find and what it must leave alone: the cases of `tests/corpus/*.txt`.

A line is the 摘要 of a paper, `⏎` ends a line of it. `⟦ ⟧` marks what the rule must find, and `⟦,→，⟧` how it
mends it; whatever else it finds is a mistake, and so is all it finds in a line without marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile("⟦([^⟦⟧→]*)(?:→([^⟦⟧]*))?⟧")


@dataclass(frozen=True, slots=True)
class Case:
    rule: str
    marked: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.marked}"

    @property
    def is_found(self) -> bool:
        return _MARK.search(self.marked) is not None

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked).replace("⏎", "\n")

    @property
    def mended(self) -> str:
        kept = _MARK.sub(lambda mark: mark[1] if mark[2] is None else mark[2], self.marked)
        return kept.replace("⏎", "\n")

    @property
    def found(self) -> list[tuple[int, str]]:
        """What must be found, each with its place in the text."""
        found = []
        shift = 0
        for mark in _MARK.finditer(self.marked):
            found.append((mark.start() - shift, mark[0]))
            shift += len(mark[0]) - len(mark[1])
        return found


def _cases() -> Iterator[Case]:
    for path in sorted((Path(__file__).parent / "corpus").glob("*.txt")):
        rule = ""
        for line in path.read_text(encoding="utf-8").split("\n"):
            if heading := re.fullmatch(r"\[([a-z-]+)\]", line):
                rule = heading[1]
            elif line.strip() and not line.startswith("# "):
                yield Case(rule, line)


CASES = list(_cases())
