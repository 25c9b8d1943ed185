"""Ranked candidates as a table: at any width, whatever strangers wrote."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from digestcli.cli.radio.ranked_table import table
from digestcli.messages import speak
from digestcli.model.candidate import Candidate
from digestcli.model.key import Key
from digestcli.model.picked import Picked
from digestcli.radio.ranking import Ranked
from tests.radio import TITLES, WEEK, paper, picked, ranked
from tests.test_import_threats import ODD

RIVERS = WEEK[2].paper


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


def rows(name: str = ODD) -> tuple[Ranked, ...]:
    """Candidates with something in every column, one of them by somebody hostile or of another `name`."""
    said = "Accepted at CVPR 2026. github.com/lab/code"
    hostile = paper(91, f"Segmenting {name} Roads", comment=said, authors=[name, "Ben Example"])
    past = [picked(1, "Segmenting Roads", names=[name, "Ben Example"]), picked(2, "Roads in Images")]
    found = ranked(past, [*WEEK, Candidate(hostile, is_cross=False)])
    where = Picked(RIVERS.id, Key("2026-W01"), "CV", 1)
    return tuple(replace(each, picked=where if each.candidate.paper == RIVERS else None) for each in found)


@pytest.mark.parametrize("width", [40, 80, 120, 200, None])
def test_no_width_cuts_an_id_or_a_title_and_no_line_is_longer(width: int | None) -> None:
    lines = [line.plain for line in table(rows(), width)]
    assert width is None or max(map(cell_len, lines)) <= width
    said = " ".join(" ".join(lines).split())
    for each in WEEK:
        assert str(each.paper.id) in said
    if width not in {120, 200}:  # there a title of several lines stands beside other columns
        assert all(title in said for title in TITLES)
    for column in ("GitHub", "CVPR 2026", "2026-W01 CV 1"):
        assert column in said


def test_columns_go_before_the_title_does() -> None:
    heads = {
        width: next(iter(table(rows("Ada Other"), width))).plain.split() for width in (None, 200, 120, 80, 40)
    }
    every = ["#", "score", "id", "like", "in", "words", "code", "venue", "author", "picked", "title"]
    assert heads[None] == heads[200] == every
    assert heads[120] == [name for name in every if name not in {"in", "words"}]
    assert heads[80] == heads[120][:-1]
    assert heads[40][0] == "1."


def test_columns_that_say_nothing_are_left_out() -> None:
    head, *_lines = (line.plain.split() for line in table(ranked([]), 80))
    assert head == ["#", "score", "id", "title"]
    assert list(table((), 80)) == []


def test_strangers_words_are_cleaned() -> None:
    for width in (40, 200, None):
        for line in table(rows(), width):
            assert line.plain.isprintable(), line.plain
