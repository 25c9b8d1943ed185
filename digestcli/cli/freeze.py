"""`digest freeze`."""

from digestcli import exporters
from digestcli.cli import weeks
from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.frozen import name_of, tell_departures
from digestcli.cli.ready import Formats, named_formats, ready
from digestcli.cli.session import Session
from digestcli.cli.view import near
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.workflow import freeze as verb
from digestcli.workflow.export import HasErrors, Ready


def freeze(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    formats: Formats = None,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    chosen = named_formats(formats)
    if feeds := [name for name in chosen if name not in exporters.of_one_issue()]:
        raise UsageError(
            _("{format} tells of several issues, and is not kept with one").format(format=feeds[0]),
            _("formats: {names}").format(names=", ".join(exporters.of_one_issue())),
        )
    made = _ready(session, key)
    day = weeks.day(session.desk.publication).isoformat()
    try:
        kept = verb.freeze(session.desk, made, chosen, day, session.tell, dry_run=dry_run)
    except verb.Drifted as fault:
        (frozen,) = made.frozen
        tell_departures(session, frozen.edition, fault.departures)
        raise
    for picture in kept.edition.pictures:
        if picture.sha256 is None:
            session.note(_("{name}: {what}").format(name=picture.path, what=_("the picture is not there")))
    for path in kept.paths:
        session.out.line(near(path))
    if kept.paths and not dry_run:
        session.note(f"{key}  {name_of(kept.edition)}")
    if not kept.paths:
        session.note(_("{key} is what it was, {edition}").format(key=key, edition=name_of(kept.edition)))


def _ready(session: Session, key: Key) -> Ready:
    """The issue, with nothing wrong in it: a draft can be exported, and is never published."""
    try:
        return ready(session, [key])
    except HasErrors as fault:
        raise HasErrors(
            _("{key} has errors and was not frozen").format(key=key), _("mend them first"), fault.problems
        ) from fault
