"""`digest mv`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Ref, Week
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.workflow import move as verb
from digestcli.workflow.move import Goal, Move, Side


def mv(
    session: Session,
    ref: Ref,
    to: Annotated[
        int | None,
        typer.Option(
            "--to", metavar=_("N"), min=1, help=_("To this number, in the group of the paper that has it.")
        ),
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar=_("REF"), help=_("Right before another paper."))
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    bench: Annotated[bool, typer.Option("--bench", help=_("To the bench, which is never exported."))] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar=_("WEEK|KEY"), help=_("The issue it is in, where that is not the current one.")
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    target = session.named(week, issue)
    places = [to is not None, before is not None, bench]
    if sum(places) > 1 or not (any(places) or target):
        raise UsageError(
            _("where is {ref} to go?").format(ref=ref),
            _("one of --to N, --before REF and --bench, or another issue: --week, --issue KEY"),
        )
    key = session.called(source) if source is not None else session.current(None, None)
    goal = Goal(target or key, to, before, bench)
    moved = verb.move(session.desk, ref, key, goal, session.tell, dry_run=dry_run)
    _report(session, moved)
    if dry_run:
        for side in moved.changed:
            diff(session.out, side.key, side.before, side.after)


def _report(session: Session, moved: Move) -> None:
    paper, source, target = moved.paper, moved.source, moved.target
    if not moved.changed:
        session.note(_("{name} stands there already").format(name=paper.name))
    if target.before is None:
        session.note(_("{key} is a new issue").format(key=target.key))
    came = [_number(target)] if source.key == target.key else [str(target.key), _number(target)]
    moves = f"{source.key}  {_number(source)} → {'  '.join(came)}"
    session.out.line(f"{moves}  {paper.name}  {paper.title}".rstrip())


def _number(side: Side) -> str:
    return _("bench") if side.number is None else str(side.number)
