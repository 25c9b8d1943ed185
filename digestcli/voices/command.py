"""A voice that is a program of the user's own: `[voices.NAME]` with `command = [...]` in their settings.

No library can name one, and no shell reads it.
"""

from digestcli.errors import DigestError
from digestcli.messages import _
from digestcli.voices.program import Program
from digestcli.voices.sound import Sound, Unreadable, from_wav
from digestcli.voices.voice import Wanted

_SECONDS = 600.0  # for a minute of speech: a large model on a small computer


class _Command:
    is_heard = True

    def __init__(self, name: str, command: tuple[str, ...]) -> None:
        self._program = Program(name, command, _SECONDS)

    @property
    def identity(self) -> str:
        return repr(("command", self._program.command, self._program.ages()))

    def speak(self, words: str) -> Sound:
        try:
            return from_wav(self._program.speak(words))
        except Unreadable as fault:
            raise DigestError(
                _("the voice {name} gave no WAV that can be read: {why}").format(
                    name=self._program.name, why=fault
                ),
                _("it is to be plain PCM, 8 to 32 bits"),
            ) from None


def voice(wanted: Wanted) -> _Command:
    return _Command(wanted.name, wanted.commands[wanted.name])
