"""The table of commands: a command is one file in this folder and one line here, loaded when it is typed."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from digestcli import __version__
from digestcli.cli.command import with_optional_value
from digestcli.cli.flags import Flags
from digestcli.cli.group import Commands, Table
from digestcli.messages import _

COMMANDS: Table = {
    "init": (_("Make a folder a library."), "init"),
    "add": (_("Fetch papers and open a section for each in an issue."), "add"),
    "set": (_("Write a paper's 摘要 or 推荐."), "set_words"),
    "edit": (_("Open an issue in your editor, where words are missing."), "edit"),
    "figure": (_("Put pictures under a paper's 摘要."), "figure"),
    "mv": (_("Move a paper: to a number, before another, to the bench, into another issue."), "mv"),
    "rm": (_("Take papers out of an issue."), "rm"),
    "undo": (_("Put back what an issue was before the last command."), "undo"),
    "lead": (_("Propose a lead and a title from the papers' 导语."), "lead"),
    "show": (_("Read an issue, or some of its papers."), "show"),
    "status": (_("What is written and what is missing; exit 1 until the issue is finished."), "status"),
    "list": (_("Every issue in one line."), "listing"),
    "search": (_("Find words in all issues, in what the editor wrote and in the papers' own."), "search"),
    "stats": (_("What was published, in numbers: papers, words, categories, authors, gaps."), "stats"),
    "fetch": (_("Complete papers whose facts could not all be fetched."), "fetch"),
    "refresh": (_("Fetch papers anew and show what has changed."), "refresh"),
    "freeze": (_("Keep an issue as it is published, to the byte."), "freeze"),
    "thaw": (_("Open a frozen issue again, for a correction."), "thaw"),
    "check": (_("Look at issues with a second pair of eyes."), "check"),
    "export": (_("Publish issues: articles, pages, mail, books, feeds, citations."), "export"),
    "formats": (_("What an issue can be exported to, and what each format needs."), "formats"),
    "templates": (_("Your own forms for an issue: which there are, and a new one."), "templates"),
    "radio": (_("The Radiostation: candidates, picks, script and recording of its lists."), "radio"),
    "site": (_("The whole archive as static pages, with search."), "site"),
    "import": (_("Turn published articles into issues."), "import_article"),
    "doctor": (_("Look whether library and program are in good health."), "doctor"),
}
_ALSO = {"move": "mv", "remove": "rm"}
HIDDEN: Table = {
    "merge-issue": (_("Merge an issue by section, for git."), "merge_issue"),
}

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")  # those that typer knows


class _Program(Commands):
    table, unlisted, also = COMMANDS, HIDDEN, _ALSO

    # Any: the class of typer's context is private.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        for name in ("--install-completion", "--show-completion"):
            args = list(with_optional_value(args, name, _may_be_shell))
        return super().parse_args(ctx, args)


def every() -> dict[str, str]:
    """What each command is for, by all the words of its name: `radio find`."""
    named: dict[str, str] = {}
    for name, (purpose, module) in COMMANDS.items():
        inner: Table = getattr(import_module(f"digestcli.cli.{module}"), "COMMANDS", {})
        named |= {f"{name} {each}": what for each, (what, _module) in inner.items()} or {name: purpose}
    return named


app = typer.Typer(
    cls=_Program,
    help=_("The editorial desk of a hand-written arXiv weekly."),
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if wanted:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


def _may_be_shell(word: str) -> bool:
    """Whether `word` is for the option before it: a shell that does not complete is to be told of."""
    return word[:1] not in {"", "-"} and word not in COMMANDS


def _install(shell: str | None) -> None:
    if shell is not None:
        from digestcli.cli import shells  # noqa: PLC0415 - once in a user's life

        shells.install(shell)
        raise typer.Exit


def _show(shell: str | None) -> None:
    if shell is not None:
        from digestcli.cli import shells  # noqa: PLC0415 - the same

        shells.show(shell)
        raise typer.Exit


_INSTALLS = _("Let Tab complete in this shell, or in the one named.")
_SHOWS = _("Print what would be installed.")


def _of_shell(name: str, callback: Callable[[str | None], None], purpose: str) -> Any:
    """An option that does its work at once, for the shell named or the one we are in."""
    return typer.Option(name, metavar=_("[SHELL]"), callback=callback, is_eager=True, help=purpose)


@app.callback()
def main(
    ctx: typer.Context,
    *,
    library: Annotated[
        Path | None, typer.Option("--library", "-L", metavar=_("DIR"), help=_("The library's folder."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Only errors."))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=_("Progress too."))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=_("No colours."))] = False,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("The program's version."))
    ] = False,
    _install_completion: Annotated[str | None, _of_shell("--install-completion", _install, _INSTALLS)] = None,
    _show_completion: Annotated[str | None, _of_shell("--show-completion", _show, _SHOWS)] = None,
) -> None:
    ctx.obj = Flags(library=library, quiet=quiet, verbose=verbose, no_color=no_color)
    if ctx.invoked_subcommand is None:
        from digestcli.cli.greeting import greet  # noqa: PLC0415 - it looks into the library
        from digestcli.cli.session import Session  # noqa: PLC0415 - the same

        greet(Session(ctx.obj))
