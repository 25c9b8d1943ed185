"""The recordings on the site: each is heard and read on its own page, and only what changed is written."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli.library.root import Library
from tests import pictures, recorded
from tests.recorded import ISSUE, LISTS, record, stem
from tests.test_site import built, edit, follow, pages
from tests.threat_pages import page

if TYPE_CHECKING:
    from digestcli.model.event import Event

PAGES = {f"radio/2026-W03/{name.lower()}.html" for name in LISTS} | {"radio/index.html", "radio/2026.html"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return recorded.library(tmp_path / "library")


def test_every_way_leads_somewhere_and_no_page_has_a_script(library: Library, tmp_path: Path) -> None:
    made = built(library, tmp_path / "site")
    assert set(made.written) >= PAGES
    follow(tmp_path / "site")
    seen = pages(tmp_path / "site")
    for name in PAGES:
        assert "script" not in seen[name].tags
        assert (tmp_path / "site" / name).stat().st_size < 100_000
    assert {"radio/index.html", "radio/2026-W03/nlp.html"} <= {*seen["index.html"].ways}
    assert "../radio/2026-W03/cv.html" in seen["issues/2026-W03.html"].ways
    assert {"2026-W03/nlp.html", "2026.html"} <= {
        way.removeprefix("../radio/") for way in seen["radio/index.html"].ways
    }


def test_a_recording_is_heard_and_read(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    text = (tmp_path / "site" / "radio/2026-W03/nlp.html").read_text("utf-8")
    assert '<audio src="../../audio/2026-W03-nlp.mp3" controls="" preload="none" aria-label="NLP">' in text
    assert (
        '<a href="../../audio/2026-W03-nlp.mp3#t=2" class="moment"><time datetime="PT2S">0:02</time></a>'
        in text
    )
    assert '<h3><a href="https://arxiv.org/abs/2601.08808">' in text
    assert "<p>第一篇，成绩是百分之八十六点四。A &amp; B &lt;b&gt;，*不是*强调。</p>" in text
    assert "这句不念" not in text
    for name in LISTS:
        data = (library.root / f"{stem(name)}.mp3").read_bytes()
        assert (tmp_path / "site" / f"{stem(name)}.mp3").read_bytes() == data
        told = json.loads((tmp_path / "site" / f"{stem(name)}.chapters.json").read_text("utf-8"))
        assert [each["startTime"] for each in told["chapters"]] == [0, 2.4, 4.8]
        assert "\n00:00:02.400 --> 00:00:04.800\n" in (tmp_path / "site" / f"{stem(name)}.vtt").read_text(
            "utf-8"
        )
    assert not list((tmp_path / "site").rglob("*.md"))


def test_all_that_the_podcast_names_is_on_the_site(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    text = (tmp_path / "site" / "podcast.xml").read_text("utf-8")
    named = re.findall('(?:href|url)="https://example.org/radio/([^"]+)"', text)
    assert len(named) == 1 + 3 * 4
    for place in [*named, *re.findall("<link>https://example.org/radio/([^<]+)</link>", text)]:
        assert (tmp_path / "site" / place).is_file(), place
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert (
        '<link rel="alternate" type="application/rss+xml" title="一周论文电台 (播客)" href="podcast.xml" />'
        in home
    )
    assert (
        '<div class="heard"><span class="aside">收听：</span><ul class="recordings" aria-label="电台">'
        in home
    )


def script(library: Library) -> None:
    file = library.root / f"{stem('CV')}.md"
    file.write_text(file.read_text("utf-8").replace("再会", "再见"), encoding="utf-8")


def gone(library: Library) -> None:
    (library.root / f"{stem('CV')}.mp3").unlink()


CV = {"radio/2026-W03/cv.html", "audio/2026-W03-cv.vtt", "audio/2026-W03-cv.chapters.json", "podcast.xml"}
CHANGES: dict[str, tuple[Callable[[Library], object], set[str]]] = {
    "nothing": (lambda _library: None, set()),
    "a script": (script, CV),
    "a recording": (
        lambda library: record(library.root, "CV"),
        CV | {"audio/2026-W03-cv.mp3", "issues/2026-W03.html"},
    ),
    "a 推荐": (
        edit(ISSUE, "下次想让模型", "下回想让模型"),
        {"issues/2026-W03.html", "papers/2601.05414.html", "search/2026.js"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_changed_is_written_again(library: Library, tmp_path: Path, name: str) -> None:
    change, wanted = CHANGES[name]
    built(library, tmp_path / "site")
    change(library)
    again = built(library, tmp_path / "site")
    assert wanted <= set(again.written)
    others = {each for each in set(again.written) - wanted if each.startswith(("radio/", "audio/"))}
    assert others == set()
    built(library, tmp_path / "fresh")
    for path in (each for each in (tmp_path / "fresh").rglob("*") if each.is_file() and each.name[0] != "."):
        assert path.read_bytes() == (tmp_path / "site" / path.relative_to(tmp_path / "fresh")).read_bytes()


def test_a_recording_that_is_gone_takes_its_page_with_it(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    gone(library)
    again = built(library, tmp_path / "site")
    assert set(again.removed) == (CV | {"audio/2026-W03-cv.mp3"}) - {"podcast.xml"}
    follow(tmp_path / "site")
    assert (tmp_path / "site" / "podcast.xml").read_text("utf-8").count("<item>") == 2


def test_without_a_recording_there_is_no_radio(tmp_path: Path) -> None:
    library = recorded.library(tmp_path / "library", lists=())
    made = built(library, tmp_path / "site")
    assert [name for name in made.written if name.startswith(("radio", "audio", "podcast"))] == []
    assert "电台</a>" not in (tmp_path / "site" / "search.html").read_text("utf-8").replace(
        "一周论文电台", ""
    )


def test_without_an_address_it_is_heard_but_subscribed_to_by_nobody(library: Library, tmp_path: Path) -> None:
    edit("digest.toml", 'link = "https', '# link = "https')(library)
    told: list[Event] = []
    made = built(library, tmp_path / "site", told.append)
    assert set(made.written) >= PAGES
    assert "podcast.xml" not in made.written
    assert "no podcast: digest.toml has no link, and players are told whole addresses" in {
        e.message for e in told
    }
    follow(tmp_path / "site")


def test_what_has_neither_chapters_nor_script_is_heard(library: Library, tmp_path: Path) -> None:
    (library.root / f"{stem('CV')}.md").unlink()
    (library.root / "audio" / "ml.m4a").write_bytes(b"not an mp3")
    recorded.name(library.root, "ML", "../audio/ml.m4a")
    told: list[Event] = []
    made = built(library, tmp_path / "site", told.append)
    follow(tmp_path / "site")
    assert "audio/ml.m4a" in made.written
    assert not [each for each in made.written if each.startswith("audio/ml.") and each != "audio/ml.m4a"]
    text = (tmp_path / "site" / "radio/2026-W03/cv.html").read_text("utf-8")
    assert '<a href="https://arxiv.org/abs/2601.08808">' in text
    assert "文字稿" not in text
    assert next(e.message for e in told if "ml.m4a" in e.message).endswith("ml.m4a is no MP3")


def test_the_podcasts_picture_is_on_the_site_and_another_one_is_told(
    library: Library, tmp_path: Path
) -> None:
    edit("digest.toml", "[radio]", '[radio]\ncover = "figures/radio.png"')(library)
    library.figures.mkdir()
    (library.figures / "radio.png").write_bytes(pictures.PNG)
    built(library, tmp_path / "site")
    image = '<itunes:image href="https://example.org/radio/figures/radio.png">'
    assert image in (tmp_path / "site" / "podcast.xml").read_text("utf-8")
    assert (tmp_path / "site" / "figures" / "radio.png").read_bytes() == pictures.PNG
    (library.figures / "radio.png").unlink()
    again = built(library, tmp_path / "site")
    assert (set(again.written), again.removed) == ({"podcast.xml"}, ("figures/radio.png",))
    assert "itunes:image" not in (tmp_path / "site" / "podcast.xml").read_text("utf-8")


def test_where_nothing_can_be_measured_there_is_no_podcast(tmp_path: Path) -> None:
    library = recorded.library(tmp_path / "library", lists=())
    (library.root / "audio" / "ml.m4a").write_bytes(b"not an mp3")
    recorded.name(library.root, "ML", "../audio/ml.m4a")
    written = built(library, tmp_path / "site").written
    assert ("radio/2026-W03/ml.html" in written, "podcast.xml" in written) == (True, False)


def test_one_recording_of_two_lists_lies_there_once(library: Library, tmp_path: Path) -> None:
    recorded.name(library.root, "ML", "../audio/2026-W03-cv.mp3")
    made = built(library, tmp_path / "site")
    assert len(made.written) == len(set(made.written))
    follow(tmp_path / "site")
    assert [name for name in made.written if name.startswith("audio/2026-W03-cv")] == [
        *("audio/2026-W03-cv.chapters.json", "audio/2026-W03-cv.vtt", "audio/2026-W03-cv.mp3")
    ]
    assert {"radio/2026-W03/cv.html", "radio/2026-W03/ml.html"} <= set(made.written)


STRANGE = "<script>alert(1)</script> [x](javascript:x) \x1b]0;x\x07 \u202e {{7*7}} --> ' \""


def test_what_a_script_or_a_recording_says_is_words(library: Library, tmp_path: Path) -> None:
    file = library.root / f"{stem('NLP')}.md"
    file.write_text(
        f"# {STRANGE}\n\n{STRANGE}\n\n## {STRANGE}\n\n{STRANGE}\n\n## 2601.08808 {STRANGE}\n",
        encoding="utf-8",
    )
    record(library.root, "NLP")
    built(library, tmp_path / "site")
    seen = page((tmp_path / "site" / "radio/2026-W03/nlp.html").read_text("utf-8"))
    assert seen.active == []
    assert seen.obeyed() == []
    assert seen.words.count("<script>alert(1)</script> [x](javascript:x)") == 4
    for ending in (".vtt", ".chapters.json"):
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\u202e]", (tmp_path / "site" / f"{stem('NLP')}{ending}").read_text("utf-8")
        )
