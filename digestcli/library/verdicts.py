"""What was found in each issue: remembered while nothing that it was found from has changed.

That is the issue's own file, its papers' facts and its pictures, each known by its mark, and the papers of
the issues before it.
"""

import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from digestcli.files.marks import Mark, is_old, mark
from digestcli.library import issues, papers
from digestcli.library import memory as remembering
from digestcli.library.root import Library
from digestcli.model.appearance import Appearance
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.model.text import Edit, Span

Marks = dict[str, Mark | None]


class Looked(NamedTuple):
    """An issue as it lies there before it is read: what is found then is true of these files."""

    began: int
    file: Mark | None


class Verdicts:
    """The verdicts on the issues of a library, under `settings`, which are all else that decides them."""

    def __init__(
        self, library: Library, cache: Path | None, settings: str, past: Iterable[Appearance]
    ) -> None:
        self._library = library
        self._root = str(library.root)  # joined to 20,000 names
        self._memory = remembering.of(library, "verdicts", cache, settings)
        self._known: dict[str, Any] = (self._memory and self._memory.recall()) or {}
        self._pasts = _pasts(past)
        self._whole = _digest("".join(self._pasts.values()))
        self._has_learnt = False

    def of(self, key: Key) -> tuple[Problem, ...] | None:
        """What was found in the issue, if it would be found again."""
        entry = self._known.get(str(key))
        if entry is None or entry["past"] != self._past(key):
            return None
        for name, seen in entry["files"].items():
            now = mark(f"{self._root}/{name}")
            if now != (None if seen is None else tuple(seen)):
                return None
        return tuple(map(_problem, entry["problems"]))

    def look(self, key: Key) -> Looked:
        """To be called before the issue is read."""
        return Looked(time.time_ns(), mark(issues.path(self._library, key)))

    def learn(self, looked: Looked, issue: Issue, problems: Iterable[Problem]) -> None:
        """Remembers what was found, unless something was changed so lately that a change might not show."""
        marks = self._marks(issue)
        file = marks[issues.name(issue.key)]
        is_still = all(seen is None or is_old(seen, looked.began) for seen in marks.values())
        if file is None or file != looked.file or not is_still:
            self._known.pop(str(issue.key), None)
            return
        self._known[str(issue.key)] = {
            "past": self._past(issue.key),
            "files": marks,
            "problems": [_data(problem) for problem in problems],
        }
        self._has_learnt = True

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        if self._memory and self._has_learnt:
            names = set(map(str, issues.keys(self._library)))
            self._memory.keep({name: entry for name, entry in self._known.items() if name in names})

    def _marks(self, issue: Issue) -> Marks:
        """Every file that decides what is found, as it looks now."""
        facts = {ref.bare for ref in issue.refs()}
        names = [issues.name(issue.key), *(f"papers/{papers.path(self._library, id).name}" for id in facts)]
        names += [f"issues/{figure.path}" for note in issue.notes for figure in note.figures]
        return {name: mark(f"{self._root}/{name}") for name in names}

    def _past(self, key: Key) -> str:
        return self._pasts.get(str(key), self._whole)


def _pasts(past: Iterable[Appearance]) -> Mapping[str, str]:
    """All that came before each issue, in a few characters."""
    pasts: dict[str, str] = {}
    told = sha256()
    for each in past:
        if str(each.key) not in pasts:
            pasts[str(each.key)] = told.hexdigest()[:16]
        told.update(f"{each!r}\n".encode("utf-8", "surrogatepass"))
    return pasts


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


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
