"""How long an MP3 lasts, and what its tag says: found by walking over all of it, as no head tells the truth.

Each of its frames says how many bytes it has and what it lasts (ISO/IEC 11172-3 and 13818-3, layer III, and
the usual 2.5). A first frame without sound (`Xing`, `Info`, `VBRI`) is not counted. A file that stops in a
frame, or has something else between two, is not guessed at.
"""

from collections import Counter
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from digestcli.errors import FileError
from digestcli.files import id3
from digestcli.files.id3 import Mark
from digestcli.files.reading import opened
from digestcli.messages import _
from digestcli.values import dataclass

_WINDOW = 1 << 20  # bytes in memory at a time
_HEAD = 4
_LONGEST = 1441  # bytes of a frame
_LARGEST_TAG = 16 * 1024 * 1024  # one with a picture; of a larger one nothing is read
_SLACK = 64 * 1024  # bytes of nothing that may lie before the first frame, and after the last
_RATES = (44100, 48000, 32000)  # samples a second
_FULL = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s
_HALF = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


@dataclass(frozen=True, slots=True)
class Recording:
    """`seconds` by its frames; the title and chapters are its tag's, and may be anybody's words."""

    size: int
    seconds: float
    title: str
    chapters: tuple[Mark, ...]
    maker: str = ""  # the program that made it, as far as its tag says

    @property
    def duration(self) -> str:
        """To the second, as issues and feeds have it: `20:13`, `1:02:03`."""
        minutes, seconds = divmod(round(self.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class _Frame:
    length: int  # bytes
    samples: int
    rate: int  # of the samples, in a second
    side: int  # bytes between its head and its sound


def recording(path: Path) -> Recording:
    """The recording at `path`; raises Missing, or FileError for what is no MP3, or not whole."""
    with opened(path) as file:
        return recording_in(file, str(path))


def recording_of(data: bytes, name: str) -> Recording:
    """The recording in `data`; raises FileError, naming `name`, for what is no MP3, or not whole."""
    return recording_in(BytesIO(data), name)


def recording_in(file: BinaryIO, name: str) -> Recording:
    """The recording in an open file, of which a little is in memory at a time."""
    walk = _Walk(file)
    try:
        lasted = walk.over()
    except _NoSoundError:
        raise FileError(
            _("{path} is no MP3").format(path=name), _("save it as MP3, mono or stereo")
        ) from None
    except _OddError:
        raise FileError(
            _("{path} is cut short or damaged at byte {byte}").format(path=name, byte=walk.place),
            _("fetch it or save it again"),
        ) from None
    seconds = float(sum((Fraction(samples, rate) for rate, samples in lasted.items()), Fraction()))
    chapters = tuple(mark for mark in walk.tag.marks if mark.end <= seconds + 1)
    return Recording(walk.place, seconds, walk.tag.title, chapters, walk.tag.maker)


class _NoSoundError(Exception):
    """There is not one frame."""


class _OddError(Exception):
    """Neither a frame, nor the end."""


class _Walk:
    """One way through a file, from tag to frame to frame."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = b""
        self._at = 0
        self._before = 0  # bytes of the file before the window
        self.tag = id3.Tag()

    @property
    def place(self) -> int:
        """How many bytes were walked over."""
        return self._before + self._at

    def over(self) -> Counter[int]:
        """How many samples there are of each rate, once the end is reached."""
        lasted: Counter[int] = Counter()
        is_first = True
        while head := self._ahead(_HEAD):
            frame = _frame(head)
            if frame is None:
                self._over_something_else(any_sound=bool(lasted))
                is_first = True
                continue
            data = self._ahead(frame.length) if is_first else b""
            if not self._step(frame.length):
                raise _OddError
            if not (is_first and _is_silent_head(data, frame)):
                lasted[frame.rate] += frame.samples
            is_first = False
        if not lasted:
            raise _NoSoundError
        return lasted

    def _over_something_else(self, *, any_sound: bool) -> None:
        """Walks over a tag, or some nothing; raises where what comes next is neither, or is not whole."""
        if size := id3.length(self._ahead(id3.HEAD)):
            if not any_sound and size <= _LARGEST_TAG:
                self.tag = id3.read(self._ahead(size))
        else:
            size = _tag_of_another_kind(self._ahead(32)) or self._nothing()
        if not size:
            raise _OddError if any_sound else _NoSoundError
        if not self._step(size):
            raise _OddError

    def _nothing(self) -> int:
        """How many zeros come next; 0 where these are more than anybody leaves there."""
        ahead = self._ahead(_SLACK)
        zeros = len(ahead) - len(ahead.lstrip(b"\x00"))
        return zeros if zeros < _SLACK else 0

    def _ahead(self, number: int) -> bytes:
        """The next `number` bytes, fewer at the end."""
        if self._at + number > len(self._window):
            self._before += self._at
            self._window = self._window[self._at :] + self._file.read(max(number, _WINDOW))
            self._at = 0
        return self._window[self._at : self._at + number]

    def _step(self, number: int) -> bool:
        """Whether there were so many bytes to step over."""
        while number > len(self._window) - self._at:
            number -= len(self._window) - self._at
            self._before += len(self._window)
            self._window, self._at = self._file.read(_WINDOW), 0
            if not self._window:
                return False
        self._at += number
        return True


def _tag_of_another_kind(head: bytes) -> int:
    """How many bytes the ID3v1 or APE tag has that begins so; 0 where none begins."""
    if head[:3] == b"TAG":
        return 128
    return 32 + int.from_bytes(head[12:16], "little") if head[:8] == b"APETAGEX" else 0


@lru_cache(maxsize=1024)
def _frame(head: bytes) -> _Frame | None:
    """What the frame that begins so is like; None where none of layer III begins so."""
    if len(head) < _HEAD or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version = head[1] >> 3 & 3  # 3 is MPEG-1, 2 is MPEG-2, 0 is 2.5
    speed, pace, is_longer = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or speed in {0, 15} or pace == 3:
        return None
    is_full, is_mono = version == 3, head[3] >> 6 == 3
    rate = _RATES[pace] // {3: 1, 2: 2, 0: 4}[version]
    bits = (_FULL if is_full else _HALF)[speed - 1] * 1000
    samples = 1152 if is_full else 576
    side = (17 if is_mono else 32) if is_full else (9 if is_mono else 17)
    return _Frame(samples // 8 * bits // rate + is_longer, samples, rate, side)


def _is_silent_head(data: bytes, frame: _Frame) -> bool:
    """Whether a first frame tells of the others and holds no sound."""
    told = _HEAD + frame.side
    return data[told : told + 4] in {b"Xing", b"Info"} or data[_HEAD + 32 : _HEAD + 36] == b"VBRI"
