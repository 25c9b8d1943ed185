"""`digest radio script`: what will be read aloud of a radio list, written once and then its editor's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digestcli import files, issuefile
from digestcli.errors import FileError, Pending
from digestcli.library import pronunciation, scripts
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import RadioProgramme
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.radio import length
from digestcli.radio import script as reader
from digestcli.radio.stumbling import Stumble, stumbles
from digestcli.workflow.desk import Desk, locked
from digestcli.workflow.radio_lists import refuse_shared
from digestcli.workflow.radio_words import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One list's script as it lies in the library now; after a dry run, as it would."""

    path: str
    text: str
    seconds: int  # that it takes to read, about
    is_new: bool = False  # whether this run has written it
    kept: str | None = None  # where the one lies whose place it took
    unread: tuple[ArxivId, ...] = ()  # picks it has no chapter about
    no_picks: tuple[ArxivId, ...] = ()  # what it has chapters about that is picked no more
    is_in_order: bool = True  # whether picks and chapters are in the same order
    stumbles: tuple[tuple[int, Stumble], ...] = ()  # with their lines
    faults: tuple[Problem, ...] = ()  # for which it will not be spoken


@dataclass(frozen=True)
class _Task:
    """One list, the script that was there, and the one that is to be."""

    source: Source
    programme: RadioProgramme
    seen: files.Seen | None
    is_wanted: bool  # a new one

    @property
    def path(self) -> str:
        return scripts.name(self.source.key, self.programme.name)

    @cached_property
    def text(self) -> str:
        if self.is_wanted or self.seen is None:
            return self.source.script(self.programme)
        return issuefile.decode(self.seen.data, self.path)

    @property
    def is_new(self) -> bool:
        return self.is_wanted and (self.seen is None or self.seen.data != self.text.encode())

    def told(self, kept: str | None = None) -> Told:
        script = reader.read(self.text, self.source.language)
        picks = [entry.id for entry in self.programme.entries if entry.id]
        both = set(picks) & set(script.ids)
        return Told(
            path=self.path,
            text=self.text,
            seconds=length.seconds(script),
            is_new=self.is_new,
            kept=kept,
            unread=tuple(id for id in picks if id not in both),
            no_picks=tuple(id for id in script.ids if id not in both),
            is_in_order=[id for id in picks if id in both] == [id for id in script.ids if id in both],
            stumbles=tuple(self._stumbles()),
            faults=reader.faults(self.text, self.path),
        )

    def _stumbles(self) -> Iterator[tuple[int, Stumble]]:
        for line, words in reader.read_aloud(self.text):
            for each in stumbles(words, self.source.language, self.source.dictionary):
                yield line, each


def scripts_of(
    desk: Desk, key: Key, said: str | None, tell: Tell, *, replace: bool = False, dry_run: bool = False
) -> list[Told]:
    """The script of the list `said`, else of all; one that is there is its editor's, and stays.

    With `replace` it is written anew, and the old one is kept. Raises Pending while facts of a paper that is
    to be read are missing, and UsageError where there is no such list: nothing is written then.
    """
    dictionary, _faults = pronunciation.load(desk.library)
    source = Source(desk, key, dictionary)
    tasks = []
    for programme in _chosen(source, said):
        seen = scripts.read(desk.library, key, programme.name)
        tasks.append(_Task(source, programme, seen, is_wanted=replace or seen is None))
    names = [each.name for each in source.lists]
    refuse_shared(key, names, [task.programme.name for task in tasks])
    _refuse_unknown(tasks)
    kept: dict[str, str | None] = {}
    if not dry_run and (new := [task for task in tasks if task.is_new]):
        with locked(desk, tell):
            for task in new:
                place = scripts.write(desk.library, key, task.programme.name, task.text.encode(), task.seen)
                kept[task.path] = desk.library.name(place) if place else None
    return [task.told(kept.get(task.path)) for task in tasks]


def _chosen(source: Source, said: str | None) -> Sequence[RadioProgramme]:
    """The list of that name; without one, every list in which something is picked."""
    if said is None:
        found = [each for each in source.lists if each.entries]
        if not found:
            raise FileError(
                _("no radio list of {key} has a paper in it").format(key=source.key),
                _("pick some: digest radio find, digest radio add NLP 2304.02643"),
            )
        return found
    name = source.station.list_called(said)
    found = [each for each in source.lists if each.name == name and each.entries]
    if not found:
        raise FileError(
            _("nothing is picked for {name} in {key}").format(name=name, key=source.key),
            f"digest radio add {name} 2304.02643",
        )
    return found


def _refuse_unknown(tasks: Sequence[_Task]) -> None:
    """Raises Pending where titles would have to be guessed."""
    pending = {id: None for task in tasks if task.is_wanted for id in task.programme.pending}
    if pending:
        key = tasks[0].source.key
        raise Pending(
            _("no script for {key} yet: facts of {ids} are still to be fetched").format(
                key=key, ids=_(", ").join(map(str, pending))
            ),
            f"digest fetch --issue {key}",
        )
