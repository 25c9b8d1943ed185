"""`digest status`."""

from collections.abc import Iterator

from rich.cells import cell_len

from digestcli.cli.command import IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.view import padded, problem_lines
from digestcli.messages import _, count
from digestcli.workflow import status as verb
from digestcli.workflow.status import Row, Status

_NARROW = 60  # columns under which the papers are stacked instead of tabled


def status(session: Session, week: Week = None, issue: IssueKey = None) -> int:
    state = verb.status(session.desk, session.current(week, issue))
    width = session.out.width
    for line in _lines(state, stacked=width is not None and width < _NARROW):
        session.out.line(line)
    for line in problem_lines(state.problems):
        session.note(line)
    return 0 if state.finished else 1


def _lines(state: Status, *, stacked: bool) -> Iterator[str]:
    yield f"{state.key}  {state.title}" if state.title else str(state.key)
    lead = _length(state.lead)
    yield f"{_('lead')} {lead}"
    yield ""
    yield from _stacked(state.rows) if stacked else _table(state.rows)
    yield ""
    for name, picks in state.radio:
        yield f"{name}  {count('{n} paper', '{n} papers', picks)}"
    if state.bench:
        yield f"{_('bench')}  {'  '.join(state.bench)}"
    yield _verdict(state)


def _table(rows: tuple[Row, ...]) -> Iterator[str]:
    header = ("#", "id", _("summary"), _("recommendation"), _("pictures"), _("link"))
    table = [header, *map(_cells, rows)]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*table, strict=True)]
    for cells, title in zip(table, [_("title"), *(row.title or "" for row in rows)], strict=True):
        columns = [padded(cell, width) for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join([*columns, title]).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    return (
        str(row.number),
        row.id or "-",
        _length(row.summary),
        _length(row.recommendation),
        _pictures(row),
        _("there") if row.url else _("missing"),
    )


def _stacked(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        yield f"{row.number}  {row.id or '-'}"
        if row.title:
            yield f"   {row.title}"
        said = f"{_('summary')} {_length(row.summary)}  {_('recommendation')} {_length(row.recommendation)}"
        yield f"   {said}  {_('pictures')} {_pictures(row)}"


def _length(characters: int | None) -> str:
    return _("missing") if characters is None else _("{n} chars").replace("{n}", str(characters))


def _pictures(row: Row) -> str:
    lost = [picture.path for picture in row.pictures if not picture.there]
    return _("{n} lost").replace("{n}", str(len(lost))) if lost else str(len(row.pictures) or "-")


def _verdict(state: Status) -> str:
    if state.finished:
        return _("finished")
    missing = [
        *state.missing,
        *(f"{row.number} {'、'.join(row.missing)}" for row in state.rows if row.missing),
    ]
    return _("missing: {what}").format(what="; ".join(missing))
