"""A recording: chapter after chapter, piece after piece, with pauses between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from digestcli.files.id3 import Mark
from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.model.script import Chapter
from digestcli.voices.kept import Kept
from digestcli.voices.loudness import even
from digestcli.voices.pieces import pieces
from digestcli.voices.sound import Sound
from digestcli.voices.tape import Tape
from digestcli.voices.voice import Voice

_BEGINNING, _SENTENCES, _PARAGRAPHS, _CHAPTERS = 0.3, 0.3, 0.6, 1.2  # seconds of silence


@dataclass(frozen=True, slots=True)
class Cue:
    """What a voice speaks at once, in which chapter, after how many seconds of silence."""

    chapter: Chapter
    pause: float
    words: str


def cues(chapters: Sequence[Chapter]) -> Iterator[Cue]:
    """All there is to speak; chapters and paragraphs that nothing is heard of have none."""
    last: Chapter | None = None
    for chapter in chapters:
        for paragraph in chapter.paragraphs:
            for number, piece in enumerate(pieces(paragraph)):
                if last is None:
                    pause = _BEGINNING
                elif last is not chapter:
                    pause = _CHAPTERS
                else:
                    pause = _SENTENCES if number else _PARAGRAPHS
                yield Cue(chapter, pause, piece)
                last = chapter


def record(
    chapters: Sequence[Chapter], voice: Voice, kept: Kept, file: IO[bytes], tell: Tell
) -> tuple[Mark, ...]:
    """The chapters spoken into `file`, as MP3 without a tag, and when each of them is heard.

    Raises DigestError where the voice fails; what was spoken by then is kept.
    """
    tape = Tape(file)
    starts: list[tuple[float, Chapter]] = []
    for cue in cues(chapters):
        is_first = not starts or starts[-1][1] is not cue.chapter
        if is_first:
            message = _("speaking: {title}").format(title=cue.chapter.title)
            tell(Event(message, chapters.index(cue.chapter) + 1, len(chapters)))
        heard = tape.add(_heard(voice, kept, cue.words), after=cue.pause)
        if is_first:
            starts.append((heard if starts else 0.0, cue.chapter))
    tape.end()
    ends = [start for start, _chapter in starts[1:]] + [tape.seconds]
    return tuple(
        Mark(start, end, chapter.title, chapter.id.url if chapter.id else None)
        for (start, chapter), end in zip(starts, ends, strict=True)
    )


def _heard(voice: Voice, kept: Kept, words: str) -> Sound:
    """The words, as loud as all others."""
    sound = kept.spoken(words)
    return even(sound) if voice.is_heard else sound
