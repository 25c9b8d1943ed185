"""The line of a recording is put first in its list, or its value replaced; no byte beside it changes."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import set_audio
from digestcli.model.publication import Publication
from tests.issue_texts import PLAIN, reading, said

STATION = "# ArXiv Weekly Radiostation\n\n## NLP\n"
PATH = "../audio/2023-W14-nlp.mp3"
LINE = f"- 音频：{PATH}（20:13）"


def recorded(text: str, publication: Publication = PLAIN) -> str:
    return set_audio(text, reading(text, publication), "NLP", PATH, "20:13")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["\n", "", "\n\n## CV\n", "\n\n---\n\n# 编者后记\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n- 2304.01373\n- 2304.03277", f"\n{LINE}\n- 2304.01373\n- 2304.03277"),
        ("\n* 2304.01373", f"\n{LINE.replace('-', '*', 1)}\n* 2304.01373"),
        ("\n1. 2304.01373", f"\n{LINE}\n\n1. 2304.01373"),
        ("\n前言。\n\n- 2304.01373", f"\n{LINE}\n\n前言。\n\n- 2304.01373"),
        ("\n<!-- 候选 -->\n- 2304.01373", f"\n{LINE}\n\n<!-- 候选 -->\n- 2304.01373"),
        ("\n```\n- 音频：a\n```", f"\n{LINE}\n\n```\n- 音频：a\n```"),
        ("- 音频：x.mp3\n- 2304.01373", f"{LINE}\n- 2304.01373"),
        ("- 2304.01373\n- 音频：x.mp3 (1:02:03)", f"- 2304.01373\n- 音频：{PATH} (20:13)"),
        ("\n- 音频：\n- 2304.01373", f"\n{LINE}\n- 2304.01373"),
        ("\n**音频**：[听](a.mp3)（20：14） <!-- 旧 -->", f"\n**音频**：[听]({PATH})（20:13） <!-- 旧 -->"),
        ("\nAudio: a.mp3 <!-- 旧 -->", f"\nAudio: {PATH}（20:13） <!-- 旧 -->"),
        ("\n- 音频：\n- 音频：b.mp3", f"\n- 音频：\n- 音频：{PATH}（20:13）"),
    ],
)
def test_a_recording_is_named_once(before: str, after: str, tail: str, newline: str) -> None:
    text, expected = (f"\ufeff{STATION}{each}{tail}".replace("\n", newline) for each in (before, after))
    new = recorded(text)
    assert new == expected
    assert recorded(new) == new


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STATION, f"{STATION}\n{LINE}\n"),
        (STATION.rstrip(), f"{STATION}\n{LINE}"),
        (f"{STATION}## CV\n", f"{STATION}\n{LINE}\n\n## CV\n"),
        (f"{STATION}\n## CV\n", f"{STATION}\n{LINE}\n\n## CV\n"),
    ],
)
def test_an_empty_list_may_have_one(text: str, expected: str) -> None:
    assert recorded(text) == expected


def test_in_an_english_issue_the_line_is_english() -> None:
    english = Publication(language="en")
    new = recorded(f"{STATION}\n- 2304.01373\n", english)
    assert new == f"{STATION}\n- Audio: {PATH} (20:13)\n- 2304.01373\n"
    assert recorded(new, english) == new
    radio = reading(new, english).issue.radio
    assert radio is not None
    assert (said(radio.lists[0].audio), radio.lists[0].duration) == (PATH, "20:13")


def test_the_label_is_the_publications_own() -> None:
    own = Publication(radio_audio="收听")
    new = recorded(f"{STATION}\n- 2304.01373\n", own)
    assert new == f"{STATION}\n- 收听：{PATH}（20:13）\n- 2304.01373\n"
    assert recorded(new.replace("收听", "音频"), own) == new.replace("收听", "音频")
    radio = reading(new, own).issue.radio
    assert radio is not None
    assert (said(radio.lists[0].audio), radio.lists[0].duration) == (PATH, "20:13")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("导语。\n", "no radio list NLP"),
        (f"{STATION}\n- 音频：a<!-- x -->b.mp3\n", "a comment stands inside"),
        (f"<<<<<<< ours\n{STATION}", "conflict"),
    ],
)
def test_what_cannot_be_written_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        recorded(text)
