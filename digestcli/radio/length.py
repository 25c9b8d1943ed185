"""How long a script will take to read, before any voice has read it."""

import re

from digestcli.model.script import Script

HAN_A_MINUTE = 240  # the middle pace that China's test of spoken Mandarin (PSC) asks for
WORDS_A_MINUTE = 150  # the pace at which English audio books are read
_PAUSE = 0.7  # seconds after a paragraph

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_\u3400-\u9fff]+)*")


def seconds(script: Script) -> int:
    """About how long it lasts; espeak-ng, the default voice, was found to take a tenth longer."""
    paragraphs = [paragraph for chapter in script.chapters for paragraph in chapter.paragraphs]
    han = sum(len(_HAN.findall(each)) for each in paragraphs)
    words = sum(len(_WORD.findall(each)) for each in paragraphs)
    return round(60 * han / HAN_A_MINUTE + 60 * words / WORDS_A_MINUTE + _PAUSE * len(paragraphs))
