"""Outlines of glyphs in few characters: every one of them counts among the 20,000 of an article.

Points lie on a grid of an eighth of a pixel and are told by their distance from the last; a curve that
departs from its chord by less than an eye can see is a line.
"""

import re
from collections.abc import Iterable, Iterator
from math import hypot

GRID = 8  # to a pixel
_FLAT = 0.8  # of the grid: how far from its chord a control point may lie
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_LENGTH = {"M": 2, "L": 2, "Q": 4, "C": 6}


class Outline:
    """One path, written as it grows."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._last = ""
        self._here = self._start = (0, 0)

    def __str__(self) -> str:
        return "".join(self._written)

    def path(self, drawn: str) -> None:
        """What an SVG's `d` draws with M, L, Q, C and Z; raises ValueError for anything else."""
        if _TOKEN.sub("", drawn).strip(" ,\n"):
            raise ValueError(drawn)
        for command, points in _commands(_TOKEN.findall(drawn)):
            self._draw(command, points)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """A rule, as of a fraction."""
        self._draw("M", [x, y])
        for corner in ([x + width, y], [x + width, y + height], [x, y + height]):
            self._draw("L", corner)
        self._draw("Z", [])

    def _draw(self, command: str, points: list[float]) -> None:
        if command == "Z":
            self._write("z", [])
            self._here = self._start
            return
        at = self._here
        steps = [round(point * GRID) - at[index % 2] for index, point in enumerate(points)]
        if command == "Q" and _is_flat(steps):
            command, steps = "L", steps[2:]
        if command == "L" and not any(steps):
            return
        self._write(command.lower(), steps)
        self._here = (at[0] + steps[-2], at[1] + steps[-1])
        if command == "M":
            self._start = self._here

    def _write(self, command: str, steps: list[int]) -> None:
        said = "".join(f" {step}" if step >= 0 else str(step) for step in steps)
        again = command == self._last and command != "m"
        self._written.append(said if again else command + said.lstrip())
        self._last = command


def _commands(tokens: Iterable[str]) -> Iterator[tuple[str, list[float]]]:
    waiting = iter(tokens)
    command = ""
    for token in waiting:
        first = [] if token.isalpha() else [token]
        command = token if token.isalpha() else command
        if command == "Z":
            yield command, []
            continue
        try:
            rest = [next(waiting) for _place in range(_LENGTH[command] - len(first))]
        except (KeyError, StopIteration):
            raise ValueError(command) from None
        yield command, [float(each) for each in (*first, *rest)]


def _is_flat(steps: list[int]) -> bool:
    """Whether the control point lies all but on the way to the end."""
    x, y, to_x, to_y = steps
    length = hypot(to_x, to_y)
    if not length:
        return abs(x) + abs(y) < 1
    along = (x * to_x + y * to_y) / length
    return abs(x * to_y - y * to_x) / length < _FLAT and -1 <= along <= length + 1
