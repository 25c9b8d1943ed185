"""What was found is remembered while nothing that it was found from has changed, and not a moment longer."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digestcli.library import paperfile
from digestcli.library.root import Library
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow import check as verb
from digestcli.workflow.desk import Desk
from tests.papers import SEVEN
from tests.world import digest, environment

SAM, PROMPT = SEVEN[:2]
KEYS = [Key("2023-W13"), Key("2023-W14")]
EARLIER = f"# 早一期\n\n导语。\n\n## {PROMPT.id.bare}\n\n摘要：早。\n\n推荐：早。\n"
LATER = f"""\
# 晚一期

导语。

## {SAM.id.bare}

摘要：晚。

![图](a.png)

推荐：晚。

# ArXiv Weekly Radiostation

## NLP

- 音频：a.mp3（20:13）
"""


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> list[Desk]:
    """Libraries whose files are old enough to be remembered, one for each test."""
    made = [_desk(tmp_path_factory.mktemp("library")) for _test in range(12)]
    time.sleep(2.1)
    return made


@pytest.fixture
def desk(desks: list[Desk]) -> Desk:
    return desks.pop()


def _desk(folder: Path) -> Desk:
    library = Library(folder)
    library.issues.mkdir()
    library.papers.mkdir()
    library.settings.touch()
    (library.issues / "2023-W13.md").write_text(EARLIER, encoding="utf-8")
    (library.issues / "2023-W14.md").write_text(LATER, encoding="utf-8")
    (library.issues / "a.png").touch()
    (library.issues / "a.mp3").touch()
    for paper in (SAM, PROMPT):
        (library.papers / f"{paper.id.stem}.json").write_text(paperfile.write(paper), encoding="utf-8")
    return Desk(library, Publication(), date(2023, 4, 9))


def rules(desk: Desk, cache: Path) -> dict[str, set[str]]:
    """What is found in each issue, and whether it was looked at: issues that were have their text."""
    found = {}
    for checked in verb.check(desk, KEYS, lambda _event: None, cache=cache):
        found[str(checked.key)] = {each.rule for each in checked.problems} | (
            {"LOOKED AT"} if checked.before else set()
        )
    return found


def test_a_second_look_reads_nothing_and_finds_the_same(desk: Desk, tmp_path: Path) -> None:
    first = rules(desk, tmp_path / "cache")
    second = rules(desk, tmp_path / "cache")
    assert all("LOOKED AT" in found for found in first.values())
    assert second == {key: found - {"LOOKED AT"} for key, found in first.items()}
    assert "caption-missing" in second["2023-W14"]


def _edit(desk: Desk) -> None:
    path = desk.library.issues / "2023-W14.md"
    path.write_text(LATER.replace("晚。", "TODO"), encoding="utf-8")


def _lose_the_picture(desk: Desk) -> None:
    (desk.library.issues / "a.png").unlink()


def _lose_the_recording(desk: Desk) -> None:
    (desk.library.issues / "a.mp3").unlink()


def _refresh(desk: Desk) -> None:
    newer = replace(SAM, withdrawn=True)
    (desk.library.papers / f"{SAM.id.stem}.json").write_text(paperfile.write(newer), encoding="utf-8")


def _forget_the_facts(desk: Desk) -> None:
    (desk.library.papers / f"{SAM.id.stem}.json").unlink()


def _name_it_earlier(desk: Desk) -> None:
    path = desk.library.issues / "2023-W13.md"
    path.write_text(f"{EARLIER}\n## {SAM.id.bare}\n\n摘要：早。\n\n推荐：早。\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_edit, "todo"),
        (_lose_the_picture, "picture-lost"),
        (_lose_the_recording, "audio-lost"),
        (_refresh, "withdrawn"),
        (_forget_the_facts, "facts-pending"),
        (_name_it_earlier, "paper-before"),
    ],
)
def test_whatever_changes_is_seen(
    desk: Desk, tmp_path: Path, change: Callable[[Desk], None], rule: str
) -> None:
    assert rule not in rules(desk, tmp_path / "cache")["2023-W14"]
    change(desk)
    found = rules(desk, tmp_path / "cache")
    assert {rule, "LOOKED AT"} <= found["2023-W14"]
    assert ("LOOKED AT" in found["2023-W13"]) == (change is _name_it_earlier)
    assert rule in rules(desk, tmp_path / "cache")["2023-W14"]


def test_other_settings_look_again(desk: Desk, tmp_path: Path) -> None:
    rules(desk, tmp_path / "cache")
    other = replace(desk, publication=Publication(check_off=frozenset({"caption-missing"})))
    found = rules(other, tmp_path / "cache")["2023-W14"]
    assert "LOOKED AT" in found
    assert "caption-missing" not in found


def test_a_damaged_memory_costs_a_look(desk: Desk, tmp_path: Path) -> None:
    first = rules(desk, tmp_path / "cache")
    for memory in (tmp_path / "cache").rglob("*.json"):
        memory.write_bytes(memory.read_bytes()[:-20])  # the last line of each
    assert rules(desk, tmp_path / "cache") == {**first, "2023-W13": first["2023-W13"] - {"LOOKED AT"}}
    for memory in (tmp_path / "cache").rglob("*.json"):
        memory.write_bytes(memory.read_bytes().replace(b"[", b"{"))
    assert rules(desk, tmp_path / "cache") == first


def test_a_remembered_fix_has_its_place_by_line_and_column(desk: Desk, tmp_path: Path) -> None:
    path = desk.library.issues / "2023-W14.md"
    env = environment(tmp_path)
    path.write_text(LATER.replace("晚。", "晚\u200b。"), encoding="utf-8")
    time.sleep(2.1)
    first, second = (digest(["check", "--json"], desk.library.root, env) for _time in range(2))
    assert first.stdout == second.stdout
    assert b'"start"' in second.stdout
    assert list((tmp_path / ".cache").rglob("verdicts/*.json"))


def test_what_was_changed_just_now_is_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    """It may be changed once more without its size or its times telling."""
    rules(desk, tmp_path / "cache")
    path = desk.library.issues / "2023-W14.md"
    path.write_text(LATER.replace("晚。", "又。"), encoding="utf-8")
    for _time in range(2):
        assert "LOOKED AT" in rules(desk, tmp_path / "cache")["2023-W14"]


def test_what_is_remembered_is_said_in_the_language_of_the_day(desk: Desk, tmp_path: Path) -> None:
    english, chinese, again = (
        digest(["check"], desk.library.root, environment(tmp_path, DIGEST_LANG=language)).stdout.decode()
        for language in ("en", "zh", "en")
    )
    assert "this picture has no caption" in english
    assert "图注" in chinese
    assert again == english
