"""Every step at which a command asks the disk for something, met by every fault: what is left after it.

`python -m tests.tools.sweep` runs the whole sweep and prints how many faults there were. A command is traced
in peace first; then it is run once for each of its calls and each fault, on a fresh copy of the same library,
and strace makes exactly that call fail.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digestcli import files
from tests import papers
from tests.commands import WRITING, Command, furnish, peace
from tests.standin import Standin
from tests.warm import Done, Warm

RENAMES = frozenset({"rename", "renameat", "renameat2", "link", "linkat"})
FAULTS = {  # what befalls a call of each kind
    "write": ("signal=KILL", "error=ENOSPC", "error=EIO"),
    "fsync": ("signal=KILL", "error=EIO"),
    **dict.fromkeys(sorted(RENAMES), ("signal=KILL", "error=EACCES")),
}
MORE = {  # in the whole sweep
    "openat": ("signal=KILL", "error=ENOSPC"),
    "mkdir": ("signal=KILL", "error=ENOSPC"),
    "unlink": ("signal=KILL", "error=EACCES"),
    "unlinkat": ("signal=KILL", "error=EACCES"),
    "rmdir": ("signal=KILL", "error=EACCES"),
}
CAUSES = {"ENOSPC": "the disk is full", "EIO": "the disk failed", "EACCES": "permission denied"}
_ID = re.compile(rb'^id = "[0-9a-f-]+"', re.MULTILINE)
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)")
_PATH = re.compile(r'<(/[^>]*)>|"(/[^"]*)"')
Tree = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`th call of its name in a run, and what it is about."""

    name: str
    number: int
    path: Path  # a temporary file's own
    line: str

    @property
    def is_of_a_folder(self) -> bool:
        """Whether the name of something is flushed, which has it already."""
        return self.name == "fsync" and not self.path.name.endswith(".tmp")

    @property
    def about(self) -> str:
        """The file that is being written, as a message names it; the lock is the library's."""
        if self.path.name == "holder" or (self.path.name == ".digest" and self.name == "mkdir"):
            return "cannot be locked"
        temporary = re.fullmatch(r"\.(.+)\.\d+-[0-9a-f]{8}\.tmp", self.path.name)
        return temporary[1] if temporary else self.path.name


@dataclass
class Swept:
    """What a sweep found; a violation says which call, which fault, and what was wrong."""

    runs: int = 0
    injected: int = 0
    violations: list[str] = field(default_factory=list)


