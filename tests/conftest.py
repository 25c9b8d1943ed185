"""What tests share: a warm program; generated examples, the same in every run.

`DIGEST_TEST_WIDE=20` makes twenty times as many examples, and new ones.
"""

import os

import pytest
from hypothesis import settings

from digestcli.messages import speak
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


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English words, and none of this machine's proxies."""
    speak("en")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait, for what they started or for a pace that is kept."""
    return 1 + (os.cpu_count() or 1)


# Files that take longest, longest first: one that began last would be waited for by all other processes.
LONG = (
    *("test_faults", "test_bad_days", "test_transcripts", "test_issuefile_properties", "test_tutorial"),
    *("test_terminal", "test_files_lock", "test_together", "test_examples", "test_exports_read_back"),
    *("test_facts_later", "test_any_order", "test_move", "test_probe", "test_refresh", "test_unchanged"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they come; `--no-loadscope-reorder` hands them out like that."""
    rank = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONG)))
