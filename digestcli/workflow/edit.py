"""`digest edit`: an issue in the editor's own program, at the line where words are missing.

The program works on a copy. The issue changes in one step when the program has ended well, if nobody else has
changed it meanwhile; until then the words are in the copy, and the next `digest edit` takes them up.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from digestcli import files, issuefile
from digestcli.errors import Conflict, DigestError, FileError
from digestcli.library import editing, issues
from digestcli.messages import _, plural
from digestcli.model.event import Event, Tell
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, digest_of, locked, note_of

Problems = tuple[Problem, ...]


class Choice(Enum):
    """What is to become of a copy."""

    GO_ON = auto()  # it is opened
    SAVE = auto()  # the issue becomes what it is
    ANEW = auto()  # it is set aside for a new one
    LEAVE = auto()  # it stays as it is, for another time


class Person(Protocol):
    """Whoever sits there, with the program they write in."""

    def writes(self, copy: Path, line: int) -> int:
        """The exit code of their program, which had `copy` open at `line`."""
        ...

    def resumes(self, key: Key) -> Choice:
        """GO_ON, ANEW or LEAVE, where a copy of `key` is left from another time."""
        ...

    def decides(self, faults: Problems, *, may_save: bool) -> Choice:
        """GO_ON, SAVE if they may, or LEAVE, where what they wrote has new faults."""
        ...


@dataclass(frozen=True, slots=True)
class Edited:
    before: bytes
    after: bytes
    problems: Problems = ()  # in what was written, and not in what was there before
    is_overtaken: bool = False  # nothing was written, and somebody else has changed the issue meanwhile


def edit(desk: Desk, key: Key, ref: str | None, person: Person, tell: Tell) -> Edited:
    """The issue before and after; opened in the section of `ref`, or where words are missing first.

    Raises FileError where nothing could be written, and Conflict where somebody else has changed the issue or
    has it open as well; what was written is in the copy then.
    """
    with editing.claimed(desk.library, key):
        seen = _seen(desk, key)
        data = _taken_up(desk, key, seen, person, tell)
        line = _line(desk, key, seen.data, seen.data if data is None else data, ref)
        if data is None:
            editing.begin(desk.library, key, seen.data)
        with _kept_if_interrupted(desk, key, tell):
            return _Round(desk, key, seen, person, tell).edit(line)


def place(desk: Desk, key: Key, ref: str | None) -> tuple[Path, int]:
    """The copy that `edit` would open, and its line; nothing is written."""
    seen = _seen(desk, key)
    left = editing.kept(desk.library, key)
    return editing.path(desk.library, key), _line(desk, key, seen.data, left.data if left else seen.data, ref)


def discard(desk: Desk, key: Key, *, dry_run: bool = False) -> Path | None:
    """Where the copy that was left of `key` lies from now on; None where there was none."""
    if dry_run:
        left = editing.kept(desk.library, key)
        return issues.unwritten(desk.library, key, left.data) if left else None
    with editing.claimed(desk.library, key):
        left = editing.kept(desk.library, key)
        return editing.set_aside(desk.library, key, left.data) if left else None


def _seen(desk: Desk, key: Key) -> files.Seen:
    if key.week and key not in issues.keys(desk.library):
        raise FileError(
            _("there is no issue {key}").format(key=key),
            _("digest add 2304.02643 --issue {key} opens it").format(key=key),
        )
    seen = issues.read(desk.library, key)
    issuefile.decode(seen.data, issues.name(key))
    return seen


def _taken_up(desk: Desk, key: Key, seen: files.Seen, person: Person, tell: Tell) -> bytes | None:
    """What the copy holds that was left of another time; None where a new one is to be begun."""
    left = editing.kept(desk.library, key)
    if left is None or left.data == seen.data:
        return None
    if left.before != seen.data:
        raise _diverged(desk, key)
    match person.resumes(key):
        case Choice.GO_ON:
            return left.data
        case Choice.ANEW:
            aside = editing.set_aside(desk.library, key, left.data)
            message = _("what was written lies in {path}").format(path=desk.library.name(aside))
            tell(Event(message, is_important=True))
            return None
        case _:
            raise FileError(
                _("nothing was written to {path}").format(path=issues.name(key)), _again(desk, key)
            )


def _line(desk: Desk, key: Key, before: bytes, data: bytes, ref: str | None) -> int:
    """Where to begin: at what is wrong with the copy, else where words are missing."""
    if faults := _faults(desk, key, before, data):
        return faults[0].line
    text = data.decode()
    reading = issuefile.read(text, key, desk.publication, _name(desk, key))
    if ref is None:
        return issuefile.first_gap(text, reading)
    note = note_of(digest_of(desk, reading.issue), ref, reading.issue.bench)
    return issuefile.gap_of(text, reading, note)


class _Round:
    """The editor's program runs, again where it has to."""

    def __init__(self, desk: Desk, key: Key, seen: files.Seen, person: Person, tell: Tell) -> None:
        self._desk = desk
        self._key = key
        self._seen = seen
        self._person = person
        self._tell = tell

    def edit(self, line: int) -> Edited:
        while True:
            data = self._written(line)
            if data == self._seen.data:
                return Edited(data, data, is_overtaken=not files.holds(self._seen.path, data))
            faults = _faults(self._desk, self._key, self._seen.data, data)
            choice = self._person.decides(faults, may_save=_is_text(data)) if faults else Choice.SAVE
            if choice is Choice.SAVE:
                return self._save(data)
            if choice is not Choice.GO_ON:
                raise self._refused(len(faults))
            line = faults[0].line

    def _written(self, line: int) -> bytes:
        """What the copy holds once the program has ended; raises FileError where that was no good end."""
        code = self._person.writes(editing.path(self._desk.library, self._key), line)
        data = editing.read(self._desk.library, self._key)
        hint = None if data in {None, self._seen.data} else _again(self._desk, self._key)
        path = issues.name(self._key)
        if code < 0:
            message = _("your editor was killed by signal {number}; {path} is as it was")
            raise FileError(message.format(number=-code, path=path), hint)
        if code:
            message = _("your editor ended with exit code {code}; {path} is as it was")
            raise FileError(message.format(code=code, path=path), hint)
        if data is None:
            message = _("{copy} is gone; {path} is as it was")
            raise FileError(message.format(copy=_name(self._desk, self._key), path=path))
        return data

    def _save(self, data: bytes) -> Edited:
        desk, key = self._desk, self._key
        try:
            with locked(desk, self._tell):
                issues.write(desk.library, key, data, self._seen, "edit")
        except DigestError as fault:
            if isinstance(fault, Conflict) and not files.holds(self._seen.path, self._seen.data):
                raise _diverged(desk, key) from fault
            hint = "\n".join(filter(None, (fault.hint, _again(desk, key))))
            raise type(fault)(fault.message, hint) from fault
        editing.drop(desk.library, key)
        return Edited(self._seen.data, data, _new(desk, key, self._seen.data, data, issues.name(key)))

    def _refused(self, faults: int) -> FileError:
        count = plural("{n} new error", "{n} new errors", faults)
        message = _("{count}; {path} is as it was").format(count=count, path=issues.name(self._key))
        return FileError(message, _again(self._desk, self._key))


