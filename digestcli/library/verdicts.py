"""What was found in each issue: remembered while nothing that it was found from has changed.

That is the issue's own file, its papers' facts and its pictures, each known by its mark, and the papers of
the issues before it.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from digestcli.library import grounds, issues
from digestcli.library import memory as remembering
from digestcli.library.grounds import Looked
from digestcli.library.memory import encoded
from digestcli.library.root import Library
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.model.text import Edit, Span


class Verdicts:
    """The verdicts on the issues of a library, under `settings`, which are all else that decides them.

    Each is remembered as a line of JSON from when it was found: ten years of problems take no room.
    """

    def __init__(self, library: Library, cache: Path | None, settings: str) -> None:
        self._library = library
        self._memory = remembering.of(library, "verdicts", cache, settings)

    def of(self, key: Key, past: str) -> tuple[Problem, ...] | None:
        """What was found in the issue behind this `past`, if it would be found again."""
        if (line := self._memory.recall(str(key))) is None:
            return None
        known_past, names, seen, problems = json.loads(line)
        if known_past != past or grounds.digest_now(self._library, names) != seen:
            return None
        return tuple(map(_problem, problems))

    def look(self, key: Key) -> Looked:
        """To be called before the issue is read."""
        return grounds.look(self._library, key)

    def marks(self, looked: Looked, issue: Issue) -> Mapping[str, str] | None:
        """Every file that decides what is found in an issue that was read, by its name in the library."""
        return grounds.marks(self._library, looked, grounds.files_of(issue))

    def learn(
        self, key: Key, past: str, marks: Mapping[str, str] | None, problems: Iterable[Problem]
    ) -> None:
        """Remembers what was found behind this `past` in files of these `marks`; without them, nothing."""
        if marks:
            found = [
                past,
                list(marks),
                grounds.digest(marks.values()),
                [_data(problem) for problem in problems],
            ]
            self._memory.learn(str(key), encoded(found))

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        self._memory.keep(lambda: map(str, issues.keys(self._library)))


def _data(problem: Problem) -> list[object]:
    fix = problem.fix and [problem.fix.span.start, problem.fix.span.end, problem.fix.text]
    place = (problem.path, problem.line, problem.column)
    return [*place, problem.rule, problem.severity, problem.message, problem.hint, fix]


def _problem(data: Any) -> Problem:
    path, line, column, rule, severity, message, hint, fix = data
    return Problem(
        path=path,
        line=line,
        column=column,
        rule=rule,
        severity=Severity(severity),
        message=message,
        hint=hint,
        fix=fix and Edit(Span(fix[0], fix[1]), fix[2]),
    )
