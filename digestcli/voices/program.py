"""Another program that speaks: it is given words, gives a WAV, and never outlives us or its time."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer

from digestcli import files
from digestcli.errors import DigestError, FileError
from digestcli.markup.plain import one_line
from digestcli.messages import _

_LARGEST = 256 * 1024 * 1024  # bytes of a WAV: half an hour of the finest
_SHELL = (".bat", ".cmd")
_SAID = 300  # characters of what it says when it fails
_PLACE = re.compile(r"\{(wav|text|words)\}")
# On Linux the system ends a program when whoever started it is gone, once it was asked to.
_WITH_US = "import ctypes,os,sys;ctypes.CDLL(None).prctl(1,9);os.execvp(sys.argv[1],sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Program:
    """In a word of its command `{wav}` is where it writes; without it, its output is read.

    `{text}` is a file with the words, `{words}` is the words; without either they are its standard input.
    """

    name: str  # of the voice
    command: tuple[str, ...]
    seconds: float  # for one piece

    def speak(self, words: str) -> bytes:
        """The WAV; raises DigestError where the program fails, is too slow or is not there."""
        with tempfile.TemporaryDirectory(prefix="digest-voice-") as name:
            folder = Path(name)
            asked = {place for word in self.command for place in _PLACE.findall(word)}
            (folder / "words.txt").write_text(f"{words}\n", encoding="utf-8")
            self._run(self._filled(words, folder), folder, is_told=not asked & {"text", "words"})
            try:
                return files.read(folder / ("voice.wav" if "wav" in asked else "output"), limit=_LARGEST).data
            except files.Missing:
                raise self._failed(_("it wrote no {name}").format(name="{wav}")) from None
            except FileError as fault:
                raise self._failed(fault.message) from None

    def ages(self) -> tuple[tuple[str, int, int], ...]:
        """The files its command names, a model say, with their sizes and times: others speak otherwise."""
        named = [path for path in map(Path, self.command) if path.is_absolute() and path.is_file()]
        told = [(str(path), path.stat()) for path in named]
        return tuple((path, status.st_size, status.st_mtime_ns) for path, status in told)

    def _filled(self, words: str, folder: Path) -> list[str]:
        # A blank before it, as words that begin with a dash are no option.
        said = f" {words}" if words.startswith("-") else words
        places = {"wav": str(folder / "voice.wav"), "text": str(folder / "words.txt"), "words": said}
        fill: Callable[[re.Match[str]], str] = lambda place: places[place[1]]  # noqa: E731 - for its type
        program = Path(shutil.which(self.command[0]) or "")
        if not program.is_absolute():  # what Windows finds in the folder we are in may be a stranger's
            raise self._failed(_("it is not there"))
        if program.suffix.lower() in _SHELL and any("{words}" in word for word in self.command):
            raise self._failed(_("a batch file is read by a shell: {words} is not for it, {text} is"))
        return [str(program), *(_PLACE.sub(fill, word) for word in self.command[1:])]

    def _run(self, command: list[str], folder: Path, *, is_told: bool) -> None:
        given = (folder / "words.txt") if is_told else Path(os.devnull)
        with (
            given.open("rb") as stdin,
            (folder / "output").open("wb") as stdout,
            (folder / "errors").open("w+b") as stderr,
        ):
            try:
                process = _started(command, folder, stdin.fileno(), stdout.fileno(), stderr.fileno())
            except OSError as fault:
                raise self._failed(files.cause(fault)) from fault
            code = self._awaited(process)
            if code:
                stderr.seek(0)
                said = one_line(stderr.read(1 << 20).decode(errors="replace"))[-_SAID:]
                raise self._failed(_("exit {code}: {said}").format(code=code, said=said or "-"))

    def _awaited(self, process: "subprocess.Popen[bytes]") -> int:
        """Its exit code; it is gone by then, whatever happens."""
        expired = Event()
        timer = Timer(
            self.seconds, _expire, (process, expired)
        )  # to wait with a limit is to look now and then
        timer.start()
        try:
            code = process.wait()
        finally:
            timer.cancel()
            _end(process)
            process.wait()
        if expired.is_set():
            raise self._failed(_("it took more than {seconds} s").format(seconds=round(self.seconds)))
        return code

    def _failed(self, why: str) -> DigestError:
        return DigestError(
            _("the voice {name} failed ({program}): {why}").format(
                name=self.name, program=Path(self.command[0]).name, why=why
            ),
            _("what is spoken is kept: the same command goes on from there"),
        )


def _started(command: Sequence[str], folder: Path, *streams: int) -> "subprocess.Popen[bytes]":
    stdin, stdout, stderr = streams
    if sys.platform == "linux":
        command = [sys.executable, "-I", "-S", "-c", _WITH_US, *command]
    group = None if sys.platform == "win32" else 0  # it and whatever it starts, to be ended together
    return subprocess.Popen(  # noqa: S603 - the user's own
        command, stdin=stdin, stdout=stdout, stderr=stderr, cwd=folder, process_group=group
    )


def _expire(process: "subprocess.Popen[bytes]", expired: Event) -> None:
    expired.set()
    _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """The program is ended if it is still there, with whatever it has started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        import signal  # noqa: PLC0415 - Windows has few

        with suppress(ProcessLookupError):  # it has just ended by itself
            os.killpg(process.pid, signal.SIGKILL)
