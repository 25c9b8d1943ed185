"""What one run of a program takes: seconds, processor seconds and the most memory it held."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# Started by a process between: what is started has no lower a peak than whoever starts it, says Linux.
_WATCHED = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if str(done.returncode) not in sys.argv[1].split():
    sys.stderr.buffer.write(done.stdout[-2000:] + done.stderr[-2000:])
    sys.exit(f"exit {done.returncode}: {sys.argv[2:]}")
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss, len(done.stdout.splitlines())]))
"""


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    processor: float  # seconds of it, where waiting for others does not count
    peak: float  # MB
    lines: int  # that it printed


def run(command: Sequence[str], env: Mapping[str, str], folder: Path, codes: Sequence[int] = (0,)) -> Cost:
    """One run in `folder`; AssertionError where it ends with none of `codes`."""
    # Bytecode is kept, as it is on a user's machine; our own modules must not hide behind the folder's.
    told = {**os.environ, **env, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-S", "-c", _WATCHED, " ".join(map(str, codes)), *command],
        cwd=folder,
        env=told,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr.decode(errors="replace"))
    seconds, processor, peak, lines = json.loads(done.stdout)
    return Cost(seconds, processor, peak / (2**20 if sys.platform == "darwin" else 2**10), lines)
