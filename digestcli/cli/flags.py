"""The options every command takes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Flags:
    library: Path | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
