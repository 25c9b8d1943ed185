"""ffmpeg, which many players are made of, hears of a recording what digest says of it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from digestcli.files import mp3
from digestcli.workflow.desk import Desk
from tests.test_radio_audio import desk, made, recording
from tests.tools.conftest import needs

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.tool


@pytest.fixture
def spoken(desk: Desk) -> Path:
    made(desk, "espeak")
    return recording(desk)


def test_its_length_chapters_and_title_are_the_same(spoken: Path) -> None:
    shown = ["-show_chapters", "-show_format", "-show_streams", "-of", "json"]
    told = subprocess.run(
        [needs("ffprobe"), "-v", "error", *shown, str(spoken)], capture_output=True, check=True
    )
    assert told.stderr == b""
    found = json.loads(told.stdout)
    ours = mp3.recording(spoken)
    (stream,) = found["streams"]
    assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == ("mp3", "24000", 1)
    assert float(found["format"]["duration"]) == pytest.approx(ours.seconds, abs=0.001)
    assert found["format"]["tags"]["title"] == ours.title
    assert [
        (float(each["start_time"]), float(each["end_time"]), each["tags"]["title"])
        for each in found["chapters"]
    ] == [(mark.start, mark.end, mark.title) for mark in ours.chapters]


def test_it_is_as_loud_as_it_is_to_be_and_whole(spoken: Path) -> None:
    heard = subprocess.run(
        [needs("ffmpeg"), "-nostats", "-i", str(spoken), "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        check=True,
    )
    said = heard.stderr.decode()
    assert not re.search(r"error|invalid|missing", said, re.IGNORECASE)
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1]
    assert -19 <= float(loudness) <= -16
    assert float(peak) < 0
