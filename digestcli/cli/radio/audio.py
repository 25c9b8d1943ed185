"""`digest radio audio`."""

from typing import Annotated

import typer

from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.user import cache_folder
from digestcli.messages import _
from digestcli.voices import DEFAULT, Wanted
from digestcli.workflow import radio_audio as verb


def audio(
    session: Session,
    radio_list: Annotated[
        str | None, typer.Argument(metavar=_("[LIST]"), help=_("One list; else each that has a script."))
    ] = None,
    voice: Annotated[
        str | None,
        typer.Option("--voice", metavar=_("NAME"), help=_("Who speaks: espeak, edge, or one of your own.")),
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Even in place of a recording digest has not made."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    said = voice or session.user.voice or DEFAULT
    wanted = Wanted.said(said, session.desk.publication.language, session.user.voices)
    studio = verb.Studio(wanted, cache_folder(), replace, dry_run)
    key = session.current(week, issue)
    for made in verb.make(session.desk, key, radio_list, studio, session.tell):
        told = made.duration or _("{number} pieces to speak, {kept} of them spoken before").format(
            number=made.pieces, kept=made.kept
        )
        session.out.line(f"{key}  {made.radio_list}  {made.path}  {told}")
