"""`digest search`: entries of all issues, found by their words.

The index is brought up to date first, by what has changed since it was asked last. Where it cannot be, the
issues themselves are looked through: that takes longer and finds the same.
"""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from digestcli import files
from digestcli.errors import DigestError
from digestcli.library import issues
from digestcli.messages import _
from digestcli.model.event import Event, Tell
from digestcli.search import seal
from digestcli.search.found import Found, Ranked
from digestcli.search.hit import Hit, hit
from digestcli.search.index import Index, Unusable
from digestcli.search.query import Query
from digestcli.workflow.basis import Desk
from digestcli.workflow.search_index import bring, changes, lock, place, settings

_PATIENCE = 2.0  # seconds for which another process may be at work on the index


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits, best first, of all that there are; the issues that could not be looked through."""

    total: int
    hits: tuple[Hit, ...]
    unread: tuple[str, ...] = ()


Answer = tuple[Found, tuple[str, ...]]


def search(desk: Desk, query: Query, limit: int, cache: Path, tell: Tell) -> Results:
    """What is found, at most `limit` of it; the index lies in the folder `cache`."""
    try:
        found, unread = _asked(desk, query, limit, place(desk.library, cache), tell)
    except (Unusable, DigestError, OSError) as fault:
        cause = fault.message if isinstance(fault, DigestError) else str(fault)
        tell(Event(_("without an index, which takes longer: {cause}").format(cause=cause)))
        found, unread = _looked_through(desk, query, limit)
    return Results(found.total, tuple(hit(each, query) for each in found.best), unread)


def reindex(desk: Desk, cache: Path, tell: Tell) -> tuple[int, int]:
    """The index is made anew from all files: how many entries of how many issues are in it."""
    where = place(desk.library, cache)
    with files.alone(lock(where), _PATIENCE):
        bring(desk, where, tell, anew=True)
        with closing(Index.there(where)) as index:
            return index.size()


def _asked(desk: Desk, query: Query, limit: int, where: Path, tell: Tell) -> Answer:
    """What the index says, which is only read where nothing has changed."""
    with suppress(Unusable):
        if seal.is_trusted(where) and (answer := _answer(desk, query, limit, where)):
            return answer
    with files.alone(lock(where), _PATIENCE):
        bring(desk, where, tell)
        with closing(Index.there(where)) as index:
            return index.find(query, limit), index.unread()


def _answer(desk: Desk, query: Query, limit: int, where: Path) -> Answer | None:
    """What the index says as it is; None where it is not to be trusted, or not up to date."""
    with closing(Index.there(where)) as index:
        # From its first answer on nobody writes to it: what was whole before that stays so.
        is_ours = index.noted("settings") == settings(desk) and seal.is_trusted(where)
        if not is_ours or changes(index, desk):
            return None
        return index.find(query, limit), index.unread()


def _looked_through(desk: Desk, query: Query, limit: int) -> Answer:
    """The same, from the issues themselves, twice: to rank what is found, and to tell of the best."""
    from digestcli.search.scan import Scan  # noqa: PLC0415 - most searches have an index
    from digestcli.workflow.search_words import read  # noqa: PLC0415 - and read no issue

    scan, unread = Scan(query), list[str]()
    for key in issues.keys(desk.library):
        known, documents = read(desk, key)
        scan.look(key, known.day, documents)
        if not known.is_read:
            unread.append(key.value)
    best = scan.best(limit)
    wanted = {(spot.key, spot.place) for spot in best}
    told = {
        (key, place): document
        for key in {spot.key for spot in best}
        for place, document in enumerate(read(desk, key)[1])
        if (key, place) in wanted
    }
    ranked = (
        Ranked(each.score, told[each.key, each.place]) for each in best if (each.key, each.place) in told
    )
    return Found(scan.total, tuple(ranked)), tuple(unread)
