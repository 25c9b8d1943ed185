"""How a table of commands becomes a command that has them: each is loaded when it is typed."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperGroup

from digestcli.cli import help_page
from digestcli.cli.command import flags_of, made, signature
from digestcli.cli.mistyped import in_our_words, no_command
from digestcli.messages import _

Table = Mapping[str, tuple[str, str]]
"""The name that is typed: what help says, and the module, which holds a function of its own name.

A module that holds a table `COMMANDS` instead is a group of commands of its own.
"""


class Commands(TyperGroup):
    """The commands of one table, whose modules lie in one package."""

    table: Table = MappingProxyType({})
    package = "digestcli.cli"
    unlisted: Table = MappingProxyType({})  # for programs to call: no list names them
    also: Mapping[str, str] = MappingProxyType({})  # other names that are understood and not listed

    # Any: the classes of typer's context and formatter are private.
    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the table is the same everywhere
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the same
        every = {**self.table, **self.unlisted}
        if cmd_name not in every:
            return None
        purpose, name = every[cmd_name]
        module = import_module(f"{self.package}.{name}")
        table: Table | None = getattr(module, "COMMANDS", None)
        if table is not None:
            return _group(cmd_name, purpose, table, module.__name__)
        options: Any = getattr(module, "options", list)()
        return made(cmd_name, purpose, getattr(module, name), options, getattr(module, "arranged", list))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with in_our_words(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name = self.also.get(args[0], args[0])
        if name not in {**self.table, **self.unlisted}:
            raise no_command(name, list(self.table), ctx)
        return super().resolve_command(ctx, [name, *args[1:]])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        rows = {_("Commands:"): [(name, purpose) for name, (purpose, _module) in self.table.items()]}
        typed = [*help_page.usage(ctx), _("COMMAND ...")]
        formatter.write(help_page.page(typed, self.help or "", help_page.sections(ctx) | rows))


def _group(name: str, purpose: str, table: Table, package: str) -> Any:
    """The commands of `table` as one command; alone it says which they are."""

    def run(ctx: typer.Context, **given: object) -> None:
        ctx.obj = flags_of(ctx, given)
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    run.__signature__ = signature()  # type: ignore[attr-defined]  # what typer reads
    members = {"table": table, "package": package}
    alone = typer.Typer(
        cls=type("Commands", (Commands,), members),
        help=purpose,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    alone.callback()(run)
    group: Any = typer.main.get_command(alone)
    group.name = name
    return group
