"""The process that is a warm program: `python -m tests.forked SOCKET` forks a command for each order.

A command goes through the program's own entry, `digestcli.__main__.main`, with its own streams, folder and
environment, and loads the room `cli` itself, whose help is written in the user's language as it is loaded.
It ends when its standard input does.
"""

import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.errand import HEADER

assert sys.platform != "win32"  # which has no fork


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for, as tests/errand.py packs it."""

    fate: tuple[int, ...]
    folder: bytes
    words: list[str]
    env: dict[bytes, bytes]

    @classmethod
    def unpacked(cls, text: bytes) -> "_Order":
        fate, folder, count, *rest = text.split(b"\0")
        words = [os.fsdecode(word) for word in rest[: int(count)]]
        named = (each.partition(b"=") for each in rest[int(count) :])
        return cls(tuple(map(int, fate.split())), folder, words, {name: value for name, _, value in named})


def serve(address: str) -> None:
    """Fork a command for each order that comes in, and tell each customer how theirs ended."""
    _load()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    running: dict[int, socket.socket] = {}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        print("ready", flush=True)  # noqa: T201 - to who started us
        while True:
            readable = select.select([0, listener.fileno(), woken], [], [])[0]
            if listener.fileno() in readable:
                _begin(listener.accept()[0], running)
            if woken in readable:
                os.read(woken, 4096)
                _tell_ended(running)
            if 0 in readable:
                return


def _load() -> None:
    """Everything but the room `cli`, and the certificates; of `cli`, the bytecode."""
    import compileall  # noqa: PLC0415 - a test that only talks to a warm program needs none of these
    import gc  # noqa: PLC0415
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    import digestcli  # noqa: PLC0415

    gc.disable()  # as the program does
    for room in pkgutil.iter_modules(digestcli.__path__, "digestcli."):
        if room.name != "digestcli.cli":  # nor any package in it, which walking through would import
            inside = getattr(import_module(room.name), "__path__", ())
            for module in pkgutil.walk_packages(inside, f"{room.name}."):
                import_module(module.name)
    for heavy in (
        "arxiv",
        "ctypes",
        "filelock",
        "platformdirs.unix",
        "rich.text",
        "tomllib",
        "typer",
        "zoneinfo",
    ):
        import_module(heavy)
    for trust_env in (True, False):
        import_module("digestcli.sources.http").trusted(trust_env=trust_env)
    compileall.compile_dir(Path(digestcli.__path__[0], "cli"), quiet=2)
    sys.dont_write_bytecode = True  # that would be a step of a command


def _begin(line: socket.socket, running: dict[int, socket.socket]) -> None:
    """Fork the command that is ordered on this line."""
    header, streams, _, _ = socket.recv_fds(line, HEADER, 3)
    length, text = int.from_bytes(header, "big"), b""
    while len(text) < length and (more := line.recv(length - len(text))):
        text += more
    if len(streams) < 3 or len(text) < length:  # whoever asked has gone
        line.close()
    elif pid := os.fork():
        running[pid] = line
        line.sendall(pid.to_bytes(4, "big"))
    else:
        _become(_Order.unpacked(text), streams, line)
    for stream in streams:
        os.close(stream)


def _tell_ended(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as line:
            try:
                line.sendall(status.to_bytes(4, "big"))
            except BrokenPipeError:
                continue  # whoever asked has gone


def _become(order: _Order, streams: Sequence[int], line: socket.socket) -> None:
    """This process is the command, and ends with it."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
        os.chdir(order.folder)
        os.environ.clear()
        os.environb.update(order.env)
        kill, fail, error, largest, *watched = order.fate
        _be_traceable()
        if watched:
            line.recv(1)
        _take(streams)
        _meet(kill, fail, error, largest)
        sys.argv = ["digest", *order.words]
        from digestcli.__main__ import main  # noqa: PLC0415 - loaded already

        main()
    except BaseException:  # noqa: BLE001 - whatever it is, the command ends here
        import traceback  # noqa: PLC0415 - what the interpreter would print

        traceback.print_exc()
    finally:
        os._exit(1)


def _take(streams: Sequence[int]) -> None:
    """Make these the standard streams, as a new interpreter would, and close all else."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 256)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        was = getattr(sys, name)
        mode = "w" if number else "r"
        now = open(  # noqa: SIM115 - for as long as we live
            number, mode, encoding=was.encoding, errors=was.errors, newline="\n", closefd=False
        )
        setattr(sys, name, now)
    sys.stderr.reconfigure(line_buffering=True)  # type: ignore[union-attr] # as it is in a pipe too


def _meet(kill: int, fail: int, error: int, largest: int) -> None:
    """Let befall this process what tests/warm.py calls its fate."""
    if largest:
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if kill or fail:
        sys.addaudithook(_steps(kill, fail, error, os.path.realpath(".")))


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


def _steps(kill: int, fail: int, error: int, folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    """The hook that counts the steps of a command and brings its fate about."""
    taken = 0

    def step(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal taken
        if event in _CHANGES or (event == "open" and _is_step(folder, *arguments)):
            taken += 1
            if taken == kill:
                os.kill(os.getpid(), signal.SIGKILL)
            if fail and taken >= fail and event not in {"ctypes.dlopen", "os.remove", "os.rmdir"}:
                raise OSError(error, os.strerror(error), str(arguments[0]))

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
    serve(sys.argv[1])
