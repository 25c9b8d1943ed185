"""What is told of an article: each with the line of the source it is about."""

from collections import Counter
from dataclasses import replace
from types import MappingProxyType

from digestcli.messages import _
from digestcli.model.problem import Problem, Severity

_MOST = 20  # of one rule
_WARNING, _HINT = Severity.WARNING, Severity.HINT

# name: how much it matters; none of them stops anything
SEVERITIES = MappingProxyType(
    {
        "no-papers": _WARNING,
        "taken-as-title": _HINT,
        "taken-as-byline": _HINT,
        "taken-as-date": _HINT,
        "contents-differ": _WARNING,
        "contents-lost": _WARNING,
        "contents-lack": _HINT,
        "list-unnamed": _WARNING,
        "list-closing": _HINT,
        "label-repeated": _WARNING,
        "label-moved": _HINT,
        "words-closing": _HINT,
        "second-title": _WARNING,
        "renumbered": _HINT,
        "second-article": _WARNING,
        "front-matter-kept": _WARNING,
        "mark-escaped": _WARNING,
        "control-replaced": _WARNING,
        "unseen-kept": _WARNING,
        "formula-flat": _WARNING,
        "left-out": _HINT,
        "link-unsafe": _WARNING,
        "picture-local": _HINT,
        "other-issue": _WARNING,
        "encoding": _HINT,
    }
)


class Told:
    """Gathers what is told of one article; of a rule that is told all the time, how often."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[Problem] = []
        self._times: Counter[str] = Counter()

    def problems(self) -> tuple[Problem, ...]:
        """All that is told, by line."""
        for rule, times in self._times.items():
            if times > _MOST:
                at, last = [(place, each) for place, each in enumerate(self._found) if each.rule == rule][-1]
                message = _("{what}; so {count} times more").format(what=last.message, count=times - _MOST)
                self._found[at] = replace(last, message=message)
        return tuple(sorted(self._found, key=lambda problem: problem.line))

    def tell(self, rule: str, line: int, message: str, hint: str | None = None) -> None:
        self._times[rule] += 1
        if self._times[rule] > _MOST:
            return
        self._found.append(
            Problem(
                path=self.path,
                line=line,
                column=1,
                rule=rule,
                severity=SEVERITIES[rule],
                message=message,
                hint=hint,
            )
        )
