"""Random commands from several processes on one library, for minutes, with all that can go wrong.

    python -m tests.endurance --minutes 20 --seed 1

Commands are killed at random; an editor saves between and during them; the disk fills up and is freed;
arXiv throttles, breaks, falls silent; the clock jumps. Every few seconds all stand still, and it is proved
that every word ever written is somewhere and that every file can be read. docs/endurance.md is written at the
end.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from digestcli.library.root import Library
from tests import deeds, shelf
from tests.endurance_report import Run, write
from tests.hardship import Editor, Weather, small_disk
from tests.ledger import Ledger
from tests.standin import Standin
from tests.warm import ROOT, Done, Fate, Warm
from tests.world import environment

CODES = {0, 1, 2, 3, 4, 5, 130, -9}  # killed, which has no name on Windows
BETWEEN_PROOFS = 60  # commands that change something: fewer than `undo` remembers


@dataclass
class World:
    """All that is shared by those who work in the library."""

    library: Library
    home: Path
    ledger: Ledger
    editor: Editor
    arxiv: Standin
    run: Run
    has_small_disk: bool
    stopped: threading.Event = field(default_factory=threading.Event)
    since_proof: int = 0


class Worker(threading.Thread):
    """One person at one computer: types a command, waits for its end, types the next."""

    def __init__(self, world: World, seed: str) -> None:
        super().__init__(daemon=True)
        self.world = world
        self.chance = random.Random(seed)  # noqa: S311 - hardship is no secret
        self.desk = deeds.Desk(world.ledger, self.chance)
        self.turn = threading.Lock()  # whoever holds it makes this worker pause
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            with Warm() as program:
                while not self.world.stopped.is_set():
                    with self.turn:
                        if self.chance.random() < 0.2:
                            self.world.editor.work(self.chance)
                        else:
                            self._command(program)
                    time.sleep(0.001)  # who waits for the turn gets it
        except BaseException as fault:  # noqa: BLE001 - told by the main thread
            self.fault = fault

    def _command(self, program: Warm) -> None:
        typed = self.desk.type()
        fate = Fate(kill=self.chance.randint(1, 40)) if self.chance.random() < 0.06 else Fate()
        if not self.world.has_small_disk and self.chance.random() < 0.05:
            fate = Fate(largest=self.chance.choice((600, 2000)))
        killer = _Killer(self.chance.uniform(0, 0.08)) if self.chance.random() < 0.12 else None
        env = self._environment() | typed.env
        if self.chance.random() < 0.05:
            done = _started(typed, self.world.library.root, env)
        else:
            done = program.run(
                typed.arguments,
                self.world.library.root,
                env,
                fate,
                stdin=typed.data or typed.words.encode(),
                watch=killer,
            )
        if killer:
            killer.leave()
        self._note(typed, done)

    def _environment(self) -> dict[str, str]:
        urls = {
            "DIGEST_OAI_URL": self.world.arxiv.oai_url,
            "DIGEST_DATACITE_URL": self.world.arxiv.datacite_url,
        }
        now = {"DIGEST_NOW": self.desk.day(), "DIGEST_TIMEOUT": "1"}
        env = environment(self.world.home, self.world.arxiv.url, **urls, **now)
        if self.chance.random() < 0.5:  # a computer of its own, that knows of no rest arXiv asked for
            env["XDG_CACHE_HOME"] = str(self.world.home / f"cache-{self.name}-{self.chance.randrange(1000)}")
        return env

    def _note(self, typed: deeds.Typed, done: Done) -> None:
        run = self.world.run
        kind = typed.arguments[0]
        run.commands[kind, done.code] += 1
        self.world.since_proof += 1
        told = f"{' '.join(typed.arguments)} {typed.words}: {done}"
        if done.code not in CODES or "Traceback" in done.err:
            run.violation(told)
        if kind == "edit" and done.code == 0:
            self.world.ledger.owe(typed.env["DIGEST_EDITOR"], told)
        if not typed.words:
            return
        if done.code in {0, 5} or "what you typed is kept in" in done.err:
            self.world.ledger.owe(typed.words, told)
        elif done.code == 4 or "the disk is full" in done.err:
            run.told_words += 1
            if not set(shelf.TOKEN.findall(typed.words)) <= set(shelf.TOKEN.findall(done.err)):
                run.violation(f"words neither kept nor told: {told}")


class _Killer:
    """Kills a process after so many seconds, and never another that has its number later."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.handle = -1
        self.timer: threading.Timer | None = None

    def __call__(self, pid: int) -> None:
        if sys.platform == "linux":
            self.handle = os.pidfd_open(pid)
            self.timer = threading.Timer(self.seconds, self._kill)
            self.timer.start()

    def _kill(self) -> None:
        if sys.platform == "linux":
            try:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            except ProcessLookupError:
                return

    def leave(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer.join()
            os.close(self.handle)


def _started(typed: deeds.Typed, folder: Path, env: dict[str, str]) -> Done:
    """The command as it is started from a shell, interpreter and all."""
    done = subprocess.run(
        [sys.executable, "-m", "digestcli", *typed.arguments],
        cwd=folder,
        env={**env, "PYTHONPATH": str(ROOT)},
        input=typed.data or typed.words.encode(),
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def _prove(world: World, workers: list[Worker]) -> None:
    """All stand still, and everything is looked at."""
    for worker in workers:
        worker.turn.acquire()
        if worker.fault:
            raise worker.fault
    with world.editor.at_keyboard:
        for wrong in world.ledger.prove():
            world.run.violation(wrong)
    world.since_proof = 0
    for worker in workers:
        worker.desk.weeks = 5 + int(world.run.minutes)
        worker.turn.release()


def _endure(world: World, weather: Weather, minutes: float, seed: int) -> None:
    workers = [Worker(world, f"{seed} {number}") for number in range(4)]
    blowing = threading.Thread(target=weather.blow, daemon=True)
    for thread in (*workers, blowing):
        thread.start()
    while world.run.minutes < minutes:
        time.sleep(0.2)
        if world.since_proof >= BETWEEN_PROOFS:
            _prove(world, workers)
    world.stopped.set()
    weather.stopped.set()
    for thread in (*workers, blowing):
        thread.join()
    weather.arxiv.mend()
    _prove(world, workers)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "endurance.md")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        small_disk(Path(folder, "disk")) as disk,
        Standin(deeds.PAPERS) as arxiv,
    ):
        library = Library(Path(folder, "disk", "library"))
        (trash := Path(folder, "trash-and-home")).mkdir()
        if disk:
            (trash := disk / "trash").mkdir()  # a name can be moved within one file system only
        ledger = Ledger(library, trash)
        keyboard = threading.Lock()
        editor = Editor(library, ledger, keyboard)
        run = Run(options.seed, Counter())
        world = World(library, Path(folder), ledger, editor, arxiv, run, disk is not None)
        weather = Weather(disk, arxiv, keyboard, random.Random(f"{options.seed} weather"))  # noqa: S311
        subprocess.run([sys.executable, "-m", "digestcli", "init", str(library.root)], cwd=ROOT, check=True)
        _endure(world, weather, options.minutes, options.seed)
        run.finish(library, environment(Path(folder), arxiv.url))
        options.report.write_text(write(run, ledger, editor.saves, weather), encoding="utf-8")
    return 1 if run.violations else 0


if __name__ == "__main__":
    sys.exit(main())
