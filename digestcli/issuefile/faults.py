"""Faults are gathered while a file is read, each at its line and column."""

import re
from bisect import bisect_right
from functools import cached_property

from digestcli.issuefile.rules import RULES
from digestcli.model.problem import Problem
from digestcli.model.text import Edit


class Places:
    """Line and column of each offset of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, as an editor counts them: a BOM is no column."""
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        return line, at - start + 1 - (start == 0 and at > 0 and self._text.startswith("\ufeff"))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(newline.end() for newline in re.finditer("\n", self._text))]


class Faults:
    """The problems of one file; places are given as offsets into its text."""

    def __init__(self, text: str, path: str) -> None:
        self._places = Places(text)
        self._path = path
        self._found: list[Problem] = []

    def report(
        self, rule: str, at: int, message: str, hint: str | None = None, fix: Edit | None = None
    ) -> None:
        line, column = self.place(at)
        severity = RULES[rule].severity
        self._found.append(
            Problem(
                path=self._path,
                line=line,
                column=column,
                rule=rule,
                severity=severity,
                message=message,
                hint=hint,
                fix=fix,
            )
        )

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset: see `Places`."""
        return self._places.of(at)

    def sorted(self) -> tuple[Problem, ...]:
        return tuple(sorted(self._found, key=lambda problem: (problem.line, problem.column)))
