"""`digest templates`."""

from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from digestcli.cli.command import DryRun
from digestcli.cli.session import Session
from digestcli.cli.terminal import hint_line
from digestcli.cli.view import padded
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.templating import starters
from digestcli.workflow import templates as verb


def templates(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[new NAME]"),
            help=_("Copies a starting point: newsletter, page or post."),
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    match words or []:
        case []:
            _list(session)
        case ["new", name]:
            library = session.library_there
            path = verb.new(library, name, dry_run=dry_run)
            session.out.line(library.name(path))
            session.note(_("fill it in: {command}").format(command=f"digest export --template {name}"))
            _tell_trust(session)
        case _:
            raise UsageError(
                _("digest templates lists them, digest templates new NAME makes one"),
                _("starting points: {names}").format(names=", ".join(starters())),
            )


def _list(session: Session) -> None:
    """Each template with what it writes; where there is none, what one could begin with."""
    rows = verb.listed(session.library_there)
    width = max((cell_len(row.name) for row in rows), default=0) + 2
    session.out.page(Text(f"{padded(row.name, width)}{_('KEY')}.{row.file}") for row in rows)
    if rows:
        _tell_trust(session)
        return
    session.note(_("no template yet; to begin with one:"))
    for name, (_file, purpose) in starters().items():
        session.note(f"  digest templates new {padded(name, 12)}{purpose}")


def _tell_trust(session: Session) -> None:
    root = session.library.root
    if not session.trust.covers(root):
        session.note(_("not used yet: {library} is not trusted").format(library=root))
        session.note(hint_line(session.trust.cure(root)))
