"""Sound in, an MP3 out: a little of it in memory at a time, and the same bytes for the same sound."""

from typing import IO

from digestcli.errors import DigestError
from digestcli.messages import _
from digestcli.voices.sound import Sound

BITS = 48  # kbit/s
RATE = 24000  # samples a second: all that speech has
# What comes out of a player lags: 576 samples of LAME's, 529 of every decoder's.
_LAG = (576 + 529) / RATE
_BLOCK = 1 << 20  # bytes


class Tape:
    """An MP3 that grows in `file`, without a tag; raises DigestError where there is nothing to make one."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            import lameenc  # noqa: PLC0415 - an extra
        except ImportError as fault:  # it is there, and not made for this system
            raise DigestError(
                _("{name} cannot be loaded: {why}").format(name="lameenc", why=fault),
                "pip install --force-reinstall lameenc",
            ) from fault
        self._file = file
        self._rate = 0
        self._samples = 0
        self._encoder = lameenc.Encoder()
        self._encoder.set_channels(1)
        self._encoder.set_out_sample_rate(RATE)
        self._encoder.set_bit_rate(BITS)
        self._encoder.set_quality(2)  # the best that costs little
        self._encoder.silence()  # it would print what it does

    @property
    def seconds(self) -> float:
        """When what comes next is heard."""
        return self._samples / self._rate + _LAG if self._rate else 0.0

    def add(self, sound: Sound, *, after: float) -> float:
        """When the sound is heard, after so many seconds of silence; raises DigestError for another rate."""
        if not self._rate:
            self._rate = sound.rate
            self._encoder.set_in_sample_rate(sound.rate)
        elif sound.rate != self._rate:
            raise DigestError(
                _("the voice speaks at {one} Hz, then at {other}").format(one=self._rate, other=sound.rate),
                _("have it write every WAV at the same rate"),
            )
        self._put(bytes(2 * round(after * self._rate)))
        heard = self.seconds
        self._put(sound.data)
        return heard

    def end(self) -> None:
        self._file.write(bytes(self._encoder.flush()))

    def _put(self, data: bytes) -> None:
        for at in range(0, len(data), _BLOCK):
            self._file.write(bytes(self._encoder.encode(data[at : at + _BLOCK])))
        self._samples += len(data) // 2
