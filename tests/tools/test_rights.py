"""A full disk and missing rights, for real, as an ordinary user meets them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.conftest import lacking, needs

pytestmark = pytest.mark.tool

ROOT = Path(__file__).parents[2]
OLD = b"## 2304.02643\n"
NOBODY = 65534
ROOT_USER = sys.platform != "win32" and os.geteuid() == 0


def write(verb: str, path: Path, text: str) -> "subprocess.CompletedProcess[str]":
    """One write by `tests.writer` as an ordinary user: as nobody where we are root, whom no mode stops."""
    user = {"DIGEST_TEST_UID": str(NOBODY)} if ROOT_USER else {}
    return subprocess.run(
        [sys.executable, "-B", "-m", "tests.writer", verb, str(path), text],
        cwd=ROOT,
        env={**os.environ, "DIGEST_LANG": "en", **user},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".digest"}


def hand_over(tmp_path: Path, *paths: Path) -> None:
    """The paths belong to the user `write` writes as, who can also get there."""
    if sys.platform != "win32" and ROOT_USER:
        for path in paths:
            os.chown(path, NOBODY, NOBODY)
        for above in (tmp_path, *tmp_path.parents[:2]):
            above.chmod(above.stat().st_mode | 0o011)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / ".digest").mkdir(parents=True)
    (folder / "old.md").write_bytes(OLD)
    hand_over(tmp_path, folder, folder / ".digest", folder / "old.md")
    return folder


def test_an_ordinary_user_writes_where_allowed(library: Path) -> None:
    assert write("replace", library / "old.md", "new").returncode == 0
    assert (library / "old.md").read_bytes() == b"new"


@pytest.mark.parametrize("verb", ["replace", "put"])
def test_a_read_only_file_stays(library: Path, verb: str) -> None:
    (library / "old.md").chmod(0o444)
    ended = write(verb, library / "old.md", "new")
    assert ended.returncode == 1
    assert "old.md is read-only" in ended.stderr
    assert (library / "old.md").read_bytes() == OLD


@pytest.mark.parametrize(("verb", "name"), [("replace", "old.md"), ("put", "old.md"), ("create", "new.md")])
def test_a_read_only_folder_keeps_its_files(library: Path, verb: str, name: str) -> None:
    library.chmod(0o555)
    ended = write(verb, library / name, "new")
    library.chmod(0o755)
    assert ended.returncode == 1
    assert f"{name} cannot be written: permission denied" in ended.stderr
    assert (library / "old.md").read_bytes() == OLD
    assert names(library) == {"old.md"}


def test_a_file_that_may_not_be_read_is_named(library: Path) -> None:
    (library / "old.md").chmod(0o200)
    ended = write("replace", library / "old.md", "new")
    assert ended.returncode == 1
    assert "old.md cannot be read: permission denied" in ended.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A library on a file system of 64 KiB."""
    mount = needs("mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        lacking(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    (folder / "old.md").write_bytes(OLD)
    hand_over(tmp_path, folder, folder / "old.md")
    yield folder
    subprocess.run([needs("umount"), folder], check=True)


@pytest.mark.parametrize(("verb", "name"), [("replace", "old.md"), ("put", "old.md"), ("create", "new.md")])
def test_a_disk_that_fills_up_keeps_what_it_has(small_disk: Path, verb: str, name: str) -> None:
    ended = write(verb, small_disk / name, "周" * 30_000)
    assert ended.returncode == 1
    assert f"{name} cannot be written: the disk is full" in ended.stderr
    assert (small_disk / "old.md").read_bytes() == OLD
    assert names(small_disk) == {"old.md"}
