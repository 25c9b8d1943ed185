"""`digest radio find`: what arXiv announced for the radio lists, ranked by what the library picked before."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as cache_of
from pathlib import Path
from typing import Any

from digestcli.errors import UsageError
from digestcli.library import issues
from digestcli.library.gists import Gists
from digestcli.library.picks import Picks
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue
from digestcli.model.key import Key, Week
from digestcli.model.paper import Paper
from digestcli.model.picked import Picked
from digestcli.radio import terms
from digestcli.radio.query import Query
from digestcli.radio.ranking import PastPick, Ranked, Taste
from digestcli.workflow.announced import Announced
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.radio_lists import Station, list_of

_PAST = 26  # issues that tell of a library's taste: half a year; what was picked before is of another time
_FIRST = Week(1991, 31)  # there was no arXiv before


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of one list, the best first: those of its own categories, and those cross-listed."""

    list_name: str
    categories: tuple[str, ...]
    own: tuple[Ranked, ...]
    cross: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for each list; `past` is how many picks it was ranked by."""

    lists: tuple[Found, ...]
    past: int


def find(
    desk: Desk,
    key: Key,
    names: Sequence[str],
    announced: Announced,
    query: Query | None = None,
    *,
    cache: Path | None = None,
) -> Finding:
    """The candidates of the lists `names` for the issue `key`, which need not be there yet.

    What is read of the library is remembered in the folder `cache`. Raises what `announced` raises, and
    UsageError for a list without categories.
    """
    categories = {name: categories_of(desk, name) for name in names}
    told = {name: announced(each) for name, each in categories.items()}
    past, places = _past(desk, key, {each.paper.id for all_of in told.values() for each in all_of}, cache)
    taste = Taste(past, places)
    found = []
    for name in names:
        ranked = taste.rank(name, categories[name], told[name])
        if query:
            ranked = tuple(each for each in ranked if query.matches(each.candidate.paper))
        own = tuple(each for each in ranked if not each.candidate.is_cross)
        cross = tuple(each for each in ranked if each.candidate.is_cross)
        found.append(Found(name, categories[name], own, cross))
    return Finding(tuple(found), len(past))


def lists(desk: Desk, said: Sequence[str]) -> tuple[str, ...]:
    """The lists of the settings that are named, in any capitals; without a name, every one.

    Raises UsageError where there is none or are several.
    """
    station = Station(desk, Issue(key=Key(str(desk.week))))  # of an issue to be, which has no list of its own
    return tuple(dict.fromkeys(map(station.list_called, said))) or desk.publication.radio_lists


def categories_of(desk: Desk, name: str) -> tuple[str, ...]:
    """The categories of arXiv that a list is picked from."""
    if categories := desk.publication.categories_of(name):
        return categories
    raise UsageError(
        _("nobody has said which of arXiv's categories {name} is picked from").format(name=name),
        _("write into digest.toml, under [radio.categories]: {example}").format(
            example=f'{name} = ["cs.CL"]'
        ),
    )


def week_of(desk: Desk, key: Key) -> Week:
    """The week an issue is of, by its key or its date."""
    said = open_issue(desk, key).issue.date if key.week is None else None
    day = issues.day_of(key, said.value if said else None)
    if day is None:
        raise UsageError(
            _("{key} names no week, and has no date").format(key=key), _("name one: --week 2023-W14")
        )
    return Week.of(day)


def _past(
    desk: Desk, key: Key, wanted: Collection[ArxivId], cache: Path | None
) -> tuple[list[PastPick], Mapping[ArxivId, Picked]]:
    """What was picked up to the issue `key`, the newest first; and where each of `wanted` stands by now.

    The radio lists of the week itself tell nothing yet: the order stays while they are filled.
    """
    week = week_of(desk, key)
    tell = set(issues.between(desk.library, desk.publication, _FIRST, week)[-_PAST:])
    picks = Picks(desk.library, desk.publication, cache)
    gists = Gists(desk.library, cache, "radio/2", _gist)
    numbers = {id.number for id in wanted}
    named = cache_of(lambda heading: list_of(heading, desk.publication))
    past: list[PastPick] = []
    places: dict[ArxivId, Picked] = {}
    others = [each for each in issues.in_order(desk.library, desk.publication)[::-1] if each != key]
    for each in (key, *others):
        is_this_week = each == key or each.week == week
        for pick in picks.of(each, None if each in tell else numbers):
            if pick.id in wanted:
                places.setdefault(pick.id, pick)
            if (
                each in tell
                and not (is_this_week and pick.list_name)
                and (known := _past_pick(gists, pick, named))
            ):
                past.append(known)
    picks.keep()
    gists.keep()
    return past, places


def _past_pick(gists: Gists, pick: Picked, named: Callable[[str], str]) -> PastPick | None:
    """What is known of a pick; None where its facts were never fetched."""
    gist = gists.of(pick.id)
    if gist is None:
        return None
    words, categories, authors = gist
    list_name = pick.list_name and named(pick.list_name)
    return PastPick(pick.id, list_name, words, tuple(categories), pick.names or tuple(authors))


# Any: JSON of a shape that only these two know.
def _gist(paper: Paper) -> Any:
    """The words of a paper, its categories, its first and its last author."""
    names = [author.name for author in paper.authors]
    return [
        terms.terms(paper.title, paper.abstract),
        paper.categories,
        list(dict.fromkeys([*names[:1], *names[-1:]])),
    ]
