"""What a benchmark found: tables in Markdown, which are printed and put into docs/benchmarks.md alike."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.watched import Cost

DOCS = Path(__file__).parents[1] / "docs"
PAGE, RAW = DOCS / "benchmarks.md", DOCS / "peers.json"


@dataclass(slots=True)
class Report:
    """Lines of Markdown, and every number they were made of."""

    lines: list[str] = field(default_factory=list)
    raw: dict[str, list[Cost]] = field(default_factory=dict)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose first column is words and the others numbers."""
        self.lines += [_row(heads), f"|---|{'---:|' * (len(heads) - 1)}", *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def megabytes(peak: float) -> str:
    return f"{peak:.0f} MB"


def put(part: str, lines: Iterable[str]) -> None:
    """The lines of a part take the place of those that stand between its marks in the page."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- peers: {part} -->", f"<!-- end: {part} -->"
    found = re.search(f"{begin}.*?{end}", text, re.DOTALL)
    if not found:
        raise AssertionError(f"{PAGE} has no place for {part}")
    content = "\n".join(_trimmed(lines))
    PAGE.write_text(text.replace(found[0], f"{begin}\n\n{content}\n\n{end}"), encoding="utf-8")


def kept() -> dict[str, object]:
    """The numbers of earlier runs, by their parts."""
    return dict(json.loads(RAW.read_text(encoding="utf-8"))) if RAW.exists() else {}


def keep(raw: dict[str, object]) -> None:
    """Writes every number down."""
    RAW.write_text(json.dumps(raw, ensure_ascii=False) + "\n", encoding="utf-8")


def _trimmed(lines: Iterable[str]) -> Iterator[str]:
    yield from "\n".join(lines).strip().split("\n")
