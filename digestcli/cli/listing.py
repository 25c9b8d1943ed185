"""`digest list`."""

from collections.abc import Iterator

from rich.cells import cell_len

from digestcli.cli.session import Session
from digestcli.cli.user import cache_folder
from digestcli.cli.view import padded, problem_lines
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.workflow import listing as verb
from digestcli.workflow.listing import Listed

Cells = tuple[str, str, str, str]  # key, papers, state, title

_MARGIN = "    "  # of a title below its issue


def listing(session: Session) -> None:
    rows = [_cells(row) for row in verb.listing(session.desk, cache_folder())]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        for line in _lines(row, widths, session.out.width):
            session.out.line(line)
    for problem in problem_lines(verb.strays(session.desk)):
        session.note(problem)
    if not rows:
        session.note(_("no issue yet: digest add 2304.02643 opens one"))


def _lines(row: Cells, widths: list[int], width: int | None) -> Iterator[str]:
    """One line, or the title below where it does not fit beside the rest."""
    *columns, title = row
    cells = "".join(padded(cell, room + 2) for cell, room in zip(columns, widths, strict=False))
    if width is None or cell_len(cells + title) <= width:
        yield (cells + title).rstrip()
        return
    yield cells.rstrip()
    from rich.text import Text  # noqa: PLC0415 - 10 ms that lines with room for their titles do without

    from digestcli.cli.prose import wrap  # noqa: PLC0415 - the same

    yield from (line.plain for line in wrap(Text(title), width, first=_MARGIN, rest=_MARGIN))


def _cells(row: Listed) -> Cells:
    if row.fault:
        return row.key.value, "", "", row.fault
    papers = plural("{n} paper", "{n} papers", row.papers)
    state = _("{n} written").replace("{n}", str(row.written))
    if row.errors:
        state = plural("{n} error", "{n} errors", row.errors)
    if row.frozen:
        state = _("{state}, frozen").format(state=state)
    return row.key.value, papers, state, one_line(row.title or "")
