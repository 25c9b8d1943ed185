"""`digest undo`: the issues of the last command are what they were before it."""

from collections.abc import Sequence

from digestcli.library import undo as steps
from digestcli.library.undo import Step
from digestcli.model.event import Tell
from digestcli.workflow.desk import Desk, locked


def undo(desk: Desk, tell: Tell) -> Step:
    """The command that was undone; raises Conflict where somebody has changed one of its issues since."""
    with locked(desk, tell):
        return steps.undo(desk.library)


def undoable(desk: Desk) -> Sequence[Step]:
    """The commands that can be undone, the last one first."""
    return tuple(steps.steps(desk.library))
