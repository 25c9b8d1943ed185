"""`digest init`."""

from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli.session import Session
from digestcli.library import root
from digestcli.messages import _


def init(
    session: Session,
    named: Annotated[
        Path | None,
        typer.Argument(metavar=_("[DIR]"), help=_("The folder; this one if left out."), show_default=False),
    ] = None,
) -> None:
    folder = named or session.flags.library or Path()
    made = root.init(folder)
    for path in made.paths:
        session.out.line(str(path))
    if not made.paths:
        session.note(_("{folder} is a library already").format(folder=folder))
    where = "" if folder == Path() else f" -L {folder}"
    session.note(_("next: {command}").format(command=f"digest{where} add 2304.02643"))
