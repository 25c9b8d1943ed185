"""Small changes in words, many at once: what `check --fix` makes of an issue, proved like every edit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass

from digestcli.issuefile.proof import refuse_conflict, refuse_unclosed
from digestcli.issuefile.reading import Reading, read
from digestcli.model.issue import Figure
from digestcli.model.problem import Severity
from digestcli.model.text import Edit, Span, Text

_DERIVED = frozenset({"links", "definitions"})  # they follow from the words


def retouch(text: str, reading: Reading, edits: Iterable[Edit]) -> str:
    """`text` with the `edits` made, but for those after which it would not read as the same issue.

    What they touch may say something else, and nothing beside it. Of edits that overlap the first is made.
    Raises UsageError for a file in conflict, or with a block that is never closed: there nobody knows what is
    words.
    """
    refuse_conflict(reading)
    refuse_unclosed(reading)
    apart = _apart(edits)
    whole = _made(text, apart)
    if _is_same_issue(reading, whole, apart):
        return whole
    taken: list[Edit] = []
    for edit in reversed(apart):  # from the end, so that the offsets of the others stay right
        if _is_same_issue(reading, _made(text, [edit, *taken]), [edit, *taken]):
            taken.insert(0, edit)
    return _made(text, taken)


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the text; those that meet one before them wait for another time."""
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each.span):
        if not apart or (edit.span.start >= apart[-1].span.end and edit.span.start > apart[-1].span.start):
            apart.append(edit)
    return apart


def _made(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, text[at:]))


def _is_same_issue(before: Reading, text: str, edits: Sequence[Edit]) -> bool:
    after = read(text, before.issue.key, before.publication, before.path)
    touched = tuple(edit.span for edit in edits)
    return _errors(after) <= _errors(before) and _is_same(before.issue, after.issue, touched)


def _errors(reading: Reading) -> Counter[str]:
    return Counter(each.rule for each in reading.problems if each.severity is Severity.ERROR)


def _is_same(old: object, new: object, touched: Sequence[Span]) -> bool:
    """Whether both say the same, wherever it stands; words that were touched may say something else."""
    if isinstance(old, Text | Figure) and type(new) is type(old) and any(_meet(old.span, t) for t in touched):
        return True
    if is_dataclass(old):
        return type(new) is type(old) and all(
            _is_same(getattr(old, each.name), getattr(new, each.name), touched)
            for each in fields(old)
            if each.name not in _DERIVED and not isinstance(getattr(old, each.name), Span)
        )
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(_is_same(*pair, touched) for pair in zip(old, new, strict=True))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_is_same(old[key], new[key], touched) for key in old)
    return old == new


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
