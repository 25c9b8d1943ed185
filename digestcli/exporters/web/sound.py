"""The recordings of an issue, as pages and podcasts tell of them: what is heard in each, and when.

Times are those of the recording itself, words those of its script. A chapter has both only where the two
agree in all their titles: nobody guesses at which second a sentence is read.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digestcli.exporters.web import places
from digestcli.markup.html import address
from digestcli.markup.json_text import dumps
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.model.digest import Digest
from digestcli.model.script import Chapter, Script
from digestcli.values import dataclass

if TYPE_CHECKING:
    from digestcli.files.mp3 import Recording

TRANSCRIPT, CHAPTERS = ".vtt", ".chapters.json"
# A server sends these as sound, whatever is in them; a page or a drawing by another name would act as ours.
_PLAYED = re.compile(r".+\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|weba|wma|mp4|webm)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[。！？；])(?=.)|(?<=[.!?;]) +")
_IN_CUES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A radio list whose recording is a file of the library."""

    number: int  # of the list, in the issue
    name: str  # of the list, in plain words
    place: str  # what its address ends with: no other list of the issue has the same
    path: str  # of the recording, as the issue names it
    duration: str | None  # as the issue says it


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of a recording: its seconds and its words, as far as either is known."""

    title: str
    url: str | None
    start: float | None
    end: float | None
    paragraphs: tuple[str, ...]


def recorded(digest: Digest) -> Iterator[Recorded]:
    """The lists of an issue whose recordings are files, in its order."""
    taken = set[str]()
    for number, programme in enumerate(digest.radio.lists if digest.radio else (), 1):
        if programme.audio and is_recording(programme.audio):
            place = places.list_name(programme.name)
            place = f"{place}.{number}" if place in taken else place  # a full stop is in no name
            taken.add(place)
            yield Recorded(number, one_line(programme.name), place, programme.audio, programme.duration)


def is_recording(path: str) -> bool:
    """Whether a path names a file beside the issues, by a name that recordings have."""
    return is_local(path) and _PLAYED.fullmatch(path) is not None


def tells_chapters(path: str) -> bool:
    """Whether a recording is of the kind whose length and chapters can be read."""
    return path.lower().endswith(".mp3")


def script_of(path: str) -> str:
    """The script of a recording lies beside it, under the same name."""
    return str(PurePosixPath(path).with_suffix(".md"))


def parts(recording: "Recording | None", script: Script | None) -> list[Part]:
    """The chapters of a recording, in order; without a script they have no words."""
    marks = recording.chapters if recording else ()
    if script is None:
        return [Part(one_line(mark.title), mark.url, mark.start, mark.end, ()) for mark in marks]
    spoken = [chapter for chapter in script.chapters if chapter.paragraphs]
    if [one_line(mark.title) for mark in marks] != [chapter.title for chapter in spoken]:
        return [_unheard(chapter) for chapter in spoken]
    pairs = zip(marks, spoken, strict=True)
    return [
        Part(chapter.title, _address(chapter) or mark.url, mark.start, mark.end, chapter.paragraphs)
        for mark, chapter in pairs
    ]


def _unheard(chapter: Chapter) -> Part:
    return Part(chapter.title, _address(chapter), None, None, chapter.paragraphs)


def _address(chapter: Chapter) -> str | None:
    return chapter.id.url if chapter.id else None


def clock(seconds: float) -> str:
    """`1:03`, `1:02:03`: a moment of a recording, or how long it lasts."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def chapters(recording: "Recording | None") -> bytes:
    """The chapters of a recording as podcast players read them (JSON Chapters 1.2)."""
    told = [
        {"startTime": round(mark.start, 3), "endTime": round(mark.end, 3), "title": one_line(mark.title)}
        | ({"url": href} if (href := mark.url and address(mark.url)) else {})
        for mark in (recording.chapters if recording else ())
    ]
    return f"{dumps({'version': '1.2.0', 'chapters': told}, indent=2)}\n".encode()


def transcript(told: Sequence[Part]) -> bytes:
    """What is heard from when to when (WebVTT), a chapter at a time; empty where no times are known."""
    cues = [cue for part in told if (cue := _cue(part))]
    return ("\n\n".join(["WEBVTT", *cues]) + "\n").encode()


def _cue(part: Part) -> str | None:
    if part.start is None or part.end is None or not part.paragraphs:
        return None
    lines = [line for words in part.paragraphs for line in _SENTENCE.split(one_line(words)) if line]
    said = "\n".join(line.translate(_IN_CUES) for line in lines)
    return f"{_moment(part.start)} --> {_moment(part.end)}\n{said}"


def _moment(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{rest // 1000:02}.{rest % 1000:03}"
