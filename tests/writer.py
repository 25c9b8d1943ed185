"""A process that writes: `python -m tests.writer VERB PATH TEXT`, its folder being the library.

It ends as the program does: 0, or the error's exit code with its message on stderr. `append` adds one line
per turn for as many turns as TEXT says and says `ready` when it first holds the lock; `hold` keeps the lock
until it is killed. DIGEST_TEST_UID is the user to become.
"""

import ctypes  # noqa: F401 - here and below: read before the user changes, who may not reach Python's folder
import os
import sys
import time
from pathlib import Path

import filelock  # noqa: F401

from digestcli import files
from digestcli.errors import DigestError


def create(path: Path, text: str) -> None:
    with files.lock(path.parent):
        files.create(path, text.encode(), root=path.parent)


def replace(path: Path, text: str) -> None:
    with files.lock(path.parent):
        files.replace(files.read(path), text.encode(), root=path.parent)


def put(path: Path, text: str) -> None:
    with files.lock(path.parent):
        files.put(path, text.encode(), root=path.parent)


def append(path: Path, turns: str) -> None:
    for turn in range(int(turns)):
        with files.lock(path.parent, timeout=60):
            if turn == 0:
                sys.stdout.write("ready\n")
                sys.stdout.flush()
            seen = files.read(path)
            files.replace(seen, seen.data + f"{os.getpid()} {turn}\n".encode(), root=path.parent)


def hold(path: Path, _text: str) -> None:
    with files.lock(path.parent):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        time.sleep(600)


def main(verb: str, path: str, text: str) -> int:
    if sys.platform != "win32" and "DIGEST_TEST_UID" in os.environ:
        os.setuid(int(os.environ["DIGEST_TEST_UID"]))
    verbs = {act.__name__: act for act in (create, replace, put, append, hold)}
    try:
        verbs[verb](Path(path), text)
    except DigestError as error:
        sys.stderr.write(f"{type(error).__name__}: {error.message}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
