"""Transcripts: files that read like a manual and are run like a test.

    $ digest add 2304.02643
    2023-W14  1  2304.02643v1  Segment Anything

A line beginning `$ ` is given to sh; `> ` lines continue it; `» ` is a word to the reader. What follows
a command is all it printed, both streams as they came, and `[exit N]` unless N is 0.
DIGEST_UPDATE=1 writes the files anew from what was printed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

INSTALLED = Path(sys.executable).parent


@dataclass
class Step:
    """Lines of prose before a command, the command, what it is to print."""

    before: list[str]
    command: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def read(path: Path) -> list[Step]:
    """The steps of a transcript; prose after the last command is a step without one."""
    steps = [Step([])]
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        if line.startswith("$ "):
            steps.append(Step([], [line[2:]]))
        elif line.startswith("» "):
            steps.append(Step([line]))
        elif steps[-1].command and not steps[-1].expected and line.startswith("> "):
            steps[-1].command.append(line[2:])
        elif steps[-1].command:
            steps[-1].expected.append(line)
        else:
            steps[-1].before.append(line)
    return steps


def run(path: Path, folder: Path, environment: Mapping[str, str], programs: Path = INSTALLED) -> None:
    """Run the commands of `path` in `folder`; AssertionError at the first that prints something else.

    The `digest` that is run is the one in the folder `programs`.
    """
    written: list[str] = []
    for step in read(path):
        written += step.before
        if not step.command:
            continue
        now = [*printed("\n".join(step.command), folder, environment, programs=programs), ""]
        if now != step.expected and not os.environ.get("DIGEST_UPDATE"):
            raise AssertionError(_difference(path, step, now))
        written += _as_typed(step.command) + now
    if os.environ.get("DIGEST_UPDATE"):
        path.write_text("\n".join(written) + "\n", encoding="utf-8")


def _as_typed(command: list[str]) -> list[str]:
    return [f"$ {command[0]}", *(f"> {line}" for line in command[1:])]


def printed(
    command: str,
    folder: Path,
    environment: Mapping[str, str],
    *,
    home: Path | None = None,
    programs: Path = INSTALLED,
) -> Iterator[str]:
    """What a command prints in `folder`, in the end its exit code unless that is 0; `~` is `home`."""
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**environment, "PATH": f"{programs}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
    )
    text = done.stdout.decode("utf-8").replace(str(home or folder), "~")
    yield from text.split("\n")[:-1] if text.endswith("\n") else filter(None, text.split("\n"))
    if done.returncode:
        yield f"[exit {done.returncode}]"


def _difference(path: Path, step: Step, now: list[str]) -> str:
    return "\n".join(
        [f"{path.name}: $ {' '.join(step.command)}", "--- expected", *step.expected, "--- printed", *now]
    )
