"""The program started once and kept warm: every command is a process of its own, forked in milliseconds.

    with Warm() as program:
        done = program.run(["add", "2304.02643"], folder, env)
        killed = program.run(["set", "1", "--rec", "x"], folder, env, Fate(kill=7))

A command goes through the program's own entry, with real files, real streams and a real exit; what is left
out is the interpreter's start, and test_warm.py shows that nothing else is. With DIGEST_TEST_COLD=1 in the
environment whoever can does without. `Fate` is what befalls a command on its way, at the steps where it
asks the system to make, rename, link or remove something: those are what Python's audit events tell of.
"""

import _socket
import atexit
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from tests import errand

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds a command may take


@dataclass(frozen=True, slots=True)
class Fate:
    """What befalls one command; steps count from 1, 0 is never."""

    kill: int = 0  # SIGKILL at this step
    fail: int = 0  # the disk refuses from this step on
    error: int = 0  # with this errno
    largest: int = 0  # bytes a file may have; 0: as many as it likes


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended; a negative code is the signal that ended it, as subprocess has it."""

    code: int
    out: str
    err: str


class Running:
    """A command on its way."""

    def __init__(self, line: _socket.socket) -> None:
        line.settimeout(PATIENCE)
        self._line = line
        self.pid = errand.number(line)

    def go(self) -> None:
        """Let a command that is watched begin."""
        with suppress(BrokenPipeError):  # killed before it began
            self._line.sendall(b"!")

    def code(self) -> int:
        """The exit code, once it has ended."""
        try:
            return os.waitstatus_to_exitcode(errand.number(self._line))
        except TimeoutError:
            os.kill(self.pid, signal.SIGTERM)
            raise
        finally:
            self._line.close()


class Warm:
    """One warm program."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "warn_default_encoding", "-m", "tests.forked", self._address],
            cwd=ROOT,
            env={**os.environ, "LANG": "C.UTF-8", "DIGEST_LANG": "en"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
        self._folder.cleanup()

    @property
    def _address(self) -> str:
        return str(Path(self._folder.name, "socket"))

    @property
    def folder(self) -> Path:
        """A folder for PATH, whose `digest` is this program."""
        if "DIGEST_TEST_COLD" in os.environ:
            return Path(sys.executable).parent
        script = Path(self._folder.name, "digest")
        if not script.exists():
            text = Path(errand.__file__).read_text(encoding="utf-8")
            script.write_text(f"#!{sys.executable} -IS\n{text}", encoding="utf-8")
            script.chmod(0o755)
        return script.parent

    def start(
        self,
        arguments: Sequence[str],
        folder: Path,
        env: Mapping[str, str],
        streams: Sequence[int],
        fate: bytes = errand.NO_FATE,
    ) -> Running:
        """A command whose standard streams are these."""
        words = [*map(os.fsencode, arguments)]
        return Running(
            errand.hand_over(self._address, words, os.fsencode(folder), _encoded(env), streams, fate=fate)
        )

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        env: Mapping[str, str],
        fate: Fate = Fate(),
        *,
        stdin: bytes = b"",
        watch: Callable[[int], None] | None = None,
    ) -> Done:
        """The command run to its end; `watch` gets its process id before it begins."""
        order = b" ".join(b"%d" % each for each in (*astuple(fate), *([1] if watch else [])))
        done = self.captured(arguments, folder, env, order, stdin=stdin, watch=watch)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def captured(
        self,
        arguments: Sequence[str],
        folder: Path,
        env: Mapping[str, str],
        fate: bytes = errand.NO_FATE,
        *,
        stdin: bytes = b"",
        watch: Callable[[int], None] | None = None,
    ) -> "subprocess.CompletedProcess[bytes]":
        """The same, with its output in bytes."""
        (given, source), (out, said), (err, told) = (os.pipe() for _stream in range(3))
        with ThreadPoolExecutor(3) as hands:
            try:
                running = self.start(arguments, folder, env, (given, said, told), fate)
            finally:
                for stream in (given, said, told):
                    os.close(stream)
            hands.submit(_feed, source, stdin)
            printed = hands.submit(_drain, out), hands.submit(_drain, err)
            if watch:
                watch(running.pid)
                running.go()
            code = running.code()
        return subprocess.CompletedProcess(arguments, code, printed[0].result(), printed[1].result())


@cache
def shared() -> Warm:
    """The warm program of all tests in this process."""
    program = Warm().__enter__()
    atexit.register(program.__exit__, None, None, None)
    return program


def can_serve(env: Mapping[str, str]) -> bool:
    """Whether a command in this environment may be forked."""
    return errand.can_be_warm(_encoded(env))


def _encoded(env: Mapping[str, str]) -> dict[bytes, bytes]:
    return {os.fsencode(name): os.fsencode(value) for name, value in env.items()}


def _feed(pipe: int, text: bytes) -> None:
    with suppress(BrokenPipeError), open(pipe, "wb") as file:
        file.write(text)


def _drain(pipe: int) -> bytes:
    with open(pipe, "rb") as file:
        return file.read()
