"""What befalls a library in an endurance run beside the commands: an editor, a full disk, a bad arXiv."""

import os
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from digestcli.files import disk
from digestcli.library.root import Library
from tests.ledger import Ledger
from tests.standin import THROTTLED, Reply, Standin

BAD_DAYS = {
    "429": THROTTLED,
    "503": Reply(status=503, body=b"try later"),
    "silence": Reply(hang=True),
    "cut off": Reply(cut=200),
    "connection broken": Reply(reset=True),
    "no feed": Reply(body=b"<html>maintenance</html>"),
}


@dataclass
class Editor:
    """Somebody with an editor, who loads a file, adds a passage, and saves the whole of it.

    What a save or a deletion of theirs takes away without their having seen it goes into their trash, as
    editors keep backups: that is theirs, and not the program's to keep.
    """

    library: Library
    ledger: Ledger
    at_keyboard: threading.Lock  # held while the disk is full: then an editor cannot save either
    saves: Counter[str] = field(default_factory=Counter)
    _backups: Iterator[int] = field(default_factory=count)

    def work(self, chance: random.Random) -> None:
        """One save, or now and then a whole issue thrown away."""
        paths = sorted(self.library.issues.glob("[!.]*.md"))
        if not paths:
            return
        path = chance.choice(paths)
        deed = chance.choices([self._in_place, self._by_rename, self._throw_away], [10, 10, 1])[0]
        with self.at_keyboard:
            try:
                deed(path)
            except FileNotFoundError:  # the program has removed it (undo of a new issue)
                self.saves["gone meanwhile"] += 1

    def _passage(self) -> bytes:
        return f"\n# 编者按\n\n{self.ledger.word()}。\n".encode()

    def _in_place(self, path: Path) -> None:
        """The file emptied and written anew; begun again where another took its place meanwhile."""
        words = self._passage()
        for _attempt in range(50):
            with path.open("r+b") as file:
                text = file.read() + words
                if path.stat().st_ino != os.fstat(file.fileno()).st_ino:
                    continue
                file.seek(0)
                file.truncate()
                file.write(text)
                file.flush()
            if self._stands(path, words):
                self.ledger.owe(words.decode(), f"a save in place in {path.name}")
                self.saves["in place"] += 1
                return

    def _stands(self, path: Path, words: bytes) -> bool:
        """Whether what was saved stays in the file, once nobody is about to put another in its place."""
        deadline = time.monotonic() + 0.5
        while time.monotonic() < deadline:
            if path.exists() and words in path.read_bytes():
                return True
            time.sleep(0.005)
        return False

    def _by_rename(self, path: Path) -> None:
        """A new file takes the name of the old one, which is looked at afterwards."""
        words = self._passage()
        loaded = path.read_bytes()
        copy = path.with_name(f".{path.name}.swp")
        copy.write_bytes(loaded + words)
        try:
            disk.swap(copy, path)
        except FileNotFoundError:
            copy.unlink()
            raise
        self.ledger.owe(words.decode(), f"a save by rename in {path.name}")
        if copy.read_bytes() != loaded:
            self._keep(copy)
            self.saves["by rename, over another's change"] += 1
        else:
            copy.unlink()
            self.saves["by rename"] += 1

    def _throw_away(self, path: Path) -> None:
        self._keep(path)
        self.saves["thrown away"] += 1

    def _keep(self, path: Path) -> None:
        path.rename(self.ledger.trash / f"{next(self._backups)}")


@dataclass
class Weather:
    """The disk fills up and is freed, arXiv has its days; until it is stopped."""

    disk: Path | None  # a small file system of its own; None where none can be mounted
    arxiv: Standin
    at_keyboard: threading.Lock
    chance: random.Random
    full: int = 0
    bad_days: Counter[str] = field(default_factory=Counter)
    stopped: threading.Event = field(default_factory=threading.Event)

    def blow(self) -> None:
        """One spell after the other."""
        while not self.stopped.wait(self.chance.uniform(1, 4)):
            if self.disk and self.chance.random() < 0.4:
                self._fill(self.disk)
            else:
                self._bad_day()

    def _bad_day(self) -> None:
        name = self.chance.choice(list(BAD_DAYS))
        before = len(self.arxiv.requests)
        for service in ("api", "oai", "datacite"):
            if service == "api" or self.chance.random() < 0.5:
                self.arxiv.break_down(BAD_DAYS[name], of=service)
        self.stopped.wait(self.chance.uniform(0.5, 2))
        self.arxiv.mend()
        self.bad_days[name] += len(self.arxiv.requests) - before

    def _fill(self, folder: Path) -> None:
        with self.at_keyboard:
            filler = folder / "filler"
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(self.chance.choice((1, 512, 4096))))
                except OSError:
                    self.full += 1
            self.stopped.wait(self.chance.uniform(0.3, 1))
            filler.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of 32 MiB at `folder`, where we may mount one."""
    folder.mkdir()
    mount: Callable[..., int] = subprocess.call
    quiet = {"stderr": subprocess.DEVNULL}
    mounted = mount(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)], **quiet) == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            mount(["umount", "-l", str(folder)], **quiet)
