"""A podcast is what players take it for: lengths are true, words and chapters are where it says."""

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given, settings

from digestcli import exporters
from digestcli.exporters.web import sound
from digestcli.files.id3 import Mark
from digestcli.files.mp3 import Recording
from digestcli.files.pictures import Picture
from digestcli.markup.plain import clean, one_line
from digestcli.model.digest import Series
from digestcli.model.script import Chapter, Script
from tests.feeds import HOSTILE, LINK, NAME, digest_of, series, there
from tests.generated import many
from tests.threat_pages import page

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ISSUE = """\
---
title: 一周论文
byline: 编辑部
---

# ArXiv Weekly Radiostation

## NLP

- 音频：../audio/2023-W14-nlp.mp3（20:13）
- 2304.02643 (from A. Kirillov)
- 没有编号的一行

## 视觉 & CV

这一组先听**第一篇**。

- 音频：../audio/2023-W14 cv.mp3
- 2304.01373

## 远处

- 音频：https://cdn.example/far.mp3
- 2304.01089

## ML

- 2304.01089
"""
NEXT = ISSUE.replace("2023-W14", "2023-W15")  # a recording is an episode of one issue
MARKS = (
    Mark(0.0, 63.5, "开场"),
    Mark(63.5, 80.25, "Segment Anything", "https://arxiv.org/abs/2304.02643"),
)
SCRIPT = Script(
    "NLP", (Chapter("开场", None, ("大家好。再见！",)), Chapter("Segment Anything", None, ("B.",)))
)


def of(*texts: str, marks: tuple[Mark, ...] = MARKS, script: Script | None = SCRIPT) -> ET.Element:
    """The channel of a podcast, which feedparser has nothing to say against."""
    return channel(
        series(*(digest_of(text, f"2023-W{14 + at}") for at, text in enumerate(texts))), marks, script
    )


def channel(told: Series, marks: tuple[Mark, ...] = MARKS, script: Script | None = SCRIPT) -> ET.Element:
    data = exported(told, marks, script)
    assert not feedparser.parse(data).bozo
    found = ET.fromstring(data).find("channel")  # noqa: S314 - our own
    assert found is not None
    return found


def exported(told: Series, marks: tuple[Mark, ...] = MARKS, script: Script | None = SCRIPT) -> bytes:
    def recording(path: str) -> Recording | None:
        return Recording(4321, 80.6, "", marks) if path.startswith("../audio/") else None

    assets = exporters.Assets(str, there, recording=recording, script=lambda _path: script)
    (artifact,) = exporters.export("podcast", told, assets)
    assert artifact.render() == artifact.render()
    return artifact.render()


def test_a_player_is_told_every_recording_the_newest_issue_first() -> None:
    feed: Any = feedparser.parse(exported(series(digest_of(ISSUE), digest_of(NEXT, "2023-W15"))))
    assert feed.version == "rss20"
    assert feed.feed.title == "7 Papers & Radios · ArXiv Weekly Radiostation"
    assert feed.feed.link == LINK
    assert f"{LINK}/podcast.xml" in [each.href for each in feed.feed.links if each.rel == "self"]
    keys = (
        "2023-W15/radio/nlp",
        "2023-W15/radio/cv-ac253fc7",
        "2023-W14/radio/nlp",
        "2023-W14/radio/cv-ac253fc7",
    )
    assert [entry.id for entry in feed.entries] == [f"{NAME}/{key}" for key in keys]
    first = feed.entries[2]
    assert first.title == "NLP · 一周论文"
    assert first.link == f"{LINK}/radio/2023-W14/nlp.html"
    assert first.itunes_duration == "81"
    assert first.author == "编辑部"
    assert first.published_parsed[:5] == (2023, 4, 8, 16, 0)
    assert [(each.href, each.length, each.type) for each in first.enclosures] == [
        (f"{LINK}/audio/2023-W14-nlp.mp3", "4321", "audio/mpeg")
    ]
    assert first.summary == "1. Segment Anything.\n2. 没有编号的一行"
    assert feed.entries[3].enclosures[0].href == f"{LINK}/audio/2023-W14%20cv.mp3"


