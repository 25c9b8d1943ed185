"""What tests share: a warm program; generated examples, the same in every run.

`DIGEST_TEST_WIDE=20` makes twenty times as many examples, and new ones.
"""

import os

import pytest
from hypothesis import settings

from tests.generated import WIDE, many
from tests.warm import Warm, shared

settings.register_profile("digest", derandomize=not WIDE, max_examples=many(100), deadline=None)
settings.load_profile("digest")


@pytest.fixture(scope="session")
def program() -> Warm:
    """The program, warm: a command costs a fork and not a start."""
    if not hasattr(os, "fork"):
        pytest.skip("a warm program is forked")
    return shared()


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait, for what they started or for a pace that is kept."""
    return 1 + (os.cpu_count() or 1)
