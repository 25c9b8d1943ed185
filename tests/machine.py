"""What commands in any order are run in: a library, its model, and all that may never be lost."""

import tempfile
from collections.abc import Container, Iterable, Iterator
from itertools import count
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine, invariant

from digestcli import files
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from tests import papers, shelf
from tests.commands import peace
from tests.shelf import Bytes, Shelf, Step
from tests.standin import Standin
from tests.warm import Done, Fate, Warm

PEACE = Fate()
USUAL = frozenset((0, 1, 4, -9))  # exit codes; the last is SIGKILL
PROGRAM: list[Warm] = []  # one for all examples
ARXIV: list[Standin] = []  # the same


class Machine(RuleBasedStateMachine):
    """A library, its model, and the words that must be somewhere in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library(Path(self.folder.name, "library"))
        self.env = peace(Path(self.folder.name), ARXIV[0].url)
        self.model: Shelf = {}
        self.kept: set[str] = set()
        self.lasting: dict[Path, bytes] = {}  # what nobody may ever change: pictures, what was published
        self.steps: list[Step] = []
        self.numbers = count(1)
        self.library.issues.mkdir(parents=True)
        self.library.settings.write_text('[check]\nspacing = "any"\n', encoding="utf-8")
        for paper in papers.SEVEN[:4]:
            paper_files.save(self.library, paper)

    def teardown(self) -> None:
        with files.lock(self.library.root):
            assert list(self.library.issues.glob(".*.tmp")) == []
        self.folder.cleanup()

    @invariant()
    def the_files_are_what_the_model_says(self) -> None:
        assert shelf.read(self.library) == self.model

    @invariant()
    def every_word_is_somewhere(self) -> None:
        assert self.kept - shelf.everywhere(self.library) == set()

    @invariant()
    def the_facts_are_whole(self) -> None:
        ids = [ArxivId(path.stem) for path in self.library.papers.glob("*.json")]
        assert len(paper_files.load_many(self.library, ids)) == 4

    @invariant()
    def what_lasts_is_as_it_was(self) -> None:
        now = {path: path.read_bytes() for path in self._lasting()}
        assert self.lasting.items() <= now.items()
        self.lasting = now

    def _lasting(self) -> Iterator[Path]:
        """The pictures; and the editions that have their account, with all that belongs to them."""
        yield from self.library.figures.glob("*/[!.]*")
        for account in self.library.published.glob("*/*.json"):
            if account.stem.isdecimal():
                yield account
                yield from account.with_suffix("").iterdir()

    def _words(self) -> str:
        return f"词{next(self.numbers)}字。"

    def _run(
        self, arguments: list[str], fate: Fate, stdin: bytes = b"", codes: Container[int] = USUAL, **env: str
    ) -> Done:
        done = PROGRAM[0].run(arguments, self.library.root, self.env | env, fate, stdin=stdin)
        assert done.code in codes, done
        assert "Traceback" not in done.err, done.err
        return done

    def _change(
        self, arguments: list[str], fate: Fate, after: Shelf, words: str = "", stdin: bytes | None = None
    ) -> None:
        """A command that is to make issues what `after` says, or leaves them as they are where it fails."""
        before = shelf.held(self.library)
        done = self._run(arguments, fate, words.encode() if stdin is None else stdin)
        now = shelf.held(self.library)
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        if changed or done.code == 0:
            done_there = after.keys() if done.code == 0 else changed
            self.model = {**self.model, **{key: after[key] for key in done_there}}
        if fate is PEACE:
            assert done.code == 0, done
        elif done.code > 0:
            assert set(shelf.TOKEN.findall(words)) <= shelf.everywhere(self.library) | set(
                shelf.TOKEN.findall(done.err)
            )
        if changed:
            self.kept |= set(shelf.TOKEN.findall(words))
        if changed or done.code < 0:
            self._remember(after.keys(), before, is_certain=bool(changed))

    def _remember(self, keys: Iterable[str], before: Bytes, *, is_certain: bool) -> None:
        """A command that `undo` may find."""
        now = shelf.held(self.library)
        keys = list(keys)
        step = Step({key: before.get(key) for key in keys}, {key: now.get(key) for key in keys})
        step.is_certain = is_certain
        self.steps.append(step)
