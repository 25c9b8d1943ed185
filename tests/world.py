"""The world the program is run in: its own home, a Sunday in April 2023, a stand-in for arXiv."""

import os
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests import warm

NOW = "2023-04-09T12:00:00+08:00"
# A job in the background is started deaf to Ctrl-C, and so are all that it starts.
HEARING_CTRL_C = (
    sys.executable,
    "-c",
    (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from digestcli.__main__ import main; main()"
    ),
)
NOWHERE = "http://127.0.0.1:9/api/query"


def environment(home: Path, arxiv_url: str = NOWHERE, **more: str) -> dict[str, str]:
    """Nothing of the machine's own but PATH; English unless `DIGEST_LANG` says otherwise.

    A stand-in for arXiv's API has no deputies unless DIGEST_OAI_URL and DIGEST_DATACITE_URL name some,
    and no feeds unless DIGEST_RSS_URL does.
    """
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "LANG": "C.UTF-8",
        "DIGEST_LANG": "en",
        "DIGEST_NOW": NOW,
        "DIGEST_ARXIV_URL": arxiv_url,
        "DIGEST_INTERVAL": "0",
        **more,
    }


def digest(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """One run of the program, with its output in bytes; forked from a warm one where that is all the same."""
    if warm.can_serve(env):
        return warm.shared().captured(arguments, folder, env, stdin=stdin)
    return started(arguments, folder, env, stdin)


def started(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """One run of the program in a new interpreter."""
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-m", "digestcli", *arguments],
        cwd=folder,
        env=dict(env),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


def on_terminal(
    columns: int,
    arguments: Sequence[str],
    env: Mapping[str, str],
    program: Sequence[str] = ("-m", "digestcli"),
) -> str:
    """What a real terminal of `columns` receives from one run of the program, or of another in Python."""
    ours, theirs = _terminal(columns)
    env = {"TERM": "xterm-256color", **env}
    if program == ("-m", "digestcli") and warm.can_serve(env):
        end = warm.shared().start(arguments, Path.cwd(), env, (theirs, theirs, theirs)).code
    else:
        end = subprocess.Popen(
            [sys.executable, *program, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=env
        ).wait
    os.close(theirs)
    received = b"".join(iter(lambda: _read(ours), b""))
    end()
    os.close(ours)
    return received.decode().replace("\r\n", "\n")


def _terminal(columns: int) -> tuple[int, int]:
    """Both ends of a new terminal."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - Windows has none of these
        import pty  # noqa: PLC0415
        import termios  # noqa: PLC0415

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        return ours, theirs
    raise NotImplementedError


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO when the program has left
        return b""
