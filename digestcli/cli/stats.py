"""`digest stats`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Annotated

import typer
from rich.text import Text

from digestcli.cli.chart import FULL, HALF, Row, table
from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.user import cache_folder
from digestcli.errors import BatchError
from digestcli.library import issues
from digestcli.markup.counting import Count
from digestcli.messages import _, plural
from digestcli.model.key import Week
from digestcli.workflow import stats as verb
from digestcli.workflow.stats import IssueRow, Stats

Weeks = Annotated[
    str | None,
    typer.Option("--week", metavar=_("[WEEK]"), help=_("Only this week, or a range: 2023-W01..2023-W26.")),
]
_TOP = 10  # rows of what may be thousands
_MOST_WEEKS, _MOST_MONTHS = 27, 24  # more of them are told by the month, or by the year


def stats(
    session: Session,
    week: Weeks = None,
    json: Annotated[bool, typer.Option("--json", help=_("As data, schema digest-stats/1."))] = False,
) -> int:
    keys = (
        list(issues.keys(session.desk.library)) if week is None else session.chosen(week, None, every=False)
    )
    found = verb.stats(session.desk, keys, session.tell, cache_folder())
    if json:
        from digestcli.cli.stats_data import document  # noqa: PLC0415 - readers need no data

        session.out.document(document(found))
    elif found.issues:
        bars = session.out.spells(FULL + HALF)
        session.out.page(_page(found, session.out.width, bars=bars))
    elif not keys:
        session.note(_("no issue yet: digest add 2304.02643 opens one"))
    for _key, fault in found.unreadable:
        session.error(error_line(fault.message))
        if fault.hint:
            session.error(hint_line(fault.hint))
    if found.unreadable:
        return BatchError.exit_code if found.issues else found.unreadable[0][1].exit_code
    return 0


def _page(found: Stats, width: int | None, *, bars: bool) -> Iterator[Text]:
    yield from wrap(Text(_in_short(found), "bold"), width)
    tables = (_periods, _parts, _categories, _authors, _radio)
    for each in tables:
        title, heads, rows = each(found)
        if rows:
            yield Text()
            yield from table(title, heads, rows, width, bars=bars)
    if found.weeks:
        yield Text()
        yield from wrap(Text(_gaps(found)), width)


Table = tuple[str, Sequence[str], Sequence[Row]]


def _in_short(found: Stats) -> str:
    """The whole in a line."""
    told = [
        plural("{n} issue", "{n} issues", len(found.issues)),
        _grouped_by_thousands(plural("{n} paper", "{n} papers", found.papers), found.papers),
        _grouped_by_thousands(plural("{n} word", "{n} words", found.written.total), found.written.total),
    ]
    if weeks := found.weeks:
        span = str(weeks[0]) if len(weeks) == 1 else f"{weeks[0]}..{weeks[-1]}"
        told.insert(0, span)
    if (again := found.papers - found.different) > 0:
        told[-1:-1] = [_("{n} of them seen before").replace("{n}", _number(again))]
    return "  ".join(told)


def _periods(found: Stats) -> Table:
    """Papers and words by the week, the month or the year: as many rows as are read with ease."""
    title, name = _scale(found.weeks)
    heads = (_("issues"), _("papers"), _("per week"), _("words"))
    periods = _grouped(found.issues, name)
    if undated := [each for each in found.issues if not each.week]:
        periods[_("no date")] = undated
    return title, heads, [_period(name, each) for name, each in periods.items()]


def _scale(weeks: Sequence[Week]) -> tuple[str, Callable[[Week], str]]:
    """What the rows are, and the name of the one that a week is in."""
    if len(weeks) <= _MOST_WEEKS:
        return _("week"), str
    if len(set(map(_month, weeks))) <= _MOST_MONTHS:
        return _("month"), _month
    return _("year"), _year


def _grouped(rows: Sequence[IssueRow], name: Callable[[Week], str]) -> dict[str, list[IssueRow]]:
    groups: dict[str, list[IssueRow]] = {}
    for row in rows:
        if row.week:
            groups.setdefault(name(row.week), []).append(row)
    return groups


def _period(name: str, rows: Sequence[IssueRow]) -> Row:
    papers = sum(row.papers for row in rows)
    words = verb.total(row.words for row in rows).total
    weeks = len({row.week for row in rows if row.week})
    share = f"{papers / weeks:.1f}" if weeks else "-"
    return Row(name, (_number(len(rows)), _number(papers), share, _number(words)), words)


def _month(week: Week) -> str:
    """The month its Thursday lies in, as the year of a week is that of its Thursday."""
    return f"{week.monday + timedelta(days=3):%Y-%m}"


def _year(week: Week) -> str:
    return f"{week.year:04}"


def _parts(found: Stats) -> Table:
    """What the words are for."""
    names = {
        "summary": _("summaries"),
        "recommendation": _("recommendations"),
        "lead": _("leads"),
        "passage": _("passages"),
    }
    written = found.written.total or 1
    heads = (_("in all"), _("汉字"), _("Latin"), "%")
    rows = [_part(names[part], each, written) for part, each in found.words.items()]
    return _("words"), heads, rows if found.written.total else []


def _part(name: str, words: Count, written: int) -> Row:
    numbers = (words.total, words.han, words.latin, round(100 * words.total / written))
    return Row(name, tuple(map(_number, numbers)), words.total)


def _categories(found: Stats) -> Table:
    rows = [Row(name, (_number(papers),), papers) for name, papers in found.categories[:_TOP]]
    rows += _rest(found.categories)
    for name, papers in ((_("not on arXiv"), found.off_arxiv), (_("not known"), found.unknown)):
        if papers:
            rows.append(Row(name, (_number(papers),), papers))
    return _("category"), (_("papers"),), rows


def _rest(ranked: Sequence[tuple[str, int]]) -> Iterator[Row]:
    """What the table leaves out, in one row."""
    if left := ranked[_TOP:]:
        papers = sum(each for _name, each in left)
        yield Row(plural("{n} more", "{n} more", len(left)), (_number(papers),), 0)


def _authors(found: Stats) -> Table:
    """Those with several papers; names that stand once are thousands."""
    often = [each for each in found.authors if each[1] > 1]
    rows = [Row(name, (_number(papers),), papers) for name, papers in often[:_TOP]]
    if rows and (left := len(found.authors) - len(rows)):
        rows.append(Row(plural("{n} more", "{n} more", left), ("",), 0))
    return _("author"), (_("papers"),), rows


def _radio(found: Stats) -> Table:
    rows = [Row(each.name, (_number(each.lists), _number(each.picks)), each.picks) for each in found.radio]
    return _("radio"), (_("issues"), _("picks")), rows


def _gaps(found: Stats) -> str:
    if not found.gaps:
        return _("no week without an issue")
    named = [str(first) if first == last else f"{first}..{last}" for first, last in found.gaps]
    weeks = plural("{n} week without an issue", "{n} weeks without an issue", found.missing)
    return _("{name}: {what}").format(name=weeks, what=_(", ").join(named))


def _grouped_by_thousands(said: str, number: int) -> str:
    """What is said of a number, which is easier to read so."""
    return said.replace(str(number), _number(number))


def _number(number: int) -> str:
    return f"{number:,}"
