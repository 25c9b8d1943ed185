"""The editor's own program: which one it is, how it is told a line, and how it is made to wait."""

import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from digestcli.cli.user import config_file
from digestcli.errors import FileError, UsageError
from digestcli.messages import _
from digestcli.values import dataclass

_USUAL = ("notepad",) if sys.platform == "win32" else ("sensible-editor", "nano", "vi")
_ENDINGS = (".exe", ".cmd", ".bat")

_PLUS = ("+{line}", "{file}")
_COLON = ("{file}:{line}",)
_GOTO = ("--goto", "{file}:{line}")
_LINE = ("--line", "{line}", "{file}")
_ALONE = ("{file}",)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Programs that are told a line in the same way; those that return at once need one flag of `waits`."""

    names: str
    arguments: tuple[str, ...]
    waits: tuple[str, ...] = ()


_KINDS = (
    _Kind("vi vim vimx rvim view ex nvim nano rnano pico emacs emacsclient zile jed mg kak ne", _PLUS),
    _Kind("micro joe jmacs jpico jstar rjoe mcedit pluma editor sensible-editor", _PLUS),
    _Kind("gvim mvim", _PLUS, ("--nofork", "-f")),
    _Kind("gedit bbedit", _PLUS, ("--wait", "-w")),
    _Kind("geany", _PLUS, ("--new-instance", "-i")),
    _Kind("hx helix", _COLON),
    _Kind("subl sublime_text zed zeditor atom pulsar", _COLON, ("--wait", "-w")),
    _Kind("code code-insiders code-oss codium vscodium cursor windsurf", _GOTO, ("--wait", "-w")),
    _Kind("mate idea pycharm webstorm goland clion rider", _LINE, ("--wait", "-w")),
    _Kind("kate", _LINE, ("--block", "-b")),
    _Kind("kwrite", _LINE),
    _Kind("notepad++", ("-n{line}", "{file}"), ("-multiInst",)),
)
_BY_NAME = {name: kind for kind in _KINDS for name in kind.names.split()}
_OTHER = _Kind("", _ALONE)


def chosen(named: str | None, environ: Mapping[str, str]) -> list[str]:
    """The words of the user's editor: the one `named` in their settings, else VISUAL, EDITOR, else the usual.

    The first word is where the program lies. Raises UsageError for words no shell would understand, FileError
    where the program is not there.
    """
    value = named or environ.get("VISUAL") or environ.get("EDITOR")
    tried = split(value) if value else list(filter(shutil.which, _USUAL))[:1] or [_USUAL[-1]]
    program = tried and shutil.which(tried[0])
    if not program:
        raise FileError(
            _("there is no editor {name}").format(name=(tried and tried[0]) or "''"),
            _('name yours: DIGEST_EDITOR={usual}, or editor = "{usual}" in {path}').format(
                usual=_USUAL[-1], path=config_file()
            ),
        )
    return [program, *tried[1:]]


def split(value: str, *, windows: bool = sys.platform == "win32") -> list[str]:
    """The words of a command, as the system's own shell takes them apart; nothing in them is expanded."""
    if windows and shutil.which(value):
        return [value]  # C:\Program Files\... without quotes
    try:
        words = shlex.split(value, posix=not windows)
    except ValueError:
        raise UsageError(
            _("the editor's command cannot be read: {command}").format(command=value),
            _("every quotation mark in it needs its partner"),
        ) from None
    return [word.strip('"') for word in words] if windows else words


def command(editor: Sequence[str], file: Path, line: int) -> list[str]:
    """What is run, without a shell, to open `file` at `line` and to come back when it is closed."""
    kind = _BY_NAME.get(_name(editor[0]), _OTHER)
    waits = [] if set(kind.waits) & set(editor[1:]) else kind.waits[:1]
    return [*editor, *waits, *(each.format(file=file, line=line) for each in kind.arguments)]


def _name(program: str) -> str:
    name = PurePath(program.replace("\\", "/")).name.casefold()
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)
