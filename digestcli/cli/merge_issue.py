"""`digest merge-issue`, which git calls: docs/merging.md."""

from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli.session import Session
from digestcli.messages import _
from digestcli.workflow import merge_issue as verb

_CONFLICTS = 1  # git's own word for them


def merge_issue(
    session: Session,
    base: Annotated[Path, typer.Argument(metavar=_("BASE"), help=_("%O: what both sides began with."))],
    ours: Annotated[Path, typer.Argument(metavar=_("OURS"), help=_("%A: ours, which the result replaces."))],
    theirs: Annotated[Path, typer.Argument(metavar=_("THEIRS"), help=_("%B: theirs."))],
    size: Annotated[
        int, typer.Argument(metavar=_("[SIZE]"), help=_("%L: how long conflict markers are."))
    ] = 7,
    path: Annotated[
        str,
        typer.Argument(
            metavar=_("[PATH]"), help=_("%P: the issue's name, for messages."), show_default=False
        ),
    ] = "",
) -> int:
    name = path or str(ours)
    merged = verb.merge_issue(verb.Versions(base, ours, theirs), size, name)
    if not merged.conflicts:
        return 0
    lines = ", ".join(map(str, merged.conflicts))
    session.note(_("{path}: changed on both sides, see line {lines}").format(path=name, lines=lines))
    return _CONFLICTS
