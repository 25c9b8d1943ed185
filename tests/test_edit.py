"""An issue in its editor's own program: it becomes what was saved, or stays what it was."""

import os
import sys
from pathlib import Path

import pytest

from digestcli import files
from digestcli.errors import Conflict, DigestError, FileError, UsageError
from digestcli.library import editing, issues, undo
from digestcli.model.key import Key
from digestcli.workflow import edit as verb
from digestcli.workflow.desk import Desk
from digestcli.workflow.edit import Choice
from tests.hand import FAULTY, GBK, KEY, NEW, OLD, Writer, desk_at, edited, held, left, nobody


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


def test_what_was_saved_is_the_issue_to_the_byte_and_can_be_undone(desk: Desk) -> None:
    done = edited(desk, NEW)
    assert (done.before, done.after, done.problems) == (OLD, NEW, ())
    assert (held(desk), left(desk), editing.read(desk.library, KEY)) == (NEW, None, None)
    assert undo.undo(desk.library).command == "edit"
    assert held(desk) == OLD


def test_nothing_saved_is_nothing_done(desk: Desk) -> None:
    done = edited(desk, None)
    assert done.before == done.after == held(desk)
    assert list(undo.steps(desk.library)) == []


def test_the_copy_is_the_issue_with_its_pictures_beside_it(desk: Desk) -> None:
    picture = desk.library.figures / "2023-W14" / "a.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"png")
    seen: list[bytes] = []

    def look(copy: Path) -> None:
        seen.append(copy.read_bytes())
        if sys.platform != "win32":
            seen.append((copy.parent / "../figures/2023-W14/a.png").read_bytes())

    edited(desk, look)
    assert seen == [OLD, b"png"][: len(seen)]


def test_an_issue_that_was_changed_meanwhile_is_not_called_unchanged(desk: Desk) -> None:
    def meanwhile(_copy: Path) -> None:
        issues.path(desk.library, KEY).write_bytes(NEW)

    assert [edited(desk, each).is_overtaken for each in (None, meanwhile)] == [False, True]
    assert held(desk) == NEW


@pytest.mark.parametrize(("ref", "line"), [(None, 9), ("1", 9), ("2304.02643", 9), ("2209.14610", 13)])
def test_it_is_opened_where_words_are_missing(desk: Desk, ref: str | None, line: int) -> None:
    writer = Writer([None])
    verb.edit(desk, KEY, ref, writer, nobody)
    assert writer.lines == [line]
    assert verb.place(desk, KEY, ref) == (editing.path(desk.library, KEY), line)


def test_what_names_no_paper_opens_nothing(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no paper '7'"):
        edited(desk, ref="7")
    assert editing.read(desk.library, KEY) is None


def test_a_missing_week_is_told_how_to_begin(desk: Desk) -> None:
    with pytest.raises(FileError, match="no issue 2023-W15") as raised:
        verb.edit(desk, Key("2023-W15"), None, Writer([]), nobody)
    assert raised.value.hint == "digest add 2304.02643 --issue 2023-W15 opens it"


def test_a_new_error_is_asked_about_and_opened_again_at_its_line(desk: Desk) -> None:
    writer = Writer([FAULTY, NEW], [Choice.GO_ON])
    verb.edit(desk, KEY, None, writer, nobody)
    assert (writer.lines, writer.asked, held(desk)) == ([9, 15], [([15], True)], NEW)


def test_an_issue_may_be_saved_with_its_errors_and_old_ones_are_not_asked_about(desk: Desk) -> None:
    verb.edit(desk, KEY, None, Writer([FAULTY], [Choice.SAVE]), nobody)
    assert held(desk) == FAULTY
    edited(desk, FAULTY + b"\r\n")
    assert held(desk) == FAULTY + b"\r\n"
    above = FAULTY.replace(b"## 2304.02643", b"## 2304.0265\r\n\r\n## 2304.02643")
    writer = Writer([above], [Choice.SAVE])
    verb.edit(desk, KEY, None, writer, nobody)
    assert writer.asked == [([5], True)]


@pytest.mark.parametrize("data", [GBK, b"\xff\xfe", b"a\0b", b"", b" \n"])
def test_an_issue_never_becomes_what_no_command_can_read_and_nothing_only_if_meant(
    desk: Desk, data: bytes
) -> None:
    writer = Writer([data], [Choice.LEAVE])
    with pytest.raises(FileError, match="1 new error"):
        verb.edit(desk, KEY, None, writer, nobody)
    assert writer.asked == [([3 if data == GBK else 1], not data.strip())]
    assert (held(desk), left(desk)) == (OLD, data)


def test_new_warnings_are_told_and_stop_nothing(desk: Desk) -> None:
    done = edited(desk, NEW.replace("\r\n\r\n摘要".encode(), "\r\n\r\n- 作着：甲\r\n\r\n摘要".encode()))
    assert [(each.rule, each.path) for each in done.problems] == [("field-unknown", "issues/2023-W14.md")]


def test_one_issue_is_edited_once_at_a_time_and_the_library_is_free(desk: Desk) -> None:
    other = Key("2023-W15")
    issues.path(desk.library, other).write_bytes(OLD)

    def meanwhile(copy: Path) -> None:
        with pytest.raises(Conflict, match=f"edited already, by process {os.getpid()}"):
            edited(desk)
        verb.edit(desk, other, None, Writer([NEW]), nobody)
        with files.lock(desk.library.root, timeout=0):
            copy.write_bytes(NEW)

    edited(desk, meanwhile)
    assert (held(desk), issues.path(desk.library, other).read_bytes()) == (NEW, NEW)
    edited(desk, None)


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
@pytest.mark.parametrize("name", ["2023-W14.md", "2023-W14.before.md", "2023-W14.lock", "."])
def test_a_library_cannot_lead_the_program_elsewhere(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret").write_bytes(b"theirs")
    room = desk.library.root / ".digest" / "editing"
    room.parent.mkdir()
    if name == ".":
        room.symlink_to(outside)
    else:
        room.mkdir()
        (room / name).symlink_to(outside / "secret")
    with pytest.raises(DigestError):
        edited(desk, NEW)
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"secret": b"theirs"}
