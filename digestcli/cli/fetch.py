"""`digest fetch`."""

from digestcli.cli.command import DryRun, IssueKey, Patience, Week
from digestcli.cli.news import Tally, tell_all
from digestcli.cli.session import Session
from digestcli.library import issues
from digestcli.messages import _
from digestcli.workflow import fetch as verb


def fetch(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    patience: Patience = 60,
    dry_run: DryRun = False,
) -> int:
    named = session.named(week, issue)
    keys = [named] if named else issues.in_order(session.library, session.desk.publication)
    tally = Tally()
    news = verb.fetch(session.desk, keys, session.service(patience), session.tell, dry_run=dry_run)
    tell_all(session, news, tally)
    if not (tally.asked or tally.unread):
        session.note(_("every paper has its facts"))
    return tally.exit_code
