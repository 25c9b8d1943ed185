"""The open library: issues read, merged with their facts, and found again by what the user types."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from digestcli import files, issuefile
from digestcli.compose import compose
from digestcli.errors import Conflict, DigestError, FileError, UsageError
from digestcli.library import issues, papers
from digestcli.markup import lines
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry
from digestcli.model.event import Event, Tell
from digestcli.model.identify import identify
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.basis import Desk

__all__ = [
    "Desk",
    "Named",
    "Opened",
    "current",
    "digest_of",
    "entry_of",
    "faults",
    "keeping",
    "locked",
    "named",
    "newest",
    "note_of",
    "on_bench",
    "open_if_there",
    "open_issue",
]


@dataclass(frozen=True, slots=True)
class Opened:
    """An issue file as it was read."""

    path: str  # as the user would type it, relative to the library
    seen: files.Seen
    text: str
    reading: issuefile.Reading

    @property
    def issue(self) -> Issue:
        return self.reading.issue

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.reading.problems if p.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Named:
    """A paper in one line: its number (None on the bench), its id or -, its title as far as it is known."""

    number: int | None
    name: str
    title: str


def open_issue(desk: Desk, key: Key) -> Opened:
    """The issue of `key`; raises FileError where it is missing or is not UTF-8."""
    seen = issues.read(desk.library, key)
    path = issues.name(key)
    text = issuefile.decode(seen.data, path)
    return Opened(path, seen, text, issuefile.read(text, key, desk.publication, path))


def open_if_there(desk: Desk, key: Key) -> Opened | None:
    """The same, and None where there is no such issue yet."""
    return open_issue(desk, key) if key in issues.keys(desk.library) else None


@contextmanager
def locked(desk: Desk, tell: Tell) -> Iterator[None]:
    """The library to ourselves; what a killed writer left unfinished is set aside, and told."""
    with files.lock(desk.library.root) as unfinished:
        for path in unfinished:
            message = _("an interrupted command left a file unfinished; it is kept as {path}").format(
                path=path
            )
            tell(Event(message, is_important=True))
        yield


@contextmanager
def keeping(desk: Desk, key: Key, words: Iterable[str | None]) -> Iterator[None]:
    """What the editor typed for `key` outlives a Conflict and a disk that fails: the hint says where."""
    try:
        yield
    except (Conflict, FileError) as fault:
        typed = "\n\n".join(filter(None, words))
        if not typed or not (isinstance(fault, Conflict) or _is_of_the_system(fault)):
            raise
        hint = "\n".join(filter(None, (fault.hint, _kept(desk, key, typed))))
        raise type(fault)(fault.message, hint) from fault


def _kept(desk: Desk, key: Key, typed: str) -> str:
    """Where the words lie now; the words themselves where the disk takes nothing at all."""
    try:
        path = issues.keep(desk.library, key, typed)
    except FileError:
        return _("what you typed could not be kept:\n{words}").format(words=typed)
    return _("what you typed is kept in {path}").format(path=desk.library.name(path))


def _is_of_the_system(fault: BaseException | None) -> bool:
    """Whether a refusal of the system is behind `fault`: the words are good, and had no place to go."""
    while isinstance(fault, FileError) and not isinstance(fault, files.Missing):
        fault = fault.__cause__
    return isinstance(fault, OSError)


def current(desk: Desk) -> Key:
    """This week's issue; while there is none, the newest one."""
    keys = issues.keys(desk.library)
    this_week = Key(str(desk.week))
    if this_week in keys:
        return this_week
    if not keys:
        raise FileError(
            _("{library} holds no issue yet").format(library=desk.library.root),
            _("digest add 2304.02643 opens one for {week}").format(week=desk.week),
        )
    return newest(desk, 1)[0]


def newest(desk: Desk, number: int) -> list[Key]:
    """The last `number` issues, oldest first: by week, or by the `date` of a key that is no week."""
    return issues.in_order(desk.library, desk.publication)[-number:] if number > 0 else []


