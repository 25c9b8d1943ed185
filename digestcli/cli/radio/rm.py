"""`digest radio rm`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.remarks import miscounted
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.messages import _, plural
from digestcli.workflow import radio_rm as verb


def rm(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=_("[LIST] REF..."), help=_("Ids, how titles begin, or a list and numbers in it.")
        ),
    ],
    week: Week = None,
    issue: IssueKey = None,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    removed = verb.remove(session.desk, key, words, session.tell, dry_run=dry_run)
    for paper in removed.papers:
        session.out.line(f"{key}  {paper.place}  {paper.name}  {paper.title}".rstrip())
    for remark in miscounted(removed.miscounted):
        session.note(remark)
    if dry_run:
        diff(session.out, key, removed.before, removed.after)
    else:
        said = plural(
            "{n} line removed; digest undo puts it back",
            "{n} lines removed; digest undo puts them back",
            len(removed.papers),
        )
        session.note(said)
