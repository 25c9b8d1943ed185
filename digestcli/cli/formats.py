"""`digest formats`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from digestcli import exporters
from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.view import padded
from digestcli.errors import UsageError
from digestcli.exporters.extras import install
from digestcli.markup.json_text import dumps
from digestcli.messages import _

SCHEMA = Path(__file__).parents[1] / "schema" / "digest-1.json"

Row = tuple[str, str, str, str]  # name, file, what it is, what is to be installed

_FOR_WORDS = 40  # cells; with fewer beside its columns, a format is told below its name


def formats(
    session: Session,
    json: Annotated[bool, typer.Option("--json", help=_("As data, a list of formats."))] = False,
    schema: Annotated[
        bool,
        typer.Option("--schema", help=_("The JSON Schema of what --json exports and templates are given.")),
    ] = False,
) -> None:
    if json and schema:
        raise UsageError(_("--schema is JSON already"), "digest formats --schema")
    if schema:
        session.out.document(SCHEMA.read_bytes())
        return
    known = exporters.formats()
    lacking = exporters.lacking(known)
    if json:
        data = [
            {
                "format": name,
                "file": made.file,
                "help": made.help,
                "needs": made.needs,
                "installed": name not in lacking,
            }
            for name, made in known.items()
        ]
        session.out.document(f"{dumps(data, indent=2)}\n".encode())
        return
    commands = {name: install([extra]) for name, extra in lacking.items()}
    rows = [
        (name, made.file.replace("KEY", _("KEY")), made.help, _said(made.needs, commands.get(name)))
        for name, made in known.items()
    ]
    session.out.page(table(rows, session.out.width))


def _said(needs: str | None, command: str | None) -> str:
    """What a format needs beside the program: nothing, an extra that is there, the command that brings it."""
    return command or (_("extra {name}, installed").format(name=needs) if needs else "")


def table(rows: list[Row], width: int | None) -> Iterator[Text]:
    """Columns where there is room for them; else the words below each name."""
    wide = [max(cell_len(row[place]) for row in rows) + 2 for place in range(3)]
    for name, file, purpose, needs in rows:
        columns = padded(name, wide[0]) + padded(file, wide[1])
        line = f"{columns}{padded(purpose, wide[2])}{needs}".rstrip()
        if width is None or cell_len(line) <= width:
            yield Text(line)
            continue
        margin = " " * cell_len(columns)
        if width < len(margin) + _FOR_WORDS:
            yield Text(columns.rstrip())
            columns = margin = " " * wide[0]
        yield from wrap(Text(purpose), width, columns, margin)
        yield from map(Text, filter(None, [f"{margin}{needs}".rstrip()]))
