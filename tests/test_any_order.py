"""Whatever is done in whatever order, by whomever, and whatever fails: what was written stays.

Commands run as processes of their own in a library on the disk; an editor changes and deletes its files
between them; some commands are killed on their way, for others the disk fills up. After each step the files
are what a simple model says, and every word ever taken is somewhere. DIGEST_TEST_WIDE=150 runs for minutes.
"""

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from digestcli.library import editing
from digestcli.model.key import Key
from tests import papers, pictures, shelf
from tests.generated import many
from tests.machine import ARXIV, PEACE, PROGRAM, USUAL, Machine
from tests.shelf import Page, Section, Step
from tests.standin import Standin
from tests.warm import Fate, Warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a warm program is forked")
PHASES = (Phase.generate,) if os.environ.get("NOSHRINK") else tuple(Phase)
KEYS = st.sampled_from(["2023-W13", "2023-W14"])
IDS = st.lists(st.sampled_from([str(p.id) for p in papers.SEVEN[:4]]), min_size=1, max_size=2, unique=True)
LISTS = st.sampled_from(["NLP", "CV"])
LOOKING = ["show", "status", "list", "doctor", "doctor --fix", "set --seen 1", "fetch", "refresh", "init"]
LOOKING += ["check", "check --fix"]  # nothing is to be mended in the words of these stories
OF_ONE_ISSUE = {"show", "status", "set", "fetch", "refresh", "check"}
ARTICLE = (
    "论文 1：Segment Anything\n作者：Alexander Kirillov 等\n论文地址：https://arxiv.org/abs/2304.02643\n"
)
PARTS = {"summary": "--summary", "recommendation": "--rec"}
FATES = st.one_of(
    st.just(PEACE),
    st.just(PEACE),
    st.builds(Fate, kill=st.integers(1, 35)),
    st.builds(Fate, fail=st.integers(1, 35), error=st.just(errno.ENOSPC)),
)


@pytest.fixture(scope="module", autouse=True)
def _program() -> Iterator[None]:
    with Warm() as program, Standin(papers.SEVEN[:4]) as arxiv:
        PROGRAM.append(program)
        ARXIV.append(arxiv)
        yield
        PROGRAM.clear()
        ARXIV.clear()


