"""`digest`, run by a warm program: it hands over words and streams, and ends as the command does.

It is a script too, which a warm program lays beside its socket; it imports next to nothing, as every command
of a transcript starts it. What only a new interpreter reads (`PYTHONIOENCODING`, a locale) starts a new one.
"""

import _socket
import os
import sys
from collections.abc import Mapping, Sequence

NO_FATE = b"0 0 0 0"
HEADER = 8  # bytes that hold the length of an order


def can_be_warm(env: Mapping[bytes, bytes]) -> bool:
    """Whether an interpreter that runs already would be no other than a new one in this environment."""
    is_read_once = any(name.startswith((b"PYTHON", b"LC_", b"LD_", b"SSL_")) for name in env)
    may_fork = sys.platform != "win32" and "DIGEST_TEST_COLD" not in os.environ
    return may_fork and env.get(b"LANG") == b"C.UTF-8" and not is_read_once


def hand_over(
    address: str,
    words: Sequence[bytes],
    folder: bytes,
    env: Mapping[bytes, bytes],
    streams: Sequence[int],
    *,
    fate: bytes = NO_FATE,
) -> _socket.socket:
    """The line to a command that begins; `number` reads from it its process id, and how it ended."""
    if sys.platform != "win32":
        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        line.connect(address)
        named = (name + b"=" + value for name, value in env.items())
        order = b"\0".join((fate, folder, b"%d" % len(words), *words, *named))
        rights = b"".join(number.to_bytes(4, sys.byteorder) for number in streams)
        length = len(order).to_bytes(HEADER, "big")
        line.sendmsg([length], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
        line.sendall(order)
        return line
    raise NotImplementedError


def number(line: _socket.socket) -> int:
    """The next number said on the line; EOFError where the warm program has gone."""
    said = b""
    while len(said) < 4:
        if not (more := line.recv(4 - len(said))):
            raise EOFError
        said += more
    return int.from_bytes(said, "big")


def _is_usual() -> bool:
    """Whether this process has three streams, a folder, and nothing that only a new program would read."""
    try:
        folder = os.getcwdb()  # noqa: PTH109 - pathlib takes as long as all the rest
    except FileNotFoundError:
        return False
    has_all = bool(folder and sys.stdin and sys.stdout and sys.stderr)
    return sys.platform != "win32" and has_all and can_be_warm(os.environb)


def _run() -> None:
    """Be the command: forked if that makes no difference, started if it does."""
    if sys.platform != "win32":
        if not _is_usual():
            os.execv(sys.executable, [sys.executable, "-m", "digestcli", *sys.argv[1:]])  # noqa: S606
        address = os.path.join(os.path.dirname(os.path.abspath(__file__)), "socket")  # noqa: PTH100, PTH118, PTH120
        words = [*map(os.fsencode, sys.argv[1:])]
        line = hand_over(address, words, os.getcwdb(), os.environb, (0, 1, 2))  # noqa: PTH109
        number(line)
        os._exit(os.waitstatus_to_exitcode(number(line)) & 0xFF)


if __name__ == "__main__":
    _run()
