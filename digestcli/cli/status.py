"""`digest status`."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from digestcli.cli.command import IssueKey, Week
from digestcli.cli.prose import MEASURE, wrap
from digestcli.cli.remarks import licence, remarks
from digestcli.cli.session import Session
from digestcli.cli.view import padded, problem_lines
from digestcli.markup.plain import one_line
from digestcli.markup.remarks import alarm
from digestcli.messages import _, plural
from digestcli.workflow import status as verb
from digestcli.workflow.status import ListState, Row, Status

_FOR_TITLES = 30  # cells; where the table leaves less, the papers are stacked


def status(session: Session, week: Week = None, issue: IssueKey = None) -> int:
    state = verb.status(session.desk, session.current(week, issue))
    session.out.page(_lines(state, session.out.width))
    for problem in problem_lines(state.problems):
        session.note(problem)
    if state.frozen:
        from digestcli.cli.frozen import tell_frozen  # noqa: PLC0415 - most issues are not published yet

        tell_frozen(session, state.frozen)
    return 0 if state.finished else 1


def _lines(state: Status, width: int | None) -> Iterator[Text]:
    yield from wrap(Text(one_line(f"{state.key}  {state.title or ''}"), "bold"), width)
    yield _named(_("lead"), _length(state.lead))
    yield Text()
    yield from _papers(state.rows, width)
    yield Text()
    for each in state.radio:
        yield from wrap(Text("  ".join([one_line(each.name), _papers_of(each), _recording_of(each)])), width)
    if state.bench:
        kept = "  ".join([_("bench"), *map(one_line, state.bench)])
        yield from wrap(Text(kept), width)
    if state.frozen:
        from digestcli.cli.frozen import name_of  # noqa: PLC0415 - the same

        yield Text(name_of(state.frozen.edition))
    for told in _alarms(state):
        yield from wrap(Text(told, "yellow"), width, rest="  ")
    yield from wrap(Text(verdict(state), "green" if state.finished else "yellow"), width)


def _papers(rows: tuple[Row, ...], width: int | None) -> Iterator[Text]:
    """A line for each paper, a long title hanging below its beginning; stacked on a narrow terminal."""
    header = ("#", "id", _("summary"), _("rec."), _("pictures"), _("link"))
    table = [header, *map(_cells, rows)]
    widths = [max(cell_len(cell) for cell in column) + 2 for column in zip(*table, strict=True)]
    if width and width < sum(widths) + _FOR_TITLES:
        yield from _stacked(rows, width)
        return
    for cells, title in zip(table, [_("title"), *(row.title or "" for row in rows)], strict=True):
        columns = "".join(map(padded, cells, widths))
        if title:
            hanging = " " * cell_len(columns)
            yield from wrap(Text(one_line(title)), width, columns, hanging, measure=MEASURE + len(hanging))
        else:
            yield Text(columns.rstrip())


def _papers_of(radio_list: ListState) -> str:
    """How many papers it has, and how many it is to have where those are others."""
    number, wanted = radio_list.papers, radio_list.wanted
    if wanted in {0, number}:
        return plural("{n} paper", "{n} papers", number)
    told = plural("{number} of {n} paper", "{number} of {n} papers", wanted)
    return told.replace("{number}", str(number))


def _recording_of(radio_list: ListState) -> str:
    if radio_list.audio is None:
        return _("no recording")
    if radio_list.is_lost:
        return _("{path} is not there").format(path=one_line(radio_list.audio))
    return _("recording {duration}").format(duration=radio_list.duration or "").rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    return (
        str(row.number),
        row.id or "-",
        _number(row.summary),
        _number(row.recommendation),
        _pictures(row),
        _link(row),
    )


def _stacked(rows: tuple[Row, ...], width: int) -> Iterator[Text]:
    """What is told of each paper, one below the other."""
    margin = "    "
    for row in rows:
        yield Text(f"{row.number:>2}  {row.id or '-'}")
        if row.title:
            yield from wrap(Text(one_line(row.title)), width, first=margin, rest=margin)
        yield _named(margin + _("summary"), _length(row.summary))
        yield _named(margin + _("recommendation"), _length(row.recommendation))
        yield _named(margin + _("pictures"), _pictures(row))
        yield _named(margin + _("link"), _link(row))


def _named(what: str, state: str) -> Text:
    return Text(f"{what} {state}")


def _number(characters: int | None) -> str:
    return _("missing") if characters is None else str(characters)


def _length(characters: int | None) -> str:
    return _("missing") if characters is None else _("{n} chars").replace("{n}", str(characters))


def _link(row: Row) -> str:
    return _("yes") if row.url else _("missing")


def _pictures(row: Row) -> str:
    lost = [picture.path for picture in row.pictures if not picture.there]
    return _("{n} lost").replace("{n}", str(len(lost))) if lost else str(len(row.pictures) or "-")


def _alarms(state: Status) -> Iterator[str]:
    for row in state.rows:
        yield from (f"{row.number}: {told}" for told in _alarms_of(state, row))
    lists = [(one_line(each.name), each.pending) for each in state.radio]
    for name, pending in (*lists, (_("bench"), state.bench_pending)):
        if pending:
            ids = _(", ").join(map(str, pending))
            told = _("facts of {ids} not fetched yet: {command}").format(ids=ids, command="digest fetch")
            yield f"{name}: {told}"


def _alarms_of(state: Status, row: Row) -> Iterator[str]:
    """What became of the paper since its section was written, and what is not known of it."""
    if row.other_version and row.written_for:
        command = f"digest set --seen {row.number} --issue {state.key}"
        told = alarm(row.written_for, row.other_version)
        yield _("{alarm}; once you have looked: {command}").format(alarm=told, command=command)
    if row.paper:
        yield from remarks(row.paper)
        if row.pictures:
            yield from licence(row.paper)
    if row.pending:
        yield _("facts not fetched yet: {command}").format(command="digest fetch")


def verdict(state: Status) -> str:
    """Finished, or what is wrong and what is missing, in a line."""
    if state.finished:
        return _("finished")
    missing = list(state.missing)
    for row in state.rows:
        if row.missing:
            what = _(", ").join(row.missing)
            missing.append(_("{number}: {what}").format(number=row.number, what=what))
    lists = [one_line(each.name) for each in state.radio if each.pending]
    missing += [_("{name}: {what}").format(name=name, what=_("facts")) for name in lists]
    verdict = [plural("{n} error", "{n} errors", state.errors)] if state.errors else []
    if aged := [str(row.number) for row in state.rows if row.other_version]:
        verdict.append(_("written for another version: {numbers}").format(numbers=_(", ").join(aged)))
    if missing:
        verdict.append(_("missing: {what}").format(what=_("; ").join(missing)))
    return _("; ").join(verdict)
