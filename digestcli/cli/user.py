"""Who is asking, and where: the user's own settings, under the environment; a library has no say in them."""

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from digestcli.errors import FileError, UsageError
from digestcli.messages import _

_FILE = "config.toml"
_VARIABLES = {
    "language": "DIGEST_LANG",
    "contact": "DIGEST_CONTACT",
    "arxiv_url": "DIGEST_ARXIV_URL",
    "interval": "DIGEST_INTERVAL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """Values as text; None where neither the environment nor the file says anything."""

    language: str | None = None
    contact: str | None = None  # mail address for the User-Agent
    arxiv_url: str | None = None  # another address than arXiv's own
    interval: str = "3"  # seconds between two requests

    @classmethod
    def load(cls) -> tuple[Self, tuple[str, ...]]:
        """The settings, and a warning for each unknown key of the file."""
        path = config_file()
        told = _read(path) if path.is_file() else {}
        known = {field.name for field in fields(cls)}
        said = {name: str(value) for name, value in told.items() if name in known}
        said |= {name: value for name, variable in _VARIABLES.items() if (value := os.environ.get(variable))}
        unknown = sorted(told.keys() - known)
        return cls(**said), tuple(
            _("{path}: unknown setting {name}; known are {known}").format(
                path=path, name=name, known=", ".join(sorted(known))
            )
            for name in unknown
        )

    @property
    def seconds(self) -> float:
        """The interval as a number; raises UsageError for anything else."""
        try:
            seconds = float(self.interval)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds < 3600:
            raise UsageError(
                _("DIGEST_INTERVAL is {value!r}, not a number of seconds").format(value=self.interval),
                "DIGEST_INTERVAL=3",
            )
        return seconds


def config_file() -> Path:
    """Where the user's settings stand, whether or not the file exists."""
    import platformdirs  # noqa: PLC0415 - with the environment telling all, it is not needed

    return platformdirs.user_config_path("digest") / _FILE


def _read(path: Path) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - most users have no file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise FileError(
            _("{path} cannot be read: {fault}").format(path=path, fault=fault), _("mend it or move it away")
        ) from fault
