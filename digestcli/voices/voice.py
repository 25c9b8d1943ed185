"""What every voice can do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from digestcli.voices.sound import Sound


class Voice(Protocol):
    """One way to say something."""

    is_heard: bool  # it is more than silence

    @property
    def identity(self) -> str:
        """All that its sound depends on besides the words."""
        ...

    def speak(self, words: str) -> Sound:
        """The words as sound; raises DigestError, NetworkError where somebody far away was to speak."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which voice is asked for; `edge:zh-CN-YunyangNeural` is one speaker of the voice `edge`."""

    name: str
    speaker: str = ""
    language: str = "zh"  # of most of the words
    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the user's own voices

    @classmethod
    def said(cls, words: str, language: str, commands: Mapping[str, tuple[str, ...]]) -> "Wanted":
        """What somebody types for a voice; the name of one of their own is taken whole, a colon in it too."""
        name, _colon, speaker = (words, "", "") if words in commands else words.partition(":")
        return cls(name, speaker, language, commands)
