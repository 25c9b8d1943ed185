"""Small changes in words, many at once: what `check --fix` makes of an issue, proved like every edit."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter

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
    return _made(text, _taken(reading, text, _apart(edits), []))


def _taken(reading: Reading, text: str, edits: Sequence[Edit], behind: Sequence[Edit]) -> Sequence[Edit]:
    """Those of the `edits` that can be made, with the edits `behind` them that can.

    What is refused is looked for by halves: one edit among thousands costs a dozen readings.
    """
    all_of = [*edits, *behind]
    if not edits or _is_same_issue(reading, _made(text, all_of), all_of):
        return all_of
    if len(edits) == 1:
        return behind
    middle = len(edits) // 2
    return _taken(reading, text, edits[:middle], _taken(reading, text, edits[middle:], behind))


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
    if isinstance(old, Text | Figure) and type(new) is type(old) and _is_touched(old.span, touched):
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


def _is_touched(span: Span, touched: Sequence[Span]) -> bool:
    """Whether one of the spans `touched`, which stand in order, meets `span`."""
    until = bisect_right(touched, span.end, key=attrgetter("start"))
    return until > 0 and touched[until - 1].end >= span.start
