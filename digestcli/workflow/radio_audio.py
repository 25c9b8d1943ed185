"""`digest radio audio`: the script of a radio list spoken, and the recording named in the issue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from digestcli import files, issuefile, voices
from digestcli.errors import Conflict, DigestError, FileError, UsageError
from digestcli.exporters.extras import install
from digestcli.files import id3, mp3
from digestcli.issuefile.recording import set_audio
from digestcli.library import audio, issues, pronunciation, scripts
from digestcli.messages import _
from digestcli.model.event import Event, Tell, silent
from digestcli.model.issue import RadioList
from digestcli.model.key import Key
from digestcli.model.script import Chapter, Script
from digestcli.radio import script as reader
from digestcli.radio.spoken import spoken
from digestcli.voices.kept import Kept
from digestcli.voices.recording import cues, record
from digestcli.workflow.desk import Desk, locked, open_issue
from digestcli.workflow.radio_lists import Station, refuse_shared

_MAKER = "digest"  # in the tag of every recording of ours: no other is written over
_BLOCK = 1 << 20  # bytes
_EXTRA = "audio"


@dataclass(frozen=True, slots=True)
class Made:
    """One recording, or what there is to speak for it: then it has no duration."""

    radio_list: str
    path: str  # in the library
    duration: str | None
    pieces: int
    kept: int  # of the pieces, those that were spoken before


@dataclass(frozen=True, slots=True)
class Studio:
    """Who speaks, and where what was spoken is kept."""

    wanted: voices.Wanted
    cache: Path | None
    replace: bool = False  # recordings that are not ours, too
    dry_run: bool = False


def make(desk: Desk, key: Key, said: str | None, studio: Studio, tell: Tell) -> Iterator[Made]:
    """A recording of the list `said`, else of each that has a script, one after the other.

    The issue names them at the end, in one step that one `undo` takes back. Raises DigestError where there is
    no script or the voice fails; a recording that was made by then stays and is named, and one that was not
    is not there in part.
    """
    booth = _Booth(desk, key, studio, tell)
    lists = _lists(desk, key, said)
    written = [(each, booth.script(each.name)) for each in lists]
    if studio.dry_run:
        yield from (booth.counted(each, script) for each, script in written)
        return
    made: list[Made] = []
    try:
        for each, script in written:
            made.append(booth.recorded(each, script))
            yield made[-1]
    finally:
        booth.name_in_issue(made)


class _Booth:
    """One voice, and the issue it speaks for."""

    def __init__(self, desk: Desk, key: Key, studio: Studio, tell: Tell) -> None:
        self._desk, self._key, self._tell = desk, key, tell
        self._is_replacing = studio.replace
        self._voice = voices.open_voice(studio.wanted)
        if lacking := voices.lacking(studio.wanted):
            raise not_installed(studio.wanted.name, lacking)
        self._kept = Kept(studio.cache / "voices" if studio.cache else None, self._voice)

    def script(self, name: str) -> Script:
        """What is read aloud of a list; raises FileError where nothing is, or not what is meant."""
        path = audio.name(self._key, name, audio.SCRIPT)
        seen = scripts.read(self._desk.library, self._key, name)
        if seen is None:
            raise FileError(
                _("there is nothing to be read aloud: {path} is not there").format(path=path),
                f"digest radio script {name} --issue {self._key}",
            )
        text = issuefile.decode(seen.data, path)
        for fault in reader.faults(text, path):
            raise FileError(
                _("{path} is not spoken: line {line}: {why}").format(
                    path=path, line=fault.line, why=fault.message
                ),
                fault.hint,
            )
        language = self._desk.publication.language
        script = reader.read(text, language)
        sayings, _faults = pronunciation.load(self._desk.library)
        return replace(script, chapters=tuple(_said(each, language, sayings) for each in script.chapters))

    def counted(self, radio_list: RadioList, script: Script) -> Made:
        """What would be spoken."""
        words = [cue.words for cue in cues(script.chapters)]
        path = audio.name(self._key, radio_list.name, audio.RECORDING)
        return Made(radio_list.name, path, None, len(words), sum(map(self._kept.has, words)))

    def recorded(self, radio_list: RadioList, script: Script) -> Made:
        """The script spoken; raises Conflict where a recording lies there that is not ours."""
        made = self.counted(radio_list, script)
        if not made.pieces:
            path = audio.name(self._key, radio_list.name, audio.SCRIPT)
            raise FileError(
                _("there is nothing to speak in {path}").format(path=path),
                _("write what is to be heard in it"),
            )
        place = self._place(radio_list.name, audio.RECORDING)
        if not self._is_replacing:
            _refuse_to_replace(place, made.path)
        self._named(
            open_issue(self._desk, self._key).text, replace(made, duration="0:00")
        )  # while nobody waits
        self._speak(script, place)
        return replace(made, duration=mp3.recording(place).duration)

    def _speak(self, script: Script, place: Path) -> None:
        try:
            with TemporaryFile() as sound:
                marks = record(script.chapters, self._voice, self._kept, sound, self._tell)
                tag = id3.tag(script.title, marks, album=self._desk.publication.title or "", maker=_MAKER)
                sound.seek(0)
                files.put_pieces(place, chain([tag], _blocks(sound)), root=self._desk.library.root)
        except OSError as error:  # of the folder for temporary files: all else is told already
            raise FileError(
                _("{path} cannot be written: {cause}").format(path=place, cause=files.cause(error))
            ) from error

    def name_in_issue(self, recordings: Sequence[Made]) -> None:
        """The issue with the lines of the recordings; raises UsageError where there is no place for one."""
        if not recordings:
            return
        faults: list[UsageError] = []
        with locked(self._desk, self._tell):
            opened = open_issue(self._desk, self._key)
            text = opened.text
            for each in recordings:
                try:
                    text = self._named(text, each, self._tell)
                except UsageError as fault:  # the editor has changed the issue meanwhile
                    faults.append(fault)
            if text != opened.text:
                issues.write(self._desk.library, self._key, text.encode(), opened.seen, "radio audio")
        if faults:
            raise faults[0]

    def _named(self, text: str, made: Made, tell: Tell = silent) -> str:
        """The issue with a recording's line; an address that stands there stays, as the sound was sent there.

        Raises UsageError where there is no place for it.
        """
        reading = issuefile.read(text, self._key, self._desk.publication, issues.name(self._key))
        lists = reading.issue.radio.lists if reading.issue.radio else ()
        named = next((each.audio.value for each in lists if each.name == made.radio_list and each.audio), "")
        if is_elsewhere := "://" in named:
            tell(Event(_("the issue names {address}: that stays").format(address=named), is_important=True))
        path = named if is_elsewhere else f"../{made.path}"
        return set_audio(text, reading, made.radio_list, path, made.duration or "")

    def _place(self, name: str, ending: str) -> Path:
        return audio.place(self._desk.library, self._key, name, ending)


def _said(chapter: Chapter, language: str, sayings: Mapping[str, str]) -> Chapter:
    """The chapter as a voice says it: what the editor wrote in figures or signs is put in words."""
    return replace(chapter, paragraphs=tuple(spoken(each, language, sayings) for each in chapter.paragraphs))


def not_installed(voice: str, modules: Iterable[str]) -> DigestError:
    """Why a voice cannot speak; the hint installs what it lacks."""
    return DigestError(
        _("the voice {name} needs what is not installed: {modules}").format(
            name=voice, modules=_(", ").join(modules)
        ),
        install([_EXTRA]),
    )


def _lists(desk: Desk, key: Key, said: str | None) -> list[RadioList]:
    """The list of that name, else those of the issue that have a script; raises where there is none."""
    opened = open_issue(desk, key)
    radio = opened.issue.radio
    lists = radio.lists if radio else ()
    names = [each.name for each in lists]
    if said is not None:
        name = Station(desk, opened.issue).list_called(said)
        if found := [each for each in lists if each.name == name]:
            refuse_shared(key, names, [name])
            return found
        raise FileError(
            _("{path} has no radio list {name}").format(path=opened.path, name=name),
            f"digest radio add {name} 2304.02643",
        )
    found = [each for each in lists if audio.place(desk.library, key, each.name, audio.SCRIPT).exists()]
    if not found:
        raise FileError(
            _("no radio list of {key} has a script").format(key=key), f"digest radio script --issue {key}"
        )
    refuse_shared(key, names, [each.name for each in found])
    return found


def _refuse_to_replace(place: Path, path: str) -> None:
    """Raises Conflict unless nothing lies there, or a recording of ours."""
    try:
        is_ours = mp3.recording(place).maker == _MAKER
    except files.Missing:
        return
    except FileError:
        is_ours = False
    if not is_ours:
        raise Conflict(
            _("{path} is there already and was not made by digest").format(path=path),
            _("move it away, or write over it: --replace"),
        )


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block
