"""What people type in an endurance run, at random; a command that the program does not have is left out."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from digestcli.cli.app import COMMANDS
from digestcli.model.key import Week
from tests import papers, pictures
from tests.ledger import Ledger

PAPERS = tuple(
    papers.paper(f"2304.{number:05}", f"Paper {number}", "A. Author, B. Author") for number in range(1, 61)
)
_FIRST = Week(2023, 10)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line; `words` come in through a pipe."""

    arguments: list[str]
    words: str = ""
    data: bytes = b""  # what comes in instead
    env: dict[str, str] = field(default_factory=dict)


@dataclass
class Desk:
    """Where it is typed: the weeks there are by now, and the words that are new."""

    ledger: Ledger
    chance: random.Random
    weeks: int = 5

    def day(self) -> str:
        """A moment in one of the weeks: the clock goes forward and back."""
        week = _FIRST
        for _ in range(self.chance.randrange(self.weeks)):
            week = Week.of(week.monday.fromordinal(week.monday.toordinal() + 7))
        hour = self.chance.randrange(24)
        return f"{week.monday.isoformat()}T{hour:02}:00:00+08:00"

    def type(self) -> Typed:
        """The next command."""
        known = {name: deed for name, deed in DEEDS.items() if name.split()[0] in COMMANDS}
        weights = [weight for weight, _deed in known.values()]
        _weight, deed = self.chance.choices(list(known.values()), weights)[0]
        return deed(self)

    def words(self) -> str:
        return f"{self.ledger.word()}。"

    def paper(self) -> str:
        return str(self.chance.choice(PAPERS).id)

    def place(self) -> str:
        return str(self.chance.randint(1, 6))


def _add(desk: Desk) -> Typed:
    ids = [desk.paper() for _ in range(desk.chance.randint(1, 3))]
    offline = ["--offline"] if desk.chance.random() < 0.3 else []
    return Typed(["add", *ids, "--patience", "1", *offline])


def _add_with_words(desk: Desk) -> Typed:
    return Typed(["add", desk.paper(), "--patience", "1", "--rec", "-"], desk.words())


def _set(desk: Desk) -> Typed:
    part = desk.chance.choice(["--summary", "--rec"])
    replace = ["--replace"] if desk.chance.random() < 0.8 else []
    return Typed(["set", desk.place(), part, "-", *replace], desk.words())


def _edit(desk: Desk) -> Typed:
    """The editor's own program adds a word at the end, or at once ends badly."""
    words = desk.words()
    code = desk.chance.choice([0, 0, 0, 1])
    script = f"""sh -c 'printf "\\n{words}\\n" >> "$1"; exit {code}' sh"""
    return Typed(["edit"], env={"DIGEST_EDITOR": script})


def _figure(desk: Desk) -> Typed:
    words = desk.words()
    return Typed(["figure", desk.place(), "-", "--caption", words], words, pictures.PNG)


def _mv(desk: Desk) -> Typed:
    goals = [["--to", desk.place()], ["--bench"], ["--week", "last"]]
    return Typed(["mv", desk.place(), *desk.chance.choice(goals)])


def _rm(desk: Desk) -> Typed:
    return Typed(["rm", *{desk.place() for _ in range(desk.chance.randint(1, 2))}])


def _plain(line: str) -> Callable[[Desk], Typed]:
    return lambda _desk: Typed(line.split())


DEEDS: dict[str, tuple[int, Callable[[Desk], Typed]]] = {
    "add": (8, _add),
    "add words": (4, _add_with_words),
    "set": (16, _set),
    "set --seen": (1, lambda desk: Typed(["set", "--seen", desk.place()])),
    "edit": (4, _edit),
    "figure": (2, _figure),
    "mv": (4, _mv),
    "rm": (3, _rm),
    "freeze": (2, _plain("freeze -f md,json")),
    "thaw": (2, _plain("thaw --reason 标题写错了。")),
    "lead": (2, _plain("lead --write --replace")),
    "fetch": (2, _plain("fetch --patience 1")),
    "refresh": (1, _plain("refresh --patience 1")),
    "undo": (4, _plain("undo")),
    "export": (3, _plain("export --md --txt --json")),
    "export all": (1, _plain("export --all --md")),
    "doctor": (1, _plain("doctor")),
    "doctor --fix": (2, _plain("doctor --fix")),
    "show": (1, _plain("show")),
    "status": (1, _plain("status")),
    "list": (1, _plain("list")),
}
