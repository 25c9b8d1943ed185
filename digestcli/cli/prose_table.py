"""Tables for the terminal: columns where there is room, else every row as a list of `heading：cell`."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

Row = Sequence[Text]
_BETWEEN = "  "


def table(rows: Sequence[Row], room: int | None) -> Iterator[Text]:
    """The lines of a table whose first row is its heading; None as `room` (a pipe) gives one line per row."""
    if room is None:
        yield from (Text(" | ").join(row) for row in rows)
        return
    widths = [max(_cells(cell) for cell in column) for column in zip(*rows, strict=True)]
    if sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= room:
        yield from _columns(rows, widths)
    else:
        yield from _stacked(rows)


def _columns(rows: Sequence[Row], widths: Sequence[int]) -> Iterator[Text]:
    heading, *body = rows
    yield _beside(heading, widths, "bold")
    yield Text("─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1)), "dim")
    for row in body:
        yield _beside(row, widths, "")


def _beside(row: Row, widths: Sequence[int], style: str) -> Text:
    line = Text()
    for cell, width in zip(row, widths, strict=True):
        line.append_text(cell).append(" " * (width - _cells(cell)) + _BETWEEN)
    line.rstrip()
    line.stylize(style)
    return line


def _stacked(rows: Sequence[Row]) -> Iterator[Text]:
    heading, *body = rows
    for number, row in enumerate(body):
        if number:
            yield Text()
        for label, cell in zip(heading, row, strict=True):
            if cell.plain:
                yield Text.assemble(label, "：" if label.plain else "", cell)


def _cells(text: Text) -> int:
    return cell_len(text.plain)
