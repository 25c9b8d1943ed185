"""`digest radio find`."""

import shlex
from contextlib import AbstractContextManager, ExitStack
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from digestcli.cli import typed, weeks
from digestcli.cli.command import IssueKey, Patience
from digestcli.cli.command import Week as WeekOption
from digestcli.cli.radio import found
from digestcli.cli.session import Session
from digestcli.cli.user import cache_folder
from digestcli.errors import UsageError
from digestcli.messages import _, plural
from digestcli.model.key import Key, Week
from digestcli.model.window import EASTERN, Window
from digestcli.radio.query import Query
from digestcli.workflow import announced
from digestcli.workflow import radio_find as verb
from digestcli.workflow.announced import Announced
from digestcli.workflow.opening import to_fill

_API, _RSS = "api", "rss"
_LIMIT = 20  # of each table; data has all

_Lists = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("[LIST]..."), help=_("Which lists; without any, all."), show_default=False),
]
_Words = Annotated[
    str | None,
    typer.Option("--query", metavar=_("WORDS"), help=_("Only papers with these words in title or abstract.")),
]
_Source = Annotated[
    str,
    typer.Option(
        "--from",
        metavar=_("api|rss|FILE|-"),
        help=_("arXiv's listing of the week, its feeds of the newest one, or a file of records."),
    ),
]
_Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar=_("N"),
        min=0,
        help=_("The first N of each list not picked yet; 0 for all. Else 20, as data all."),
    ),
]


def find(
    session: Session,
    lists: _Lists = None,
    week: WeekOption = None,
    issue: IssueKey = None,
    query: _Words = None,
    source: _Source = _API,
    cross: Annotated[bool, typer.Option("--cross", help=_("Those cross-listed too, apart."))] = False,
    limit: _Limit = None,
    json: Annotated[bool, typer.Option("--json", help=_("As data, a list of candidates."))] = False,
    patience: Patience = 60,
) -> None:
    if source == _RSS and (week is not None or issue is not None):
        raise UsageError(
            _("the feeds tell of the newest listing alone"), _("leave out --week, or --from rss")
        )
    names = verb.lists(session.desk, lists or [])
    key = _key(session, week, issue)
    of = verb.week_of(session.desk, key)
    asked = _query(query, source)
    with ExitStack() as stack:
        told = stack.enter_context(_told(session, stack, source, of, asked, patience))
        finding = verb.find(session.desk, key, names, told, asked, cache=cache_folder())
    _tell_of(session, source, of, finding)
    if json:
        found.give(session, finding, limit or None, is_cross=cross)
    else:
        when = _("the newest listing") if source == _RSS else str(of)
        found.show(session, finding, when, _LIMIT if limit is None else limit or None, is_cross=cross)
        _tell_next(session, finding, key)


def _tell_next(session: Session, finding: verb.Finding, key: Key) -> None:
    """How the first of the candidates is picked that is not picked yet."""
    where = "" if str(key) == str(session.desk.week) else f" --issue {key}"
    for each in finding.lists:
        if first := next((ranked for ranked in each.own if not ranked.picked), None):
            id, name = first.candidate.paper.id, shlex.quote(each.list_name)
            session.note(_("next: {command}").format(command=f"digest radio add {name} {id}{where}"))
            return


def _key(session: Session, week: str | None, issue: str | None) -> Key:
    """The issue that is filled: the one named, else as `radio add` fills one."""
    if key := session.named(week, issue):
        return key
    key = to_fill(session.desk)
    if str(key) != str(session.desk.week):
        session.note(_("no issue for {week} yet: this is {key}").format(week=session.desk.week, key=key))
    return key


def _query(said: str | None, source: str) -> Query | None:
    if said is None or not said.strip():
        return None
    query = Query(said)
    if source != _API and query.for_api:
        raise UsageError(
            _("only arXiv's API understands {query!r}").format(query=said),
            _("plain words: {example}").format(example="--query 'diffusion \"score matching\"'"),
        )
    return query


def _told(
    session: Session, stack: ExitStack, source: str, week: Week, query: Query | None, patience: float
) -> AbstractContextManager[Announced]:
    """Who tells what was announced."""
    now = weeks.now(session.desk.publication)
    if source == _API:
        return announced.by_arxiv(session.service(patience), session.tell, now, week, query)
    if source == _RSS:
        return announced.by_feeds(session.service(patience), session.tell, now)
    file = stack.enter_context(typed.stream_of(source))
    return announced.by_file(file, _named(source), week, session.tell)


def _named(source: str) -> str:
    return _("standard input") if source == "-" else source


def _tell_of(session: Session, source: str, week: Week, finding: verb.Finding) -> None:
    """Where the candidates are from, and what they were ranked by."""
    window, eastern = Window.of(week), ZoneInfo(EASTERN)
    begin, end = (f"{each.astimezone(eastern):%Y-%m-%d %H:%M}" for each in (window.begins, window.ends))
    match source:
        case "api":
            told = _("arXiv: submitted from {begin} to {end} in New York, replacements left out")
        case "rss":
            told = _("arXiv's feeds: its newest listing, replacements left out")
        case _:
            told = _("{name}: submitted from {begin} to {end} in New York")
    session.note(told.format(name=_named(source), begin=begin, end=end))
    if finding.past:
        picks = plural(
            "ranked by {n} paper picked before", "ranked by {n} papers picked before", finding.past
        )
        session.note(picks)
    else:
        session.note(_("no earlier picks with facts to go by: code and venue alone decide"))
