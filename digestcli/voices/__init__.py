"""From words to sound: one file for each engine that can speak, and one line in the table that `known` is.

Voices that are programs of the user's own are made by `command`; only the user's settings name them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.voices.voice import Voice, Wanted

__all__ = ["DEFAULT", "ENCODER", "Kind", "Voice", "Wanted", "known", "lacking", "open_voice"]

DEFAULT = "espeak"
ENCODER = "lameenc"  # the module that makes MP3


@dataclass(frozen=True, slots=True)
class Kind:
    """A voice: what it is good for, and the modules it needs; its file bears its name."""

    purpose: str
    needs: tuple[str, ...] = ()
    has_speakers: bool = False


def known() -> Mapping[str, Kind]:
    """Every voice that is not a program of the user's own."""
    return {
        "espeak": Kind(_("on this computer, robotic: for drafts"), ("espeakng_loader",)),
        "edge": Kind(
            _("Microsoft's, over the network: natural"),
            ("aiohttp", "edge_tts", "miniaudio"),
            has_speakers=True,
        ),
        "silent": Kind(_("none at all: silence as long as the words")),
    }


def open_voice(wanted: Wanted) -> Voice:
    """The voice that is asked for; raises UsageError for one, or a speaker of one, that is not there."""
    if wanted.name in wanted.commands:
        module = "command"
    elif wanted.name in known():
        module = wanted.name
    else:
        raise UsageError(
            _("there is no voice {name!r}").format(name=wanted.name),
            "\n".join(
                [_("one of these, or a program that your settings name as a voice"), *_told(wanted.commands)]
            ),
        )
    kind = None if module == "command" else known()[module]
    if wanted.speaker and not (kind and kind.has_speakers):
        raise UsageError(
            _("the voice {name} has no speakers to choose from").format(name=wanted.name),
            f"--voice {wanted.name}",
        )
    voice: Voice = import_module(f"digestcli.voices.{module}").voice(wanted)
    return voice


def lacking(wanted: Wanted, is_there: Callable[[str], object] = find_spec) -> tuple[str, ...]:
    """The modules that are not installed, of those a recording by this voice needs."""
    kind = None if wanted.name in wanted.commands else known().get(wanted.name)
    needs = (ENCODER, *(kind.needs if kind else ()))
    return tuple(name for name in needs if not is_there(name))


def _told(commands: Iterable[str]) -> Iterable[str]:
    """Each voice with what it is, one a line."""
    told = {name: kind.purpose for name, kind in known().items()} | dict.fromkeys(
        commands, _("a program, named in your settings")
    )
    width = max(map(len, told))
    return (f"  --voice {name:{width}}  {purpose}" for name, purpose in told.items())
