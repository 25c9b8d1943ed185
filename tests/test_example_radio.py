"""The example's Radiostation: papers of one week, scripts of just these, and recordings on demand."""

import re
import shutil
from pathlib import Path

import feedparser
import pytest

from digestcli.exporters.web.sound import parts
from digestcli.files import mp3
from digestcli.library import papers, settings
from digestcli.library.root import Library
from digestcli.markup.tex import to_unicode
from digestcli.model.event import silent
from digestcli.model.key import Key, Week
from digestcli.model.script import Script
from digestcli.radio.script import read, read_aloud
from digestcli.voices import Wanted
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready, rendered
from digestcli.workflow.radio_audio import Studio, make
from digestcli.workflow.radio_script import scripts_of
from tests import recorded
from tests.test_examples import RADIO, SLIPS, issue

WEEK = ("2026-01-08T19:00:00Z", "2026-01-15T19:00:00Z")  # from Thursday 14:00 in New York to the next
CATEGORIES = {"NLP": {"cs.CL"}, "CV": {"cs.CV"}, "ML": {"cs.LG", "stat.ML"}}


def test_the_radio_has_ten_papers_of_one_week_in_each_list() -> None:
    of = issue("2026-W03")
    assert of.radio
    assert [(part.name, len(part.picks)) for part in of.radio.lists] == [(name, 10) for name in CATEGORIES]
    known = papers.load_many(Library(RADIO), {ref.bare for ref in of.refs()})
    for part in of.radio.lists:
        for paper in (known[pick.ref.bare] for pick in part.picks if pick.ref):
            assert paper.primary_category in CATEGORIES[part.name]
    assert len(known) == 33
    assert all(WEEK[0] <= str(paper.published) < WEEK[1] for paper in known.values())


def test_whoever_a_pick_is_from_has_signed_it() -> None:
    of = issue("2026-W03")
    assert of.radio
    known = papers.load_many(Library(RADIO), {ref.bare for ref in of.refs()})
    for pick in (pick for part in of.radio.lists for pick in part.picks):
        assert pick.ref
        assert {*pick.names} <= {author.name for author in known[pick.ref.bare].authors}


def script_of(radio_list: str) -> Script:
    text = (RADIO / "audio" / f"2026-W03-{radio_list.lower()}.md").read_text(encoding="utf-8")
    assert [line for line in read_aloud(text) if re.search(r"[0-9$%_*<>]|https?:", line[1])] == []
    return read(text)


@pytest.mark.parametrize("name", CATEGORIES)
def test_each_radio_list_has_a_script_of_its_papers(name: str) -> None:
    of = issue("2026-W03")
    assert of.radio
    (listed,) = (part for part in of.radio.lists if part.name == name)
    script = script_of(name)
    assert script.ids == tuple(pick.ref for pick in listed.picks)
    known = papers.load_many(Library(RADIO), set(script.ids))
    titles = {id: to_unicode(paper.title) for id, paper in known.items()}
    assert all(chapter.title == titles[chapter.id] for chapter in script.chapters if chapter.id)
    assert all(chapter.paragraphs for chapter in script.chapters)


def test_the_scripts_are_those_that_are_written_one_with_an_editors_sentences() -> None:
    publication, _problems = settings.load(Library(RADIO))
    desk = Desk(Library(RADIO), publication, Week(2026, 3).monday)
    lying = scripts_of(desk, Key("2026-W03"), None, silent, dry_run=True)
    assert [(each.unread, each.no_picks, each.stumbles) for each in lying] == [((), (), ())] * 3
    written = scripts_of(desk, Key("2026-W03"), None, silent, dry_run=True, replace=True)
    assert [each.text for each in written][1:] == [each.text for each in lying][1:]
    added = [line for line in lying[0].text.split("\n") if line not in written[0].text.split("\n")]
    assert len(added) == 10
    assert [line for line in lying[0].text.split("\n") if line and line not in added] == [
        line for line in written[0].text.split("\n") if line
    ]


