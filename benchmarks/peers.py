"""`digest` beside what somebody would use instead, in one run: starting, showing a week, ten years of them.

    python benchmarks/peers.py

papis, cobib and ripgrep are installed into a virtual environment of their own (`--rivals DIR` says where; it
is made once). They are given what our library holds, entry by entry. Every program is started in turn, round
after round, so that a busy machine slows all of them alike; medians and their ratios within this run are
printed, and `--raw FILE` keeps every single number. `--weeks`, `--rounds` and `--only` make it smaller.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks import watched
from benchmarks.library import PAPERS, PICKS, grow
from benchmarks.memory import memory
from benchmarks.rivals import Rivals, give
from benchmarks.searching import searching
from benchmarks.watched import Cost
from digestcli.library.root import Library
from digestcli.model.key import Week

WEEK = Week(2026, 2)
WEEKS, ROUNDS = (1, 52, 520), 15
PARTS = ("start", "search", "memory")
TYPER_RICH = (
    "import typer; app = typer.Typer()\n"
    "def main():\n from rich.console import Console; Console().print('x')\n"
    "app.command()(main); app()"
)
BASE, LEAST = "typer, one line through rich", "python -c pass"


@dataclass(frozen=True, slots=True)
class Program:
    """What is started, and what its environment has beside ours."""

    command: Sequence[str]
    env: Mapping[str, str]
    lines: int = 0  # that it must print at least: who shows nothing is quick


def main() -> None:
    """Print the tables."""
    said = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw: dict[str, object] = {}
        if "start" in said.only:
            rivals = Rivals(said.rivals)
            told = (
                f"{rivals.versions}, typer {version('typer')}, rich {version('rich')}, {os.cpu_count()} cores"
            )
            print(f"{told}\n")
            raw |= {"versions": told, "start": start(folder, rivals, said.weeks, said.rounds)}
        if "search" in said.only:
            rivals = Rivals(said.rivals)
            raw |= {"search": searching(folder / "search", rivals, max(said.weeks), said.rounds)}
        if "memory" in said.only:
            raw |= {"memory": memory(folder / "memory", max(said.weeks), WEEK)}
    if said.raw:
        said.raw.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rivals", type=Path, default=Path(tempfile.gettempdir(), "digest-rivals"))
    parser.add_argument("--weeks", type=lambda text: [int(each) for each in text.split(",")], default=WEEKS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS)
    parser.add_argument("--raw", type=Path)
    return parser.parse_args()


def start(folder: Path, rivals: Rivals, weeks: Sequence[int], rounds: int) -> dict[str, list[Cost]]:
    """Starting and showing a week's papers, with a library of each size."""
    programs = _alone(folder, rivals)
    for size in weeks:
        place = folder / str(size)
        grow(place / "library", size, WEEK)
        give(Library(place / "library"), place)
        programs |= _with(place, rivals, size)
    first = {name: _run(program, folder) for name, program in programs.items()}  # builds what they keep
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _round in range(rounds):
        for name, program in programs.items():
            costs[name].append(_run(program, folder))
    _report(first, costs, weeks)
    return costs


def _alone(folder: Path, rivals: Rivals) -> dict[str, Program]:
    """What has no library: the least a program takes, and how soon each says its version."""
    python, env = sys.executable, _env(folder / "alone")
    return {
        LEAST: Program([python, "-c", "pass"], env),
        BASE: Program([python, "-c", TYPER_RICH], env, 1),
        "digest --version": Program([_digest(), "--version"], env, 1),
        "papis --version": Program([str(rivals.papis), "--version"], env, 1),
        "cobib --version": Program([str(rivals.cobib), "--version"], env, 1),
    }


def _with(place: Path, rivals: Rivals, size: int) -> dict[str, Program]:
    env = _env(place)
    ours = [_digest(), "-L", str(place / "library")]
    papis = [str(rivals.papis), "-l", str(place / "papis"), "list", "-a"]
    shown = ["--format", "{doc[ref]} {doc[title]}, {doc[author]}"]
    cobib = [str(rivals.cobib), "-c", str(place / "cobib.py"), "list", "++tags", str(WEEK)]
    number = PAPERS + PICKS
    return {
        f"digest show --week, {size}": Program([*ours, "show", "--week", str(WEEK)], env, number),
        f"digest status, {size}": Program([*ours, "status", "--week", str(WEEK)], env, PAPERS),
        f"digest list, {size}": Program([*ours, "list"], env, size),
        f"digest stats, {size}": Program([*ours, "stats"], env, 1),
        f"papis list week, {size}": Program([*papis, *shown, f"week:{WEEK}"], env, number),
        f"cobib list week, {size}": Program(cobib, env, number),
    }


def _digest() -> str:
    """The program as it is installed beside this Python, which is what its user types."""
    return str(Path(sys.executable).with_name("digest"))


def _env(home: Path) -> dict[str, str]:
    """A home of its own; a forced terminal makes rich do its full work."""
    home.mkdir(parents=True, exist_ok=True)
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    return {"HOME": str(home), **folders, "DIGEST_NOW": WEEK.monday.isoformat(), "FORCE_COLOR": "1"}


def _run(program: Program, folder: Path) -> Cost:
    cost = watched.run(program.command, program.env, folder)
    if cost.lines < program.lines:
        raise AssertionError(f"{cost.lines} lines of {program.lines}: {program.command}")
    return cost


def _report(first: Mapping[str, Cost], costs: Mapping[str, Sequence[Cost]], weeks: Sequence[int]) -> None:
    middle = {name: _median(each) for name, each in costs.items()}
    print(f"{'':34}{'time':>9}{'processor':>12}{'of typer+rich':>15}{'peak':>9}{'first time':>13}")
    for name, cost in middle.items():
        ratio = cost.processor / middle[BASE].processor
        print(
            f"{name:34}{cost.seconds * 1000:6.0f} ms{cost.processor * 1000:9.0f} ms"
            f"{cost.seconds / middle[BASE].seconds:8.2f} {ratio:5.2f} {cost.peak:6.0f} MB"
            f"{first[name].seconds:10.2f} s"
        )
    few, many = min(weeks), max(weeks)
    print()
    for name in ("show --week", "status", "list", "stats"):
        _ratio(
            middle,
            f"digest {name}, {many}",
            f"digest {name}, {few}",
            1.1 if name in {"show --week", "status"} else None,
        )
    for name in ("show --week", "status"):
        _ratio(middle, f"digest {name}, {many}", BASE, 1.5)
    for rival in ("papis", "cobib"):
        _ratio(middle, f"digest show --week, {many}", f"{rival} list week, {many}")
        _ratio(middle, "digest --version", f"{rival} --version")
    print()


def _ratio(middle: Mapping[str, Cost], ours: str, theirs: str, goal: float | None = None) -> None:
    """One program's medians by another's, by the clock and by the processor."""
    clock = middle[ours].seconds / middle[theirs].seconds
    processor = middle[ours].processor / middle[theirs].processor
    told = f"  (goal: at most {goal})" if goal else ""
    print(f"{ours + ' / ' + theirs:58}{clock:6.2f} {processor:6.2f}{told}")


def _median(costs: Sequence[Cost]) -> Cost:
    seconds, processor, peak, lines = (statistics.median(each) for each in zip(*costs, strict=True))
    return Cost(seconds, processor, peak, int(lines))


if __name__ == "__main__":
    main()
