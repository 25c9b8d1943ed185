"""What was written in the copy and could not reach the issue is there, is named, and is taken up again."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from digestcli.errors import Conflict, FileError
from digestcli.library import editing, issues, undo
from digestcli.workflow import edit as verb
from digestcli.workflow.desk import Desk
from digestcli.workflow.edit import Choice, Problems
from tests.hand import FAULTY, KEY, NEW, OLD, Writer, desk_at, edited, held, left, nobody
from tests.world import digest, environment


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


@pytest.mark.parametrize("code", [1, -9])
def test_a_program_that_fails_changes_nothing_and_keeps_what_was_saved(desk: Desk, code: int) -> None:
    with pytest.raises(FileError) as raised:
        verb.edit(desk, KEY, None, Writer([None], code=code), nobody)
    assert (raised.value.hint, left(desk)) == (None, None)
    with pytest.raises(FileError) as raised:
        verb.edit(desk, KEY, None, Writer([NEW], code=code), nobody)
    assert ".digest/editing/2023-W14.md" in str(raised.value.hint)
    assert (held(desk), left(desk)) == (OLD, NEW)
    writer = Writer([None], [Choice.GO_ON])
    verb.edit(desk, KEY, None, writer, nobody)
    assert (writer.asked, held(desk), left(desk)) == ([KEY], NEW, None)


def test_a_copy_that_is_gone_changes_nothing(desk: Desk) -> None:
    with pytest.raises(FileError, match="is gone"):
        edited(desk, Path.unlink)
    assert held(desk) == OLD


def test_a_kept_copy_is_left_or_set_aside_as_its_editor_says(desk: Desk) -> None:
    told: list[object] = []
    with pytest.raises(FileError):
        verb.edit(desk, KEY, None, Writer([FAULTY], [Choice.LEAVE]), nobody)
    with pytest.raises(FileError, match="nothing was written"):
        verb.edit(desk, KEY, None, Writer([], [Choice.LEAVE]), nobody)
    assert verb.place(desk, KEY, "1")[1] == 15, "at what is wrong with it"
    verb.edit(desk, KEY, None, Writer([NEW], [Choice.ANEW]), told.append)
    assert held(desk) == NEW
    assert [path.read_bytes() for path in desk.library.root.glob(".digest/unwritten/*")] == [FAULTY]
    assert ".digest/unwritten/2023-W14-" in str(told[0])


def test_a_kept_copy_can_be_dropped_and_is_still_somewhere(desk: Desk) -> None:
    with pytest.raises(FileError):
        verb.edit(desk, KEY, None, Writer([NEW], code=1), nobody)
    would = verb.discard(desk, KEY, dry_run=True)
    assert left(desk) == NEW
    aside = verb.discard(desk, KEY)
    assert aside is not None
    assert (would, aside.read_bytes(), left(desk), verb.discard(desk, KEY)) == (aside, NEW, None, None)


def test_what_cannot_be_read_as_a_copy_is_told_to_be_moved(desk: Desk) -> None:
    def becomes_a_folder(copy: Path) -> None:
        copy.unlink()
        copy.mkdir()

    for again in (becomes_a_folder, None):
        with pytest.raises(FileError, match="it is a folder") as raised:
            edited(desk, again)
        assert raised.value.hint == "move it to another place, then run the same command again"
    assert held(desk) == OLD


def test_theirs_stays_and_ours_is_kept_where_both_have_changed_the_issue(desk: Desk) -> None:
    theirs = OLD + "\r\n# 编者按\r\n".encode()

    def meanwhile(copy: Path) -> None:
        copy.write_bytes(NEW)
        issues.path(desk.library, KEY).write_bytes(theirs)

    for again in (meanwhile, None):
        with pytest.raises(Conflict) as raised:
            edited(desk, again)
        assert ".digest/editing/2023-W14.md" in str(raised.value.hint)
        assert (held(desk), left(desk)) == (theirs, NEW)
    assert list(undo.steps(desk.library)) == []
    verb.discard(desk, KEY)
    edited(desk, None)


def test_an_issue_that_is_gone_meanwhile_stays_gone(desk: Desk) -> None:
    def meanwhile(copy: Path) -> None:
        copy.write_bytes(NEW)
        issues.path(desk.library, KEY).unlink()

    with pytest.raises(Conflict):
        edited(desk, meanwhile)
    assert left(desk) == NEW
    assert issues.keys(desk.library) == ()


def test_what_came_from_a_copy_of_unknown_age_is_never_written_over_the_issue(desk: Desk) -> None:
    edited(desk, NEW)
    editing.path(desk.library, KEY).write_bytes(OLD)  # a window that was still open is saved
    with pytest.raises(Conflict):
        edited(desk)
    assert (held(desk), left(desk)) == (NEW, OLD)


def test_a_run_killed_after_it_wrote_is_done(desk: Desk) -> None:
    editing.begin(desk.library, KEY, OLD)
    editing.path(desk.library, KEY).write_bytes(NEW)
    issues.path(desk.library, KEY).write_bytes(NEW)
    writer = Writer([None])
    verb.edit(desk, KEY, None, writer, nobody)
    assert (writer.asked, held(desk)) == ([], NEW)


def test_ctrl_c_at_the_question_keeps_the_copy_and_names_it(desk: Desk) -> None:
    class Impatient(Writer):
        def decides(self, faults: Problems, *, may_save: bool) -> Choice:  # noqa: ARG002 - never asked
            raise KeyboardInterrupt

    told: list[object] = []
    with pytest.raises(KeyboardInterrupt):
        verb.edit(desk, KEY, None, Impatient([FAULTY]), told.append)
    assert (held(desk), left(desk)) == (OLD, FAULTY)
    assert ".digest/editing/2023-W14.md" in str(told[0])


@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a shell script")
def test_the_copy_outlives_a_program_that_is_killed(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "slow editor"
    script.write_text(
        '#!/bin/sh\nfor copy; do :; done\necho $$ > began; while [ ! -e go ]; do sleep 0.05; done\n'
        'printf "\\n# 编者按\\n" >> "$copy"; echo > ended\n', encoding="utf-8"
    )  # fmt: skip
    script.chmod(0o755)
    env = environment(tmp_path, DIGEST_EDITOR=f"'{script}' -x")
    with subprocess.Popen([sys.executable, "-m", "digestcli", "edit"], cwd=tmp_path, env=env) as running:
        _wait_for(tmp_path / "began")
        running.kill()
    (tmp_path / "go").touch()
    _wait_for(tmp_path / "ended")
    assert held(desk) == OLD
    done = digest(["edit"], tmp_path, env)
    assert (done.returncode, done.stdout) == (0, b"2023-W14  +4 -0\n"), done.stderr
    assert b"another time is still there" in done.stderr
    assert held(desk) == OLD + "\n# 编者按\n\n# 编者按\n".encode()


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
