"""A help page in the user's language, in columns where a 汉字 counts two."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.cells import cell_len

from digestcli.cli.view import padded
from digestcli.markup.linebreak import break_lines
from digestcli.messages import _

Rows = list[tuple[str, str]]  # what is typed, and what it does

_WIDEST, _NARROWEST = 84, 20  # cells
_MARGIN = "  "


def page(typed: Iterable[str], purpose: str, sections: Mapping[str, Rows]) -> str:
    """How the words of a command follow each other, what it is for, and the sections that have rows."""
    width = _width()
    usage = _("Usage: {words}").format(words=" ".join(typed))
    lines = [*_wrapped(usage, width), "", *(f"{_MARGIN}{line}" for line in _wrapped(purpose, width - 2))]
    for heading, rows in sections.items():
        if rows:
            lines += ["", heading, *table(rows)]
    return "\n".join(lines)


def usage(ctx: Any) -> list[str]:
    """The command, and what may follow it."""
    arguments = (each.metavar for each in ctx.command.params if each.param_type_name == "argument")
    return [ctx.command_path, _("[OPTIONS]"), *arguments]


def sections(ctx: Any) -> dict[str, Rows]:
    """A command's arguments and options, those it shares with all others last."""
    arguments, options = _("Arguments:"), _("Options:")
    rows: dict[str, Rows] = {arguments: [], options: []}
    for each in ctx.command.get_params(ctx):
        is_argument = each.param_type_name == "argument"
        heading = arguments if is_argument else each.rich_help_panel or options
        rows.setdefault(heading, []).append((each.metavar if is_argument else _typed(each), _said(each)))
    return rows


def _typed(option: Any) -> str:
    """`-f, --format NAME`; `--this / --not-this`."""
    value = "" if option.is_flag else f" {option.metavar}"
    forms = (", ".join(sorted(names, key=len)) for names in (option.opts, option.secondary_opts) if names)
    return f"{' / '.join(forms)}{value}"


def _said(each: Any) -> str:
    if "--help" in each.opts:
        return _("This page.")
    if each.default in (None, False) or not each.show_default:
        return str(each.help)
    return _("{help} [default: {value}]").format(help=each.help, value=each.default)


def table(rows: Rows) -> Iterator[str]:
    """Two columns; a long name has a line to itself."""
    width = _width()
    room = min(max(cell_len(name) for name, _what in rows), width // 2 - len(_MARGIN))
    below = " " * (room + 2 * len(_MARGIN))
    for name, what in rows:
        first, *rest = _wrapped(what, width - len(below))
        if cell_len(name) <= room:
            yield f"{_MARGIN}{padded(name, room)}{_MARGIN}{first}"
        else:
            yield f"{_MARGIN}{name}"
            yield f"{below}{first}"
        yield from (f"{below}{line}" for line in rest)


def _width() -> int:
    return max(min(shutil.get_terminal_size().columns, _WIDEST), _NARROWEST)


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width, cell_len)]
