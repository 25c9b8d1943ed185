"""Tables of numbers with a bar behind each row, as far as the terminal has room; a pipe gets none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from digestcli.cli.prose import wrap
from digestcli.cli.view import padded
from digestcli.markup.plain import one_line

FULL, HALF = "█", "▌"
_LONGEST, _SHORTEST = 40, 6  # cells of a bar; there is none where less would be left
_BETWEEN = 2  # cells between two columns
_BAR = "cyan"


class Row(NamedTuple):
    """A line of a table: its name, its numbers as they are printed, and how long its bar is."""

    name: str
    numbers: Sequence[str]
    size: float


def table(
    title: str, heads: Sequence[str], rows: Iterable[Row], width: int | None, *, bars: bool = True
) -> Iterator[Text]:
    """The lines of a table; `title` stands above the names and `heads` above the numbers."""
    shown = [Row(one_line(row.name), row.numbers, row.size) for row in rows]
    columns = [
        max(map(cell_len, column)) for column in zip(heads, *(row.numbers for row in shown), strict=True)
    ]
    taken = sum(columns) + _BETWEEN * len(columns)
    names = max(cell_len(title), *(cell_len(row.name) for row in shown))
    if width:
        names = min(names, max(width - taken, cell_len(title)))
    room = min((width or 0) - names - taken - _BETWEEN, _LONGEST)
    unit = room / (max(row.size for row in shown) or 1) if bars and room >= _SHORTEST else 0
    yield Text(_line(title, heads, names, columns), "bold")
    for row in shown:
        *above, name = wrap(Text(row.name), names) if width else [Text(row.name)]
        yield from above
        line, bar = _line(name.plain, row.numbers, names, columns), _bar(row.size * unit)
        yield Text.assemble(line, " " * _BETWEEN, (bar, _BAR)) if bar else Text(line.rstrip())


def _line(name: str, numbers: Iterable[str], names: int, columns: Iterable[int]) -> str:
    """The cells of a line: a name, and numbers under each other."""
    cells = (
        number.rjust(room + len(number) - cell_len(number))
        for number, room in zip(numbers, columns, strict=True)
    )
    return padded(name, names) + "".join(" " * _BETWEEN + cell for cell in cells)


def _bar(cells: float) -> str:
    """Something for whatever is not nothing."""
    halves = max(round(cells * 2), 1) if cells else 0
    return FULL * (halves // 2) + HALF * (halves % 2)
