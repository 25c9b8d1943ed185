"""Pieces that were spoken, for the next time: in the user's cache, where they may be lost at any time.

What is damaged is not there, and a disk that takes nothing is no fault. The oldest make room for others.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from digestcli import files
from digestcli.errors import DigestError, FileError
from digestcli.messages import _
from digestcli.voices.loudness import is_silent
from digestcli.voices.sound import Sound, Unreadable, from_wav, to_wav
from digestcli.voices.voice import Voice

_ENDING = ".piece"
_SEAL = 32  # bytes before the WAV
_LARGEST = 64 * 1024 * 1024  # bytes of one
_SHOWN = 20  # characters of a piece in a message
_MOST = 512 * 1024 * 1024  # of all: three hours and more


class Kept:
    """The pieces of one voice, in a folder that is shared by all; None keeps nothing."""

    def __init__(self, folder: Path | None, voice: Voice, most: int = _MOST) -> None:
        self._folder, self._most = folder, most
        self._voice = voice

    def has(self, words: str) -> bool:
        """Whether a piece lies there, sound or not."""
        return self._folder is not None and self._place(self._folder, words).is_file()

    def spoken(self, words: str) -> Sound:
        """The words as the voice has spoken them, else as it speaks them now.

        Raises DigestError where it fails, or says nothing: the words would be lost.
        """
        if self._folder is None:
            return self._asked(words)
        place = self._place(self._folder, words)
        if sound := _read(place):
            with suppress(OSError):  # then it is older than it need be
                os.utime(place)
            return sound
        sound = self._asked(words)
        data = to_wav(sound)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room(self._folder, len(data))
            place.write_bytes(sha256(data).digest() + data)  # half of it is damaged, and harms nobody
        return sound

    def _asked(self, words: str) -> Sound:
        sound = self._voice.speak(words)
        if self._voice.is_heard and is_silent(sound):
            raise DigestError(
                _("the voice says nothing for: {words}").format(words=words[:_SHOWN]),
                _("write them in other words, or take another voice"),
            )
        return sound

    def _place(self, folder: Path, words: str) -> Path:
        said = f"digest-piece/1\0{self._voice.identity}\0{words}"
        return folder / f"{sha256(said.encode()).hexdigest()}{_ENDING}"

    def _make_room(self, folder: Path, size: int) -> None:
        """The oldest leave, half of all there may be, once there is no room for another."""
        told = [(each.stat(), each.path) for each in os.scandir(folder) if each.name.endswith(_ENDING)]
        total = sum(status.st_size for status, _path in told) + size
        if total <= self._most:
            return
        for status, path in sorted(told, key=lambda each: each[0].st_mtime_ns):
            Path(path).unlink(missing_ok=True)
            total -= status.st_size
            if total <= self._most // 2:
                return


def _read(place: Path) -> Sound | None:
    try:
        data = files.read(place, limit=_LARGEST).data
        return from_wav(data[_SEAL:]) if sha256(data[_SEAL:]).digest() == data[:_SEAL] else None
    except (FileError, Unreadable):
        return None
