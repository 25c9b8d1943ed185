"""The radio lists and their papers as the user names them: `nlp`, `NLP 3`, an id, how a title begins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from digestcli.errors import DigestError, FileError, UsageError
from digestcli.library import scripts
from digestcli.markup import lines
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.issue import Issue, Pick
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk, digest_of


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a radio list, and what is said of it."""

    list_name: str
    number: int
    pick: Pick
    title: str  # as far as it is known

    @property
    def name(self) -> str:
        return str(self.pick.ref.bare) if self.pick.ref else "-"

    @property
    def place(self) -> str:
        """`NLP 3`: the list, and the number it is printed with."""
        return f"{self.list_name} {self.number}"


@dataclass(frozen=True)
class Station:
    """The radio lists of one issue, those that are still to be opened too."""

    desk: Desk
    issue: Issue

    @property
    def key(self) -> Key:
        return self.issue.key

    @property
    def names(self) -> Sequence[str]:
        """What the lists are called: in the issue, else in the publication's settings."""
        return list(_called(self.issue, self.desk.publication).values())

    @cached_property
    def picks(self) -> Sequence[Found]:
        """Every line of every list, in order."""
        composed = digest_of(self.desk, self.issue).radio
        written = self.issue.radio
        if not (composed and written):
            return []
        return [
            Found(each.name, entry.number, pick, lines.title(entry).plain if entry.title else "")
            for each, programme in zip(written.lists, composed.lists, strict=True)
            for pick, entry in zip(each.picks, programme.entries, strict=True)
        ]

    def length(self, list_name: str) -> int:
        """How many lines a list has."""
        return sum(each.list_name == list_name for each in self.picks)

    def list_called(self, said: str) -> str:
        """The list that `said` names, in any capitals, whole or by how it begins alone.

        Raises UsageError where there is none or are several, and where the issue has it twice.
        """
        found = self._lists_called(said)
        if len(found) == 1:
            self._refuse_twice(found[0])
            return found[0]
        if found:
            raise UsageError(
                _("{name!r} begins several lists: {names}").format(name=said, names=_(", ").join(found)),
                _("name one by more of its name"),
            )
        names = _(", ").join(self.names) or "-"
        raise UsageError(
            _("there is no radio list {name!r}").format(name=said),
            _("the lists are {names}; digest.toml names them: [radio] lists").format(names=names),
        )

    def _refuse_twice(self, name: str) -> None:
        """A number in the list would name two papers, and a new line might go into either."""
        lists = self.issue.radio.lists if self.issue.radio else ()
        if sum(each.name == name for each in lists) > 1:
            raise UsageError(
                _("{key} has the radio list {name} twice").format(key=self.key, name=name),
                _("make one of them in your own editor, or name papers by their ids"),
            )

    def is_list(self, said: str) -> bool:
        return len(self._lists_called(said)) == 1

    def _lists_called(self, said: str) -> Sequence[str]:
        called = _called(self.issue, self.desk.publication)
        wanted = said.strip().casefold()
        whole = [name for known, name in called.items() if wanted in {known.casefold(), name.casefold()}]
        return whole or [name for name in called.values() if wanted and name.casefold().startswith(wanted)]

    def find(self, ref: str, list_name: str | None = None) -> Found:
        """The line `ref` names in the list, or in all of them: its number, its id, the start of its title.

        Raises UsageError where there is none or are several.
        """
        begun, _blank, number = ref.rpartition(" ")
        if list_name is None and _is_number(number) and self.is_list(begun):
            return self.find(number, self.list_called(begun))
        if list_name is None and _is_number(ref):
            raise self._which_list(int(ref))
        there = [each for each in self.picks if list_name in {None, each.list_name}]
        found = list(_by_number(there, ref) or _by_id(there, ref) or _by_title(there, ref))
        if len(found) > 1:
            raise UsageError(
                _("{ref!r} names several papers in the radio lists of {key}").format(ref=ref, key=self.key),
                _("name one by its number: {numbers}").format(
                    numbers=_(", ").join(each.place for each in found)
                ),
            )
        if not found and list_name is None and self.is_list(ref):
            name = self.list_called(ref)
            raise UsageError(
                _("which paper of {name}?").format(name=name),
                _("name one by its number: {numbers}").format(numbers=f"{name} 1"),
            )
        if not found:
            raise UsageError(
                _("no paper {ref!r} in the radio lists of {key}").format(ref=ref, key=self.key),
                _("digest show --issue {key} lists them").format(key=self.key),
            )
        return found[0]

    def _which_list(self, number: int) -> UsageError:
        names = [name for name in self.names if self.length(name) >= number] or self.names
        return UsageError(
            _("number {number} of which list?").format(number=number),
            _("name the list too: {names}").format(names=_(", ").join(f"{name} {number}" for name in names)),
        )

    def find_all(self, words: Sequence[str]) -> Sequence[Found]:
        """The lines that `[LIST] REF...` names, each once."""
        list_name, refs = self.split(words)
        found = (self.find(ref, list_name) for ref in refs)
        return list({each.pick.span: each for each in found}.values())

    def split(self, words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
        """The list that the first of several words names, and the other words; None where it names none."""
        if len(words) > 1 and not _is_number(words[0]) and self.is_list(words[0]):
            return self.list_called(words[0]), words[1:]
        return None, words


def refuse_shared(key: Key, every: Iterable[str], wanted: Iterable[str]) -> None:
    """Raises FileError where a wanted list has its script, and so its recording, in common with another."""
    paths = Counter(scripts.name(key, name).casefold() for name in every)  # as disks compare names
    for name in wanted:
        if paths[(path := scripts.name(key, name)).casefold()] > 1:
            raise FileError(
                _("several radio lists have the script {path}").format(path=path),
                _("give one of them a name with other letters"),
            )


def list_of(heading: str, publication: Publication) -> str:
    """The list the publication knows that an issue's heading is of; one of nobody's is its own."""
    every = publication.radio_lists
    return next((known for known in every if _heading_of(known, [heading], every) == heading), heading)


def _called(issue: Issue, publication: Publication) -> dict[str, str]:
    """The lists by the names the publication knows, as the issue writes them; its others, by their own."""
    there = [each.name for each in issue.radio.lists] if issue.radio else []
    called = {known: _heading_of(known, there, publication.radio_lists) for known in publication.radio_lists}
    return called | {name: name for name in there if name not in called.values()}


def _heading_of(known: str, there: Iterable[str], every: Iterable[str]) -> str:
    """The heading that is this list's: its name, or begins with it as `NLP（自然语言处理）` does."""
    others = {name.casefold() for name in every} - {known.casefold()}
    headings = [name for name in there if name.casefold() not in others]
    whole = [name for name in headings if name.casefold() == known.casefold()]
    begun = [name for name in headings if _begins(name.casefold(), known.casefold())]
    return next(iter(whole or begun), known)


def _begins(heading: str, name: str) -> bool:
    following = heading.removeprefix(name)[:1]
    return heading.startswith(name) and not (following.isascii() and following.isalnum())


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 5


def _by_number(there: Iterable[Found], ref: str) -> Sequence[Found]:
    return [each for each in there if _is_number(ref) and each.number == int(ref)]


def _by_id(there: Iterable[Found], ref: str) -> Sequence[Found]:
    wanted = _id(ref)
    return [each for each in there if wanted and each.pick.ref and each.pick.ref.bare == wanted]


def _by_title(there: Iterable[Found], ref: str) -> Sequence[Found]:
    start = ref.casefold()
    return [each for each in there if start and each.title.casefold().startswith(start)]


def _id(ref: str) -> ArxivId | None:
    try:
        return identify(ref).id.bare
    except DigestError:
        return None
