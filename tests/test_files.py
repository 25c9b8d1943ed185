"""Files are read with care, written whole, and never over somebody else's words."""

import os
import stat
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli import files
from digestcli.errors import Conflict, FileError
from tests.generated import many

OLD = "## 2304.02643 Segment Anything\r\n摘要：旧的\u2028一行".encode()
NEW = OLD + b"\r\n\xff"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    path = tmp_path / "2023-W14.md"
    path.write_bytes(OLD)
    return path


def test_a_file_is_seen_with_the_bytes_it_has(issue: Path) -> None:
    assert files.read(issue) == files.Seen(issue, OLD)


def test_a_missing_file_is_told_from_one_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(files.Missing, match="nowhere"):
        files.read(tmp_path / "nowhere.md")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match="folder") as refused:
        files.read(tmp_path / "folder")
    assert not isinstance(refused.value, files.Missing)


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="a file of no told size is Linux's")
def test_a_file_that_holds_more_than_its_size_tells_is_read_to_its_end() -> None:
    assert Path("/proc/self/stat").stat().st_size == 0
    assert files.read(Path("/proc/self/stat")).data.endswith(b"\n")
    with pytest.raises(FileError):
        files.read(Path("/proc/self/stat"), limit=10)


def test_a_file_above_the_limit_is_not_read(issue: Path) -> None:
    assert files.read(issue, limit=len(OLD)).data == OLD
    with pytest.raises(FileError, match=str(len(OLD) - 1)):
        files.read(issue, limit=len(OLD) - 1)


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "pipe"])
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, device: str) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    link = tmp_path / "2023-W14.md"
    link.symlink_to(device)
    with pytest.raises(FileError, match=r"2023-W14\.md"):
        files.read(link)


def test_a_new_file_appears_whole_in_a_folder_that_is_made(tmp_path: Path) -> None:
    files.create(tmp_path / "issues" / "2023-W14.md", NEW, root=tmp_path)
    assert (tmp_path / "issues" / "2023-W14.md").read_bytes() == NEW
    assert names(tmp_path / "issues") == {"2023-W14.md"}


def test_a_new_file_never_takes_the_place_of_another(issue: Path) -> None:
    with pytest.raises(Conflict, match=r"2023-W14\.md") as refused:
        files.create(issue, NEW, root=issue.parent)
    assert refused.value.exit_code == 4
    assert issue.read_bytes() == OLD
    assert names(issue.parent) == {issue.name}


