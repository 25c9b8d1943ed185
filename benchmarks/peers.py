"""`digest` beside what somebody would use instead, in one run: starting, showing a week, searching, memory.

    python benchmarks/peers.py

papis, cobib and ripgrep are installed into a virtual environment of their own (`--rivals DIR` says where; it
is made once). They are given what our library holds, entry by entry. Every program is started in turn, round
after round, so that a busy machine slows all of them alike; medians and their ratios within this run are
printed. `--weeks`, `--rounds` and `--only` make it smaller. `--write` puts the tables into docs/benchmarks.md
and every single number into docs/peers.json, where the parts that `--only` leaves out stay as they are.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks import tables
from benchmarks.memory import memory
from benchmarks.rivals import Rivals
from benchmarks.searching import searching
from benchmarks.starting import starting
from benchmarks.tables import Report

PARTS: Mapping[str, Callable[..., Report]] = {"start": starting, "search": searching, "memory": memory}


def main() -> None:
    """Print the tables."""
    said = _arguments()
    rivals = Rivals(said.rivals)
    told = f"{rivals.versions}, typer {version('typer')}, rich {version('rich')}, {os.cpu_count()} cores"
    print(f"{told}\n")
    raw: dict[str, object] = tables.kept() | {"versions": told}
    with tempfile.TemporaryDirectory() as folder:
        for part in said.only:
            report = PARTS[part](Path(folder, part), rivals, weeks=said.weeks, rounds=said.rounds)
            print("\n".join(report.lines))
            raw[part] = report.raw
            if said.write:
                tables.put(part, report.lines)
                tables.keep(raw)
    if said.write:
        tables.put("versions", [f"{told}; {said.rounds} rounds."])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rivals", type=Path, default=Path(tempfile.gettempdir(), "digest-rivals"))
    parser.add_argument("--weeks", type=_numbers, default=[1, 52, 520])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


if __name__ == "__main__":
    main()
