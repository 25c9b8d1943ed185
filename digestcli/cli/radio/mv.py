"""`digest radio mv`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.remarks import miscounted
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.messages import _
from digestcli.workflow import radio_mv as verb


def mv(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=_("[LIST] REF [LIST]"),
            help=_("An id, how a title begins, or a list and a number in it; then the list it goes to."),
        ),
    ],
    to: Annotated[
        int | None, typer.Option("--to", metavar=_("N"), min=1, help=_("The number it gets; else last."))
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    moved = verb.move(session.desk, key, words, to, session.tell, dry_run=dry_run)
    paper, goal = moved.paper, f"{moved.list_name} {moved.number}"
    if moved.after == moved.before:
        session.note(_("{name} stands there already").format(name=paper.name))
    session.out.line(f"{key}  {paper.place} → {goal}  {paper.name}  {paper.title}".rstrip())
    for remark in miscounted(moved.miscounted):
        session.note(remark)
    if dry_run:
        diff(session.out, key, moved.before, moved.after)
