"""What a language must know so that numbers and symbols can be read in it."""

from collections.abc import Mapping
from typing import Protocol

LONGEST = 16  # digits of a number that has a name; longer ones are read digit by digit


class Tongue(Protocol):
    """One language. Numbers come as they are written, without their thousands' commas: `86.4`, `007`."""

    symbols: Mapping[str, str]  # one character each
    greek: Mapping[str, str]  # in lower case
    units: Mapping[str, str]  # what stands behind a number, as written
    abbreviations: Mapping[str, str]
    powers: Mapping[str, str]  # of what is raised to 2, 3, T ...
    minus: str  # a sign
    less: str  # between two things of which one is taken away
    over: str  # between what is divided, where that is no fraction of two short things
    apart: str  # between two things that a slash parts
    pause: str  # a dash between words
    number_sign: str  # `#1`
    dot: str  # within a name: Node.js

    def number(self, number: str, before: str = "", behind: str = "") -> str:
        """A number by itself; the words `before` and `behind` it tell years, and 两 from 二."""

    def each_digit(self, digits: str) -> str: ...

    def ordinal(self, number: str) -> str: ...

    def scientific(self, number: str, power: str) -> str: ...

    def range(self, first: str, last: str) -> str:
        """From one thing to another; both in words already, as in all that follows."""

    def percent(self, number: str, sign: str) -> str: ...

    def ratio(self, parts: list[str]) -> str: ...

    def fraction(self, above: str, below: str) -> str: ...

    def times(self, number: str) -> str: ...

    def product(self, parts: list[str]) -> str: ...

    def money(self, number: str, sign: str) -> str: ...

    def more_than(self, number: str, *, is_round: bool) -> str: ...

    def version(self, parts: list[str]) -> str: ...

    def measured(self, number: str, unit: str) -> str: ...

    def date(self, year: str, month: int, day: int | None) -> str: ...

    def decade(self, year: str) -> str:
        """The ten years that begin with one: 1990s."""

    def week(self, year: str, week: int) -> str: ...

    def time(self, hour: int, minute: int, second: int | None) -> str: ...

    def power(self, exponent: str) -> str: ...

    def function(self, name: str) -> str:
        """`f` of what follows in brackets."""
