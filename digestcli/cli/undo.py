"""`digest undo`."""

from typing import Annotated

import typer

from digestcli.cli.session import Session
from digestcli.library.undo import Step
from digestcli.messages import _
from digestcli.workflow import undo as verb


def undo(
    session: Session,
    listed: Annotated[
        bool, typer.Option("--list", help=_("What can be undone, the last one first."))
    ] = False,
) -> None:
    if not listed:
        step = verb.undo(session.desk, session.tell)
        session.out.line(_("undone: {step}").format(step=_named(step)))
        if step.command == "figure":
            session.note(_("the pictures stay in figures"))
        return
    steps = verb.undoable(session.desk)
    for step in steps:
        session.out.line(_named(step))
    if not steps:
        session.note(_("there is nothing to undo"))


def _named(step: Step) -> str:
    return "  ".join([step.command, *map(str, step.keys)])
