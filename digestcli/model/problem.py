"""A fault in an editor's file is a value: all of them are gathered and shown together."""

from enum import StrEnum

from digestcli.model.text import Edit
from digestcli.values import dataclass


class Severity(StrEnum):
    ERROR = "error"  # stops export
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: where (line and column count from 1), which rule found it, what to do about it."""

    path: str  # as the user would type it, relative to the library
    line: int
    column: int
    rule: str  # kebab-case name, unique in the program
    severity: Severity
    message: str
    hint: str | None = None
    fix: Edit | None = None
