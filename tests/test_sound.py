"""What is told of a recording: its chapters and its words, with times where they are known."""

import json
import re
from dataclasses import replace

import pytest

from digestcli.exporters.web import places, sound
from digestcli.files.id3 import Mark
from digestcli.files.mp3 import Recording
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.script import Chapter, Script
from tests.feeds import digest_of
from tests.test_podcast import ISSUE, MARKS, SCRIPT


def test_the_words_of_a_recording_are_read_with_its_times() -> None:
    parts = sound.parts(Recording(1, 80.25, "", MARKS), SCRIPT)
    assert sound.transcript(parts).decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:01:03.500\n大家好。\n再见！\n\n00:01:03.500 --> 00:01:20.250\nB.\n"
    )
    told = json.loads(sound.chapters(Recording(1, 80.25, "", MARKS)))
    assert told == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0.0, "endTime": 63.5, "title": "开场"},
            {
                "startTime": 63.5,
                "endTime": 80.25,
                "title": "Segment Anything",
                "url": "https://arxiv.org/abs/2304.02643",
            },
        ],
    }


def test_where_script_and_recording_differ_nobody_guesses_times() -> None:
    other = replace(SCRIPT, chapters=(*SCRIPT.chapters, Chapter("结语", None, ("再会。",))))
    parts = sound.parts(Recording(1, 80.25, "", MARKS), other)
    assert [(part.title, part.start) for part in parts] == [
        ("开场", None),
        ("Segment Anything", None),
        ("结语", None),
    ]
    assert sound.transcript(parts) == b"WEBVTT\n"
    assert sound.parts(None, None) == []
    silent = Script("", (*SCRIPT.chapters, Chapter("没有念的", None, ())))
    assert [part.end for part in sound.parts(Recording(1, 80.25, "", MARKS), silent)] == [63.5, 80.25]


@pytest.mark.parametrize(("name", "place"), [
    ("NLP", "nlp"), ("Machine Learning", "machine-learning"), ("C++", "c-"), ("C--", "c-"), ("视觉", ""),
    ("AUX", "aux-"), ("com1", "com1-"), ("../x", "x-"), ("", ""), ("x" * 99, "x" * 60 + "-"),
])  # fmt: skip
def test_a_list_has_one_place_that_is_safe_anywhere(name: str, place: str) -> None:
    made = places.list_name(name)
    assert made.startswith(place)
    assert re.fullmatch("[a-z0-9-]+", made)
    assert (made == place) == (name in {"NLP", "Machine Learning"})


def test_two_lists_of_one_name_have_two_places() -> None:
    digest = digest_of(ISSUE.replace("视觉 & CV", "nlp"))
    assert [each.place for each in sound.recorded(digest)] == ["nlp", "nlp.2"]


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0:00"), (59.9, "0:59"), (63, "1:03"), (3723.4, "1:02:03")]
)
def test_a_moment_is_told_as_players_tell_it(seconds: float, told: str) -> None:
    assert sound.clock(seconds) == told


def test_a_chapter_leads_where_its_script_says_and_nowhere_unsafe() -> None:
    marks = (Mark(0.1 + 0.2, 1, "甲", "javascript:alert(1)"), Mark(1, 2, "乙"))
    script = Script("", (Chapter("甲", None, ("一。",)), Chapter("乙", ArxivId("2304.02643"), ("二。",))))
    (told, _second) = json.loads(sound.chapters(Recording(1, 2, "", marks)))["chapters"]
    assert told == {"startTime": 0.3, "endTime": 1, "title": "甲"}
    parts = sound.parts(Recording(1, 2, "", marks), script)
    assert parts[1].url == "https://arxiv.org/abs/2304.02643"


def test_recordings_are_known_by_their_names_in_any_capitals() -> None:
    names = (
        "../audio/A.MP3",
        "../audio/a.Ogg",
        "../audio/a.html",
        "../audio/a.mp3.svg",
        "https://x.example/a.mp3",
    )
    assert [sound.is_recording(name) for name in names] == [True, True, False, False, False]
    assert [sound.tells_chapters(name) for name in names[:2]] == [True, False]