class Sweep:
    """One command, swept."""

    def __init__(self, program: Warm, command: Command, *, whole: bool = False) -> None:
        self.program = program
        self.command = command
        self.whole = whole
        self.faults = {**FAULTS, **(MORE if whole else {})}
        self.swept = Swept()

    def run(self) -> Swept:
        """The command with every fault at every call."""
        with tempfile.TemporaryDirectory() as folder, Standin(papers.ALL) as arxiv:
            self.world = Path(folder, "world")
            self.env = peace(self.world, arxiv.url)
            self.trace = Path(folder, "trace")
            self.start = Path(folder, "start")
            self.start.mkdir()
            library = furnish(self.start / "library")
            for name, data in self.command.found.items():
                (library.root / name).parent.mkdir(exist_ok=True)
                (library.root / name).write_bytes(data)
            self._fresh()
            for typed in self.command.before:
                assert self._program(Command(typed)).code == 0
            shutil.rmtree(self.start)
            shutil.copytree(self.world, self.start)
            self.old = self._tree()
            done = self._traced()
            assert done.code == self.command.code, done.err
            self.new = self._tree()
            for call in self._calls():
                faults = self.faults[call.name]
                for fault in faults if self.whole else [faults[call.number % len(faults)]]:
                    self._befall(call, fault)
                    if self.whole and fault != "signal=KILL" and call.name != "write":  # it could say nothing
                        self._befall(call, fault, "+")
        return self.swept

    def _fresh(self) -> None:
        shutil.rmtree(self.world, ignore_errors=True)
        shutil.copytree(self.start, self.world)

    def _program(self, command: Command) -> Done:
        return self.program.run(command.arguments, self.world / "library", self.env, stdin=command.stdin)

    def _traced(self, *injections: str) -> Done:
        """The command under strace; the trace is whole afterwards."""
        tracers: list[subprocess.Popen[bytes]] = []

        def attach(pid: int) -> None:
            calls = ["-e", f"trace={','.join(self.faults)}"]
            faults = [part for each in injections for part in ("-e", f"inject={each}")]
            strace = ["strace", "-f", "-y", "-s", "200", "-o", str(self.trace), *calls, *faults]
            tracers.append(subprocess.Popen([*strace, "-p", str(pid)], stderr=subprocess.PIPE))
            assert tracers[0].stderr
            assert b"attached" in tracers[0].stderr.readline()

        done = self.program.run(
            self.command.arguments,
            self.world / "library",
            self.env,
            stdin=self.command.stdin,
            watch=attach,
        )
        tracers[0].communicate(timeout=60)
        return done

    def _calls(self) -> Iterator[Call]:
        """Those calls of the traced run that change something in the world."""
        lines = self.trace.read_text(encoding="utf-8", errors="replace").split("\n")
        numbers: dict[str, int] = {}
        main = lines[0].split(" ")[0]
        for line in lines:
            match = _CALL.match(line)
            if not match or match[1] != main or "resumed>" in line:
                continue
            name = match[2]
            numbers[name] = numbers.get(name, 0) + 1
            said = match[3].partition(",")[0] if name == "write" else match[3]  # no path that is only printed
            paths = [Path(one or other) for one, other in _PATH.findall(said)]
            ours = [path for path in paths if path.is_relative_to(self.world)]
            if name == "openat":
                ours = ours[-2:-1] if "O_CREAT" in line and ours[1:] else []
            if ours and ".digest/lock" not in line and "= -1" not in line:
                yield Call(name, numbers[name], ours[-1] if name == "fsync" else ours[0], line)

    def _befall(self, call: Call, fault: str, onward: str = "") -> None:
        """The fault at this call, and `+`: at all that follow."""
        self._fresh()
        done = self._traced(f"{call.name}:{fault}:when={call.number}{onward}")
        trace = self.trace.read_text(encoding="utf-8", errors="replace")
        self.swept.runs += 1
        killed = fault == "signal=KILL"
        met = "killed by SIGKILL" in trace if killed else trace.count("(INJECTED)") >= 1
        self.swept.injected += met
        wrong = [] if met else ["the fault was never met"]
        wrong += self._half_done()
        wrong += (
            self._after_a_kill() if killed else self._after_an_error(call, CAUSES[fault[6:]], done, onward)
        )
        where = f"{call.name} {call.number}{onward} {call.path.relative_to(self.world)} {fault}"
        self.swept.violations += [f"{where}: {each}" for each in wrong]

    def _tree(self) -> Tree:
        """What is anybody's in the world, but an id drawn by lot, and when a site's pages were written."""
        found = (path for path in self.world.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.world)): _ID.sub(b"id", path.read_bytes())
            for path in found
            if not {".digest", ".cache", ".digest-site.json"} & set(path.relative_to(self.world).parts)
        }

    def _half_done(self) -> Iterator[str]:
        now = self._tree()
        for name in self.old.keys() | self.new.keys() | now.keys():
            if name.endswith(".tmp"):
                continue
            if now.get(name) not in {self.old.get(name), self.new.get(name)} and not self._is_marked(
                now.get(name)
            ):
                yield f"{name} is neither old nor new"

    def _is_marked(self, data: bytes | None) -> bool:
        """Whether a merge stands half way, as it may: every line of both sides, between git's markers."""
        found = self.command.found
        if not data or "theirs.md" not in found or b"<<<<<<< " not in data:
            return False
        return all(
            set(found[side].split(b"\n")) <= set(data.split(b"\n")) for side in ("ours.md", "theirs.md")
        )

    def _after_a_kill(self) -> Iterator[str]:
        """The next writer tidies up, and the command typed once more comes to its end."""
        library = self.world / "library"
        with files.lock(library):
            left = [*library.glob("issues/.*.tmp"), *library.glob("papers/.*.tmp")]
        if left and not self.command.typed.startswith(("init", "-L")):
            yield f"a temporary file stays: {left}"
        if self.command.again:
            done = self._program(self.command)
            ends = {name: data for name, data in self._tree().items() if not name.endswith(".tmp")}
            if (done.code, ends) != (self.command.code, self.new):
                yield f"typed once more it ends otherwise: {done}"

    def _after_an_error(self, call: Call, cause: str, done: Done, onward: str) -> Iterator[str]:
        left = [path for path in self.world.rglob(".*.tmp") if path != call.path]
        left = [path for path in left if call.name not in {"unlink", "unlinkat", "rmdir"}]
        if left:
            yield f"a temporary file stays: {left}"
        if "Traceback" in done.err:
            yield done.err
        if done.code == self.command.code:  # what is nobody's may fail: no harm is done
            nobodys = {".digest", ".cache"} & set(call.path.parts)
            if not nobodys or self._tree() != self.new:
                yield f"it says that all went well: {done}"
            return
        about = call.about if not onward else "error: "  # a later one may be what it could not do without
        if done.code != 1 or cause not in done.err or about not in done.err:
            yield f"it does not say what failed and why: {done}"
        if (
            not onward
            and call.is_of_a_folder
            and ".digest" not in call.path.parts
            and "its durability is not confirmed" not in done.err
        ):
            yield f"it does not say what is written: {done}"


def main() -> None:
    total = Swept()
    with Warm() as program:
        for name, command in WRITING.items():
            swept = Sweep(program, command, whole=True).run()
            sys.stdout.write(f"{name:24}{swept.runs:6}{swept.injected:6}{len(swept.violations):6}\n")
            sys.stdout.writelines(f"    {each}\n" for each in swept.violations)
            total.runs += swept.runs
            total.injected += swept.injected
            total.violations += swept.violations
    sys.stdout.write(f"{'':24}{total.runs:6}{total.injected:6}{len(total.violations):6}\n")


if __name__ == "__main__":
    main()
