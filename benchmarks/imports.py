"""What each command loads before it does anything, and how long that takes: the table of docs/start-up.md.

    python benchmarks/imports.py

Python's own `-X importtime` counts; each command is started several times, with the example's library, and of
each module the least is taken, as whatever disturbs it only adds. `--modules COMMAND` names the dearest ones.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROUNDS = 5
EXAMPLE = ["-L", "examples/weekly"]
COMMANDS = {
    "python -c pass": [],
    "--help": ["--help"],
    "show": [*EXAMPLE, "show", "--week", "2023-W14"],
    "status": [*EXAMPLE, "status", "--week", "2023-W14"],
    "list": [*EXAMPLE, "list"],
    "stats": [*EXAMPLE, "stats"],
    "search": [*EXAMPLE, "search", "大模型"],
    "check": [*EXAMPLE, "check", "--week", "2023-W14"],
    "export --md": [*EXAMPLE, "export", "--md", "--week", "2023-W14", "-o", "-"],
    "export --html": [*EXAMPLE, "export", "--html", "--week", "2023-W14", "-o", "-"],
    "add --offline": ["-L", "{new}", "add", "--offline", "2304.02643"],
    "set": [*EXAMPLE, "set", "1", "--week", "2023-W14", "--rec", "好。", "--replace", "--dry-run"],
    "doctor": [*EXAMPLE, "doctor"],
}
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
# A module is known by the package it is of; what a package brings along is counted for itself.
_GROUPS = {
    "ours": ("digestcli",),
    "typer": ("typer", "shellingham", "annotated_doc"),
    "rich": ("rich",),
    "Markdown": ("markdown_it", "mdurl", "mdit_py_plugins", "linkify_it"),
    "formulas": ("pylatexenc", "latex2mathml"),
}
_PYTHON = "Python"


def main() -> None:
    """Print the table, or the dearest modules of one command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--modules", choices=COMMANDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    said = parser.parse_args()
    if said.modules:
        for name, cost in Counter(profile(COMMANDS[said.modules], said.rounds)).most_common(40):
            print(f"{cost / 1000:7.2f} ms  {name}")
        return
    heads = [*_GROUPS, _PYTHON]
    print(f"{'':16}{'modules':>8}{'in all':>10}" + "".join(f"{head:>10}" for head in heads))
    for name, arguments in COMMANDS.items():
        costs = profile(arguments, said.rounds)
        groups = grouped(costs.items())
        row = "".join(f"{groups[head] / 1000:7.1f} ms" for head in heads)
        print(f"{name:16}{len(costs):8}{sum(costs.values()) / 1000:7.1f} ms{row}")


def profile(arguments: list[str], rounds: int) -> dict[str, int]:
    """Microseconds that each module took for itself, the least of `rounds`."""
    costs: dict[str, int] = {}
    for _round in range(rounds + 1):  # the first writes the bytecode
        for name, cost in _started(arguments):
            costs[name] = min(cost, costs.get(name, cost))
    return costs


def _started(arguments: list[str]) -> list[tuple[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        program = (
            ["-m", "digestcli", *(each.format(new=folder) for each in arguments)] if arguments else ["-c", ""]
        )
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *program],
            env={**os.environ, "FORCE_COLOR": "1", "XDG_CACHE_HOME": folder, "PYTHONDONTWRITEBYTECODE": ""},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=False,  # `status` and `check` say with their code what they have found
        )
    return [(found[2], int(found[1])) for found in _LINE.finditer(done.stderr.decode(errors="replace"))]


def grouped(costs: Iterable[tuple[str, int]]) -> Counter[str]:
    """What the modules of each group took together."""
    named = {package: group for group, packages in _GROUPS.items() for package in packages}
    found: Counter[str] = Counter()
    for name, cost in costs:
        found[named.get(name.partition(".")[0], _PYTHON)] += cost
    return found


if __name__ == "__main__":
    main()
