"""What `doctor` finds: something about a library or an installation that is not as it should be."""

from collections.abc import Callable
from dataclasses import field
from typing import Self

from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One of them: where it is, if it lies in a file, and how it is mended."""

    rule: str  # kebab-case name, unique in the program
    severity: Severity
    message: str
    hint: str | None = None  # the command that mends it, or what to do by hand
    path: str | None = None  # as the user would type it in the library
    line: int | None = None
    column: int | None = None
    mend: Callable[[], str] | None = field(default=None, compare=False)  # does what is certain, and tells it

    @classmethod
    def of(cls, problem: Problem, hint: str | None = None) -> Self:
        """A fault in a file, with another `hint` if one is given."""
        return cls(
            rule=problem.rule,
            severity=problem.severity,
            message=problem.message,
            hint=hint or problem.hint,
            path=problem.path,
            line=problem.line,
            column=problem.column,
        )
