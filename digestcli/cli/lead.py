"""`digest lead`."""

from typing import Annotated

import typer
from rich.text import Text

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.errors import UsageError
from digestcli.markup import lines
from digestcli.markup.plain import clean
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.words import printed
from digestcli.workflow import lead as verb
from digestcli.workflow.lead import Proposal


def lead(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    title: Annotated[
        list[str] | None,
        typer.Option("--title", metavar=_("REF"), help=_("A paper for the title; twice for two.")),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help=_("Put lead and title into the issue, where it has none."))
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help=_("In place of a lead that is there."))] = False,
    dry_run: DryRun = False,
) -> None:
    if replace and not (write or dry_run):
        raise UsageError(_("--replace goes with --write"), "digest lead --write --replace")
    key = session.current(week, issue)
    if write or dry_run:
        _write(session, key, title or [], replace=replace, dry_run=dry_run)
        return
    proposal = verb.propose(session.desk, key, title or [])
    for line in (proposal.title, "", proposal.lead):
        session.out.page(wrap(Text(clean(line)), session.out.width))
    _tell_without(session, key, proposal)


def _write(session: Session, key: Key, picked: list[str], *, replace: bool, dry_run: bool) -> None:
    led = verb.lead(session.desk, key, picked, session.tell, replace=replace, dry_run=dry_run)
    words = printed(session.desk.publication.language)
    for is_new, what in ((led.kept_title is None, words.title), (led.wrote_lead, words.lead)):
        if is_new:
            session.out.line(f"{key}  {what}")
    if led.after == led.before:
        session.note(_("{name} says that already").format(name=key))
    if led.kept_title not in {None, led.proposal.title}:
        session.note(_("the title that is there stays: {title}").format(title=led.kept_title))
    _tell_without(session, key, led.proposal)
    if dry_run:
        diff(session.out, key, led.before, led.after)


def _tell_without(session: Session, key: Key, proposal: Proposal) -> None:
    for entry in proposal.without:
        name = f"{key} {entry.number} {lines.title(entry).plain}".rstrip()
        session.note(_("no phrase yet: {name}").format(name=name))
    if proposal.without:
        line = verb.field_line(printed(session.desk.publication.language))
        session.note(_("below a paper's heading: {line}").format(line=line))