@posix
def test_a_new_file_never_goes_where_a_dead_symlink_leads(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    library = tmp_path / "library"
    library.mkdir()
    (library / "2023-W14.md").symlink_to(outside)
    with pytest.raises(Conflict):
        files.create(library / "2023-W14.md", NEW, root=library)
    assert not outside.exists()


def test_of_many_that_create_one_file_at_once_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "2023-W14.md"
    start = threading.Barrier(8)
    won: list[bytes] = []

    def compete(number: int) -> None:
        data = bytes([number]) * 100_000
        start.wait()
        try:
            files.create(path, data, root=tmp_path)
        except Conflict:
            return
        won.append(data)

    threads = [threading.Thread(target=compete, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [path.read_bytes()]
    assert names(tmp_path) == {path.name}


@settings(max_examples=many(50))
@given(st.binary(), st.binary())
def test_a_replaced_file_holds_exactly_the_new_bytes(old: bytes, new: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "2023-W14.md")
        path.write_bytes(old)
        files.replace(files.read(path), new, root=Path(folder))
        assert path.read_bytes() == new
        assert names(Path(folder)) == {path.name}


@pytest.mark.parametrize("theirs", [OLD + b"more", OLD[:-1], OLD[:-1] + b"?", b""])
def test_an_edit_made_between_read_and_write_is_kept(issue: Path, theirs: bytes) -> None:
    seen = files.read(issue)
    before = issue.stat()
    issue.write_bytes(theirs)
    os.utime(issue, ns=(before.st_atime_ns, before.st_mtime_ns))  # the time of a change proves nothing
    with pytest.raises(Conflict, match=r"2023-W14\.md") as refused:
        files.replace(seen, NEW, root=issue.parent)
    assert refused.value.exit_code == 4
    assert issue.read_bytes() == theirs
    assert names(issue.parent) == {issue.name}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_an_editor_that_has_emptied_the_file_and_is_about_to_write_keeps_it(issue: Path) -> None:
    with issue.open("wb") as theirs:
        seen = files.read(issue)
        with pytest.raises(Conflict, match=r"2023-W14\.md"):
            files.replace(seen, NEW, root=issue.parent)
        theirs.write(OLD)
    assert issue.read_bytes() == OLD
    assert names(issue.parent) == {issue.name}
    files.replace(files.read(issue), NEW, root=issue.parent)
    assert issue.read_bytes() == NEW


def test_a_file_that_is_gone_is_not_brought_back(issue: Path) -> None:
    seen = files.read(issue)
    issue.unlink()
    with pytest.raises(Conflict):
        files.replace(seen, NEW, root=issue.parent)
    assert names(issue.parent) == set()


def test_a_file_that_is_removed_is_the_one_that_was_seen(issue: Path) -> None:
    seen = files.read(issue)
    issue.write_bytes(NEW)
    with pytest.raises(Conflict, match=r"2023-W14\.md"):
        files.remove(seen, root=issue.parent)
    assert issue.read_bytes() == NEW
    files.remove(files.read(issue), root=issue.parent)
    assert names(issue.parent) == set()
    with pytest.raises(Conflict, match=r"2023-W14\.md"):
        files.remove(seen, root=issue.parent)


@posix
def test_a_replaced_file_keeps_its_mode(issue: Path) -> None:
    issue.chmod(0o640)
    files.replace(files.read(issue), NEW, root=issue.parent)
    assert stat.S_IMODE(issue.stat().st_mode) == 0o640


def test_a_read_only_file_is_refused_by_both_ways_of_writing(issue: Path) -> None:
    issue.chmod(0o444)
    with pytest.raises(FileError, match=r"2023-W14\.md"):
        files.replace(files.read(issue), NEW, root=issue.parent)
    with pytest.raises(FileError, match=r"2023-W14\.md"):
        files.put(issue, NEW, root=issue.parent)
    assert issue.read_bytes() == OLD
    assert names(issue.parent) == {issue.name}


@posix
def test_an_edit_through_a_symlink_changes_its_target_inside_the_library(issue: Path) -> None:
    link = issue.parent / "issues" / "2023-W14.md"
    link.parent.mkdir()
    link.symlink_to(issue)
    files.replace(files.read(link), NEW, root=issue.parent)
    assert link.is_symlink()
    assert issue.read_bytes() == NEW


@posix
@pytest.mark.parametrize("through_folder", [False, True])
def test_an_edit_through_a_symlink_out_of_the_library_is_refused(
    issue: Path, *, through_folder: bool
) -> None:
    library = issue.parent / "library"
    library.mkdir()
    link = library / issue.name
    if through_folder:
        (library / "issues").symlink_to(issue.parent)
        link = library / "issues" / issue.name
    else:
        link.symlink_to(issue)
    with pytest.raises(FileError, match="library"):
        files.replace(files.read(link), NEW, root=library)
    assert issue.read_bytes() == OLD


def test_a_file_of_our_own_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "papers" / "2304.02643.json"
    assert files.put(path, NEW, root=tmp_path)
    before = path.stat()
    assert not files.put(path, NEW, root=tmp_path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert files.put(path, OLD, root=tmp_path)
    assert path.read_bytes() == OLD
    assert names(path.parent) == {path.name}


@posix
def test_an_export_replaces_a_symlink_and_leaves_what_it_led_to(issue: Path) -> None:
    link = issue.parent / "out" / "2023-W14.html"
    link.parent.mkdir()
    link.symlink_to(issue)
    assert files.put(link, OLD, root=issue.parent)  # even where the bytes behind it are the same
    assert not link.is_symlink()
    assert issue.read_bytes() == OLD


@posix
def test_an_export_into_a_folder_that_leads_out_of_the_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "library" / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileError, match="out"):
        files.put(tmp_path / "library" / "out" / "x.md", NEW, root=tmp_path / "library")
    assert names(tmp_path / "elsewhere") == set()


@pytest.mark.parametrize("name", ["../escape.md", "a/../../escape.md"])
def test_a_path_with_dots_does_not_lead_out_of_the_library(tmp_path: Path, name: str) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for write in (files.put, files.create):
        with pytest.raises(FileError, match="library"):
            write(library / name, NEW, root=library)
    assert names(tmp_path) == {"library"}


def test_a_folder_or_a_file_in_the_way_is_said(issue: Path) -> None:
    (issue.parent / "out").mkdir()
    with pytest.raises(FileError, match="out"):
        files.put(issue.parent / "out", NEW, root=issue.parent)
    with pytest.raises(FileError, match=r"2023-W14\.md"):
        files.put(issue / "x.md", NEW, root=issue.parent)
    assert issue.read_bytes() == OLD


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    name = "周" * 84 + ".md"  # 255 bytes
    assert files.put(tmp_path / name, NEW, root=tmp_path)
    assert names(tmp_path) == {name}
