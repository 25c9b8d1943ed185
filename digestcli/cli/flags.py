"""The options every command takes."""

from pathlib import Path

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Flags:
    library: Path | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
