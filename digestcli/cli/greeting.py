"""`digest` alone: where the desk stands, and what is likely to be typed next."""

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from digestcli.cli import help_page
from digestcli.cli.help_page import Rows
from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.status import verdict
from digestcli.library import issues
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.workflow.status import Status, status


def greet(session: Session) -> None:
    """The current issue in a line and the next commands; how to begin, where there is no library."""
    found = session.found
    if found.is_default and not found.library.exists:
        _say(session, _("There is no library here yet."), _beginnings(found.library.root))
    elif not issues.keys(session.desk.library):
        said = _("{library} holds no issue yet").format(library=session.library.root)
        opens = _("opens {week} with that paper").format(week=session.desk.week)
        _say(session, said, [("digest add 2304.02643", opens)])
    else:
        state = status(session.desk, session.current(None, None))
        title = f"{one_line(state.title)}  " if state.title else ""
        _say(session, f"{state.key}  {title}{verdict(state)}", list(_next(session, state)))


def _say(session: Session, line: str, commands: Rows) -> None:
    width = session.out.width
    session.out.page(wrap(Text(line), width))
    for each in help_page.table([*commands, ("digest --help", _("all there is"))]):
        session.out.line(each)


def _beginnings(documents: Path) -> Rows:
    home = Path.home()
    place = f"~/{documents.relative_to(home)}" if documents.is_relative_to(home) else str(documents)
    return [
        ("digest init my-weekly", _("makes a folder a library")),
        ("digest add 2304.02643", _("makes {path} one, with that paper in it").format(path=place)),
    ]


def _next(session: Session, state: Status) -> Iterator[tuple[str, str]]:
    """What the issue needs first, then how it is looked at."""
    if not state.finished:
        yield from list(_needs(state))[:2]
        yield "digest status", _("what is missing, paper by paper")
        return
    yield "digest show", _("reads it")
    yield "digest export --md", _("writes the finished article")
    if state.frozen is None:
        yield "digest freeze", _("keeps it as it is published, to the byte")
    if str(state.key) != str(session.desk.week):
        opens = _("opens {week} with that paper").format(week=session.desk.week)
        yield "digest add 2304.02643", opens


def _needs(state: Status) -> Iterator[tuple[str, str]]:
    if not state.rows:
        yield "digest add 2304.02643", _("adds a paper")
    if any(row.pending for row in state.rows) or any(each.pending for each in state.radio):
        yield "digest fetch", _("asks for the facts that are missing")
    if any(row.summary is None or row.recommendation is None for row in state.rows):
        yield "digest edit", _("opens it in your editor, where words are missing")
