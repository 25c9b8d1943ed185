"""espeak-ng, as the package `espeakng-loader` brings it: on this computer, at once, and robotic.

It is under the GPL and is never loaded here: `espeak_program` runs as a process of its own. The voice `cmn`
of its 1.52 reads 汉字 with their tones, and Latin words by the rules of English, but every number in Chinese:
so an English title, a run of several English words, is given to its English voice.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from os.path import abspath

from digestcli.markup.plain import one_line
from digestcli.voices.program import Program
from digestcli.voices.sound import Sound, from_wav
from digestcli.voices.voice import Wanted

_CHINESE, _ENGLISH = "cmn", "en"
_SECONDS = 60.0
# Without the user's environment and habits (-I), nor what site.py does; found where we have found everything.
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from digestcli.voices.espeak_program import main; main()"

_HAN = r"\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN_RUN = re.compile(rf"[A-Za-z][^{_HAN}]*")
_HAN_RUN = re.compile(rf"[{_HAN}][^A-Za-z]*")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z0-9]+)*")
_TITLE = 3  # words: fewer among Chinese are names, and numbers beside them Chinese


def runs(words: str, language: str) -> Iterator[tuple[str, str]]:
    """Each stretch of the words with the voice that reads it; together they are the words."""
    usual, other = (_ENGLISH, _CHINESE) if language == "en" else (_CHINESE, _ENGLISH)
    at = 0
    for run in (_HAN_RUN if language == "en" else _LATIN_RUN).finditer(words):
        if language != "en" and len(_LATIN_WORD.findall(run[0])) < _TITLE:
            continue
        if at < run.start():
            yield usual, words[at : run.start()]
        yield other, run[0]
        at = run.end()
    if at < len(words):
        yield usual, words[at:]


class _Espeak:
    is_heard = True

    def __init__(self, language: str) -> None:
        self._language = language
        self._program = Program(
            "espeak", (sys.executable, "-I", "-S", "-c", _BEGIN, *map(abspath, sys.path)), _SECONDS
        )

    @property
    def identity(self) -> str:
        return f"espeak {version('espeakng-loader')} {self._language}"

    def speak(self, words: str) -> Sound:
        lines = "\n".join(f"{voice}\t{run}" for voice, run in runs(one_line(words), self._language))
        return from_wav(self._program.speak(lines))


def voice(wanted: Wanted) -> _Espeak:
    return _Espeak(wanted.language)
