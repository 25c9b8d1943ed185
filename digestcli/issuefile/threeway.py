"""Three versions of some lines become one: diff3, as Khanna, Kunal and Pierce describe it."""

from collections.abc import Sequence
from typing import TypeVar

from digestcli.values import dataclass

T = TypeVar("T")
Lines = tuple[str, ...]

_PATIENCE = 1000  # lines changed; an issue has not that many


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that both sides changed, each in its own way."""

    ours: Lines
    theirs: Lines


Stretch = Lines | Clash


def settled(base: T, ours: T, theirs: T) -> tuple[T] | None:
    """What three versions of a thing come to: the side that changed it; None where both did, differently."""
    if ours in (base, theirs):
        return (theirs,)
    return (ours,) if theirs == base else None


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """Lines that are clear, and clashes between them; lines unchanged on both sides part the changes."""
    stretches: list[Stretch] = []
    in_ours, in_theirs = _matches(base, ours), _matches(base, theirs)
    o = a = b = 0
    for at in [*(at for at in in_ours if at in in_theirs), len(base)]:
        to_a, to_b = in_ours.get(at, len(ours)), in_theirs.get(at, len(theirs))
        stretches += _chunk(tuple(base[o:at]), tuple(ours[a:to_a]), tuple(theirs[b:to_b]))
        stretches.append(tuple(base[at : at + 1]))
        o, a, b = at + 1, to_a + 1, to_b + 1
    return [stretch for stretch in stretches if stretch]


def _matches(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """Where in `side` each line of `base` stands that is still there, in the order of both."""
    start = alike(base, side)
    end = alike(base[start:][::-1], side[start:][::-1])
    middle = base[start : len(base) - end], side[start : len(side) - end]
    found = {at: at for at in range(start)}
    found |= {start + at: start + to for at, to in _snake(*middle)}
    return found | {len(base) - left: len(side) - left for left in range(end, 0, -1)}


def _snake(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The lines two texts share on the shortest way from one to the other, as Myers finds it.

    None of them where that way is too long: then all counts as changed, which at worst marks too much.
    """
    furthest = {1: 0}  # how far in `old` each diagonal was followed
    steps = []
    for count in range(min(len(old) + len(new), _PATIENCE) + 1):
        steps.append(dict(furthest))
        for diagonal in range(-count, count + 1, 2):
            at = _entered(furthest, diagonal, count)
            while at < len(old) and at - diagonal < len(new) and old[at] == new[at - diagonal]:
                at += 1
            furthest[diagonal] = at
            if at >= len(old) and at - diagonal >= len(new):
                return _way_back(steps, len(old), len(new))
    return []


def _entered(furthest: dict[int, int], diagonal: int, count: int) -> int:
    """Where a diagonal is entered from a neighbour, whichever got further."""
    down = furthest.get(diagonal + 1, -1)
    right = furthest.get(diagonal - 1, -1)
    return down if diagonal == -count or (diagonal != count and right < down) else right + 1


def _way_back(steps: list[dict[int, int]], at: int, to: int) -> list[tuple[int, int]]:
    pairs = []
    for count in range(len(steps) - 1, -1, -1):
        diagonal = at - to
        entered = _entered(steps[count], diagonal, count)
        while at > entered and at and to:
            at, to = at - 1, to - 1
            pairs.append((at, to))
        came_down = entered == steps[count].get(diagonal + 1, -1) and (
            diagonal == -count or (diagonal != count and steps[count].get(diagonal - 1, -1) < entered)
        )
        at, to = (at, to - 1) if came_down else (at - 1, to)
    return pairs[::-1]


def _chunk(base: Lines, ours: Lines, theirs: Lines) -> list[Stretch]:
    if clear := settled(base, ours, theirs):
        return [clear[0]]
    return trimmed(ours, theirs)


def trimmed(ours: Lines, theirs: Lines) -> list[Stretch]:
    """Two versions as one clash, the lines they begin and end with alike left out of it."""
    start = alike(ours, theirs)
    end = alike(ours[start:][::-1], theirs[start:][::-1])
    clash = Clash(ours[start : len(ours) - end], theirs[start : len(theirs) - end])
    stretches: list[Stretch] = [ours[:start], clash, ours[len(ours) - end :]]
    return [stretch for stretch in stretches if stretch]


def alike(first: Sequence[object], second: Sequence[object]) -> int:
    """With how many equal things both begin."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def clashes(stretches: Sequence[Stretch]) -> int:
    return sum(isinstance(stretch, Clash) for stretch in stretches)


def version(stretches: Sequence[Stretch], side: str) -> Lines:
    """The lines where every clash is decided for `side`, which is `ours` or `theirs`."""
    lines: list[str] = []
    for stretch in stretches:
        lines += getattr(stretch, side) if isinstance(stretch, Clash) else stretch
    return tuple(lines)
