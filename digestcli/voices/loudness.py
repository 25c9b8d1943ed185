"""Every piece equally loud, and no silence at its ends: what the ear wants of voices that differ.

Loudness is the power of what is not silence, as EBU R 128 measures it (blocks, gated at -70 and then at 10 dB
below their mean), but without its filter: that changes a decibel of speech, and would cost more time than
speaking does. What comes out measures about -18 LUFS. The loudest peaks are bent, not cut.
"""

import math
from array import array
from collections.abc import Iterator
from functools import lru_cache
from operator import mul

from digestcli.voices.sound import Sound

_FULL = 32768
_TARGET = 10 ** (-17 / 20) * _FULL
_SILENT = 10 ** (-70 / 20) * _FULL
_BELOW = 10 ** (-10 / 10)  # of a power
_MOST = 16.0  # 24 dB: what is fainter is not meant to be heard
_STEP = 32  # gains are multiples of a part of this: each needs a table
_KNEE, _CEILING = 0.5, 10 ** (-1.5 / 20)
_QUIET = 64  # samples no farther from 0 are silence at an end
_MARGIN = 0.02  # seconds


def even(sound: Sound) -> Sound:
    """As loud as every other, without the silence before and after it; empty where all of it is silence."""
    sound = _trimmed(sound)
    loudness = _loudness(sound)
    if not loudness:
        return sound
    gain = min(_MOST, max(1, round(_TARGET / loudness * _STEP)) / _STEP)
    return Sound(sound.rate, array("h", map(_louder(gain).__getitem__, sound.samples)))


def is_silent(sound: Sound) -> bool:
    """Whether there is nothing to be heard in it."""
    return max(sound.samples, default=0) <= _QUIET and min(sound.samples, default=0) >= -_QUIET


def _loudness(sound: Sound) -> float:
    powers = [sum(map(mul, block, block)) / len(block) for block in _blocks(sound, 0.1)]
    heard = [power for power in powers if power > _SILENT**2]
    if not heard:
        return 0.0
    gate = sum(heard) / len(heard) * _BELOW
    loud = [power for power in heard if power > gate]
    return math.sqrt(sum(loud) / len(loud))


def _trimmed(sound: Sound) -> Sound:
    heard = [
        number
        for number, block in enumerate(_blocks(sound, _MARGIN))
        if max(block) > _QUIET or min(block) < -_QUIET
    ]
    if not heard:
        return Sound(sound.rate, array("h"))
    size = int(sound.rate * _MARGIN)
    return Sound(sound.rate, sound.samples[max(0, heard[0] - 1) * size : (heard[-1] + 2) * size])


def _blocks(sound: Sound, seconds: float) -> Iterator["array[int]"]:
    size = int(sound.rate * seconds)
    for at in range(0, len(sound.samples), size):
        yield sound.samples[at : at + size]


@lru_cache(maxsize=16)
def _louder(gain: float) -> "array[int]":
    """What becomes of each sample; those below 0 are found from the end, as Python counts."""
    positive = array("h", (round(_FULL * _bent(number / _FULL * gain)) for number in range(_FULL + 1)))
    return positive[:_FULL] + array("h", (-each for each in reversed(positive[1:])))


def _bent(height: float) -> float:
    if height <= _KNEE:
        return height
    room = _CEILING - _KNEE
    return _KNEE + room * math.tanh((height - _KNEE) / room)
