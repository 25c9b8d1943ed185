"""In which order the blocks of a merged text stand."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from digestcli.issuefile.threeway import alike

Key = tuple[str, ...]
"""What a block is known by in every version of a text."""

Keys = Sequence[Key]


def orders(base: Keys, ours: Keys, theirs: Keys, parts: Container[Key]) -> tuple[list[Key], list[Key]]:
    """The order of all keys of `ours` and `theirs`; two of them where both sides changed it differently.

    What only one side has stays between the neighbours it has there: what we added comes first, then what
    they added, and behind both what opens a part of the issue (`parts`), so that nothing gets below it.
    """
    first, second = _spines(base, ours, theirs)
    in_our_order = _filled(first, ours, theirs, parts)
    return in_our_order, in_our_order if first == second else _filled(second, ours, theirs, parts)


def _spines(base: Keys, ours: Keys, theirs: Keys) -> tuple[list[Key], list[Key]]:
    """The order of what both sides have."""
    our_set, their_set, base_set = set(ours), set(theirs), set(base)
    first = [key for key in ours if key in their_set]
    second = [key for key in theirs if key in our_set]
    before = [key for key in base if key in our_set and key in their_set]
    old_first = [key for key in first if key in base_set]
    old_second = [key for key in second if key in base_set]
    if first == second or old_first == old_second:  # else they differ in where they put what both added
        return first, second
    if old_first == before:
        return second, second
    if old_second == before:
        return first, first
    if len(before) == len(first) and (both := _side_by_side(before, first, second)):
        return both, both
    return first, second


def _side_by_side(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key] | None:
    """The order where one side changed it above, the other below some place; None where there is no such."""
    (start, end), (their_start, their_end) = (_changed(base, side) for side in (ours, theirs))
    if end <= their_start:
        return ours[:end] + theirs[end:]
    return theirs[:their_end] + ours[their_end:] if their_end <= start else None


def _changed(base: list[Key], side: list[Key]) -> tuple[int, int]:
    """From where to where the order is another."""
    return alike(base, side), len(base) - alike(base[::-1], side[::-1])


def _filled(spine: list[Key], ours: Keys, theirs: Keys, parts: Container[Key]) -> list[Key]:
    """`spine` with what only one side has at its places."""
    at_each: list[list[list[Key]]] = [[[], [], [], []] for _place in range(len(spine) + 1)]
    for number, side in enumerate((ours, theirs)):
        for place, run in _runs(side, spine):
            opens = next((at for at, key in enumerate(run) if key in parts), len(run))
            at_each[place][number] += run[:opens]
            at_each[place][number + 2] += run[opens:]
    order: list[Key] = []
    for place, runs in enumerate(at_each):
        order += [key for run in runs for key in run] + spine[place : place + 1]
    return order


def _runs(side: Keys, spine: list[Key]) -> Iterator[tuple[int, list[Key]]]:
    """Neighbours that are in no spine, and the place in `spine` before which they go."""
    places = {key: place for place, key in enumerate(spine)}
    still = _unmoved([places[key] for key in side if key in places])
    run: list[Key] = []
    before = 0  # the place behind the last key that has not moved
    for key in [*side, None]:
        if key is not None and key not in places:
            run.append(key)
            continue
        place = len(spine) if key is None else places[key]
        is_still = key is None or place in still
        if run:
            yield (place if is_still else before), run
            run = []
        if is_still:
            before = place + 1


def _unmoved(places: list[int]) -> set[int]:
    """The longest part of `places` that is in order: what has moved is the rest."""
    ends: list[int] = []  # the last place of the best row of each length
    previous: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        previous[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    row = ends[-1] if ends else None
    kept = set()
    while row is not None:
        kept.add(row)
        row = previous[row]
    return kept