class AnyOrder(Machine):
    """Everything that is typed at a desk, and what others do beside it."""

    @initialize(ids=IDS)
    def begin(self, ids: list[str]) -> None:
        self.add("2023-W14", ids, PEACE)

    @rule(key=KEYS, ids=IDS, fate=FATES)
    def add(self, key: str, ids: list[str], fate: Fate) -> None:
        page = self.model.get(key, Page())
        for id in ids:
            if id not in {section.id for section in page.sections}:
                page = page.with_section(Section(id))
        self._change(["add", "--issue", key, *ids], fate, {key: page})

    @rule(key=KEYS, fate=FATES)
    def import_article(self, key: str, fate: Fate) -> None:
        """What was published elsewhere, and is there still where the disk does not take it."""
        if key not in self.model:
            words, rec = self._words(), self._words()
            article = f"{ARTICLE}摘要：{words}\n推荐：{rec}\n".encode()
            after = {key: Page().with_section(Section("2304.02643", words, rec))}
            self._change(["import", "-", "--issue", key], fate, after, stdin=article)
            self.kept |= set(shelf.TOKEN.findall(words + rec)) if key in self.model else set()

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
            front = replace(left, sections=(section, *left.sections))
            self._change(["mv", str(place + 1), "--from", key, "--to", "1"], fate, {key: front})
        elif section.id not in {each.id for each in self.model.get(goal, Page()).sections}:
            there = self.model.get(goal, Page()).with_section(section)
            arguments = ["mv", str(place + 1), "--from", key, "--issue", goal]
            self._change(arguments, fate, {key: left, goal: there})

    @rule(key=KEYS, radio_list=LISTS, id=IDS, fate=FATES)
    def pick(self, key: str, radio_list: str, id: list[str], fate: Fate) -> None:
        """A line at the end of a list, which may not be there, nor its issue."""
        page = self.model.get(key, Page())
        if id[0] not in {*page.nlp, *page.cv, *(section.id for section in page.sections)}:
            after = page.with_picks(radio_list, (*page.picks(radio_list), id[0]))
            self._change(["radio", "add", radio_list, "--issue", key, id[0]], fate, {key: after})

    @rule(key=KEYS, radio_list=LISTS, goal=LISTS, place=st.integers(0, 3), fate=FATES)
    def move_pick(self, key: str, radio_list: str, goal: str, place: int, fate: Fate) -> None:
        """To the front of its list, or of the other one."""
        page = self.model.get(key, Page())
        ids = page.picks(radio_list)
        if place < len(ids):
            left = page.with_picks(radio_list, (*ids[:place], *ids[place + 1 :]))
            after = left.with_picks(goal, (ids[place], *left.picks(goal)))
            words = ["radio", "mv", radio_list, str(place + 1), goal, "--to", "1", "--issue", key]
            self._change(words, fate, {key: after})

    @rule(key=KEYS, radio_list=LISTS, place=st.integers(0, 3), fate=FATES)
    def drop_pick(self, key: str, radio_list: str, place: int, fate: Fate) -> None:
        page = self.model.get(key, Page())
        ids = page.picks(radio_list)
        if place < len(ids):
            after = page.with_picks(radio_list, (*ids[:place], *ids[place + 1 :]))
            words = ["radio", "rm", radio_list, str(place + 1), "--issue", key]
            self._change(words, fate, {key: after})

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

    @rule(key=KEYS, place=st.integers(0, 3), fate=FATES)
    def figure(self, key: str, place: int, fate: Fate) -> None:
        page = self.model.get(key, Page())
        if place < len(page.sections):
            caption = self._words().removesuffix("。")
            drawn = pictures.PNG + b"\n" * (1 + next(self.numbers))  # each is another picture
            arguments = ["figure", str(place + 1), "-", "--issue", key, "--caption", caption]
            self._change(arguments, fate, {key: page.with_picture(place, caption)}, caption, drawn)

    @rule(key=KEYS, place=st.integers(0, 3), fate=FATES)
    def lead(self, key: str, place: int, fate: Fate) -> None:
        self.write_a_phrase_as_an_editor(key, place)
        page = self.model.get(key, Page())
        if any(section.phrase for section in page.sections):
            self._change(["lead", "--issue", key, "--write", "--replace"], fate, {key: page.with_lead()})

    @rule(key=KEYS, fate=FATES)
    def edit(self, key: str, fate: Fate) -> None:
        """A passage at the end, saved by the editor's own program; what it left before may come with it."""
        if key not in self.model:
            return
        words, before, page = self._words(), shelf.held(self.library), self.model[key]
        left = editing.kept(self.library, Key(key))
        program = f"""sh -c 'printf "\\n## 编者按\\n\\n{words}\\n" >> "$1"' sh"""
        done = self._run(["edit", "--issue", key], fate, DIGEST_EDITOR=program)
        assert fate is not PEACE or done.code == 0 or left, done
        if kept := editing.kept(self.library, Key(key)):
            self.kept |= set(shelf.TOKEN.findall(kept.data.decode()))
        is_changed = shelf.held(self.library)[key] != before[key]
        if is_changed:
            now = shelf.read(self.library)[key]
            assert replace(now, passages=now.passages[: len(page.passages)]) == page
            assert words in now.passages
            self.model = {**self.model, key: now}
            self.kept |= set(shelf.TOKEN.findall("".join(now.passages)))
        if is_changed or done.code < 0:
            self._remember([key], before, is_certain=is_changed)

    @rule(key=KEYS, fate=FATES)
    def discard(self, key: str, fate: Fate) -> None:
        if key in self.model:
            done = self._run(["edit", "--issue", key, "--discard"], fate)
            assert done.code == 0 or fate is not PEACE, done

    @rule(key=KEYS, fate=FATES)
    def freeze(self, key: str, fate: Fate) -> None:
        """Refused where the edition that stands is not what the issue says now."""
        if key in self.model:
            done = self._run(["freeze", "--issue", key], fate)
            assert done.code in {0, 4} or fate is not PEACE, done

    @rule(key=KEYS, fate=FATES)
    def thaw(self, key: str, fate: Fate) -> None:
        if key in self.model:
            self._run(["thaw", "--issue", key, "--reason", "写错了。"], fate)

    @rule(key=KEYS, fate=FATES)
    def export_as_published(self, key: str, fate: Fate) -> None:
        accounts = [path for path in self.lasting if path.parent.name == key and path.suffix == ".json"]
        if key in self.model and accounts:
            done = self._run(["export", "--md", "--as-published", "--issue", key], fate)
            last = max(int(path.stem) for path in accounts)
            stored = self.library.published / key / str(last) / f"{key}.md"
            if done.code == 0:
                assert (self.library.out / f"{key}.md").read_bytes() == stored.read_bytes()
            assert done.code == 0 or fate is not PEACE, done

    @rule(key=KEYS, command=st.sampled_from(LOOKING), fate=FATES)
    def look(self, key: str, command: str, fate: Fate) -> None:
        """What looks or asks arXiv changes no issue."""
        before = shelf.held(self.library)
        named = ["--issue", key] if command.partition(" ")[0] in OF_ONE_ISSUE and key in before else []
        self._run([*command.split(), *named], fate, codes=USUAL | {2, 5})
        assert shelf.held(self.library) == before

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
            self.model = {**self.model, key: replace(page, passages=(*page.passages, words))}

    @rule(key=KEYS, place=st.integers(0, 3))
    def write_a_phrase_as_an_editor(self, key: str, place: int) -> None:
        """A field below a paper's heading, the file saved in place."""
        page = self.model.get(key, Page())
        if place < len(page.sections) and not page.sections[place].phrase:
            phrase = self._words().removesuffix("。")
            path = self.library.issues / f"{key}.md"
            text = path.read_text(encoding="utf-8")
            id = page.sections[place].id
            imported = "|论文 1：" if id == "2304.02643" else ""
            heading = re.search(rf"^## (?:{id}{imported}).*$", text, re.MULTILINE)
            assert heading
            written = f"{text[: heading.end()]}\n\n- 导语：{phrase}{text[heading.end() :]}"
            path.write_text(written, encoding="utf-8", newline="")
            self.kept.add(phrase)
            self.model = {**self.model, key: page.with_words(place, "phrase", phrase)}

    @rule(key=KEYS)
    def delete_as_an_editor(self, key: str) -> None:
        if key in self.model:
            path = self.library.issues / f"{key}.md"
            self.kept -= shelf.tokens(path)
            path.unlink()
            self.model = {other: page for other, page in self.model.items() if other != key}


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=many(10), stateful_step_count=24, phases=PHASES)