@contextmanager
def _kept_if_interrupted(desk: Desk, key: Key, tell: Tell) -> Iterator[None]:
    """Ctrl-C at a question leaves the copy, and says so."""
    try:
        yield
    except KeyboardInterrupt:
        tell(Event(_again(desk, key), is_important=True))
        raise


def _faults(desk: Desk, key: Key, before: bytes, data: bytes) -> Problems:
    """What is wrong with the copy that was not wrong with the issue, in the order of its lines."""
    name = _name(desk, key)
    if before.strip() and not data.strip():
        return (_fault(name, 1, _("nothing is left in it")),)
    try:
        issuefile.decode(data, name)
    except issuefile.NotUtf8 as fault:
        return (_fault(name, fault.line, fault.message, fault.hint),)
    return tuple(each for each in _new(desk, key, before, data, name) if each.severity is Severity.ERROR)


def _new(desk: Desk, key: Key, before: bytes, data: bytes, name: str) -> Problems:
    """The problems of rules that are broken more often than before; not those in lines that broke them."""
    old, new = (_problems(desk, key, each, name) for each in (before, data))
    more = Counter(each.rule for each, _line in new) - Counter(each.rule for each, _line in old)
    known = Counter((each.rule, line) for each, line in old)
    found = []
    for problem, line in new:
        if known[problem.rule, line]:
            known[problem.rule, line] -= 1
        elif problem.rule in more:
            found.append(problem)
    return tuple(found)


def _problems(desk: Desk, key: Key, data: bytes, name: str) -> list[tuple[Problem, str]]:
    """Each problem, and the line it stands in."""
    text = data.decode()
    lines = text.split("\n")
    problems = issuefile.read(text, key, desk.publication, name).problems
    return [(each, lines[each.line - 1]) for each in problems]


def _fault(name: str, line: int, message: str, hint: str | None = None) -> Problem:
    return Problem(
        path=name, line=line, column=1, rule="copy", severity=Severity.ERROR, message=message, hint=hint
    )


def _is_text(data: bytes) -> bool:
    """Whether the issue may become this, whatever is wrong with it: other bytes no command could read."""
    try:
        issuefile.decode(data, "")
    except issuefile.NotUtf8:
        return False
    return True


def _name(desk: Desk, key: Key) -> str:
    return desk.library.name(editing.path(desk.library, key))


def _again(desk: Desk, key: Key) -> str:
    return _(
        "what you wrote is kept in {copy}; digest edit --issue {key} takes it up again, --discard drops it"
    ).format(copy=_name(desk, key), key=key)


def _diverged(desk: Desk, key: Key) -> Conflict:
    return Conflict(
        _("{path} was changed by somebody else; both that and what you wrote are kept").format(
            path=issues.name(key)
        ),
        _(
            "yours is {copy}: take over by hand what is missing, then: digest edit --issue {key} --discard"
        ).format(copy=_name(desk, key), key=key),
    )
