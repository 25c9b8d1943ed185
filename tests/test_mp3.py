"""A recording's length is counted, its chapters are read back, and a damaged one is told as that."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import FileError
from digestcli.files import Missing, id3, mp3
from digestcli.files.id3 import Mark
from tests.mp3s import FRAME, MONO_24K_48, frames, silence

MARKS = (
    Mark(0.046, 12.5, "开场"),
    Mark(12.5, 60.001, "Pythia: A Suite & 更多", "https://arxiv.org/abs/2304.01373"),
    Mark(60.001, 71.999, "结语", "https://example.org/%E7%94%B2"),
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(str.strip)


def measured(data: bytes) -> mp3.Recording:
    return mp3.recording_of(data, "nlp.mp3")


def test_what_is_written_is_read_back() -> None:
    data = silence(72, "ArXiv Weekly Radiostation：NLP", MARKS)
    found = measured(data)
    assert found == mp3.Recording(len(data), 72.0, "ArXiv Weekly Radiostation：NLP", MARKS)


@given(WORDS, st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), WORDS), max_size=5))
def test_any_words_are_read_back(title: str, said: list[tuple[int, int, str]]) -> None:
    marks = [Mark(at / 1000, (at + long) / 1000, words) for at, long, words in said]
    found = id3.read(id3.tag(title, marks, artist="编辑部", album=title))
    assert found.title == title
    assert list(found.marks) == sorted(marks, key=lambda mark: mark.start)


@pytest.mark.parametrize(
    ("head", "length", "samples", "rate"),
    [
        (b"\xff\xfb\x90\xc4", 417, 1152, 44100),  # MPEG-1, 128 kbit/s
        (b"\xff\xfb\x92\xc4", 418, 1152, 44100),  # one byte longer
        (b"\xff\xfa\x94\x04", 384, 1152, 48000),  # with a checksum, stereo
        (b"\xff\xfb\xe8\xc4", 1440, 1152, 32000),
        (MONO_24K_48, 144, 576, 24000),
        (b"\xff\xf3\x80\xc4", 208, 576, 22050),
        (b"\xff\xe3\x18\xc4", 72, 576, 8000),  # 2.5
    ],
)
def test_frames_of_every_kind_are_counted(head: bytes, length: int, samples: int, rate: int) -> None:
    assert measured(frames(100, head, length)).seconds == pytest.approx(100 * samples / rate, rel=1e-12)


def test_frames_of_changing_length_are_counted_one_by_one() -> None:
    fast = frames(10, b"\xff\xf3\xa4\xc4", 288)  # 96 kbit/s
    assert measured(frames(10) + fast + frames(5)).seconds == pytest.approx(25 * 0.024)


@pytest.mark.parametrize(("word", "at"), [(b"Xing", 13), (b"Info", 13), (b"VBRI", 36)])
def test_a_first_frame_without_sound_is_not_counted(word: bytes, at: int) -> None:
    head = MONO_24K_48 + bytes(at - 4) + word
    first = head + bytes(FRAME - len(head))
    assert measured(first + frames(50)).seconds == pytest.approx(1.2)
    assert measured(frames(1) + first + frames(50)).seconds == pytest.approx(1.248)  # not the first


@pytest.mark.parametrize(
    ("head", "at", "length"), [(b"\xff\xfb\x90\xc4", 21, 417), (b"\xff\xfb\x90\x04", 36, 417)]
)
def test_a_first_frame_without_sound_is_known_in_mono_and_in_stereo(
    head: bytes, at: int, length: int
) -> None:
    first = (head + bytes(at - 4) + b"Xing").ljust(length, b"\0")
    assert measured(first + frames(50, head, length)).seconds == pytest.approx(50 * 1152 / 44100)


def test_two_recordings_one_after_the_other_last_as_long_as_both() -> None:
    first = (MONO_24K_48 + bytes(9) + b"Info").ljust(FRAME, b"\0")
    one, other = (id3.tag(title, ()) + first + frames(50) for title in "甲乙")
    found = measured(one + other)
    assert found.seconds == pytest.approx(2.4)
    assert found.title == "甲"


@pytest.mark.parametrize("more", [
    bytes(65_536), b"\x01", b"TAG" + bytes(124),
    b"APETAGEX" + bytes(4) + (33).to_bytes(4, "little") + bytes(48),
])  # fmt: skip
def test_what_else_stands_behind_the_sound_is_told(more: bytes) -> None:
    with pytest.raises(FileError, match="is cut short or damaged at byte"):
        measured(frames(50) + more)


@pytest.mark.parametrize(("seconds", "said"), [(59.6, "1:00"), (3599.5, "1:00:00"), (0.4, "0:00")])
def test_a_duration_is_said_to_the_nearest_second(seconds: float, said: str) -> None:
    assert mp3.Recording(1, seconds, "", ()).duration == said


@pytest.mark.parametrize(
    "around",
    [
        lambda data: data + b"TAG" + bytes(125),  # ID3v1
        lambda data: data + b"APETAGEX" + bytes(4) + (32).to_bytes(4, "little") + bytes(48),
        lambda data: bytes(1000) + data + bytes(1000),
        lambda data: b"ID3\x02\x00\x00\x00\x00\x00\x0aTT2\x00\x00\x04\x00abc" + data,  # 2.2
        lambda data: (
            b"ID3\x04\x00\x10\x00\x00\x02\x00" + bytes(256) + b"3DI\x04\x00\x10\x00\x00\x02\x00" + data
        ),
        lambda data: id3.tag("甲", ()) + id3.tag("乙", ()) + data,
    ],
)
def test_other_tags_are_stepped_over(around: object) -> None:
    assert callable(around)
    data = around(frames(50))
    assert measured(data).size == len(data)
    assert measured(data).seconds == pytest.approx(1.2)


def test_a_tag_of_version_4_and_one_made_safe_are_read() -> None:
    chapter = b"a\x00" + (500).to_bytes(4, "big") + (900).to_bytes(4, "big") + b"\xff" * 8
    chapter += b"TIT2\x00\x00\x00\x07\x00\x00\x03\xe7\x94\xb2\xe4\xb9\x99"
    chapter += b"WXXX\x00\x00\x00\x17\x00\x00\x03x\x00https://example.org/"
    tag = (
        b"TIT2\x00\x00\x00\x04\x00\x02\x03\x00\xff\x00CHAP"
        + id3._sevens(len(chapter))
        + b"\x00\x00"
        + chapter
    )
    found = id3.read(b"ID3\x04\x00\x00" + id3._sevens(len(tag)) + tag)
    assert found.marks == (Mark(0.5, 0.9, "甲乙", "https://example.org/"),)
    unsafe = id3.tag("甲", [Mark(0.255, 0.9, "乙")])
    body = unsafe[10:].replace(b"\xff", b"\xff\x00")
    assert id3.read(b"ID3\x03\x00\x80" + id3._sevens(len(body)) + body) == id3.read(unsafe)


def tagged(version: int, body: bytes, flags: int = 0) -> id3.Tag:
    return id3.read(b"ID3" + bytes([version, 0, flags]) + id3._sevens(len(body)) + body)


@pytest.mark.parametrize(("version", "extra"), [
    (3, (6).to_bytes(4, "big") + bytes(6)), (4, id3._sevens(6) + b"\x01\x00"),
])  # fmt: skip
def test_what_stands_before_the_frames_of_a_tag_is_stepped_over(version: int, extra: bytes) -> None:
    assert tagged(version, extra + b"TIT2\x00\x00\x00\x04\x00\x00\x03abc", 0x40).title == "abc"


@pytest.mark.parametrize(("version", "packed"), [(3, 0x80), (3, 0x40), (4, 0x08), (4, 0x04)])
def test_a_frame_that_is_packed_or_encrypted_says_nothing(version: int, packed: int) -> None:
    assert tagged(version, b"TIT2\x00\x00\x00\x04\x00" + bytes([packed]) + b"\x03abc") == id3.Tag()
    assert tagged(2, b"TIT2\x00\x00\x00\x04\x00\x00\x03abc") == id3.Tag()


def test_a_chapter_that_ends_before_it_begins_is_none_and_of_many_those_that_fit_are_read() -> None:
    backwards = b"a\x00" + (900).to_bytes(4, "big") + (500).to_bytes(4, "big") + b"\xff" * 8
    fine = b"a\x00" + bytes(8) + b"\xff" * 8
    body = id3._frame("CHAP", backwards) + id3._frame("CHAP", fine) * 300
    assert tagged(3, body).marks == (Mark(0, 0, ""),) * id3.MOST_MARKS


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "http://a b"])
def test_an_address_that_may_not_be_followed_is_none(url: str) -> None:
    chapter = b"a\x00" + bytes(8) + b"\xff" * 8
    chapter += id3._frame("WXXX", b"\x00\x00" + url.encode())
    body = id3._frame("CHAP", chapter)
    assert id3.read(b"ID3\x03\x00\x00" + id3._sevens(len(body)) + body).marks == (Mark(0, 0, ""),)


def test_a_chapter_beyond_the_end_is_none() -> None:
    late = (Mark(0, 1, "甲"), Mark(100, 200, "乙"))
    assert measured(silence(2, "x", late)).chapters == late[:1]


def test_one_that_is_cut_short_is_told_as_that() -> None:
    data = silence(0.24, "甲", MARKS[:1])
    whole = {len(data) - FRAME * number for number in range(10)}
    for end in range(len(data)):
        if end not in whole:
            with pytest.raises(FileError, match=r"nlp\.mp3 (is no MP3|is cut short or damaged at byte \d+)"):
                measured(data[:end])


@pytest.mark.parametrize(
    "data",
    [
        (b"\xff\xfb\x00\xc4" + bytes(1040)) * 3,
        b"",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"\xff\xfd\x80\xc4" * 99,
        b"\x00" * 200_000,
    ],
)
def test_what_is_no_mp3_is_told_as_that(data: bytes) -> None:
    with pytest.raises(FileError, match=r"nlp\.mp3 is no MP3"):
        measured(data)


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), min_size=1, max_size=8), st.binary())
def test_whatever_the_bytes_it_is_a_recording_or_told(changes: list[tuple[int, int]], more: bytes) -> None:
    data = bytearray(silence(0.048, "甲乙", [Mark(0, 0.02, "丙", "https://example.org/")]) + more)
    for at, byte in changes:
        data[at % len(data)] = byte
    try:
        found = measured(bytes(data))
    except FileError:
        return
    assert 0 < found.seconds < 10
    assert all(mark.start <= mark.end <= found.seconds + 1 for mark in found.chapters)


def test_a_long_one_is_read_from_the_disk_a_little_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "nlp.mp3"
    data = silence(600, "甲", MARKS)  # three windows and a half
    path.write_bytes(data)
    assert mp3.recording(path) == measured(data) == mp3.Recording(len(data), 600.0, "甲", MARKS)
    with pytest.raises(Missing):
        mp3.recording(tmp_path / "cv.mp3")
    with pytest.raises(FileError, match="it is a folder"):
        mp3.recording(tmp_path)
