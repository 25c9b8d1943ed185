"""Recordings of silence, made frame by frame: what an encoder would write for it, at any rate."""

from collections.abc import Sequence

from digestcli.files import id3
from digestcli.files.id3 import Mark

MONO_24K_48 = b"\xff\xf3\x64\xc4"  # MPEG-2 layer III, 48 kbit/s, 24 kHz, mono: what `radio audio` makes
FRAME = 144  # bytes
LASTS = 0.024  # seconds


def frames(number: int, head: bytes = MONO_24K_48, length: int = FRAME) -> bytes:
    return (head + bytes(length - len(head))) * number


def silence(seconds: float, title: str = "", marks: Sequence[Mark] = ()) -> bytes:
    """A recording that lasts so long, to a frame, with chapters in its tag."""
    return id3.tag(title, marks) + frames(round(seconds / LASTS))
