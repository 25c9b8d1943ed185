"""`digest thaw`."""

from typing import Annotated

import typer

from digestcli.cli import weeks
from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.frozen import name_of
from digestcli.cli.session import Session
from digestcli.messages import _
from digestcli.workflow import thaw as verb


def thaw(
    session: Session,
    reason: Annotated[
        str, typer.Option("--reason", metavar=_("TEXT"), help=_("What is wrong with what was published."))
    ],
    week: Week = None,
    issue: IssueKey = None,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    day = weeks.day(session.desk.publication).isoformat()
    edition = verb.thaw(session.desk, key, reason, day, session.tell, dry_run=dry_run)
    if dry_run:
        session.out.line(f"{key}  {name_of(edition)}")
        return
    session.out.line(_("{key} is open again; it was {edition}").format(key=key, edition=name_of(edition)))
    session.note(
        _("when it is corrected: {command}; what was published is kept in {folder}").format(
            command=f"digest freeze --issue {key}", folder=f"published/{key}/{edition.number}"
        )
    )
