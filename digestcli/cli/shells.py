"""Completion of commands by Tab, put where the user's shell looks for it: typer's own scripts and places."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typer import _completion_shared as typers  # it has no public names for them

from digestcli.cli import terminal
from digestcli.cli.app import SHELLS
from digestcli.errors import FileError, UsageError
from digestcli.files import cause
from digestcli.messages import _

_NAME, _VARIABLE = "digest", "_DIGEST_COMPLETE"
# Where typer puts them; PowerShell's lines stand in its profile, whose place only PowerShell knows.
_PLACES = {
    "bash": ".bash_completions/digest.sh",
    "zsh": ".zfunc/_digest",
    "fish": ".config/fish/completions/digest.fish",
}


def install(shell: str) -> None:
    """From the next terminal on, Tab completes in `shell`; "" is the one we are in."""
    with _told():
        _shell, path = typers.install(_known(shell), _NAME, _VARIABLE)
    terminal.out(no_color=True).line(str(path))
    terminal.err(no_color=True).line(_("Tab completes in every terminal you open from now on"))


def show(shell: str) -> None:
    """Print what `install` would."""
    script = typers.get_completion_script(prog_name=_NAME, complete_var=_VARIABLE, shell=_known(shell))
    terminal.out(no_color=True).line(script)


def installed() -> Iterator[str]:
    """The shells that complete, as far as their places tell."""
    return (shell for shell, place in _PLACES.items() if (Path.home() / place).is_file())


def current() -> str | None:
    """The shell we were started from; None where it is none that completes."""
    name = typers._get_shell_name()  # noqa: SLF001 - the processes above us tell
    return name if name in SHELLS else None


def _known(shell: str) -> str:
    name = shell or current()
    if name not in SHELLS:
        raise UsageError(
            _("which shell is this?") if not name else _("{shell} does not complete").format(shell=name),
            _("name it: {command}").format(command=f"digest --install-completion {'|'.join(SHELLS[:4])}"),
        )
    return name


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be written, in words."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise FileError(_("the settings of the shell are not UTF-8 text")) from error
    except OSError as error:
        raise FileError(
            _("{path} cannot be written: {cause}").format(path=error.filename, cause=cause(error))
        ) from error