def test_directories_are_told_what_they_ask_for() -> None:
    told = of("---\ncover: ../c.png\n" + ISSUE.removeprefix("---\n"))
    assert told.findtext(f"{ITUNES}explicit") == "false"
    category = told.find(f"{ITUNES}category")
    assert category is not None
    assert category.get("text") == "Science"
    assert told.findtext(f"{ITUNES}author") == "7 Papers & Radios"
    assert told.findtext("language") == "zh"
    assert told.findtext("description") == "ArXiv Weekly Radiostation：NLP、视觉 & CV、远处、ML 更多精选论文"
    assert re.fullmatch(
        "[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        str(told.findtext(f"{PODCAST}guid")),
    )
    assert told.find(f"{ITUNES}image") is None  # the picture is not there


def test_the_newest_cover_is_the_podcasts_picture() -> None:
    texts = {14: ISSUE, 15: NEXT}
    covered = [
        digest_of(f"---\ncover: ../figures/{at}.png\n{text[4:]}", f"2023-W{at}") for at, text in texts.items()
    ]
    found = channel(series(*covered, digest_of(ISSUE.replace("W14", "W16"), "2023-W16")))
    images = [str(each.get("href")) for each in found.iter(f"{ITUNES}image")]
    assert images == [f"{LINK}/figures/{at}.png" for at in (15, 15, 15, 14, 14)]


@pytest.mark.parametrize(
    ("size", "told"),
    [((1400, 1400), []), ((3001, 3001), ["3001 × 3001"]), ((2000, 1400), ["2000 × 1400"])],
)
def test_a_podcast_has_a_picture_of_its_own(size: tuple[int, int], told: list[str]) -> None:
    covered = digest_of(f"---\ncover: ../figures/14.png\n{ISSUE[4:]}")
    of = replace(series(covered), cover="../figures/radio.jpg")
    assets = exporters.Assets(
        str,
        lambda path: Picture(b"", path[-3:], *size),
        recording=lambda path: Recording(4321, 80.6, "", ()) if path.startswith("../audio/") else None,
    )
    (made,) = exporters.export("podcast", of, assets)
    addresses = re.findall('<itunes:image href="([^"]+)"', made.render().decode())
    assert addresses == [f"{LINK}/figures/{name}" for name in ("radio.jpg", "14.png", "14.png")]
    asked = "figures/radio.jpg is {}: directories ask for a square of 1400 to 3000 pixels"
    assert list(made.remarks()) == [asked.format(each) for each in told]


def test_a_picture_that_no_player_shows_is_none() -> None:
    covers = ("../figures/a.webp", "https://elsewhere.example/figures/b.png")
    told = series(*(digest_of(f"---\ncover: {each}\n{ISSUE[4:]}") for each in covers))

    def picture(path: str) -> Picture:
        return Picture(b"", path.rpartition(".")[2], 300, 200)

    (made,) = exporters.export("podcast", told, exporters.Assets(str, picture))
    assert b"itunes:image" not in made.render()


def test_an_issue_without_recordings_is_no_episode_and_changes_no_name() -> None:
    later = digest_of("---\ntitle: 没有电台\n---\n", "2023-W16")
    told = channel(
        series(digest_of(ISSUE), replace(digest_of(NEXT, "2023-W15"), corrected_on="2023-05-02"), later)
    )
    assert told.findtext("title") == "7 Papers & Radios · ArXiv Weekly Radiostation"
    assert told.findtext("lastBuildDate") == "Tue, 02 May 2023 00:00:00 +0800"
    names = [(str(each.get("isPermaLink")), str(each.text)[len(NAME) :][:9]) for each in told.iter("guid")]
    assert names == [("false", "/2023-W15")] * 2 + [("false", "/2023-W14")] * 2


