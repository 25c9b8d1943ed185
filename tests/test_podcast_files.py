"""What a podcast tells of a library's recordings is true of the files; what cannot be told is named."""

import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from digestcli import exporters
from digestcli.errors import FileError
from digestcli.library.root import Library
from digestcli.library.settings import load
from digestcli.model.event import Event
from digestcli.model.key import Key, Week
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready, rendered
from digestcli.workflow.recordings import heard
from tests import recorded
from tests.test_podcast import ITUNES, PODCAST


def of_library(library: Library, told: list[Event]) -> ET.Element:
    publication, _problems = load(library)
    desk = Desk(library, publication, Week(2026, 3).monday)
    of = ready(desk, [Key("2026-W03")]).series
    (artifact,) = rendered(library, ["podcast"], of, library.out, told.append)
    found = ET.fromstring(artifact.render()).find("channel")  # noqa: S314 - our own
    assert found is not None
    return found


def test_lengths_are_those_of_the_files(tmp_path: Path) -> None:
    library = recorded.library(tmp_path / "library")
    told: list[Event] = []
    items = of_library(library, told).findall("item")
    assert told == []
    for item, name in zip(items, recorded.LISTS, strict=True):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        file = library.root / f"{recorded.stem(name)}.mp3"
        assert enclosure.get("length") == str(file.stat().st_size)
        assert item.findtext(f"{ITUNES}duration") == "7"
        assert len(item.findall(f"{PODCAST}transcript")) == 2
        assert parsedate_to_datetime(str(item.findtext("pubDate"))).isoformat() == "2026-01-18T00:00:00+08:00"


def test_a_recording_that_cannot_be_measured_is_left_out_and_named(tmp_path: Path) -> None:
    library = recorded.library(tmp_path / "library")
    cut = library.root / f"{recorded.stem('NLP')}.mp3"
    cut.write_bytes(cut.read_bytes()[:-9])
    recorded.name(library.root, "CV", "https://cdn.example/cv.mp3（16:51）")
    (tmp_path / "secret.mp3").write_bytes((library.root / f"{recorded.stem('ML')}.mp3").read_bytes())
    (library.root / f"{recorded.stem('ML')}.mp3").unlink()
    (library.root / f"{recorded.stem('ML')}.mp3").symlink_to(tmp_path / "secret.mp3")
    told: list[Event] = []
    assert of_library(library, told).findall("item") == []
    said = "\n".join(event.message for event in told)
    assert re.search(r"left out: .*2026-W03-nlp\.mp3 is cut short or damaged at byte \d+", said)
    assert "left out: https://cdn.example/cv.mp3 lies elsewhere, and its length is not known" in said
    assert re.search(r"left out: .*2026-W03-ml\.mp3 leads out of", said)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (
            "../sounds/nlp.mp3",
            "../sounds/nlp.mp3 is not in the audio/ of the library, and so not on the site",
        ),
        ("../audio/nlp.m4a", "../audio/nlp.m4a is no MP3"),
        ("../audio/a\0b.mp3", "../audio/a\0b.mp3 is not a plain file"),
    ],
)
def test_what_no_player_could_be_told_of_is_named_once(tmp_path: Path, path: str, why: str) -> None:
    told: list[Event] = []
    assets = heard(Library(tmp_path), "zh", exporters.Assets(str), told.append)
    assert [assets.recording(path), assets.recording(path)] == [None, None]
    assert [event.message for event in told] == [f"a recording is left out: {why}"]


def test_a_script_is_read_in_its_language_and_one_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio" / "a.md").write_text("Hello.\n", encoding="utf-8")
    (tmp_path / "audio" / "b.md").write_text("-" * 1_048_577, encoding="utf-8")
    told: list[Event] = []
    assets = heard(Library(tmp_path), "en", exporters.Assets(str), told.append)
    script = assets.script("../audio/a.mp3")
    assert script
    assert [each.title for each in script.chapters] == ["Opening"]
    assert assets.script("../audio/b.mp3") is None
    assert re.fullmatch("a script is left out: .*b.md .*", told[0].message)


def test_without_an_address_there_is_no_podcast(tmp_path: Path) -> None:
    library = recorded.library(tmp_path / "library", lists=())
    text = library.settings.read_text(encoding="utf-8")
    library.settings.write_text(re.sub("(?m)^link.*$", "", text), encoding="utf-8")
    with pytest.raises(FileError, match="has no link, and a podcast names") as refused:
        of_library(library, [])
    assert 'link = "https://' in str(refused.value.hint)
