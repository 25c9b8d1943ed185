"""The table of commands."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli import add, export, init, listing, set_words, show, status
from digestcli.cli.command import register
from digestcli.cli.session import Flags
from digestcli.messages import _

app = typer.Typer(
    help=_("The editorial desk of a hand-written arXiv weekly."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if wanted:
        typer.echo(f"digest {version('digestcli')}")
        raise typer.Exit


@app.callback()
def main(
    ctx: typer.Context,
    *,
    library: Annotated[
        Path | None, typer.Option("--library", "-L", metavar="DIR", help=_("The library's folder."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Only errors."))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=_("Progress too."))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=_("No colours."))] = False,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("The program's version."))
    ] = False,
) -> None:
    ctx.obj = Flags(library=library, quiet=quiet, verbose=verbose, no_color=no_color)


register(app, "init", _("Make a folder a library."), init.init)
register(app, "add", _("Fetch papers and open a section for each in an issue."), add.add)
register(app, "set", _("Write a paper's 摘要 or 推荐."), set_words.set_words)
register(app, "show", _("Read an issue, or some of its papers."), show.show)
register(app, "status", _("What is written and what is missing; exit 1 while something is."), status.status)
register(app, "list", _("Every issue in one line."), listing.listing)
register(
    app, "export", _("Publish issues: Markdown, plain text, JSON."), export.export, export.format_flags()
)
