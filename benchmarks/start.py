"""How long `digest show --week` takes beside what it could at best take, and at ten years' size.

    python benchmarks/start.py

Every program is started in turn, round after round, so that a busy machine slows all of them alike. What is
printed are medians and their ratios within this run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library import grow
from digestcli.model.key import Week

ROUNDS = 21
WEEK = Week(2026, 2)
TYPER = "import typer; app = typer.Typer(); app.command()(lambda: print('x')); app()"
TYPER_RICH = (
    "import typer; app = typer.Typer()\n"
    "def main():\n from rich.console import Console; Console().print('x')\n"
    "app.command()(main); app()"
)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one"), Path(folder, "many")
        grow(one, 1, WEEK)
        grow(many, 520, WEEK)
        digest = [sys.executable, "-m", "digestcli"]
        programs = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "typer": [sys.executable, "-c", TYPER],
            "typer, one line through rich": [sys.executable, "-c", TYPER_RICH],
            "digest --help": [*digest, "--help"],
            "digest show --week, 1 week": [*digest, "-L", str(one), "show", "--week", str(WEEK)],
            "digest show --week, 520 weeks": [*digest, "-L", str(many), "show", "--week", str(WEEK)],
            "digest status, 1 week": [*digest, "-L", str(one), "status", "--week", str(WEEK)],
            "digest status, 520 weeks": [*digest, "-L", str(many), "status", "--week", str(WEEK)],
            "digest list, 520 weeks": [*digest, "-L", str(many), "list"],
        }
        report(medians(programs))


def medians(programs: dict[str, list[str]]) -> dict[str, float]:
    """Seconds each program takes, the middle of ROUNDS."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for round_ in range(ROUNDS + 1):
        for name, command in programs.items():
            begun = time.perf_counter()
            # A forced terminal makes rich do its full work; bytecode is kept, as it is on a user's machine.
            coloured = {**os.environ, "FORCE_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
            subprocess.run(command, stdout=subprocess.DEVNULL, env=coloured, check=True)
            if round_:  # the first warms the disk
                times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(each) for name, each in times.items()}


def report(seconds: dict[str, float]) -> None:
    """The medians, and the ratios that have a goal."""
    for name, each in seconds.items():
        print(f"{name:32} {each * 1000:7.1f} ms  {each / seconds['python -c pass']:5.1f} x python -c pass")
    show = seconds["digest show --week, 1 week"]
    print()
    print(
        f"show / typer with rich:   {show / seconds['typer, one line through rich']:.2f}  (goal: at most 1.8)"
    )
    print(f"show / plain typer:       {show / seconds['typer']:.2f}")
    grown = seconds["digest show --week, 520 weeks"] / show
    print(f"show 520 weeks / 1 week:  {grown:.2f}  (goal: at most 1.1)")
    status = seconds["digest status, 520 weeks"] / seconds["digest status, 1 week"]
    print(f"status 520 weeks / 1:     {status:.2f}")


if __name__ == "__main__":
    main()
