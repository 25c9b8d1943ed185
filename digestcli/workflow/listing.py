"""`digest list`: every issue of the library in one line."""

from collections.abc import Iterator
from dataclasses import dataclass

from digestcli import issuefile
from digestcli.errors import FileError
from digestcli.library import issues
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.frozen import was_published


@dataclass(frozen=True, slots=True)
class Listed:
    """One issue: its papers, how many of them have both 摘要 and 推荐; `fault` if it is unreadable."""

    key: Key
    title: str | None
    papers: int
    written: int
    errors: int
    frozen: bool = False
    fault: str | None = None


def strays(desk: Desk) -> tuple[Problem, ...]:
    """Files in `issues/` that are not read, or that are one file elsewhere."""
    return issues.strays(desk.library)


def listing(desk: Desk) -> Iterator[Listed]:
    """The issues, oldest first; one that cannot be read is listed with the reason."""
    for key in issues.in_order(desk.library, desk.publication):
        try:
            opened = open_issue(desk, key)
            frozen = _is_frozen(desk, key)
        except FileError as fault:
            yield Listed(key, None, 0, 0, 1, fault=fault.message)
            continue
        notes = opened.issue.notes
        title = opened.issue.title.value if opened.issue.title else None
        written = sum(map(issuefile.is_written, notes))
        yield Listed(key, title, len(notes), written, len(opened.errors), frozen)


def _is_frozen(desk: Desk, key: Key) -> bool:
    if not was_published(desk, key):
        return False
    from digestcli.library.published import is_frozen  # noqa: PLC0415 - most issues are not published yet

    return is_frozen(desk.library, key)