def digest_of(desk: Desk, issue: Issue) -> Digest:
    """The issue merged with the facts the library has."""
    facts = papers.load_many(desk.library, {ref.bare for ref in issue.refs()})
    return compose(issue, facts, desk.publication)


def faults(desk: Desk, digest: Digest) -> tuple[Problem, ...]:
    """What is wrong with the files of the papers that nothing is known of."""
    return tuple(papers.faults(desk.library, digest.pending))


def entry_of(digest: Digest, ref: str, bench: Iterable[Note]) -> Entry:
    """The paper `ref` names: its number in the issue, its id in any form, or the start of its title.

    Raises UsageError where there is none or are several, and says so where the paper is on the `bench`.
    """
    if entry := _printed(digest, ref):
        return entry
    if any(_is_named(note, ref) for note in bench):
        raise on_bench(ref, digest.key)
    raise _nobody(digest, ref)


def note_of(digest: Digest, ref: str, bench: Iterable[Note]) -> Note:
    """The section `ref` names, as for `entry_of`; on the bench too, where a paper has no number."""
    if entry := _printed(digest, ref):
        return entry.note
    found = [note for note in bench if _is_named(note, ref)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            _("{ref!r} begins several titles on the bench of {key}").format(ref=ref, key=digest.key),
            _("name one by its id, or by more of its title"),
        )
    raise _nobody(digest, ref)


def named(digest: Digest, note: Note) -> Named:
    """What is said of a section in one line, on the bench too."""
    name = str(note.ref.bare) if note.ref else "-"
    for entry in digest.entries:
        if entry.note is note:
            return Named(entry.number, name, lines.title(entry).plain if entry.title else "")
    words = note.title or note.reminder
    return Named(None, name, one_line(words.value) if words else "")


def on_bench(ref: object, key: Key) -> UsageError:
    """Why nothing is shown of a paper in reserve, or written about it."""
    return UsageError(
        _("{ref} is on the bench of {key}").format(ref=ref, key=key),
        _("move it up first: digest mv {ref} --from {key} --to N").format(ref=ref, key=key),
    )


def _nobody(digest: Digest, ref: str) -> UsageError:
    wanted = _id(ref)
    for each in digest.radio.lists if digest.radio else ():
        if number := next((pick.number for pick in each.entries if wanted and pick.id == wanted), None):
            return UsageError(
                _("{ref} is in the radio of {key}: {place}").format(
                    ref=ref, key=digest.key, place=f"{each.name} {number}"
                ),
                _("digest radio mv and digest radio rm are about its lists"),
            )
    return UsageError(
        _("no paper {ref!r} in {key}").format(ref=ref, key=digest.key),
        _("digest status --issue {key} lists its papers").format(key=digest.key),
    )


def _printed(digest: Digest, ref: str) -> Entry | None:
    """The one paper with a number that `ref` names."""
    found = _by_number(digest, ref) or _by_id(digest, ref) or _by_title(digest, ref)
    if len(found) > 1:
        raise UsageError(
            _("{ref!r} names several papers in {key}").format(ref=ref, key=digest.key),
            _("name one by its number: {numbers}").format(numbers=", ".join(str(e.number) for e in found)),
        )
    return found[0] if found else None


def _by_number(digest: Digest, ref: str) -> Sequence[Entry]:
    number = int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 5 else 0
    return [entry for entry in digest.entries if entry.number == number]


def _by_id(digest: Digest, ref: str) -> Sequence[Entry]:
    wanted = _id(ref)
    return [entry for entry in digest.entries if wanted and entry.id == wanted]


def _by_title(digest: Digest, ref: str) -> Sequence[Entry]:
    start = ref.casefold()
    return [e for e in digest.entries if start and lines.title(e).plain.casefold().startswith(start)]


def _is_named(note: Note, ref: str) -> bool:
    """By an id, or by how the words of its heading begin: a bench is not composed and has no other titles."""
    if note.ref and note.ref.bare == _id(ref):
        return True
    words = note.title or note.reminder
    return bool(ref and words and words.value.casefold().startswith(ref.casefold()))


def _id(ref: str) -> ArxivId | None:
    try:
        return identify(ref).id.bare
    except DigestError:
        return None
