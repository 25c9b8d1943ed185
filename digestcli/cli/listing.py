"""`digest list`."""

from rich.cells import cell_len

from digestcli.cli.session import Session
from digestcli.cli.view import padded
from digestcli.messages import _, count
from digestcli.workflow import listing as verb
from digestcli.workflow.listing import Listed


def listing(session: Session) -> None:
    rows = [_cells(row) for row in verb.listing(session.desk)]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for *columns, title in rows:
        cells = [padded(cell, width) for cell, width in zip(columns, widths, strict=False)]
        session.out.line("  ".join([*cells, title]).rstrip())
    if not rows:
        session.note(_("no issue yet: digest add 2304.02643 opens one"))


def _cells(row: Listed) -> tuple[str, str, str, str]:
    if row.fault:
        return row.key.value, "", "", row.fault
    papers = count("{n} paper", "{n} papers", row.papers)
    state = _("{n} written").replace("{n}", str(row.written))
    if row.errors:
        state = count("{n} error", "{n} errors", row.errors)
    return row.key.value, papers, state, row.title or ""
