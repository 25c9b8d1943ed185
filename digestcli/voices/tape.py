"""Sound in, an MP3 out: a little of it in memory at a time, and the same bytes for the same sound."""

from typing import IO

from digestcli.errors import DigestError
from digestcli.messages import _
from digestcli.voices.sound import Sound

BITS = 48  # kbit/s
RATE = 24000  # samples a second: all that speech has
# What comes out of a player lags: 576 samples of LAME's, 529 of every decoder's.
_LAG = (576 + 529) / RATE


class Tape:
    """An MP3 that grows in `file`, without a tag; every sound has the same rate."""

    def __init__(self, file: IO[bytes], rate: int) -> None:
        import lameenc  # noqa: PLC0415 - an extra

        self._file = file
        self._rate = rate
        self._samples = 0
        self._encoder = lameenc.Encoder()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(RATE)
        self._encoder.set_bit_rate(BITS)
        self._encoder.set_quality(2)  # the best that costs little
        self._encoder.silence()  # it would print what it does

    @property
    def seconds(self) -> float:
        """When what comes next is heard."""
        return self._samples / self._rate + _LAG if self._samples else 0.0

    def add(self, sound: Sound) -> None:
        """More of it; raises DigestError for a sound of another rate."""
        if sound.rate != self._rate:
            raise DigestError(
                _("the voice speaks at {one} Hz, then at {other}").format(one=self._rate, other=sound.rate),
                _("have it write every WAV at the same rate"),
            )
        self._put(sound.data)

    def pause(self, seconds: float) -> None:
        self._put(bytes(2 * round(seconds * self._rate)))

    def end(self) -> None:
        self._file.write(bytes(self._encoder.flush()))

    def _put(self, data: bytes) -> None:
        for at in range(0, len(data), 1 << 20):
            self._file.write(bytes(self._encoder.encode(data[at : at + (1 << 20)])))
        self._samples += len(data) // 2
