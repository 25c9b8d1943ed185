"""`radio audio`: what the script says is heard, where its chapters say; nothing is half there, or lost."""

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import miniaudio
import pytest

from digestcli.errors import Conflict, FileError, UsageError
from digestcli.files import id3, mp3
from digestcli.library.root import Library
from digestcli.model.event import Event, silent
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.voices import Wanted
from digestcli.workflow.desk import Desk
from digestcli.workflow.radio_audio import Made, Studio, make, not_installed
from digestcli.workflow.undo import undo
from tests.mp3s import silence
from tests.warm import Warm
from tests.world import environment

KEY = Key("2023-W14")
ISSUE = """\
## 2304.02643 Segment Anything

摘要：一。

# ArXiv Weekly Radiostation

## NLP

- 2304.01373 (from Stella Biderman)
- 2304.03277

## CV

- 2304.02643
"""
SCRIPT = """\
# ArXiv Weekly Radiostation：NLP

大家好，这里是 NLP 电台。

## 2304.01373 Pythia: A Suite for Analyzing Large Language Models

<!-- 这一句不读 -->
第一篇，Pythia，来自 Stella Biderman。

检查点都公开了。

## 2304.03277 Instruction Tuning with GPT-4

第二篇。

## 结语

我们下周见。
"""
RATE = 24000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = Library(tmp_path / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    (library.root / "audio").mkdir()
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8", newline="")
    (library.root / "audio" / "2023-W14-nlp.md").write_text(SCRIPT, encoding="utf-8")
    return Desk(library, Publication(), date(2023, 4, 9))


def recording(desk: Desk) -> Path:
    return desk.library.root / "audio" / "2023-W14-nlp.mp3"


def issue(desk: Desk) -> str:
    return (desk.library.issues / "2023-W14.md").read_text(encoding="utf-8")


def made(
    desk: Desk,
    voice: str = "silent",
    radio_list: str | None = "NLP",
    *,
    cache: Path | None = None,
    replace: bool = False,
    commands: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Made]:
    studio = Studio(Wanted(voice, commands=commands or {}), cache, replace)
    return list(make(desk, KEY, radio_list, studio, silent))


def heard(samples: "memoryview | list[int]") -> float:
    """How loud, in decibels below the loudest there can be."""
    return 20 * math.log10(max(1.0, math.sqrt(sum(each * each for each in samples) / len(samples))) / 32768)


def test_what_is_made_is_what_is_heard_and_is_made_the_same_again(desk: Desk, tmp_path: Path) -> None:
    (first,) = made(desk, "espeak", cache=tmp_path)
    data = recording(desk).read_bytes()
    found = mp3.recording(recording(desk))
    played = miniaudio.mp3_read_s16(data)
    assert (played.sample_rate, played.nchannels) == (RATE, 1)
    assert played.duration == pytest.approx(found.seconds, abs=0.001)
    assert found.size * 8 / found.seconds == pytest.approx(48_000, rel=0.05)
    assert -20.5 < heard(played.samples) < -18.5  # pauses and all; as espeak speaks it, -21.5
    assert [(mark.title, mark.url) for mark in found.chapters] == [
        ("开场", None),
        ("Pythia: A Suite for Analyzing Large Language Models", "https://arxiv.org/abs/2304.01373"),
        ("Instruction Tuning with GPT-4", "https://arxiv.org/abs/2304.03277"),
        ("结语", None),
    ]
    assert found.title == "ArXiv Weekly Radiostation：NLP"
    assert [one.end for one in found.chapters[:-1]] == [other.start for other in found.chapters[1:]]
    for mark in found.chapters[1:]:  # a pause ends there, and somebody begins to speak within 0.05 s
        at = round(mark.start * RATE)
        assert (
            heard(played.samples[at - RATE : at - 200])
            < -60
            < -55
            < heard(played.samples[at : at + RATE // 20])
        )
    assert found.chapters[-1].end == pytest.approx(found.seconds, abs=0.1)
    assert f"## NLP\n\n- 音频：../audio/2023-W14-nlp.mp3（{found.duration}）\n- 2304.01373" in issue(desk)
    assert first == Made("NLP", "audio/2023-W14-nlp.mp3", found.duration, 5, 0)
    (again,) = made(desk, "espeak", cache=tmp_path)
    assert (recording(desk).read_bytes() == data, again.kept) == (True, 5)


def test_every_list_with_a_script_is_recorded(desk: Desk) -> None:
    before = issue(desk)
    assert [each.radio_list for each in made(desk, radio_list=None)] == ["NLP"]
    assert [each.radio_list for each in made(desk, radio_list="nlp")] == ["NLP"]
    said = f"- 音频：../audio/2023-W14-nlp.mp3（{mp3.recording(recording(desk)).duration}）\n"
    assert issue(desk) == before.replace("## NLP\n\n", f"## NLP\n\n{said}")


def test_the_lines_of_all_lists_are_one_step_back(desk: Desk) -> None:
    cv = recording(desk).with_name("2023-W14-cv.md")
    cv.write_text("# CV\n\n一篇论文。\n", encoding="utf-8")
    assert [each.radio_list for each in made(desk, radio_list=None)] == ["NLP", "CV"]
    assert issue(desk).count("- 音频：../audio/") == 2
    assert undo(desk, silent).command == "radio audio"
    assert issue(desk) == ISSUE


def test_what_was_made_before_a_voice_failed_is_named(desk: Desk) -> None:
    recording(desk).with_name("2023-W14-cv.md").write_text("# CV\n\n……\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"there is nothing to speak in audio/2023-W14-cv\.md"):
        made(desk, radio_list=None)
    said = f"- 音频：../audio/2023-W14-nlp.mp3（{mp3.recording(recording(desk)).duration}）\n"
    assert issue(desk) == ISSUE.replace("## NLP\n\n", f"## NLP\n\n{said}")


def test_a_list_that_is_gone_when_it_was_spoken_costs_the_others_nothing(desk: Desk) -> None:
    recording(desk).with_name("2023-W14-cv.md").write_text("# CV\n\n一篇论文。\n", encoding="utf-8")
    speaking = make(desk, KEY, None, Studio(Wanted("silent"), None), silent)
    next(speaking)
    there = desk.library.issues / "2023-W14.md"
    there.write_text(ISSUE.replace("## NLP", "## 语言"), encoding="utf-8", newline="")
    with pytest.raises(UsageError, match="has no radio list NLP"):
        list(speaking)
    assert "## CV\n\n- 音频：../audio/2023-W14-cv.mp3" in issue(desk)


def test_two_lists_are_not_spoken_into_one_file(desk: Desk) -> None:
    text = ISSUE.replace("## NLP", "## N.L.P.").replace("## CV", "## N-L-P")
    (desk.library.issues / "2023-W14.md").write_text(text, encoding="utf-8", newline="")
    recording(desk).with_name("2023-W14-n-l-p.md").write_text(SCRIPT, encoding="utf-8")
    for radio_list in (None, "N-L-P"):
        with pytest.raises(FileError, match=r"several radio lists have the script audio/2023-W14-n-l-p\.md"):
            made(desk, radio_list=radio_list)
    assert (issue(desk), recording(desk).with_name("2023-W14-n-l-p.mp3").exists()) == (text, False)


def test_names_are_said_as_the_library_says(desk: Desk, tmp_path: Path) -> None:
    made(desk, cache=tmp_path)
    (desk.library.root / "pronunciation.toml").write_text('Pythia = "皮媞亚"\n', encoding="utf-8")
    studio = Studio(Wanted("silent"), tmp_path, dry_run=True)
    (now,) = make(desk, KEY, "NLP", studio, silent)
    assert 0 < now.pieces - now.kept < now.pieces


def test_a_list_without_a_script_says_how_one_is_made(desk: Desk) -> None:
    with pytest.raises(FileError, match=r"audio/2023-W14-cv\.md is not there") as raised:
        made(desk, radio_list="cv")
    assert raised.value.hint == "digest radio script CV --issue 2023-W14"
    with pytest.raises(FileError, match="no radio list ML") as unwritten:
        made(desk, radio_list="ml")
    assert unwritten.value.hint == "digest radio add ML 2304.02643"
    with pytest.raises(UsageError, match="there is no radio list 'RL'"):
        made(desk, radio_list="RL")
    recording(desk).with_suffix(".md").write_text("# NLP\n\n……\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"there is nothing to speak in audio/2023-W14-nlp\.md"):
        made(desk)
    recording(desk).with_suffix(".md").write_text("# NLP\n\n好。<!-- 待定\n\n再见。\n", encoding="utf-8")
    with pytest.raises(
        FileError, match=r"audio/2023-W14-nlp\.md is not spoken: line 3: this comment is never closed"
    ):
        made(desk)
    recording(desk).with_suffix(".md").unlink()
    with pytest.raises(FileError, match="no radio list of 2023-W14 has a script"):
        made(desk, radio_list=None)
    assert list(recording(desk).parent.iterdir()) == []


@pytest.mark.parametrize("data", ["我自己录的".encode(), silence(3, "甲"), id3.tag("甲", (), maker="Lavf")])
def test_a_recording_that_is_not_ours_is_not_written_over(desk: Desk, data: bytes) -> None:
    recording(desk).write_bytes(data)
    with pytest.raises(Conflict, match="was not made by digest"):
        made(desk)
    assert recording(desk).read_bytes() == data
    assert issue(desk) == ISSUE
    made(desk, replace=True)
    made(desk)
    assert mp3.recording(recording(desk)).maker == "digest"


def test_what_is_not_installed_is_told_with_the_command_that_brings_it() -> None:
    fault = not_installed("edge", ["edge_tts", "lameenc"])
    assert fault.message == "the voice edge needs what is not installed: edge_tts, lameenc"
    assert (fault.exit_code, fault.hint) == (1, "pip install 'digestcli[audio]'")


def test_an_issue_with_no_place_for_the_line_is_told_before_anybody_speaks(desk: Desk) -> None:
    line = "- 音频：../audio/<!-- 待定 -->nlp.mp3（1:00）\n"
    text = ISSUE.replace("## NLP\n\n", f"## NLP\n\n{line}")
    (desk.library.issues / "2023-W14.md").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(UsageError, match="a comment stands inside"):
        made(desk)
    assert (issue(desk), recording(desk).exists()) == (text, False)


def test_an_address_the_editor_named_stays(desk: Desk) -> None:
    line = "- 音频：https://example.org/nlp.mp3（1:00）\n"
    text = ISSUE.replace("## NLP\n\n", f"## NLP\n\n{line}")
    (desk.library.issues / "2023-W14.md").write_text(text, encoding="utf-8", newline="")
    told: list[Event] = []
    (one,) = make(desk, KEY, "NLP", Studio(Wanted("silent"), None), told.append)
    assert issue(desk) == text.replace("1:00", str(one.duration))
    important = [each.message for each in told if each.is_important]
    assert important == ["the issue names https://example.org/nlp.mp3: that stays"]


def test_a_library_names_no_voice(program: Warm, desk: Desk, tmp_path: Path) -> None:
    desk.library.settings.write_text('voice = "edge"\n\n[voices.mine]\ncommand = ["id"]\n', encoding="utf-8")
    done = program.run(["radio", "audio", "NLP", "--voice", "mine"], desk.library.root, environment(tmp_path))
    assert done.code == 2
    assert done.err.count("is not a setting") == 2
    assert "there is no voice 'mine'" in done.err
