"""The bytes before the last command come back, unless somebody has changed them since; nothing is lost."""

import sys
from pathlib import Path

import pytest

from digestcli.errors import Conflict, FileError
from digestcli.library import undo
from digestcli.library.root import Library
from digestcli.library.undo import Change
from digestcli.model.key import Key

WEEK, OTHER = Key("2023-W14"), Key("best-of-2023")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    library.issues.mkdir()
    return library


def change(library: Library, command: str, **issues: bytes | None) -> None:
    """A command that leaves the issues `week` and `other` so; None removes one."""
    keys = {"week": WEEK, "other": OTHER}
    after = {keys[name]: data for name, data in issues.items()}
    files = {key: library.issues / f"{key}.md" for key in after}
    before = {key: file.read_bytes() if file.exists() else None for key, file in files.items()}
    with undo.remembered(library, command, [Change(key, before[key], after[key]) for key in files]):
        for key, file in files.items():
            if (data := after[key]) is None:
                file.unlink()
            else:
                file.write_bytes(data)


def stop_after(
    library: Library, changes: list[Change], data: bytes, fault: BaseException | type[BaseException]
) -> None:
    """A command that fails once the first of its issues holds `data`."""
    with undo.remembered(library, "mv", changes):
        (library.issues / f"{changes[0].key}.md").write_bytes(data)
        raise fault


def held(library: Library) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted(library.issues.iterdir())}


def test_commands_are_undone_one_after_the_other(library: Library) -> None:
    change(library, "add", week=b"1")
    change(library, "set", week=b"1\r\n2\x85")
    change(library, "mv", week=b"1", other=b"2")
    change(library, "rm", other=None)
    assert [step.command for step in undo.steps(library)] == ["rm", "mv", "set", "add"]
    assert undo.undo(library).command == "rm"
    assert held(library) == {"2023-W14": b"1", "best-of-2023": b"2"}
    assert undo.undo(library).keys == (WEEK, OTHER)
    assert held(library) == {"2023-W14": b"1\r\n2\x85"}
    undo.undo(library)
    undo.undo(library)
    assert held(library) == {}
    with pytest.raises(FileError, match="nothing to undo"):
        undo.undo(library)


def test_what_somebody_has_changed_since_is_left_alone(library: Library) -> None:
    change(library, "mv", week=b"1", other=b"2")
    (library.issues / "best-of-2023.md").write_bytes(b"theirs")
    before = held(library)
    with pytest.raises(Conflict, match="best-of-2023 was changed after mv"):
        undo.undo(library)
    assert held(library) == before
    assert [step.command for step in undo.steps(library)] == ["mv"]


@pytest.mark.parametrize("damage", [b"", b"theirs", None])
def test_only_the_very_bytes_are_put_back(library: Library, damage: bytes | None) -> None:
    change(library, "add", week=b"1", other=b"2")
    change(library, "mv", week=b"12", other=b"")
    kept = library.root / ".digest" / "undo" / "000002" / "0"
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    with pytest.raises(FileError, match="000002/0"):
        undo.undo(library)
    assert held(library) == {"2023-W14": b"12", "best-of-2023": b""}


def test_what_is_taken_back_is_kept(library: Library) -> None:
    change(library, "add", week=b"1")
    change(library, "set", week="1 写好的话".encode())
    undo.undo(library)
    undo.undo(library)
    kept = {path.read_bytes() for path in library.root.glob(".digest/undone/*/*.after")}
    assert kept == {b"1", "1 写好的话".encode()}


def test_a_command_that_stopped_half_way_is_undone_as_far_as_it_came(library: Library) -> None:
    change(library, "add", week=b"1")
    with pytest.raises(KeyboardInterrupt):
        stop_after(library, [Change(OTHER, None, b"2"), Change(WEEK, b"1", b"")], b"2", KeyboardInterrupt)
    undo.undo(library)
    assert held(library) == {"2023-W14": b"1"}


def test_a_command_that_changed_nothing_is_forgotten(library: Library) -> None:
    change(library, "add", week=b"1")
    with pytest.raises(Conflict):
        stop_after(library, [Change(WEEK, b"1", b"2")], b"theirs", Conflict("theirs"))
    assert [step.command for step in undo.steps(library)] == ["add"]


def test_a_command_killed_before_it_was_remembered_is_passed_over(library: Library) -> None:
    change(library, "add", week=b"1")
    folder = library.root / ".digest" / "undo" / "000002"
    folder.mkdir()
    (folder / "0").write_bytes(b"1")
    (library.root / ".digest" / "undo" / "000003").mkdir()
    (library.root / ".digest" / "undo" / "000003" / "entry.json").write_bytes(
        b'{"issues": [["../../x", "", ""]]}'
    )
    assert [step.command for step in undo.steps(library)] == ["add"]
    change(library, "set", week=b"2")
    assert undo.undo(library).command == "set"


def test_old_commands_are_forgotten(library: Library) -> None:
    for number in range(undo.KEPT + 5):
        change(library, f"set {number}", week=str(number).encode())
    commands = [step.command for step in undo.steps(library)]
    assert (len(commands), commands[0]) == (undo.KEPT, f"set {undo.KEPT + 4}")


def test_no_number_is_given_twice_so_that_all_that_was_taken_back_is_kept(library: Library) -> None:
    for number in range(undo.KEPT + 5):
        change(library, "set", week=str(number).encode())
        undo.undo(library)
    kept = [path.read_bytes() for path in sorted(library.root.glob(".digest/undone/*/0.after"))]
    assert kept == [str(number).encode() for number in range(5, undo.KEPT + 5)]


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
def test_a_command_that_cannot_be_remembered_is_not_begun(library: Library) -> None:
    (library.root / ".digest").symlink_to(library.root.parent)
    with pytest.raises(FileError, match="set could not be undone and was not begun"):
        change(library, "set", week=b"1")
    assert held(library) == {}
