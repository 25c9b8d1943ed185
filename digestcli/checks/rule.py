"""What a check is: one function that is given an issue and yields the faults it finds in it."""

from collections.abc import Callable, Iterable
from inspect import cleandoc

from digestcli.checks.page import Page
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands and what it is; `fix` takes the place of `span` where that is certain."""

    span: Span
    message: str
    hint: str | None = None
    fix: str | None = None


Find = Callable[[Page], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check by its name; what it finds has its `severity`, and only errors make `check` fail."""

    name: str  # kebab-case, unique in the program
    severity: Severity
    find: Find
    mends: bool = False  # whether some of what it finds can be mended for certain

    @property
    def text(self) -> str:
        """The first line of its docstring, in English: the key of its translation."""
        return cleandoc(self.find.__doc__ or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        """What it finds, in one line in the user's language."""
        return _(self.text)


def rule(name: str, severity: Severity, *, mends: bool = False) -> Callable[[Find], Rule]:
    """Makes a rule of the function below it, whose docstring says in its first line what is found."""
    return lambda find: Rule(name, severity, find, mends)
