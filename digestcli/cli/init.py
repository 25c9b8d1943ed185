"""`digest init`."""

from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli.session import Session
from digestcli.library import git, root
from digestcli.library.git import Driver, DriverState
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
    if word := _of_git(git.configure(made.library)):
        session.note(word)
    where = "" if folder == Path() else f" -L {folder}"
    session.note(_("next: {command}").format(command=f"digest{where} add 2304.02643"))


def _of_git(driver: Driver) -> str | None:
    """What the clone was told about merging, and what somebody should know who shares it."""
    match driver.state:
        case DriverState.MISSING:
            return _("this clone of git now merges issues by section: {command}").format(command=git.COMMAND)
        case DriverState.OTHER:
            return _("this clone of git merges issues otherwise, and that stays: {command}").format(
                command=driver.said
            )
        case DriverState.REFUSED:
            return _("git does not say how it merges issues here: {cause}").format(cause=driver.said)
        case _:
            return None
