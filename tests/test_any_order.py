"""Whatever is done in whatever order, by whomever, and whatever fails: what was written stays.

Commands run as processes of their own in a library on the disk; an editor changes and deletes its files
between them; some commands are killed on their way, for others the disk fills up. After each step the files
are what a simple model says, and every word ever taken is somewhere. DIGEST_TEST_WIDE=150 runs for minutes.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digestcli import files
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from tests import papers, shelf
from tests.commands import peace
from tests.generated import many
from tests.shelf import Page, Section, Shelf, Step
from tests.warm import Done, Fate, Warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a warm program is forked")
PEACE = Fate()
PHASES = (Phase.generate,) if os.environ.get("NOSHRINK") else tuple(Phase)
KEYS = st.sampled_from(["2023-W13", "2023-W14"])
IDS = st.lists(st.sampled_from([str(p.id) for p in papers.SEVEN[:4]]), min_size=1, max_size=2, unique=True)
PARTS = {"summary": "--summary", "recommendation": "--rec"}
FATES = st.one_of(
    st.just(PEACE),
    st.just(PEACE),
    st.builds(Fate, kill=st.integers(1, 35)),
    st.builds(Fate, fail=st.integers(1, 35), error=st.just(errno.ENOSPC)),
)
PROGRAM: list[Warm] = []  # one for all examples


@pytest.fixture(scope="module", autouse=True)
def _program() -> Iterator[None]:
    with Warm() as program:
        PROGRAM.append(program)
        yield
        PROGRAM.clear()


class AnyOrder(RuleBasedStateMachine):
    """A library, its model, and the words that must be somewhere in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library(Path(self.folder.name, "library"))
        self.env = peace(Path(self.folder.name))
        self.model: Shelf = {}
        self.kept: set[str] = set()
        self.steps: list[Step] = []
        self.numbers = count(1)
        self.library.issues.mkdir(parents=True)
        self.library.settings.touch()
        for paper in papers.SEVEN[:4]:
            paper_files.save(self.library, paper)

    def teardown(self) -> None:
        with files.lock(self.library.root):
            assert list(self.library.issues.glob(".*.tmp")) == []
        self.folder.cleanup()

    @rule(key=KEYS, ids=IDS, fate=FATES)
    def add(self, key: str, ids: list[str], fate: Fate) -> None:
        page = self.model.get(key, Page())
        for id in ids:
            if id not in {section.id for section in page.sections}:
                page = page.with_section(Section(id))
        self._change(["add", "--issue", key, *ids], fate, {key: page})

    @rule(key=KEYS, place=st.integers(0, 3), part=st.sampled_from(list(PARTS)), fate=FATES)
    def write(self, key: str, place: int, part: str, fate: Fate) -> None:
        page = self.model.get(key, Page())
        if place < len(page.sections):
            words = self._words()
            arguments = ["set", str(place + 1), "--issue", key, PARTS[part], "-", "--replace"]
            self._change(arguments, fate, {key: page.with_words(place, part, words)}, words)

    @rule(key=KEYS, place=st.integers(0, 3), fate=FATES)
    def remove(self, key: str, place: int, fate: Fate) -> None:
        page = self.model.get(key, Page())
        if place < len(page.sections):
            self._change(["rm", str(place + 1), "--issue", key], fate, {key: page.without(place)})

    @rule(key=KEYS, place=st.integers(0, 3), goal=KEYS, fate=FATES)
    def move(self, key: str, place: int, goal: str, fate: Fate) -> None:
        """To the end of another issue, or to the front of its own."""
        page = self.model.get(key, Page())
        if place >= len(page.sections):
            return
        section, left = page.sections[place], page.without(place)
        if key == goal:
            front = Page((section, *left.sections), left.passages)
            self._change(["mv", str(place + 1), "--from", key, "--to", "1"], fate, {key: front})
        elif section.id not in {each.id for each in self.model.get(goal, Page()).sections}:
            there = self.model.get(goal, Page()).with_section(section)
            arguments = ["mv", str(place + 1), "--from", key, "--issue", goal]
            self._change(arguments, fate, {key: left, goal: there})

    @rule(fate=FATES)
    def undo(self, fate: Fate) -> None:
        before = shelf.held(self.library)
        possible = list(shelf.undoings(self.steps, before))
        done = self._run(["undo"], fate)
        now = shelf.held(self.library)
        if now == before:
            assert fate is not PEACE or done.code in possible, done
        else:
            step = next(each for each in possible if isinstance(each, Step) and each.is_put_back(before, now))
            whole = step.is_spent(now)
            assert whole or done.code != 0, done
            del self.steps[self.steps.index(step) :]
            self.steps.append(Step(step.before, step.after, is_certain=not whole))
        self.model = shelf.read(self.library)

    @rule(key=KEYS, fate=FATES)
    def export(self, key: str, fate: Fate) -> None:
        if key in self.model:
            done = self._run(["export", "--md", "--txt", "--issue", key], fate)
            assert done.code == 0 or fate is not PEACE, done

    @rule(key=KEYS, by_rename=st.booleans())
    def save_as_an_editor(self, key: str, *, by_rename: bool) -> None:
        """A passage at the end, the whole file saved."""
        path = self.library.issues / f"{key}.md"
        if key in self.model:
            words = self._words()
            target = path.with_name(f"{key}.md~") if by_rename else path
            target.write_bytes(path.read_bytes() + f"\n## 编者按\n\n{words}\n".encode())
            target.replace(path)
            self.kept |= set(shelf.TOKEN.findall(words))
            page = self.model[key]
            self.model = {**self.model, key: Page(page.sections, (*page.passages, words))}

    @rule(key=KEYS)
    def delete_as_an_editor(self, key: str) -> None:
        if key in self.model:
            path = self.library.issues / f"{key}.md"
            self.kept -= shelf.tokens(path)
            path.unlink()
            self.model = {other: page for other, page in self.model.items() if other != key}

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

    def _words(self) -> str:
        return f"词{next(self.numbers)}字。"

    def _run(self, arguments: list[str], fate: Fate, words: str = "") -> Done:
        done = PROGRAM[0].run(arguments, self.library.root, self.env, fate, stdin=words.encode())
        assert done.code in {0, 1, 4, -9}, done
        assert "Traceback" not in done.err, done.err
        return done

    def _change(self, arguments: list[str], fate: Fate, after: Shelf, words: str = "") -> None:
        """A command that is to make issues what `after` says, or leaves them as they are where it fails."""
        before = shelf.held(self.library)
        done = self._run(arguments, fate, words)
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
            keys = after.keys()
            step = Step({key: before.get(key) for key in keys}, {key: now.get(key) for key in keys})
            step.is_certain = bool(changed)
            self.steps.append(step)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=many(10), stateful_step_count=16, phases=PHASES)
