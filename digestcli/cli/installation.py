"""What may be wrong with this installation: one function for each thing looked at, one line in `CHECKS`."""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digestcli.cli import editors, shells
from digestcli.cli.requirements import requirements, within
from digestcli.cli.session import Session
from digestcli.cli.user import UserSettings, cache_folder
from digestcli.errors import DigestError, UsageError
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.paper import SOURCE_NAMES
from digestcli.model.problem import Severity
from digestcli.workflow import doctor

if TYPE_CHECKING:
    from digestcli.sources import Service


def _python(_session: Session) -> Iterator[Finding]:
    wanted = metadata.metadata("digestcli")["Requires-Python"]
    found = sys.version.partition(" ")[0]
    if not within(found, wanted):
        yield _error(
            "python", _("Python is {found}, and {wanted} is needed").format(found=found, wanted=wanted)
        )


def _packages(_session: Session) -> Iterator[Finding]:
    for each in requirements():
        if not each.is_met:
            message = (
                _("{name} is {found}, and {wanted} is needed")
                if each.found
                else _("{name} is not installed, and {wanted} is needed")
            )
            said = message.format(name=each.name, found=each.found, wanted=each.bounds)
            yield _error("package", said, _installing(f"{each.name}{each.bounds}"))


def _settings(session: Session) -> Iterator[Finding]:
    """Unknown keys of the user's file, and values nobody could be asked with."""
    for warning in UserSettings.load()[1]:
        yield Finding(rule="user-settings", severity=Severity.WARNING, message=warning)
    try:
        _service(session)
    except UsageError as fault:
        yield _error("user-settings", fault.message, fault.hint)


def _cache(_session: Session) -> Iterator[Finding]:
    folder = cache_folder()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        message = _("{path} cannot be written: the pace is kept by each process alone").format(path=folder)
        yield Finding(rule="cache", severity=Severity.WARNING, message=message)


def _zones(_session: Session) -> Iterator[Finding]:
    try:
        ZoneInfo("Asia/Shanghai")
    except (ZoneInfoNotFoundError, OSError):
        yield _error("time-zones", _("this machine knows no time zones"), _installing("tzdata"))


def _terminal(_session: Session) -> Iterator[Finding]:
    try:
        "摘要".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        message = _("the terminal's encoding is {name}: Chinese is shown as escapes")
        hint = "chcp 65001" if sys.platform == "win32" else "export LANG=C.UTF-8"
        said = message.format(name=sys.stdout.encoding)
        yield Finding(rule="terminal", severity=Severity.WARNING, message=said, hint=hint)


def _editor(_session: Session) -> Iterator[Finding]:
    try:
        editors.chosen(UserSettings.load()[0].editor, os.environ)
    except DigestError as fault:
        yield Finding(rule="editor", severity=Severity.WARNING, message=fault.message, hint=fault.hint)


def _completion(_session: Session) -> Iterator[Finding]:
    if os.name != "nt" and not any(shells.installed()):  # whether PowerShell has it, it alone knows
        message = _("the Tab key does not complete the commands of digest yet")
        hint = "digest --install-completion"
        yield Finding(rule="completion", severity=Severity.HINT, message=message, hint=hint)


def _git(_session: Session) -> Iterator[Finding]:
    if not shutil.which("git"):
        message = _("there is no git: a library can be kept without, and not shared")
        yield Finding(rule="git", severity=Severity.HINT, message=message, hint="https://git-scm.com")


def _service(session: Session) -> "Service":
    """Who would be asked, without patience; the warnings of the settings are findings here."""
    return Session(replace(session.flags, quiet=True)).service(patience=0)


def _installing(package: str) -> str:
    """The command that installs a package for the Python we run in, whichever PATH names."""
    return f'{shlex.quote(sys.executable)} -m pip install "{package}"'


def _error(rule: str, message: str, hint: str | None = None) -> Finding:
    return Finding(rule=rule, severity=Severity.ERROR, message=message, hint=hint)


def _cool_down(session: Session) -> Iterator[Finding]:
    """Sources that were asked too often, as far as this computer remembers; nobody is asked."""
    try:
        service = _service(session)
    except UsageError:
        return  # told with the settings
    for name, seconds in doctor.resting(service, session.tell):
        message = _("{name} was asked too often, and is left alone for another {seconds} s")
        said = message.format(name=_(SOURCE_NAMES[name]), seconds=max(1, round(seconds)))
        yield Finding(rule="cool-down", severity=Severity.HINT, message=said)


def online(session: Session) -> Iterator[Finding]:
    """Whether arXiv's API and DataCite answer: one question to each."""
    for name, refusal in doctor.reached(_service(session), session.tell):
        if refusal:
            said = _("{name}: {why}").format(name=refusal.name, why=refusal.why)
            yield _error("network", said, refusal.hint)
        else:
            session.note(_("{name} answers").format(name=_(SOURCE_NAMES[name])))


CHECKS: dict[str, Callable[[Session], Iterable[Finding]]] = {
    "python": _python,
    "packages": _packages,
    "settings": _settings,
    "cache": _cache,
    "time-zones": _zones,
    "terminal": _terminal,
    "editor": _editor,
    "completion": _completion,
    "git": _git,
    "cool-down": _cool_down,
}


def examine(session: Session) -> Iterator[Finding]:
    """Everything that the checks find."""
    for check in CHECKS.values():
        yield from check(session)
