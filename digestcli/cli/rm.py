"""`digest rm`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.messages import _, plural
from digestcli.workflow import remove as verb


def rm(
    session: Session,
    refs: Annotated[
        list[str], typer.Argument(metavar=_("REF..."), help=_("Ids, numbers, or how titles begin."))
    ],
    week: Week = None,
    issue: IssueKey = None,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    removed = verb.remove(session.desk, key, refs, session.tell, dry_run=dry_run)
    for paper in removed.papers:
        number = _("bench") if paper.number is None else str(paper.number)
        session.out.line(f"{key}  {number}  {paper.name}  {paper.title}".rstrip())
    for picture in removed.pictures:
        session.note(_("{path} stays where it is").format(path=picture))
    if dry_run:
        diff(session.out, key, removed.before, removed.after)
    else:
        said = plural(
            "{n} section removed; digest undo puts it back",
            "{n} sections removed; digest undo puts them back",
            len(removed.papers),
        )
        session.note(said)
