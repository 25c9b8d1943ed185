"""Who is asking, and where: the user's own settings, under the environment; a library has no say in them."""

import os
import sys
from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any, Self

from digestcli.errors import FileError, UsageError
from digestcli.messages import _
from digestcli.values import dataclass

_FILE = "config.toml"
_VARIABLES = {
    "language": "DIGEST_LANG",
    "contact": "DIGEST_CONTACT",
    "editor": "DIGEST_EDITOR",
    "voice": "DIGEST_VOICE",
    "arxiv_url": "DIGEST_ARXIV_URL",
    "oai_url": "DIGEST_OAI_URL",
    "datacite_url": "DIGEST_DATACITE_URL",
    "rss_url": "DIGEST_RSS_URL",
    "interval": "DIGEST_INTERVAL",
    "timeout": "DIGEST_TIMEOUT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """Values as text; None where neither the environment nor the file says anything."""

    language: str | None = None
    contact: str | None = None  # mail address for the User-Agent
    editor: str | None = None  # the program `edit` opens, with its options
    arxiv_url: str | None = None  # another address than arXiv's own
    oai_url: str | None = None
    datacite_url: str | None = None
    rss_url: str | None = None
    interval: str = "3"  # seconds between two requests to arXiv
    voice: str | None = None  # who speaks recordings
    voices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # programs that do, by their names
    trusted: tuple[Path, ...] = ()  # libraries whose templates are used; the file alone can say so
    timeout: str = "20"  # seconds of silence after which a source is given up; three times that for an answer

    @classmethod
    def load(cls) -> tuple[Self, tuple[str, ...]]:
        """The settings, and a warning for each unknown key of the file."""
        path = config_file()
        told = _read(path) if path.is_file() else {}
        known = {each.name for each in fields(cls)}
        said: dict[str, Any] = {name: str(value) for name, value in told.items() if name in known}
        said |= {"trusted": _folders(told["trusted"], path)} if "trusted" in told else {}
        said |= {"voices": _commands(told["voices"], path)} if "voices" in told else {}
        said |= {name: value for name, variable in _VARIABLES.items() if (value := os.environ.get(variable))}
        unknown = sorted(told.keys() - known)
        return cls(**said), tuple(
            _("{path}: unknown setting {name}; known are {known}").format(
                path=path, name=name, known=", ".join(sorted(known))
            )
            for name in unknown
        )

    def seconds(self, name: str) -> float:
        """`interval` or `timeout` as a number; raises UsageError for anything else."""
        value = getattr(self, name)
        try:
            seconds = float(value)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds < 3600:
            variable = _VARIABLES[name]
            raise UsageError(
                _("{variable} is {value!r}, not a number of seconds").format(variable=variable, value=value),
                f"{variable}=3",
            )
        return seconds


def cache_folder() -> Path:
    """What one command keeps for the next; safe to delete at any time."""
    return _folder("cache", ".cache")


def config_file() -> Path:
    """Where the user's settings stand, whether or not the file exists."""
    return _folder("config", ".config") / _FILE


def _folder(kind: str, usual: str) -> Path:
    """A folder of the user's as platformdirs has it; its rule for Linux is short enough to be said here."""
    named = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ and (named or home).startswith("/"):
        return Path(named or f"{home}/{usual}") / "digest"
    import platformdirs  # noqa: PLC0415 - 5 ms that most do without

    found: Path = getattr(platformdirs, f"user_{kind}_path")("digest")
    return found


def _folders(said: object, path: Path) -> tuple[Path, ...]:
    """The folders of a setting; raises FileError where it is anything but a list of whole paths."""
    folders = (
        [Path(each).expanduser() for each in said if isinstance(each, str)] if isinstance(said, list) else []
    )
    if not isinstance(said, list) or len(folders) < len(said) or not all(map(Path.is_absolute, folders)):
        raise FileError(
            _("{path}: trusted is not what it should be").format(path=path),
            _("a list of folders, each with its whole path: {example}").format(
                example='trusted = ["/home/me/weekly"]'
            ),
        )
    return tuple(folders)


def _commands(said: object, path: Path) -> dict[str, tuple[str, ...]]:
    """The command of each voice; raises FileError where one is anything but a list of words."""
    commands: dict[str, tuple[str, ...]] = {}
    for name, told in said.items() if isinstance(said, dict) else [("NAME", None)]:
        command = told.get("command") if isinstance(told, dict) and len(told) == 1 else None
        if not (isinstance(command, list) and command and all(isinstance(word, str) for word in command)):
            raise FileError(
                _("{path}: [voices.{name}] is not what it should be").format(path=path, name=name),
                'command = ["piper", "--model", "/home/me/huayan.onnx", "--output_file", "{wav}"]',
            )
        commands[name] = tuple(command)
    return commands


def _read(path: Path) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - most users have no file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise FileError(
            _("{path} cannot be read: {fault}").format(path=path, fault=fault), _("mend it or move it away")
        ) from fault
