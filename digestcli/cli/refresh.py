"""`digest refresh`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, EveryIssue, IssueKey, Patience, Week
from digestcli.cli.news import Tally, tell_all
from digestcli.cli.session import Session
from digestcli.markup.remarks import alarm
from digestcli.messages import _, plural
from digestcli.workflow import refresh as verb
from digestcli.workflow.refresh import Stale


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
    tally = Tally()
    news = verb.refresh(session.desk, keys, service, session.tell, licences=wanted, dry_run=dry_run)
    try:
        tell_all(session, news, tally)
    finally:  # what was learnt before an answer failed is learnt
        _sum_up(session, tally)
        for each in verb.stale(session.desk, keys):
            _raise_alarm(session, each)
    return tally.exit_code


def _sum_up(session: Session, tally: Tally) -> None:
    if tally.asked:
        asked = plural("{n} paper", "{n} papers", len(tally.asked))
        session.note(
            _("{asked} asked for, {changed} changed").format(asked=asked, changed=len(tally.changed))
        )


def _raise_alarm(session: Session, stale: Stale) -> None:
    news = _("{key} {number}: {alarm}; once you have looked: {command}")
    command = f"digest set --seen {stale.number} --issue {stale.key}"
    told = alarm(stale.id, stale.newest)
    session.note(news.format(key=stale.key, number=stale.number, alarm=told, command=command))
