"""Programs and rights from outside Python: a test that lacks one is skipped, or fails where none may be."""

import os
import shutil
from typing import NoReturn

import pytest


def needs(program: str) -> str:
    """The path of a program the test cannot do without."""
    return shutil.which(program) or lacking(f"{program} is not installed: .ci/tools installs it")


def lacking(reason: str) -> NoReturn:
    """End the test: skipped with its reason, failed where DIGEST_TEST_TOOLS=1 promises that nothing lacks."""
    if os.environ.get("DIGEST_TEST_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
