"""One request at a time and an interval apart, whoever asks, and whatever the clock and the cache do."""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli.sources.pace import Pace
from tests.asking import quiet

if TYPE_CHECKING:
    from digestcli.model.event import Event

INTERVAL = 0.2


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "arxiv.json"


def remembered(store: Path, **memory: float) -> None:
    """What an earlier process has left."""
    store.parent.mkdir(parents=True, exist_ok=True)
    blank = {"asked": 0.0, "refused": 0.0, "rest": 0.0, "strikes": 0}
    store.write_text(json.dumps(blank | memory), encoding="utf-8")


def test_a_turn_is_an_interval_after_the_last(store: Path) -> None:
    pace = Pace(INTERVAL, store, quiet)
    with pace.turn():
        asked = time.monotonic()
    with pace.turn():
        assert time.monotonic() >= asked + INTERVAL * 0.99  # two clocks are in this


def test_another_process_has_asked(store: Path) -> None:
    asked = time.time()
    remembered(store, asked=asked)
    with Pace(INTERVAL, store, quiet).turn():
        assert time.time() >= asked + INTERVAL


def test_a_clock_set_back_by_an_hour_is_not_waited_for(store: Path) -> None:
    remembered(store, asked=time.time() + 3600, refused=time.time() + 3600, rest=0.2, strikes=1)
    pace = Pace(INTERVAL, store, quiet)
    assert pace.resting() <= 0.2
    with pace.turn():
        assert json.loads(store.read_bytes())["asked"] <= time.time()
    time.sleep(0.2)
    assert pace.resting() == 0


def test_a_rest_is_remembered_by_the_next_process_and_forgiven_with_an_answer(store: Path) -> None:
    first = Pace(0, store, quiet)
    with first.turn():
        first.leave_alone(3000)
    second = Pace(0, store, quiet)
    assert 0 < second.resting() <= 3000
    assert second.strikes == 1
    with second.turn():
        second.forgive()
    assert (first.resting(), first.strikes) == (0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"asked": "x"}',
        b'{"asked": NaN, "refused": 1e400}',
        b'{"asked": 0, "refused": 0, "rest": 0, "strikes": -5}',
        b'{"asked": 0, "refused": 9e9, "rest": 1e300, "strikes": 1}',
    ],
)
def test_a_memory_that_makes_no_sense_is_none(store: Path, content: bytes) -> None:
    store.parent.mkdir()
    store.write_bytes(content)
    pace = Pace(INTERVAL, store, quiet)
    assert (pace.resting(), pace.strikes) == (0, 0)
    with pace.turn():
        pass
    assert json.loads(store.read_bytes())["asked"] > 0


def test_without_a_place_for_its_memory_the_pace_is_kept_by_the_process(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    told: list[Event] = []
    pace = Pace(INTERVAL, tmp_path / "cache" / "arxiv.json", told.append)
    with pace.turn():
        asked = time.monotonic()
    with pace.turn():
        assert time.monotonic() >= asked + INTERVAL * 0.99
    assert [event.is_important for event in told] == [True]


ASKER = """
import sys, time
from pathlib import Path
from digestcli.sources.pace import Pace

name, store, number, interval = sys.argv[1:]
pace = Pace(float(interval), Path(store), lambda event: None)
sys.stdin.readline()
for _turn in range(int(number)):
    with pace.turn():
        print(name, time.time(), flush=True)
        time.sleep(0.05)
        print(name, time.time(), flush=True)
"""


def test_three_processes_take_turns(store: Path) -> None:
    askers = [
        subprocess.Popen(
            [sys.executable, "-c", ASKER, name, str(store), "4", str(INTERVAL)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in "abc"
    ]
    for asker in askers:
        assert asker.stdin
        asker.stdin.write(b"now\n")
        asker.stdin.flush()
    printed = [asker.communicate(timeout=60)[0].decode() for asker in askers]
    lines = [line.split() for each in printed for line in each.splitlines()]
    moments = sorted((float(moment), name) for name, moment in lines)
    requests = list(zip(moments[::2], moments[1::2], strict=True))
    assert len(requests) == 12
    assert all(began[1] == ended[1] for began, ended in requests)  # one connection at a time
    gaps = [later[0][0] - earlier[1][0] for earlier, later in pairwise(requests)]
    assert min(gaps) >= INTERVAL
    order = "".join(began[1] for began, _ended in requests)
    assert all(earlier != later for earlier, later in pairwise(order[1:9])), order  # whoever has asked waits