@pytest.mark.parametrize("slip", SLIPS)
def test_what_is_read_aloud_is_set_with_care(slip: str) -> None:
    spoken = [words for name in CATEGORIES for each in script_of(name).chapters for words in each.paragraphs]
    assert [words for words in spoken if re.search(SLIPS[slip], words)] == []


def test_no_recording_is_kept_and_none_is_named() -> None:
    assert [path.suffix for path in (RADIO / "audio").iterdir() if path.suffix != ".mp3"] == [".md"] * 3
    of = issue("2026-W03")
    assert of.radio
    assert [part.audio for part in of.radio.lists] == [None] * 3


def test_the_radio_can_be_heard_and_its_podcast_tells_of_it(tmp_path: Path) -> None:
    """Spoken by a voice that says nothing, at the pace of one that does."""
    shutil.copytree(RADIO, tmp_path / "radio", ignore=shutil.ignore_patterns("out", ".digest", "*.mp3"))
    publication, _problems = settings.load(Library(tmp_path / "radio"))
    desk = Desk(Library(tmp_path / "radio"), publication, Week(2026, 3).monday)
    (made,) = make(desk, Key("2026-W03"), "CV", Studio(Wanted("silent"), None), silent)
    (told,) = rendered(desk.library, ["podcast"], ready(desk, [Key("2026-W03")]).series, tmp_path)
    (entry,) = feedparser.parse(told.render()).entries
    file = tmp_path / "radio" / "audio" / "2026-W03-cv.mp3"
    assert entry.enclosures[0].length == str(file.stat().st_size)
    assert str(made.duration) == mp3.recording(file).duration
    chapters = [(each.title, bool(each.paragraphs)) for each in parts(mp3.recording(file), script_of("CV"))]
    assert chapters == [(each.title, True) for each in script_of("CV").chapters]
    assert b'type="text/vtt"' in told.render()
    text = (tmp_path / "radio" / "issues" / "2026-W03.md").read_text(encoding="utf-8")
    assert f"- 音频：../audio/2026-W03-cv.mp3（{made.duration}）\n" in text


LENGTHS = r'(?<=length=")\d+|(?<=<itunes:duration>)\d+|\d+:\d\d(?=&lt;/li&gt;)'  # another voice has others


def test_the_podcast_that_is_kept_is_the_one_that_is_made_but_for_its_lengths(tmp_path: Path) -> None:
    shutil.copytree(RADIO, tmp_path / "radio", ignore=shutil.ignore_patterns("out", ".digest", "*.mp3"))
    for name in CATEGORIES:
        recorded.record(tmp_path / "radio", name)
        recorded.name(tmp_path / "radio", name, f"../{recorded.stem(name)}.mp3")
    publication, _problems = settings.load(Library(tmp_path / "radio"))
    desk = Desk(Library(tmp_path / "radio"), publication, Week(2026, 3).monday)
    (told,) = rendered(desk.library, ["podcast"], ready(desk, [Key("2026-W03")]).series, tmp_path)
    kept = (RADIO / "podcast.xml").read_text(encoding="utf-8")
    assert re.sub(LENGTHS, "", kept) == re.sub(LENGTHS, "", told.render().decode())


def test_the_podcast_that_is_kept_has_lengths_that_can_be_true() -> None:
    entries = feedparser.parse((RADIO / "podcast.xml").read_bytes()).entries
    assert len(entries) == 3
    for entry in entries:
        seconds = int(entry.itunes_duration)
        assert int(entry.enclosures[0].length) * 8 / seconds == pytest.approx(48_000, rel=0.01)
        moments = re.findall(r" (\d+):(\d\d)</li>", entry.content[0].value)
        starts = [int(minutes) * 60 + int(second) for minutes, second in moments]
        assert len(starts) == 10
        assert [0, *starts, seconds] == sorted({0, *starts, seconds})
