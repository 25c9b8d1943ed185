"""A program of its own, as espeak-ng is under the GPL-3: words on its standard input, a WAV on its output.

Each line is the name of a voice of espeak-ng's, a tab, and what it reads; one follows the other at once. The
words are words: neither SSML nor phonemes are looked for in them.
"""

import ctypes
import os
import sys
import wave
from collections.abc import Iterator

_SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: done when the call returns
_DONT_EXIT = 0x8000
_UTF8 = 1
_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """The library, loaded, with its data in the folder `home`; raises OSError where it will not be."""

    def __init__(self, home: str) -> None:
        import espeakng_loader  # noqa: PLC0415 - only this program has it

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(home), _DONT_EXIT))
        if self.rate <= 0:
            raise OSError("espeak_Initialize")
        self._heard = bytearray()
        self._listener = _Heard(self._hear)  # kept, or it would be freed while it is called
        self._library.espeak_SetSynthCallback(self._listener)

    def speak(self, voice: str, words: str) -> bytes:
        """Samples of 16 bits, in the machine's order."""
        self._heard.clear()
        self._use(voice)
        said = words.encode() + b"\0"
        refusal = self._library.espeak_Synth(said, ctypes.c_size_t(len(said)), 0, 0, 0, _UTF8, None, None)
        if refusal:
            raise OSError(f"espeak_Synth {refusal}")
        return bytes(self._heard)

    def phonemes(self, voice: str, words: str) -> str:
        """How the words are said, in espeak's own letters: a tone is written behind its syllable."""
        self._use(voice)
        said = ctypes.create_string_buffer(words.encode())
        at = ctypes.c_void_p(ctypes.addressof(said))
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        return " ".join(self._clauses(at))

    def _clauses(self, at: ctypes.c_void_p) -> Iterator[str]:
        while at.value:
            yield self._library.espeak_TextToPhonemes(ctypes.byref(at), _UTF8, 0).decode()

    def _use(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise OSError(f"no voice {voice}")

    def _hear(self, samples: int | None, number: int, _events: int | None) -> int:
        if samples and number > 0:
            self._heard += ctypes.string_at(samples, 2 * number)
        return 0


def home() -> str:
    """The folder its data are in."""
    import espeakng_loader  # noqa: PLC0415 - the same

    return str(os.path.dirname(espeakng_loader.get_data_path()))  # noqa: PTH120 - pathlib takes as long to load as espeak


def main() -> None:
    """Speak what is given."""
    os.chdir(home())  # it keeps 160 bytes of a path, and on Windows knows no UTF-8
    espeak = Espeak(".")
    lines = sys.stdin.buffer.read().decode().split("\n")
    samples = b"".join(espeak.speak(*line.split("\t", 1)) for line in lines if line)
    with wave.open(sys.stdout.buffer, "wb") as made:
        made.setparams((1, 2, espeak.rate, len(samples) // 2, "NONE", ""))
        made.writeframesraw(samples)
