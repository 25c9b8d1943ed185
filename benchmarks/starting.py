"""Starting, and showing a week's 37 papers: beside papis, cobib, and a typer program that prints one line."""

import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import watched
from benchmarks.library import PAPERS, PICKS, grow
from benchmarks.rivals import Rivals, give
from benchmarks.tables import Report, megabytes, milliseconds
from benchmarks.watched import Cost
from digestcli.library.root import Library
from digestcli.model.key import Week

WEEK = Week(2026, 2)
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


def starting(folder: Path, rivals: Rivals, *, weeks: Sequence[int], rounds: int) -> Report:
    """With a library of each size; the first time each builds what it keeps."""
    programs = _alone(folder, rivals)
    for size in weeks:
        place = folder / str(size)
        grow(place / "library", size, WEEK)
        give(Library(place / "library"), place)
        programs |= _with(place, rivals, size)
    first = {name: _run(program, folder) for name, program in programs.items()}
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _round in range(rounds):
        for name, program in programs.items():
            costs[name].append(_run(program, folder))
    middle = {name: _median(each) for name, each in costs.items()}
    report = Report(raw={**costs, **{f"{name}, first": [cost] for name, cost in first.items()}})
    heads = ["", "time", "processor", "of typer with rich", "by the processor", "peak", "the first time"]
    report.table(heads, (_row(name, cost, middle[BASE], first[name]) for name, cost in middle.items()))
    heads = ["ratio of medians", "by the clock", "by the processor", "goal"]
    report.table(heads, _ratios(middle, min(weeks), max(weeks)))
    return report


def _row(name: str, cost: Cost, base: Cost, first: Cost) -> list[str]:
    ratios = (cost.seconds / base.seconds, cost.processor / base.processor)
    times = (milliseconds(cost.seconds), milliseconds(cost.processor))
    return [name, *times, *(f"{each:.2f}" for each in ratios), megabytes(cost.peak), f"{first.seconds:.2f} s"]


def _ratios(middle: Mapping[str, Cost], few: int, many: int) -> Iterator[list[str]]:
    for name in ("show --week", "status", "list", "stats"):
        goal = 1.1 if name in {"show --week", "status"} else None
        yield _ratio(middle, f"digest {name}, {many}", f"digest {name}, {few}", goal)
    for name in ("show --week", "status"):
        yield _ratio(middle, f"digest {name}, {many}", BASE, 1.5)
    for rival in ("papis", "cobib"):
        yield _ratio(middle, f"digest show --week, {many}", f"{rival} list week, {many}")
        yield _ratio(middle, "digest --version", f"{rival} --version")


def _ratio(middle: Mapping[str, Cost], ours: str, theirs: str, goal: float | None = None) -> list[str]:
    """One program's medians by another's."""
    clock = middle[ours].seconds / middle[theirs].seconds
    processor = middle[ours].processor / middle[theirs].processor
    told = "" if goal is None else f"at most {goal}: {'met' if clock <= goal else '**missed**'}"
    return [f"{ours} / {theirs}", f"{clock:.2f}", f"{processor:.2f}", told]


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


def _median(costs: Sequence[Cost]) -> Cost:
    seconds, processor, peak, lines = (statistics.median(each) for each in zip(*costs, strict=True))
    return Cost(seconds, processor, peak, int(lines))
