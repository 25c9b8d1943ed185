"""What may stand where the cursor is: commands, options, papers, issues, weeks, formats."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer.main

from digestcli.cli import app, weeks
from digestcli.cli.flags import Flags
from digestcli.errors import DigestError
from digestcli.markup.plain import one_line
from digestcli.messages import N_, _

_FROM_BENCH = ("edit", "figure", "mv", "rm")  # the commands that take a paper on the bench too


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word, and what it stands for."""

    word: str
    help: str = ""


@dataclass(slots=True)
class _Line:
    """What the words before the cursor said; `open` is the option that waits for its value."""

    params: Sequence[Any]  # Any: the classes of typer's parameters are private
    command: str = ""
    given: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)  # those that are no options
    open: Any = None
    may_be_week: bool = False  # `--week` was the last word: a week or the next argument
    only_words: bool = False  # `--` was said

    def option(self, name: str) -> Any:
        return next((each for each in self.params if name in each.opts and _is_option(each)), None)

    def argument(self) -> Any:
        """The argument that is next; None where there is none more."""
        left = [each for each in self.params if not _is_option(each)]
        place = len(self.words)
        return left[place] if place < len(left) else next((each for each in left if each.nargs == -1), None)


def candidates(words: Sequence[str], current: str) -> Iterator[Candidate] | None:
    """What may stand for `current` behind `words`; None where a file's name may.

    Raises DigestError where the library or the issue that the line names cannot be read.
    """
    program: Any = typer.main.get_command(app.app)
    with program.make_context("digest", [], resilient_parsing=True) as context:
        found = _of(program, context, _Line([], words=list(words)), current)
    return None if found is None else (each for each in found if each.word.startswith(current))


# Any: the classes of typer's commands and context are private.
def _of(command: Any, context: Any, said: _Line, current: str) -> Iterable[Candidate] | None:
    """What may stand behind `command`, which is behind what was `said`, and the words left of it."""
    is_group = hasattr(command, "get_command")
    line = _read(said.words, command.get_params(context), stop=is_group)
    line.command = " ".join(filter(None, (said.command, command.name)))
    line.given = said.given | line.given
    if not is_group:
        return _of_command(line, current)
    if not line.words:
        return _of_group(command, line, current)
    inner = command.get_command(context, line.words.pop(0))
    return _of(inner, context, line, current) if inner else ()


def _of_group(group: Any, line: _Line, current: str) -> Iterable[Candidate] | None:
    if line.open:
        return _values(line.open, line, current)
    if current.startswith("-"):
        return _options(line, current)
    return [Candidate(name, purpose) for name, (purpose, _module) in group.table.items()]


def _of_command(line: _Line, current: str) -> Iterable[Candidate] | None:
    if line.open:
        return _values(line.open, line, current)
    if current.startswith("-") and not line.only_words:
        return _options(line, current)
    argument = line.argument()
    if not argument and not line.may_be_week:
        return _options(line, current)
    if not line.may_be_week:
        return _values(argument, line, current)
    found = list(_weeks(line, current))
    with suppress(DigestError):  # there may be no issue of this week
        found += _values(argument, line, current) or () if argument else ()
    return found


def _read(words: Sequence[str], params: Sequence[Any], *, stop: bool) -> _Line:
    """The words of one command; with `stop`, all from the first that is no option are left as they are."""
    line = _Line(params)
    for place, word in enumerate(words):
        if line.open or (line.may_be_week and weeks.takes(word)):
            line.given["week" if line.may_be_week else line.open.name] = word
            line.open, line.may_be_week = None, False
        elif line.only_words or not word.startswith("-") or word == "-":
            line.may_be_week = False
            if stop:
                line.words = list(words[place:])
                break
            line.words.append(word)
        else:
            _read_option(line, word)
    return line


def _read_option(line: _Line, word: str) -> None:
    name, equals, value = word.partition("=")
    option = line.option(name)
    if option is None and not word.startswith("--"):  # -iKEY
        name, equals, value = word[:2], word[2:], word[2:]
        option = line.option(name)
    line.only_words = word == "--"
    line.may_be_week = word == "--week"
    if option is None or option.is_flag:
        return
    line.given[option.name] = value
    if not equals and not line.may_be_week:
        line.open = option


def _options(line: _Line, current: str) -> Iterable[Candidate]:
    """The names of options, the long ones; after `--issue=` what it may be."""
    name, equals, value = current.partition("=")
    if equals:
        option = line.option(name)
        found = _values(option, line, value) if option and not option.is_flag else None
        return [Candidate(f"{name}={each.word}", each.help) for each in found or ()]
    named = ((max(each.opts, key=len), each) for each in line.params if _is_option(each) and not each.hidden)
    return [Candidate(name, _("This page.") if name == "--help" else each.help or "") for name, each in named]


def _values(param: Any, line: _Line, current: str) -> Iterable[Candidate] | None:
    """What a parameter may be; None: a file."""
    if kind := KINDS.get(str(param.metavar)):
        return kind(line, current)
    is_file = param.type.name == "path" or param.metavar == _("PATH")
    return None if is_file else ()


def _is_option(param: Any) -> bool:
    return bool(param.param_type_name == "option")


def _session(line: _Line) -> Any:
    from digestcli.cli.session import Session  # noqa: PLC0415 - options and commands need no library

    library = line.given.get("library")
    return Session(Flags(library=Path(library) if library else None, quiet=True))


