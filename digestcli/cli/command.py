"""How a function becomes a command: its own options, the shared ones, and `--week` with or without a word."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, cast

import typer
import typer.main
from typer.core import TyperCommand

from digestcli.cli import help_page
from digestcli.cli.flags import Flags
from digestcli.cli.mistyped import in_our_words, too_many
from digestcli.cli.weeks import takes
from digestcli.messages import _

Body = Callable[..., int | None]
"""What a command does with its session and its options; the exit code, None for 0."""
Arranged = Callable[[Sequence[str]], list[str]]
"""What was typed, as typer is to read it."""

EVERYWHERE = _("Everywhere:")
_SHARED: Mapping[str, tuple[type, object, object]] = {
    "library": (
        Path,
        None,
        typer.Option(
            "--library", "-L", metavar=_("DIR"), help=_("The library's folder."), rich_help_panel=EVERYWHERE
        ),
    ),
    "quiet": (bool, False, typer.Option("--quiet", "-q", help=_("Only errors."), rich_help_panel=EVERYWHERE)),
    "verbose": (
        bool,
        False,
        typer.Option(
            "--verbose", "-v", help=_("Progress too, in a pipe as well."), rich_help_panel=EVERYWHERE
        ),
    ),
    "no_color": (
        bool,
        False,
        typer.Option("--no-color", help=_("No colours."), rich_help_panel=EVERYWHERE),
    ),
}

Week = Annotated[
    str | None,
    typer.Option(
        "--week", metavar=_("[WEEK]"), help=_("This week's issue; or last, 14, 2023-W14, 2023-04-09.")
    ),
]
IssueKey = Annotated[
    str | None, typer.Option("--issue", "-i", metavar=_("KEY"), help=_("Any issue, by its key."))
]
Ref = Annotated[str, typer.Argument(metavar=_("REF"), help=_("An id, a number, or how a title begins."))]
EveryIssue = Annotated[bool, typer.Option("--all", help=_("Every issue of the library."))]
Patience = Annotated[
    float,
    typer.Option(
        "--patience",
        metavar=_("SECONDS"),
        min=0,
        help=_("How long to wait, in all, for a source in trouble before others are asked."),
    ),
]
Summary = Annotated[
    str | None, typer.Option("--summary", metavar=_("TEXT|-"), help=_("The 摘要; - reads it."))
]
Rec = Annotated[str | None, typer.Option("--rec", metavar=_("TEXT|-"), help=_("The 推荐; - reads it."))]
Offline = Annotated[bool, typer.Option("--offline", help=_("Ask nobody; digest fetch completes it later."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, change nothing."))]


class _Command(TyperCommand):
    """A command in our own words; its `--week` takes the next word only if that is a week."""

    allow_extra_args = True  # we say ourselves that they are too many
    arranged: Arranged

    # Any: the classes of typer's context and formatter are private.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with in_our_words(ctx):
            words = with_optional_value(self.arranged(args), "--week", takes)
            rest = super().parse_args(ctx, list(words))
        if rest:
            raise too_many(rest, ctx)
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        usage, sections = help_page.usage(ctx), help_page.sections(ctx)
        formatter.write(help_page.page(usage, self.help or "", sections))


def with_optional_value(args: Iterable[str], name: str, takes: Callable[[str], bool]) -> Iterator[str]:
    """`args` with an empty value for each `name` that is not followed by a word it takes."""
    words = list(args)
    for place, word in enumerate(words):
        if word == "--":
            yield from words[place:]
            return
        following = words[place + 1] if place + 1 < len(words) else ""
        yield f"{name}=" if word == name and not takes(following) else word


def made(
    name: str,
    purpose: str,
    body: Body,
    options: Iterable[inspect.Parameter],
    arranged: Arranged = list,
) -> TyperCommand:
    """`body` as the command `name`; `options` are made from a table and given to it by name."""

    @wraps(body)
    def run(ctx: typer.Context, **given: object) -> int | None:
        from digestcli.cli.session import Session  # noqa: PLC0415 - help does without a session

        return body(Session(flags_of(ctx, given)), **given)

    own = [parameter for name, parameter in inspect.signature(body).parameters.items() if name != "session"]
    named = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    run.__signature__ = signature([*named, *options])  # type: ignore[attr-defined]  # what typer reads
    alone = typer.Typer(
        add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
    )
    alone.command(name, cls=_Command, help=purpose)(run)
    command = cast("_Command", typer.main.get_command(alone))
    command.arranged = arranged
    return command


def signature(options: Iterable[inspect.Parameter] = ()) -> inspect.Signature:
    """What typer reads of a command: its own options, and those that every command takes.

    The latter may stand before or behind its name.
    """
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=default,
            annotation=Annotated[kind | None if default is None else kind, option],
        )
        for name, (kind, default, option) in _SHARED.items()
    ]
    return inspect.Signature([context, *options, *shared])


def flags_of(ctx: typer.Context, given: dict[str, object]) -> Flags:
    """What was said behind the command, else before it."""
    before = ctx.obj if isinstance(ctx.obj, Flags) else Flags()
    behind = {name: given.pop(name, None) for name in _SHARED}
    return Flags(**{name: value or getattr(before, name) for name, value in behind.items()})  # type: ignore[arg-type]
