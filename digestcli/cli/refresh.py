"""`digest refresh`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, EveryIssue, IssueKey, Patience, Week
from digestcli.cli.news import alarm, tell_all
from digestcli.cli.session import Session
from digestcli.messages import _, plural
from digestcli.workflow import refresh as verb


def refresh(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    every: EveryIssue = False,
    licences: Annotated[
        bool | None,
        typer.Option(
            "--licences/--no-licences",
            help=_("Ask for licences too, one by one; without --all it does."),
            show_default=False,
        ),
    ] = None,
    patience: Patience = 60,
    dry_run: DryRun = False,
) -> int:
    keys = session.chosen(week, issue, every=every)
    service = session.service(patience)
    wanted = not every if licences is None else licences
    state = tell_all(
        session, verb.refresh(session.desk, keys, service, session.tell, licences=wanted, dry_run=dry_run)
    )
    asked = plural("{n} paper", "{n} papers", len(state.asked))
    session.note(_("{asked} asked for, {changed} changed").format(asked=asked, changed=len(state.changed)))
    for each in verb.stale(session.desk, keys):
        command = f"digest set --seen {each.number} --issue {each.key}"
        news = _("{key} {number}: {alarm}; once you have looked: {command}")
        told = alarm(each.id, each.newest)
        session.note(news.format(key=each.key, number=each.number, alarm=told, command=command))
    return state.exit_code
