"""Microsoft's voices over the network, by the unofficial package `edge-tts`: natural, not to be relied on.

The service is asked as its own browser asks it, and has refused whole regions for days. So a piece is asked
for a few times, what was spoken is kept, and nobody is given this voice who has not named it.
"""

import asyncio
import time
from collections.abc import Sequence
from urllib.request import getproxies

from digestcli.errors import NetworkError, UsageError
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.voices.sound import Sound
from digestcli.voices.voice import Wanted

_SPEAKERS = {"zh": "zh-CN-XiaoxiaoNeural", "en": "en-US-AriaNeural"}
_RATE = 24000
_SECONDS = 90.0  # for one piece
_PAUSES = (0.0, 2.0, 5.0)  # seconds before each attempt


class Edge:
    is_heard = True

    def __init__(self, speaker: str, pauses: Sequence[float] = _PAUSES) -> None:
        self._speaker, self._pauses = speaker, pauses

    @property
    def identity(self) -> str:
        return f"edge {self._speaker}"

    def speak(self, words: str) -> Sound:
        why = ""
        for pause in self._pauses:
            time.sleep(pause)
            data, why = self._asked(words)
            if data:
                return decoded(data)
        raise NetworkError(
            _("the voice edge does not answer: {why}").format(why=why),
            _("what is spoken is kept: the same command goes on from there") + "\n--voice espeak",
        )

    def _asked(self, words: str) -> tuple[bytes, str]:
        """The MP3 of the words, or nothing and why; raises UsageError for a speaker that cannot be one."""
        import aiohttp  # noqa: PLC0415 - what it is made of
        from edge_tts.exceptions import EdgeTTSException  # noqa: PLC0415 - an extra, and heavy

        try:
            return asyncio.run(asyncio.wait_for(self._answer(words), _SECONDS)), _("it sent no sound")
        except ValueError as fault:
            raise UsageError(
                _("there is no voice {name!r}").format(name=f"edge:{self._speaker}"), "edge-tts --list-voices"
            ) from fault
        except TimeoutError:
            return b"", _("it took more than {seconds} s").format(seconds=round(_SECONDS))
        except (EdgeTTSException, aiohttp.ClientError, OSError) as fault:
            return b"", one_line(str(fault)) or type(fault).__name__

    async def _answer(self, words: str) -> bytes:
        from edge_tts import Communicate  # noqa: PLC0415 - the same

        proxy = getproxies().get("https")  # a web socket is not asked by itself whether it has one
        answer = Communicate(words, self._speaker, proxy=proxy).stream()
        return b"".join([part["data"] async for part in answer if part["type"] == "audio"])


def decoded(data: bytes) -> Sound:
    """The sound in an MP3; raises NetworkError where it is none."""
    import miniaudio  # noqa: PLC0415 - an extra

    try:
        made = miniaudio.decode(data, nchannels=1, sample_rate=_RATE)
    except miniaudio.DecodeError as fault:
        raise NetworkError(_("the voice edge does not answer: {why}").format(why=fault)) from fault
    return Sound(_RATE, made.samples)


def voice(wanted: Wanted) -> Edge:
    return Edge(wanted.speaker or _SPEAKERS[wanted.language])
