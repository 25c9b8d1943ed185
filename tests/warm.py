"""The program started once and kept warm: every command is a process of its own, forked in milliseconds.

    with Warm() as program:
        done = program.run(["add", "2304.02643"], folder, env)
        killed = program.run(["set", "1", "--rec", "x"], folder, env, Fate(kill=7))

A command goes through the program's own entry, `digestcli.cli.start.run`, with real files and a real exit.
What is left out is the interpreter's start. `Fate` is what befalls a command on its way, at the steps where
it asks the system to make, rename, link or remove something: those are what Python's audit events tell of.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[1]


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


class Warm:
    """One warm program; it runs one command at a time."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "warn_default_encoding", "-m", "tests.warm"],
            cwd=ROOT,
            # No bytecode: in a fresh clone its files would be steps of the commands.
            env={**os.environ, "LANG": "C.UTF-8", "DIGEST_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
        self._folder.cleanup()

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
        for name, data in {"in": stdin, "out": b"", "err": b""}.items():
            Path(self._folder.name, name).write_bytes(data)
        order = {"argv": list(arguments), "cwd": str(folder), "env": dict(env), "fate": asdict(fate)}
        self._say(order | {"streams": self._folder.name})
        pid = self._hear()
        if watch:
            watch(pid)
        self._say("go")
        status = self._hear()
        out, err = (Path(self._folder.name, name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Done(os.waitstatus_to_exitcode(status), out, err)

    def _say(self, what: object) -> None:
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        self._process.stdin.flush()

    def _hear(self) -> int:
        assert self._process
        assert self._process.stdout
        return int(self._process.stdout.readline())


def serve() -> None:
    """Fork a command for each order that comes in, until there are no more."""
    if sys.platform != "win32":
        _load_everything()
        orders = os.fdopen(os.dup(0), "rb")
        answers = os.fdopen(os.dup(1), "wb", buffering=0)
        while line := orders.readline():
            start, go = os.pipe()
            dressed, ready = os.pipe()
            if not (pid := os.fork()):
                orders.close()
                answers.close()
                os.close(go)
                _become(json.loads(line), ready, start)
            os.close(start)
            os.close(ready)
            os.read(dressed, 1)
            os.close(dressed)
            answers.write(b"%d\n" % pid)
            orders.readline()
            with suppress(BrokenPipeError):  # killed before it began
                os.write(go, b"!")
            os.close(go)
            answers.write(b"%d\n" % os.waitpid(pid, 0)[1])


def _load_everything() -> None:
    import gc  # noqa: PLC0415 - a test that only talks to a warm program needs none of these
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    import digestcli  # noqa: PLC0415

    gc.disable()  # as the program does
    if sys.platform != "win32":
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    for module in pkgutil.walk_packages(digestcli.__path__, "digestcli."):
        import_module(module.name)
    for heavy in ("arxiv", "ctypes", "filelock", "platformdirs.unix", "rich.console", "tomllib", "zoneinfo"):
        import_module(heavy)


def _become(order: dict[str, Any], ready: int, start: int) -> None:
    """This process is the command, and ends with it."""
    code = 70
    try:
        for number, (name, flags) in enumerate(
            [("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY)]
        ):
            os.dup2(os.open(Path(order["streams"], name), flags), number)
        os.chdir(order["cwd"])
        os.environ.clear()
        os.environ.update(order["env"])
        _be_traceable()
        os.close(ready)
        os.read(start, 1)
        os.close(start)
        code = _run(order["argv"], Fate(**order["fate"]), order["cwd"])
    except BaseException:  # noqa: BLE001 - whatever it is, the command ends here
        import traceback  # noqa: PLC0415 - what the interpreter would print

        traceback.print_exc()
        code = 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def _run(argv: list[str], fate: Fate, folder: str) -> int:
    if sys.platform != "win32" and fate.largest:
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_FSIZE, (fate.largest, fate.largest))
    if fate.kill or fate.fail:
        sys.addaudithook(_steps(fate, os.path.realpath(folder)))
    from digestcli.cli.start import run  # noqa: PLC0415 - loaded already

    return run(argv)


_CHANGES = frozenset(
    (
        "os.rename",
        "os.link",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "ctypes.dlopen",
    )  # dlopen: names are swapped
)


def _steps(fate: Fate, folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    """The hook that counts the steps of a command and brings its fate about."""
    taken = 0

    def step(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal taken
        if event in _CHANGES or (event == "open" and _is_step(folder, *arguments)):
            taken += 1
            if sys.platform != "win32" and taken == fate.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            if fate.fail and taken >= fate.fail and event not in {"ctypes.dlopen", "os.remove", "os.rmdir"}:
                raise OSError(fate.error, os.strerror(fate.error), str(arguments[0]))

    return step


def _is_step(folder: str, path: object, _mode: object, flags: int) -> bool:
    """Whether something is opened to be written, or a folder to be flushed, where the command works."""
    name = os.fsdecode(path) if isinstance(path, str | bytes) else ""
    writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return os.path.realpath(name).startswith(folder) and (writes or os.path.isdir(name))  # noqa: PTH112


def _be_traceable() -> None:
    """Any process of the user may trace this one, where the system asks for leave."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - loaded already

        ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(2**64 - 1), 0, 0, 0)  # PR_SET_PTRACER, anybody


if __name__ == "__main__":
    serve()
