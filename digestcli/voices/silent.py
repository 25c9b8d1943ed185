"""No voice: silence that lasts about as long as the words would. For tests, and to try a recording out."""

from array import array

from digestcli.voices.sound import Sound
from digestcli.voices.voice import Wanted

_RATE = 24000
_LETTER, _OTHER = 0.06, 0.22  # seconds: a Latin letter or mark, a 汉字


class _Silent:
    is_heard = False

    @property
    def identity(self) -> str:
        return "silent"

    def speak(self, words: str) -> Sound:
        seconds = sum(_LETTER if character < "\u2e80" else _OTHER for character in words)
        return Sound(_RATE, array("h", bytes(2 * round(seconds * _RATE))))


def voice(_wanted: Wanted) -> _Silent:
    return _Silent()
