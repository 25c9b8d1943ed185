"""What is wrong with the words of a command: typer finds it, and we say it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer

from digestcli.errors import UsageError
from digestcli.messages import _


@contextmanager
def in_our_words(ctx: Any) -> Iterator[None]:
    """A fault that typer finds in a command's words is a UsageError."""
    try:
        yield
    except typer.TyperException as fault:
        raise _fault(fault, ctx) from fault


def no_command(name: str, known: Sequence[str], ctx: Any) -> UsageError:
    """`name` is none of the commands that the one of `ctx` has."""
    if name == "publish" and ctx.parent is None:
        return UsageError(
            _("publish is the word for sending an issue to its readers, which digest does not do yet"),
            _("digest export writes the finished files, digest freeze keeps them as they are"),
        )
    near = get_close_matches(name, known, 1)
    hint = _("is it {near}?").format(near=near[0]) if near else _help(ctx)
    return UsageError(_("there is no command {name!r}").format(name=name), hint)


def too_many(words: Sequence[str], ctx: Any) -> UsageError:
    return UsageError(_("too many words: {words}").format(words=" ".join(words)), _help(ctx))


# Any: typer's own exceptions are private, and so are known by their names.
def _fault(fault: Any, ctx: Any) -> UsageError:
    match type(fault).__name__:
        case "NoSuchOption":
            near = sorted(fault.possibilities or ())
            hint = _("is it {near}?").format(near=", ".join(near)) if near else _help(ctx)
            return UsageError(_("there is no option {name}").format(name=fault.option_name), hint)
        case "BadOptionUsage":
            message = (
                _("{name} takes no value") if _is_flag(fault.option_name, ctx) else _("{name} needs a value")
            )
            return UsageError(message.format(name=fault.option_name), _help(ctx))
        case "MissingParameter":
            return UsageError(_("{name} is missing").format(name=_name(fault.param)), _help(ctx))
        case "BadParameter" if fault.param and getattr(fault.param.type, "min", None) is not None:
            message = _("{name} takes a number, {least} or more")
            if fault.param.type.name.startswith("int"):
                message = _("{name} takes a whole number, {least} or more")
            return UsageError(message.format(name=_name(fault.param), least=fault.param.type.min), _help(ctx))
        case _:
            return UsageError(str(fault.format_message()), _help(ctx))


def _is_flag(name: str, ctx: Any) -> bool:
    return any(name in (*each.opts, *each.secondary_opts) and each.is_flag for each in ctx.command.params)


def _name(param: Any) -> str:
    return (
        str(param.metavar) if param.param_type_name == "argument" else "/".join(sorted(param.opts, key=len))
    )


def _help(ctx: Any) -> str:
    return f"{ctx.command_path} --help"
