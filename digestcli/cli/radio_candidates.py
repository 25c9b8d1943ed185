"""What may stand where a radio list or one of its papers is named."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from digestcli.cli.session import Session
from digestcli.errors import DigestError
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.workflow.desk import open_issue
from digestcli.workflow.radio_lists import Station

Offered = Iterator[tuple[str, str]]  # a word, and what it stands for


def lists(session: Session, week: str | None, issue: str | None) -> Offered:
    """The lists by their names; those of the settings too, where there is no issue yet."""
    for name in _station(session, week, issue).names:
        yield name, ""


def picks(
    session: Session, week: str | None, issue: str | None, words: Sequence[str], *, moves: bool
) -> Offered:
    """Of `[LIST] REF...`: a list or ids, behind a list its numbers too; behind what `moves`, a list."""
    station = _station(session, week, issue)
    own = words[0] if words and station.is_list(words[0]) else None
    if moves and len(words) > (own is not None):
        yield from ((name, "") for name in station.names)
        return
    if not words:
        yield from ((name, "") for name in station.names)
    there = [each for each in station.picks if own is None or each.list_name == station.list_called(own)]
    if own is not None:
        yield from ((str(each.number), each.title) for each in there)
    yield from ((each.name, each.title) for each in there if each.pick.ref)


def _station(session: Session, week: str | None, issue: str | None) -> Station:
    key = session.named(week, issue)
    with suppress(DigestError):  # there may be no issue yet
        key = key or session.current(None, None)
        return Station(session.desk, open_issue(session.desk, key).issue)
    return Station(session.desk, Issue(key=key or Key(str(session.desk.week))))