def test_words_and_chapters_are_where_the_site_has_them() -> None:
    item = of(ISSUE).find("item")
    assert item is not None
    assert [each.attrib for each in item.iter(f"{PODCAST}transcript")] == [
        {"url": f"{LINK}/radio/2023-W14/nlp.html", "type": "text/html"},
        {"url": f"{LINK}/audio/2023-W14-nlp.vtt", "type": "text/vtt", "rel": "captions"},
    ]
    assert [each.attrib for each in item.iter(f"{PODCAST}chapters")] == [
        {"url": f"{LINK}/audio/2023-W14-nlp.chapters.json", "type": "application/json+chapters"}
    ]
    notes = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert str(notes).count("<li>") == 2
    assert '<a href="https://arxiv.org/abs/2304.02643">' in str(notes)
    assert " 1:03</li>" in str(notes)
    assert "音频" not in str(notes)


def test_what_is_not_known_is_not_said() -> None:
    item = of(ISSUE, marks=(), script=None).find("item")
    assert item is not None
    assert [each.tag for each in item if each.tag.startswith(PODCAST)] == []
    item = of(ISSUE, marks=()).find("item")
    assert item is not None
    assert [each.get("type") for each in item.iter(f"{PODCAST}transcript")] == ["text/html"]
    quiet = of("# ArXiv Weekly Radiostation\n\n## ML\n\n- 2304.01089\n")
    assert quiet.find("item") is None


def test_a_recording_is_one_episode_that_of_the_list_that_named_it_first() -> None:
    again = ISSUE.replace("2023-W14 cv.mp3", "2023-W14-nlp.mp3")
    found = channel(series(digest_of(again), digest_of("---\ntitle: 精选\n---\n" + again[4:], "2023-W15")))
    assert [each.text for each in found.iter("guid")] == [f"{NAME}/2023-W14/radio/nlp"]


def test_a_paper_that_is_talked_about_twice_is_told_from_its_beginning() -> None:
    twice = (*MARKS, replace(MARKS[1], start=70.0))
    item = of(ISSUE, marks=twice).find("item")
    assert item is not None
    assert " 1:03</li>" in str(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded"))


def test_a_draft_says_so() -> None:
    item = channel(series(replace(digest_of(ISSUE), draft=True))).find("item")
    assert item is not None
    assert str(item.findtext("description")).startswith("草稿")
    assert "<p>草稿" in str(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded"))


def test_a_recordings_name_outlives_its_place() -> None:
    told = series(digest_of(ISSUE))
    moved = replace(told, link="https://elsewhere.example", title="另一个名字")
    names = [[each.text for each in channel(one).iter("guid")] for one in (told, moved)]
    assert names[0] == names[1]
    guids = [channel(one).findtext(f"{PODCAST}guid") for one in (told, moved)]
    assert guids[0] == guids[1]


@settings(max_examples=many(25))
@given(title=HOSTILE, words=HOSTILE)
def test_hostile_words_stay_words(title: str, words: str) -> None:
    line = words.replace("\r", "").replace("\n", " ").encode(errors="replace").decode()
    marks = (Mark(0, 1, title), Mark(1, 2, words, "https://arxiv.org/abs/2304.02643"))
    script = Script(words, tuple(Chapter(one_line(mark.title), None, (words,)) for mark in marks))
    told = replace(series(digest_of(ISSUE.replace("没有编号", line), title=title)), title=title)
    found = channel(told, marks, script)
    assert next(each.text for each in found.iter("guid")) == f"{NAME}/2023-W14/radio/nlp"
    for notes in found.iter("{http://purl.org/rss/1.0/modules/content/}encoded"):
        assert page(f"<div>{notes.text}</div>").active == []
    parts = sound.parts(Recording(1, 2, "", marks), script)
    cues = sound.transcript(parts).decode().removesuffix("\n").split("\n\n")[1:]
    assert len(cues) == len(parts) * bool(one_line(words))
    for cue in cues:
        assert cue.count("-->") == 1
        assert not re.search("[<>]", cue.partition("\n")[2])
    chapters = sound.chapters(Recording(1, 2, "", marks)).decode()
    assert clean(chapters) == chapters
    assert [each["title"] for each in json.loads(chapters)["chapters"]] == [one_line(title), one_line(words)]
