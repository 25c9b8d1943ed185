"""What an endurance run was, and what came of it, as docs/endurance.md tells it."""

import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from digestcli.cli.app import COMMANDS
from digestcli.library.root import Library
from tests.hardship import Weather
from tests.ledger import Ledger
from tests.world import digest

KILLED = -9


@dataclass
class Run:
    """What happened so far."""

    seed: int
    commands: Counter[tuple[str, int]]
    violations: list[str] = field(default_factory=list)
    told_words: int = 0
    _began: float = field(default_factory=time.monotonic)
    doctor: str = ""

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self._began) / 60

    def violation(self, what: str) -> None:
        """Something that was promised did not hold."""
        sys.stderr.write(f"{self.minutes:.1f} min: {what}\n")
        self.violations.append(what)

    def finish(self, library: Library, env: Mapping[str, str]) -> None:
        """The program's own look at what is left."""
        commands = [["doctor", "--fix"], ["doctor"]] if "doctor" in COMMANDS else [["list"]]
        for arguments in commands:
            done = digest(arguments, library.root, env)
            self.doctor += f"`digest {' '.join(arguments)}` ended with {done.returncode}. "
        if done.returncode:
            self.violation(f"{arguments}: {done.stdout.decode()}{done.stderr.decode()}")


def write(run: Run, ledger: Ledger, saves: Counter[str], weather: Weather) -> str:
    """The report."""
    return "\n".join(_lines(run, ledger, saves, weather)) + "\n"


def _lines(run: Run, ledger: Ledger, saves: Counter[str], weather: Weather) -> Iterator[str]:
    today = datetime.now(UTC).date().isoformat()
    killed = sum(number for (_kind, code), number in run.commands.items() if code == KILLED)
    yield "# Endurance"
    yield ""
    yield "Written by `python -m tests.endurance`, which says at its top what is done to the library."
    yield ""
    yield f"- {today}: {run.minutes:.0f} minutes, seed {run.seed}; digest {version('digestcli')}, Python"
    yield f"  {platform.python_version()}, {platform.system()}; four people typing at once."
    yield f"- {run.commands.total()} commands, {killed} of them killed with SIGKILL at a random moment."
    yield f"- Saves of an editor between and during commands: {_told(saves)}."
    yield (
        f"- The disk was full {weather.full} times."
        if weather.disk
        else "- Files could not grow now and then."
    )
    yield f"- Failures that arXiv and its deputies served: {_told(weather.bad_days)}."
    yield f"- Proofs: {ledger.proofs}, the last at the end. Looked for: {len(ledger.owed)} words, before that"
    yield f"  {ledger.trashed} which the editor threw away and {ledger.forgotten} which a command took out"
    yield "  100 commands earlier; files that cannot be read; temporary files; tracebacks; exit codes that"
    yield "  are not documented."
    yield f"- Words that could not be written: {run.told_words} times they were told on the terminal instead."
    yield f"- {run.doctor.rstrip()}"
    yield ""
    yield f"**Violations: {len(run.violations)}.**"
    yield from (f"- {each[:500]}" for each in run.violations)
    yield ""
    yield from _table(run.commands)


def _told(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counted.items())) or "none"


def _table(commands: Counter[tuple[str, int]]) -> Iterator[str]:
    codes = sorted({code for _kind, code in commands}, key=lambda code: (code < 0, code))
    yield f"| command | {' | '.join('killed' if code == KILLED else f'exit {code}' for code in codes)} |"
    yield f"|---|{'---|' * len(codes)}"
    for kind in sorted({kind for kind, _code in commands}):
        yield f"| {kind} | {' | '.join(str(commands[kind, code] or '') for code in codes)} |"
