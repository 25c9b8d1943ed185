"""What is promised about files holds when the system fails at the worst moment: strace makes it fail there.

Every test looks for `(INJECTED)` in the trace: a fault that was never met proves nothing.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools.conftest import needs

pytestmark = pytest.mark.tool

ROOT = Path(__file__).parents[2]
OLD = b"## 2304.02643\n"
NEW = "## 2304.02643\n\n推荐：分割一切。\n"
RENAMES = "rename,renameat,renameat2"


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    message: str
    trace: str

    @property
    def injected(self) -> int:
        return self.trace.count("(INJECTED)") + self.trace.count("(DELAYED)")


def command(folder: Path, verb: str, name: str, *faults: str) -> list[str]:
    strace = [needs("strace"), "-f", "-y", "-o", str(folder.parent / "trace")]
    calls = f"trace=openat,write,fsync,fdatasync,link,linkat,unlink,unlinkat,{RENAMES}"
    injections = [part for fault in faults for part in ("-e", f"inject={fault}")]
    program = [sys.executable, "-B", "-m", "tests.writer", verb, str(folder / name), NEW]
    return [*strace, "-e", calls, *injections, *program]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "DIGEST_LANG": "en", **more}


def run(folder: Path, verb: str, name: str, *faults: str) -> Outcome:
    """One write by `tests.writer` while the system calls in `faults` fail."""
    ended = subprocess.run(
        command(folder, verb, name, *faults), cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    return Outcome(ended.returncode, ended.stderr.decode(), trace(folder))


def trace(folder: Path) -> str:
    return (folder.parent / "trace").read_text(encoding="utf-8", errors="replace")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".digest")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "old.md").write_bytes(OLD)
    return folder


def position(pattern: str, trace: str) -> int:
    found = re.search(pattern, trace)
    assert found, f"{pattern} not in:\n{trace}"
    return found.start()


@pytest.mark.parametrize(("verb", "name", "takes_name"), [
    ("replace", "old.md", r"renameat2\(.*RENAME_EXCHANGE"),
    ("put", "old.md", r"rename\("),
    ("create", "new.md", r"\blink(at)?\("),
])  # fmt: skip
def test_data_is_on_the_disk_before_its_name_and_the_name_before_success(
    library: Path, verb: str, name: str, takes_name: str
) -> None:
    outcome = run(library, verb, name)
    assert (outcome.code, outcome.message) == (0, "")
    flushed = position(rf"fsync\(\d+<{library}/\.{name}\.[^>]*\.tmp>\) = 0", outcome.trace)
    named = position(takes_name, outcome.trace)
    confirmed = position(rf"fsync\(\d+<{library}>\) = 0", outcome.trace)
    assert flushed < named < confirmed


@pytest.mark.parametrize(("verb", "name"), [("replace", "old.md"), ("put", "old.md"), ("create", "new.md")])
@pytest.mark.parametrize("fault", [
    "fsync:signal=KILL:when=1",
    "fsync:signal=KILL:when=2",
    f"{RENAMES},link,linkat:signal=KILL:when=1",
    "unlink,unlinkat:signal=KILL:when=1",
    "unlink,unlinkat:signal=KILL:when=2",
])  # fmt: skip
def test_a_writer_killed_at_any_step_leaves_old_or_new_and_the_next_one_tidies_up(
    library: Path, verb: str, name: str, fault: str
) -> None:
    outcome = run(library, verb, name, fault)
    assert "+++ killed by SIGKILL +++" in outcome.trace
    assert (library / "old.md").read_bytes() in {OLD, NEW.encode()}
    if (library / "new.md").exists():
        assert (library / "new.md").read_bytes() == NEW.encode()
    (library / "new.md").unlink(missing_ok=True)
    run(library, verb, name)
    assert (library / name).read_bytes() == NEW.encode()
    assert names(library) == sorted({"old.md", name})


def test_a_full_disk_leaves_the_old_file_and_nothing_else(library: Path) -> None:
    hits = 0
    for number in range(1, 5):
        outcome = run(library, "replace", "old.md", f"write:error=ENOSPC:when={number}")
        if not outcome.injected:
            break
        assert names(library) == ["old.md"]
        if re.search(r"write\(\d+<[^>]*\.tmp>.*\(INJECTED\)", outcome.trace):
            hits += 1
            assert outcome.code == 1
            assert "old.md cannot be written: the disk is full" in outcome.message
            assert (library / "old.md").read_bytes() == OLD
    assert hits == 1


@pytest.mark.parametrize(("verb", "name"), [("replace", "old.md"), ("put", "old.md"), ("create", "new.md")])
@pytest.mark.parametrize(("fault", "cause"), [
    ("fsync:error=EIO:when=1", "the disk failed"),
    (f"{RENAMES},link,linkat:error=EACCES", "permission denied"),
])  # fmt: skip
def test_a_failing_step_leaves_the_old_file_and_names_file_and_cause(
    library: Path, verb: str, name: str, fault: str, cause: str
) -> None:
    outcome = run(library, verb, name, fault)
    assert outcome.injected
    assert outcome.code == 1
    assert f"{name} cannot be written: {cause}" in outcome.message
    assert (library / "old.md").read_bytes() == OLD
    assert names(library) == ["old.md"]


@pytest.mark.parametrize(("verb", "name"), [("replace", "old.md"), ("put", "old.md"), ("create", "new.md")])
def test_an_unconfirmed_name_is_told_from_a_failed_write(library: Path, verb: str, name: str) -> None:
    outcome = run(library, verb, name, "fsync:error=EIO:when=2")
    assert outcome.injected == 1
    assert outcome.code == 1
    assert f"{name} is written, but its durability is not confirmed" in outcome.message
    assert (library / name).read_bytes() == NEW.encode()


@pytest.mark.parametrize("error", ["ENOSYS", "EINVAL"])
def test_a_file_is_replaced_where_names_cannot_be_swapped(library: Path, error: str) -> None:
    outcome = run(library, "replace", "old.md", f"renameat2:error={error}")
    assert (outcome.injected, outcome.code) == (1, 0)
    assert (library / "old.md").read_bytes() == NEW.encode()
    assert names(library) == ["old.md"]


@pytest.mark.parametrize(("name", "code"), [("new.md", 0), ("old.md", 4)])
def test_a_new_file_never_clobbers_where_there_are_no_links(library: Path, name: str, code: int) -> None:
    outcome = run(library, "create", name, "link,linkat:error=EPERM")
    assert outcome.injected
    assert outcome.code == code
    assert (library / "old.md").read_bytes() == OLD
    assert names(library) == sorted({"old.md", name})


def save_in_place(path: Path, words: bytes) -> None:
    path.write_bytes(words)


def save_by_rename(path: Path, words: bytes) -> None:
    path.with_name("editor's copy").write_bytes(words)
    path.with_name("editor's copy").replace(path)


Save = Callable[[Path, bytes], None]


@pytest.mark.parametrize("save", [save_in_place, save_by_rename])
@pytest.mark.parametrize("saves", [1, 2])
def test_a_save_in_the_very_moment_of_the_swap_is_kept(library: Path, save: Save, saves: int) -> None:
    """The swap is held up for a second and a half each time, and the editor saves meanwhile."""
    path = library / "old.md"
    call = command(library, "replace", "old.md", "renameat2:delay_enter=1500000")
    with subprocess.Popen(call, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as writer:
        wait_for(lambda: any(name.endswith(".tmp") for name in names(library)))
        time.sleep(0.5)  # from the temporary file to the swap is a matter of milliseconds
        save(path, b"their first words")
        if saves == 2:
            wait_for(lambda: path.read_bytes() == NEW.encode())
            time.sleep(0.1)
            save(path, b"their second words")
        assert writer.wait() == 4
    assert trace(library).count("(DELAYED)") == saves + 1
    assert path.read_bytes() == (b"their first words" if saves == 1 else b"their second words")
    assert names(library) == ["old.md"]
    kept = [path.read_bytes() for path in library.glob(".digest/interrupted/.*")]
    assert kept == [b"their first words"] * (saves - 1)


def test_a_save_before_the_last_look_is_kept_where_names_cannot_be_swapped(library: Path) -> None:
    """Flushing is held up for a second and a half, and the editor saves meanwhile."""
    call = command(library, "replace", "old.md", "fsync:delay_enter=1500000:when=1", "renameat2:error=ENOSYS")
    with subprocess.Popen(call, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as writer:
        wait_for(lambda: any(name.endswith(".tmp") for name in names(library)))
        (library / "old.md").write_bytes(b"their words")
        assert writer.wait() == 4
    assert "(DELAYED)" in trace(library)
    assert (library / "old.md").read_bytes() == b"their words"
    assert names(library) == ["old.md"]


def wait_for(event: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not event():
        assert time.monotonic() < deadline
        time.sleep(0.01)
