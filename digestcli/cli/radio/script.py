"""`digest radio script`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.view import problem_lines
from digestcli.messages import _
from digestcli.workflow import radio_script as verb
from digestcli.workflow.radio_script import Told

_EACH = 5  # stumbles that are told, where more are counted


def script(
    session: Session,
    radio_list: Annotated[
        str | None, typer.Argument(metavar=_("[LIST]"), help=_("One list; else all of them."))
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Anew; the one that is there is kept elsewhere."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    told = verb.scripts_of(session.desk, key, radio_list, session.tell, replace=replace, dry_run=dry_run)
    for place, each in enumerate(told):
        if place:
            session.out.line()
        for line in each.text.removesuffix("\n").split("\n"):
            session.out.line(line)
        for remark in _remarks(each, dry_run=dry_run, replace=replace):
            session.note(remark)


def _remarks(told: Told, *, dry_run: bool, replace: bool) -> Iterator[str]:
    """Where it lies, how long it is, and what its editor should look at."""
    length = "{}:{:02}".format(*divmod(told.seconds, 60))
    state = _state(told, dry_run=dry_run, replace=replace)
    yield _("{path}: about {length}, {state}").format(path=told.path, length=length, state=state)
    if told.kept:
        yield _("what stood there is kept in {path}").format(path=told.kept)
    yield from problem_lines(told.faults)
    yield from _departures(told)
    for line, (words, said) in told.stumbles[:_EACH]:
        message = _("{words} is said {said}") if said else _("{words} is left out")
        yield f"{told.path}:{line}: {message.format(words=words, said=said)}"
    if (more := len(told.stumbles) - _EACH) > 0:
        yield _("{path}: and {number} more like these").format(path=told.path, number=more)


def _state(told: Told, *, dry_run: bool, replace: bool) -> str:
    if told.is_new:
        return _("not written") if dry_run else _("written")
    return _("it says that already") if replace else _("left as it is; anew: --replace")


def _departures(told: Told) -> Iterator[str]:
    """In what the list has changed since its script was written."""
    if told.unread:
        ids = _(", ").join(map(str, told.unread))
        yield _("{path} says nothing of {ids}, picked since").format(path=told.path, ids=ids)
    if told.no_picks:
        ids = _(", ").join(map(str, told.no_picks))
        yield _("{path} still speaks of {ids}, picked no more").format(path=told.path, ids=ids)
    if not told.is_in_order:
        yield _("{path} has the papers in another order than the list").format(path=told.path)
