"""Whether an issue was published, and in what it is no longer what was."""

import os
from typing import TYPE_CHECKING

from digestcli.errors import FileError
from digestcli.model.digest import Digest
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened

if TYPE_CHECKING:
    from digestcli.workflow.drift import Frozen


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an issue's publication; where its account is damaged, the problem."""

    frozen: "Frozen | None" = None
    problems: tuple[Problem, ...] = ()


def was_published(desk: Desk, key: Key) -> bool:
    """Whether there may be an edition of the issue: all that an issue which was never frozen costs."""
    return os.path.isdir(desk.library.published / str(key))  # noqa: PTH112 - any name may stand here


def standing(desk: Desk, opened: Opened, digest: Digest) -> Standing:
    """How the issue stands to what was published of it."""
    if not was_published(desk, digest.key):
        return Standing()
    from digestcli.workflow.drift import frozen  # noqa: PLC0415 - most issues are not published yet

    try:
        return Standing(frozen(desk, opened, digest))
    except FileError as fault:
        problem = Problem(
            path=f"published/{digest.key}",
            line=1,
            column=1,
            rule="published-file",
            severity=Severity.WARNING,
            message=fault.message,
            hint=fault.hint,
        )
        return Standing(problems=(problem,))
