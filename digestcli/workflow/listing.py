"""`digest list`: every issue of the library in one line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from digestcli import issuefile
from digestcli.errors import FileError
from digestcli.library import issues
from digestcli.library.listings import Listings
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, open_issue
from digestcli.workflow.frozen import was_published


@dataclass(frozen=True, slots=True)
class Listed:
    """One issue: its papers, how many of them have both 摘要 and 推荐; `fault` if it is unreadable."""

    key: Key
    title: str | None = None
    date: str | None = None
    papers: int = 0
    written: int = 0
    errors: int = 0
    frozen: bool = False
    fault: str | None = None


def strays(desk: Desk) -> tuple[Problem, ...]:
    """Files in `issues/` that are not read, or that are one file elsewhere."""
    return issues.strays(desk.library)


def listing(desk: Desk, cache: Path | None = None) -> Iterator[Listed]:
    """The issues, oldest first; one that cannot be read is listed with the reason.

    What was listed of a file is remembered in `cache`: one that has not changed is not read.
    """
    listings = Listings(desk.library, cache, desk.publication.fingerprint, "list")
    found = {key: _listed(desk, key, listings) for key in issues.keys(desk.library)}
    listings.keep()
    for key in issues.sort({key: issues.day_of(key, each.date) for key, each in found.items()}):
        yield found[key]


def _listed(desk: Desk, key: Key, listings: Listings) -> Listed:
    try:
        said = listings.of(key)
        if not isinstance(said, list):
            looked = listings.look(key)
            opened = open_issue(desk, key)
            said = _said(opened)
            listings.learn(looked, opened.issue, said, [opened.path])
        return replace(Listed(key, *said), frozen=_is_frozen(desk, key))
    except FileError as fault:
        return Listed(key, errors=1, fault=fault.message)


def _said(opened: Opened) -> list[Any]:
    """What an issue's file alone decides, in the order of `Listed`."""
    issue = opened.issue
    title, date = (text.value if text else None for text in (issue.title, issue.date))
    written = sum(map(issuefile.is_written, issue.notes))
    return [title, date, len(issue.notes), written, len(opened.errors)]


def _is_frozen(desk: Desk, key: Key) -> bool:
    if not was_published(desk, key):
        return False
    from digestcli.library.published import is_frozen  # noqa: PLC0415 - most issues are not published yet

    return is_frozen(desk.library, key)
