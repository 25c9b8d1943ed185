"""How many examples a test generates."""

import os

WIDE = int(os.environ.get("DIGEST_TEST_WIDE", "0"))


def many(usual: int) -> int:
    """`usual`, or so many times more in a run that looks for what nobody has thought of."""
    return usual * (WIDE or 1)