def _refs(line: _Line, _current: str) -> Iterator[Candidate]:
    """The papers of the issue that the line names: by their numbers, and by their ids."""
    from digestcli.markup import lines  # noqa: PLC0415 - what `show` and `status` load
    from digestcli.workflow.desk import digest_of, open_issue  # noqa: PLC0415 - the same

    session = _session(line)
    issue = open_issue(session.desk, _issue_of(line, session)).issue
    entries = digest_of(session.desk, issue).entries
    titles = [one_line(lines.title(entry).plain) for entry in entries]
    for entry, title in zip(entries, titles, strict=True):
        yield Candidate(str(entry.number), title)
    for entry, title in zip(entries, titles, strict=True):
        if entry.id:
            yield Candidate(str(entry.id), title)
    for note in issue.bench if line.command in _FROM_BENCH else ():
        if note.ref:
            yield Candidate(str(note.ref.bare), one_line(note.reminder.value) if note.reminder else "")


def _issue_of(line: _Line, session: Any) -> Any:
    """The issue whose papers are meant: of `mv`, the paper's own is `--from`, and the other one its goal."""
    week, issue = line.given.get("week"), line.given.get("issue")
    moves = any(str(each.metavar) == _("WEEK|KEY") for each in line.params)
    if moves and not (line.open and (week is not None or issue is not None)):
        source = line.given.get("source")
        return session.called(source) if source else session.current(None, None)
    return session.current(week, issue)


def _lists(line: _Line, _current: str) -> Iterator[Candidate]:
    """The lists of the Radiostation."""
    from digestcli.cli import radio_candidates  # noqa: PLC0415 - the same

    week, issue = line.given.get("week"), line.given.get("issue")
    for word, _title in radio_candidates.lists(_session(line), week, issue):
        yield Candidate(word)


def _picks(line: _Line, _current: str) -> Iterator[Candidate]:
    """The lists and their papers."""
    from digestcli.cli import radio_candidates  # noqa: PLC0415 - the same

    moves = any(str(each.metavar) == _("[LIST] REF [LIST]") for each in line.params)
    week, issue = line.given.get("week"), line.given.get("issue")
    for word, title in radio_candidates.picks(_session(line), week, issue, line.words, moves=moves):
        yield Candidate(word, one_line(title))


def _keys(line: _Line, _current: str) -> Iterator[Candidate]:
    from digestcli.library import issues  # noqa: PLC0415 - the same

    for key in reversed(issues.keys(_session(line).desk.library)):
        yield Candidate(str(key))


def _weeks(line: _Line, current: str) -> Iterator[Candidate]:
    """The weeks that have an issue, and `last`."""
    yield Candidate(weeks.LAST, _("The week before this one."))
    from digestcli.model.key import Key  # noqa: PLC0415 - loaded by then

    for each in _keys(line, current):
        week = Key(each.word).week
        if week and each.word == str(week):
            yield each


def _formats(_line: _Line, current: str) -> Iterator[Candidate]:
    """Each format, behind those that are named already."""
    from digestcli import exporters  # noqa: PLC0415 - export has loaded it

    named, comma, _begun = current.rpartition(",")
    for name, made in exporters.formats().items():
        if name not in named.split(","):
            yield Candidate(f"{named}{comma}{name}", made.help)


def _templates(line: _Line, current: str) -> Iterable[Candidate] | None:
    """The library's own, by their names; any other is a file."""
    from digestcli.library import templates  # noqa: PLC0415 - the same
    from digestcli.templating.names import is_template, written  # noqa: PLC0415 - the same

    names = [] if "/" in current else filter(is_template, templates.names(_session(line).library))
    return [Candidate(written(name)) for name in names] or None


def _starters(line: _Line, _current: str) -> Iterator[Candidate]:
    """`new`, and behind it the starting points."""
    from digestcli.templating import starters  # noqa: PLC0415 - the command has loaded it

    if line.words == ["new"]:
        yield from (Candidate(name, purpose) for name, (_file, purpose) in starters().items())
    elif not line.words:
        yield Candidate("new")


def _query(_line: _Line, current: str) -> Iterator[Candidate]:
    """What a word of a query may begin with; behind `field:` the fields."""
    from digestcli.search.fields import FIELDS  # noqa: PLC0415 - the command has loaded it

    name, colon, _begun = current.partition(":")
    if colon and name == "field":
        yield from (Candidate(f"field:{_(field.said)}", _("Only there.")) for field in FIELDS.values())
    elif not colon:
        yield from (Candidate(f"{each}:", _(what)) for each, what in STEERING.items())


def _shells(_line: _Line, _current: str) -> Iterator[Candidate]:
    return map(Candidate, app.SHELLS)


STEERING = {
    "author": N_("An author's name, or how it begins."),
    "cat": N_("A category: cs, cs.CL."),
    "week": N_("A week, or 2023-W01..2023-W26."),
    "field": N_("Where to look: title, 摘要, 推荐."),
}

# what help calls a value: what it may be. Others are files where they are paths, else unknown.
KINDS: dict[str, Callable[[_Line, str], Iterable[Candidate] | None]] = {
    _("REF"): _refs,
    _("REF..."): _refs,
    _("[REF]"): _refs,
    _("[REF]..."): _refs,
    _("LIST"): _lists,
    _("[LIST]"): _lists,
    _("[LIST]..."): _lists,
    _("[LIST] REF..."): _picks,
    _("[LIST] REF [LIST]"): _picks,
    _("KEY"): _keys,
    _("WEEK|KEY"): _keys,
    _("[WEEK]"): _weeks,
    _("NAME[,NAME]"): _formats,
    _("[SHELL]"): _shells,
    _("FILE|NAME"): _templates,
    _("[new NAME]"): _starters,
    _("QUERY..."): _query,
}
