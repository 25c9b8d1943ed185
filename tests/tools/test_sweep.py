"""No command that writes does harm at whatever step the disk fails or the program is killed.

These are the steps that write, flush and name, with one fault each, in turn. `python -m tests.tools.sweep`
has them all, at the steps too that open, make and remove, and a disk that goes on failing; docs/promises.md
tells how that last went.
"""

import pytest

from tests.commands import WRITING
from tests.tools.conftest import needs
from tests.tools.sweep import Sweep
from tests.warm import Warm

pytestmark = pytest.mark.tool


@pytest.mark.parametrize("name", WRITING)
def test_a_fault_at_any_step_leaves_each_file_old_or_new(program: Warm, name: str) -> None:
    needs("strace")
    swept = Sweep(program, WRITING[name]).run()
    assert swept.violations == []
    assert swept.runs == swept.injected > 0
