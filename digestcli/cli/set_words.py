"""`digest set`."""

from typing import Annotated

import typer

from digestcli import words
from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Rec, Ref, Summary, Week
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.errors import UsageError
from digestcli.issuefile import Part
from digestcli.markup import lines
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.workflow import write as verb
from digestcli.workflow.seen import see


def set_words(
    session: Session,
    ref: Ref,
    week: Week = None,
    issue: IssueKey = None,
    summary: Summary = None,
    rec: Rec = None,
    seen: Annotated[
        bool, typer.Option("--seen", help=_("Its words are good for the newest version too."))
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help=_("In place of what is written."))] = False,
    dry_run: DryRun = False,
) -> None:
    parts = _parts(summary, rec)
    key = session.current(week, issue)
    if seen:
        _see(session, key, ref, parts, dry_run=dry_run)
        return
    written = verb.write(session.desk, key, ref, parts, session.tell, replace=replace, dry_run=dry_run)
    name = written.entry.id or lines.title(written.entry).plain or "-"
    for part in written.parts:
        session.out.line(f"{key}  {written.entry.number}  {name}  {_label(session, part)}")
    if not written.parts:
        session.note(_("{name} says that already").format(name=name))
    if dry_run:
        diff(session.out, key, written.before, written.after)


def _see(session: Session, key: Key, ref: str, parts: verb.Parts, *, dry_run: bool) -> None:
    if parts:
        raise UsageError(_("--seen goes without words"), _("first the words, then: digest set --seen REF"))
    moved = see(session.desk, key, ref, session.tell, dry_run=dry_run)
    if moved.after == moved.before:
        session.note(_("{name} says that already").format(name=moved.ref))
    else:
        session.out.line(f"{key}  {moved.entry.number}  {moved.ref}")
    if dry_run:
        diff(session.out, key, moved.before, moved.after)


def _label(session: Session, part: Part) -> str:
    printed = words.printed(session.desk.publication.language)
    return printed.summary if part is Part.SUMMARY else printed.recommendation


def _parts(summary: str | None, rec: str | None) -> verb.Parts:
    parts = zip((Part.SUMMARY, Part.RECOMMENDATION), typed.words(summary, rec), strict=True)
    return {part: said for part, said in parts if said is not None}
