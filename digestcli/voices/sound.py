"""Sound as it is worked with here, and the WAV files in which programs hand it over.

A WAV may come from any program: 8 to 32 bits, whole numbers or floats, any number of channels, a length that
was not known when its head was written. What cannot be read says why, in a word.
"""

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

_N = TypeVar("_N", int, float)
_WHOLE, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE  # what a WAV says of its numbers
_RATES = range(8000, 192_001)  # samples a second


class Unreadable(ValueError):
    """Why some bytes are no WAV that can be used."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel, 16 bits."""

    rate: int  # samples a second
    samples: "array[int]"

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    @property
    def data(self) -> bytes:
        """Little-endian, as WAV files and encoders have it."""
        return _turned(self.samples).tobytes()


@dataclass(frozen=True, slots=True)
class _Form:
    kind: int
    channels: int
    rate: int
    bits: int


def to_wav(sound: Sound) -> bytes:
    data = sound.data
    form = _bytes(_WHOLE, 2) + _bytes(1, 2) + _bytes(sound.rate, 4) + _bytes(2 * sound.rate, 4)
    chunks = (
        b"WAVEfmt " + _bytes(16, 4) + form + _bytes(2, 2) + _bytes(16, 2) + b"data" + _bytes(len(data), 4)
    )
    return b"RIFF" + _bytes(len(chunks) + len(data), 4) + chunks + data


def from_wav(data: bytes) -> Sound:
    """The sound in a WAV, its channels made one; raises Unreadable."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise Unreadable("no RIFF/WAVE")
    form: _Form | None = None
    for name, body in _chunks(data):
        if name == b"fmt ":
            form = _form(body)
        elif name == b"data" and form:
            return Sound(form.rate, _mono(_numbers(body, form), form.channels))
    raise Unreadable("no data")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each part with its name; the last may be shorter than it says, as the head of a stream cannot know."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _form(body: bytes) -> _Form:
    numbers = [
        int.from_bytes(body[at : at + size], "little") for at, size in ((0, 2), (2, 2), (4, 4), (14, 2))
    ]
    form = _Form(*numbers)
    if form.kind == _EXTENSIBLE:
        form = _Form(int.from_bytes(body[24:26], "little"), *numbers[1:])
    is_known = form.bits in {8, 16, 24, 32} if form.kind == _WHOLE else (form.kind, form.bits) == (_FLOAT, 32)
    if not (is_known and form.rate in _RATES and 1 <= form.channels <= 8):
        raise Unreadable(f"format {form.kind}, {form.channels} x {form.bits} bit, {form.rate} Hz")
    return form


def _numbers(body: bytes, form: _Form) -> "array[int]":
    width = form.bits // 8
    body = body[: len(body) - len(body) % (width * form.channels)]
    if form.kind == _FLOAT:
        floats = _turned(array("f", body))
        return array("h", (int(32767 * min(1.0, max(-1.0, each))) for each in floats))
    pairs = bytearray(len(body) // width * 2)  # the two upper bytes of each number
    pairs[1::2] = body[width - 1 :: width]
    if width == 1:  # unsigned
        pairs[1::2] = bytes(each ^ 0x80 for each in body)
    else:
        pairs[0::2] = body[width - 2 :: width]
    return _turned(array("h", bytes(pairs)))


def _mono(numbers: "array[int]", channels: int) -> "array[int]":
    if channels == 1:
        return numbers
    return array(
        "h",
        (
            sum(each) // channels
            for each in zip(*(numbers[n::channels] for n in range(channels)), strict=True)
        ),
    )


def _turned(numbers: "array[_N]") -> "array[_N]":
    """From the machine's order of bytes to a WAV's, or back."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers


def _bytes(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little")
