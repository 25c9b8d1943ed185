"""Every edit is proved: the new text reads as the old issue with just that change, or is refused."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import fields, is_dataclass, replace

from digestcli.errors import DigestError, UsageError
from digestcli.issuefile.reading import Reading, read
from digestcli.messages import _
from digestcli.model.issue import Issue, Note
from digestcli.model.problem import Problem, Severity
from digestcli.model.text import Span, Text

_DERIVED = frozenset({"links", "definitions", "figures"})  # they follow from the words
_NEVER_CLOSED = frozenset({"comment-open", "code-open", "formula-open", "front-matter-open"})


def prove(before: Reading, text: str, expected: Issue) -> None:
    """Nothing, if `text` reads as `expected` and holds no new error; places in the file are not compared.

    Raises UsageError where the file's own faults are in the way, DigestError where the edit was wrong. A file
    in conflict says two things at once: it is not edited at all.
    """
    refuse_conflict(before)
    after = read(text, expected.key, before.publication, before.path)
    errors = Counter(problem.rule for problem in _errors(before))
    errors_after = Counter(problem.rule for problem in _errors(after))
    if said(after.issue) == said(expected) and errors_after <= errors:
        return
    refuse_unclosed(before)
    if new := next((problem for problem in _errors(after) if not errors[problem.rule]), None):
        raise UsageError(
            _("{path}, line {line} would be wrong: {message}; nothing was written").format(
                path=new.path, line=new.line, message=new.message
            ),
            new.hint,
        )
    raise DigestError(
        _("{path} would not read as the issue with this change; nothing was written").format(
            path=before.path
        ),
        _("this is a fault of digest: please report it with the file"),
    )


def refuse_conflict(before: Reading) -> None:
    """Raises UsageError where git's markers are left: whatever else is in the way comes from them."""
    _refuse(before, {"conflict"})


def refuse_unclosed(before: Reading) -> None:
    """Raises UsageError where a block that is never closed may have swallowed what was put below it."""
    _refuse(before, _NEVER_CLOSED)


def _refuse(before: Reading, rules: Container[str]) -> None:
    """Raises UsageError where the file breaks one of `rules` before it is edited."""
    if obstacle := next((each for each in before.problems if each.rule in rules), None):
        raise UsageError(
            _("{path}, line {line}: {message}; nothing was written").format(
                path=obstacle.path, line=obstacle.line, message=obstacle.message
            ),
            obstacle.hint,
        )


def _errors(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.problems if problem.severity is Severity.ERROR]


def said(value: object) -> object:
    """What a value of the model says, wherever it stands in the file."""
    if isinstance(value, Text):
        return value.value
    if names := _parts(type(value)):
        parts = [getattr(value, name) for name in names]
        return type(value), [said(part) for part in parts if not isinstance(part, Span)]
    if isinstance(value, Mapping):
        return {key: said(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [said(part) for part in value]
    return value


_PARTS: dict[type, tuple[str, ...]] = {}


def _parts(kind: type) -> tuple[str, ...]:
    """The names of what a noun of the model says; none for anything else. Asked for once of each."""
    if kind not in _PARTS:
        named = fields(kind) if is_dataclass(kind) else ()
        _PARTS[kind] = tuple(each.name for each in named if each.name not in _DERIVED)
    return _PARTS[kind]


def with_note(issue: Issue, old: Note, new: Note) -> Issue:
    """The issue with `new` in place of `old`, in its body or on its bench."""
    return replace(
        issue,
        body=tuple(new if part is old else part for part in issue.body),
        bench=tuple(new if note is old else note for note in issue.bench),
    )
