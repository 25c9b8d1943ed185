"""Sound from any WAV is read and made equally loud; a paragraph is cut into pieces and nothing is lost."""

import math
import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.voices.loudness import even
from digestcli.voices.pieces import pieces
from digestcli.voices.sound import Sound, Unreadable, from_wav, to_wav

RATE = 8000
TONE = [0.5, -0.25, 0.125, -1.0]  # what every number format can say


def tone(height: float, seconds: float = 1.0, rate: int = RATE) -> Sound:
    """A sine of 400 Hz, so high of 1."""
    return Sound(
        rate,
        array(
            "h",
            (round(32767 * height * math.sin(800 * math.pi * n / rate)) for n in range(int(seconds * rate))),
        ),
    )


def wav(kind: int, bits: int, data: bytes, channels: int = 1, *, size: int | None = None) -> bytes:
    form = struct.pack("<HHIIHH", kind, channels, RATE, 0, 0, bits)
    if kind == 0xFFFE:
        form += struct.pack("<HHIH", 22, bits, 0, 1) + bytes(14)
    told = len(data) if size is None else size
    chunks = b"LIST" + struct.pack("<I", 3) + b"abc\0fmt " + struct.pack("<I", len(form)) + form
    return b"RIFF\xff\xff\xff\xffWAVE" + chunks + b"data" + struct.pack("<I", told) + data


def whole(bits: int) -> bytes:
    numbers = [int(each * 2 ** (bits - 1)) for each in TONE]
    if bits == 8:
        return bytes(each + 128 for each in numbers)
    return b"".join(each.to_bytes(bits // 8, "little", signed=True) for each in numbers)


@pytest.mark.parametrize(
    "data",
    [
        *(wav(1, bits, whole(bits)) for bits in (8, 16, 24, 32)),
        wav(0xFFFE, 16, whole(16)),
        wav(1, 16, whole(16), size=0xFFFFFFFF),  # a stream, whose head was written first
        wav(1, 16, b"".join(whole(16)[at : at + 2] * 2 for at in range(0, 8, 2)), channels=2),
    ],
)
def test_a_wav_of_any_kind_is_the_same_sound(data: bytes) -> None:
    assert from_wav(data) == Sound(RATE, array("h", (int(each * 32768) for each in TONE)))


def test_floats_are_kept_within_bounds() -> None:
    data = wav(3, 32, struct.pack("<5f", 0.5, -0.5, 9.0, -9.0, math.nan))
    assert list(from_wav(data).samples[:4]) == [16383, -16383, 32767, -32767]


@pytest.mark.parametrize("data", [b"", b"ID3\x03", wav(85, 16, b""), wav(1, 12, b""), wav(1, 16, b"")[:40]])
def test_what_is_no_wav_says_why(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"RIFF|format|data"):
        from_wav(data)


@given(st.binary(max_size=80), st.integers(0, 60))
def test_whatever_the_bytes_of_a_wav_nothing_else_is_raised(data: bytes, at: int) -> None:
    good = wav(1, 16, whole(16) * 4)
    try:
        from_wav(good[:at] + data + good[at + len(data) :])
    except Unreadable:
        return


def test_what_is_written_is_read_back() -> None:
    assert from_wav(to_wav(tone(0.3))) == tone(0.3)


@pytest.mark.parametrize("height", [0.02, 0.1, 0.3, 1.0])
def test_every_piece_is_equally_loud_and_no_peak_is_cut(height: float) -> None:
    loud = even(tone(height)).samples
    power = math.sqrt(sum(each * each for each in loud) / len(loud)) / 32768
    assert 20 * math.log10(power) == pytest.approx(-17, abs=0.6)
    assert max(map(abs, loud)) <= 32768 * 10 ** (-1.5 / 20) + 1


def test_what_is_much_fainter_than_the_rest_is_not_counted() -> None:
    sound = even(Sound(RATE, tone(0.3).samples + tone(0.01, 3.0).samples))
    power = math.sqrt(sum(each * each for each in sound.samples[:RATE]) / RATE) / 32768
    assert 20 * math.log10(power) == pytest.approx(-17, abs=0.6)


def test_the_ends_of_a_piece_are_not_silence_and_silence_is_nothing() -> None:
    silence = array("h", bytes(2 * RATE))
    sound = Sound(RATE, silence + tone(0.3).samples + silence)
    assert 1.0 <= even(sound).seconds <= 1.1
    assert even(Sound(RATE, silence)).samples == array("h")
    assert even(Sound(RATE, array("h"))).samples == array("h")


LETTERS = st.text(st.sampled_from('甲乙。，！ab. ?"”…；1'), max_size=900)


@given(LETTERS)
def test_the_pieces_are_the_paragraph_and_none_is_too_long(paragraph: str) -> None:
    found = list(pieces(paragraph))
    said = "".join(filter(str.isalnum, paragraph))
    assert "".join(filter(str.isalnum, "".join(found))) == said
    assert all(len(piece) <= 240 and any(map(str.isalnum, piece)) for piece in found)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "研究者说：“3.5 版比 GPT-4 好。”这一点还没有人证实！"
    found = list(pieces(sentence * 20))
    assert len(found) == 3
    assert all(piece.startswith("研究者") and piece.endswith("证实！") for piece in found)
    assert list(pieces("……——！")) == []
    english = "Version 3.5 of it beats the best by 2.1 points, as Table 1 tells. Nobody has shown that yet! "
    assert list(pieces(english * 4)) == [(english * 2).strip()] * 2
