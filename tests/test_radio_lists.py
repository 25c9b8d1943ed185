"""Lists and their papers are found by what an editor types; what names none, or several, is told."""

from datetime import date
from pathlib import Path

import pytest

from digestcli.errors import UsageError
from digestcli.library.root import Library
from digestcli.model.publication import Publication
from digestcli.workflow.add import Fate, understand
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.radio_lists import Station
from digestcli.workflow.radio_pick import Goal, add
from tests.issue_texts import KEY, issue

TEXT = """\
## 2303.05398

# ArXiv Weekly Radiostation

## NLP（自然语言处理）

- 2304.01373 Pythia: A Suite
- 2304.03277
- 一篇没有编号的

## ML Systems

- 2303.18223 Pythia again

## 读者来信
"""
USUAL = Publication(radio_lists=("NLP", "CV", "ML", "ML Systems"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = Library(tmp_path)
    library.issues.mkdir()
    library.settings.touch()
    (library.issues / f"{KEY}.md").write_text(TEXT, encoding="utf-8", newline="")
    return Desk(library, USUAL, date(2023, 4, 9))


def station(desk: Desk) -> Station:
    return Station(desk, issue(TEXT))


def test_lists_are_called_as_the_issue_writes_them(desk: Desk) -> None:
    assert station(desk).names == ["NLP（自然语言处理）", "CV", "ML", "ML Systems", "读者来信"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("nlp", "NLP（自然语言处理）"),
        ("NLP（自然语言处理）", "NLP（自然语言处理）"),
        ("c", "CV"),
        ("ml", "ML"),
        ("ML S", "ML Systems"),
        ("读者", "读者来信"),
    ],
)
def test_a_list_is_named_in_any_capitals_and_by_its_beginning(desk: Desk, said: str, name: str) -> None:
    assert station(desk).list_called(said) == name


@pytest.mark.parametrize(
    ("said", "told", "hint"),
    [
        ("m", "begins several lists: ML, ML Systems", "more of its name"),
        ("Robotics", "there is no radio list", "CV, ML, ML Systems"),
    ],
)
def test_what_is_no_list_is_told_with_those_there_are(desk: Desk, said: str, told: str, hint: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        station(desk).list_called(said)
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (["NLP", "2", "1"], ["NLP（自然语言处理） 2", "NLP（自然语言处理） 1"]),
        (["nlp 3"], ["NLP（自然语言处理） 3"]),
        (["arxiv.org/abs/2304.03277v2", "2303.18223"], ["NLP（自然语言处理） 2", "ML Systems 1"]),
        (["pythia:"], ["NLP（自然语言处理） 1"]),
        (["ML S", "pythia"], ["ML Systems 1"]),
        (["一篇", "NLP 3"], ["NLP（自然语言处理） 3"]),
    ],
)
def test_papers_are_found_in_one_list_or_in_all(desk: Desk, words: list[str], places: list[str]) -> None:
    assert [found.place for found in station(desk).find_all(words)] == places


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2"], "of which list"),
        (["pythia"], "names several papers"),
        (["NLP", "4"], "no paper"),
        (["CV"], "which paper of CV"),
        (["2303.05398"], "no paper"),
        ([""], "no paper"),
    ],
)
def test_a_paper_that_is_not_meant_for_certain_is_not_guessed(
    desk: Desk, words: list[str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        station(desk).find_all(words)


def test_a_list_that_stands_twice_is_named_by_nobody_and_its_papers_by_their_ids(desk: Desk) -> None:
    twice = Station(desk, issue(f"{TEXT}\n## ML Systems\n\n- 2305.10601\n"))
    for call in (
        lambda: twice.list_called("ML Systems"),
        lambda: twice.find("ML Systems 1"),
        lambda: twice.find_all(["ML Systems", "1"]),
    ):
        with pytest.raises(UsageError, match="has the radio list ML Systems twice"):
            call()
    assert twice.find("2305.10601").list_name == "ML Systems"


def test_each_wish_has_its_fate_and_the_number_it_is_printed_with(desk: Desk) -> None:
    ids = ["2304.03277", "2305.10601", "2303.18223", "2303.05398", "2305.10601", "https://example.org/x"]
    goal = Goal(KEY, "nlp", at=1)
    added = add(desk, [understand(id) for id in ids], goal, None, lambda _event: None)
    assert [(wish.fate, wish.number) for wish in added.wishes] == [
        (Fate.PRESENT, 3),
        (Fate.ADDED, 1),
        (Fate.REFUSED, None),
        (Fate.REFUSED, None),
        (Fate.PRESENT, 1),
        (Fate.REFUSED, None),
    ]
    new = TEXT.replace("- 2304.01373", "- 2305.10601\n- 2304.01373")
    assert (added.after, open_issue(desk, KEY).text) == (new, new)


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (Goal(KEY, "CV", at=2), "CV has 0 papers"),
        (Goal(KEY, "Robotics"), "no radio list"),
        (Goal(KEY, "CV", names=("A (B)",)), "cannot be read back"),
    ],
)
def test_what_cannot_be_done_is_told_before_anybody_is_asked(desk: Desk, goal: Goal, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        add(desk, [understand("2305.10601")], goal, None, lambda _event: None)
    assert open_issue(desk, KEY).text == TEXT
