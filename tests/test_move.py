"""Between two issues a paper is in one of them at every moment, and the way back is open."""

import errno
import shutil
from pathlib import Path

import pytest

from digestcli.library.root import Library
from tests.commands import ISSUE, furnish, peace
from tests.warm import Done, Fate, Warm

OTHER = "---\ntitle: 下一期\n---\n\n## 2303.18223\n"
NO_FATE = Fate()
SECTION = ISSUE[ISSUE.index("## 2304.02643v1") : ISSUE.index("\n\n## 2303.17580")]
MOVED = {"2023-W14": ISSUE.replace(f"{SECTION}\n\n", ""), "2023-W15": f"{OTHER}\n{SECTION}\n"}
KEPT = {"2023-W14": ISSUE, "2023-W15": OTHER}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = furnish(tmp_path / "library")
    reset(library)
    return library


def reset(library: Library) -> None:
    shutil.rmtree(library.root / ".digest", ignore_errors=True)
    for key, text in KEPT.items():
        (library.issues / f"{key}.md").write_text(text, encoding="utf-8", newline="")


def held(library: Library) -> dict[str, str]:
    return {path.stem: path.read_bytes().decode() for path in sorted(library.issues.glob("[!.]*.md"))}


def move(program: Warm, library: Library, fate: Fate = NO_FATE) -> Done:
    return run(program, library, ["mv", "1", "--week", "15"], fate)


def run(program: Warm, library: Library, arguments: list[str], fate: Fate = NO_FATE) -> Done:
    return program.run(arguments, library.root, peace(library.root.parent), fate)


def test_a_section_goes_to_the_byte_and_comes_back(program: Warm, library: Library) -> None:
    assert move(program, library).out == "2023-W14  1 → 2023-W15  2  2304.02643  Segment Anything\n"
    assert held(library) == MOVED
    assert run(program, library, ["mv", "2", "--from", "2023-W15", "--week", "--to", "1"]).code == 0
    assert held(library) == KEPT
    run(program, library, ["undo"])
    assert held(library) == MOVED
    run(program, library, ["undo"])
    assert held(library) == KEPT


def test_killed_at_any_step_it_leaves_the_paper_somewhere_and_the_way_back_open(
    program: Warm, library: Library
) -> None:
    in_both = 0
    for step in range(1, 200):
        reset(library)
        if move(program, library, Fate(kill=step)).code == 0:
            break
        now = held(library)
        assert all(text in {KEPT[key], MOVED[key]} for key, text in now.items())
        assert SECTION in now["2023-W14"] or SECTION in now["2023-W15"]
        in_both += now == {**KEPT, "2023-W15": MOVED["2023-W15"]}
        if now != KEPT:
            assert (run(program, library, ["undo"]).code, held(library)) == (0, KEPT)
    assert 200 > step > in_both > 0


def test_undo_killed_at_any_step_leaves_the_paper_somewhere_too(program: Warm, library: Library) -> None:
    move(program, library)
    after_mv = shutil.copytree(library.root, library.root.with_name("after-mv"))
    in_both = 0
    for step in range(1, 200):
        shutil.rmtree(library.root)
        shutil.copytree(after_mv, library.root)
        if run(program, library, ["undo"], Fate(kill=step)).code == 0:
            break
        now = held(library)
        assert SECTION in now["2023-W14"] or SECTION in now["2023-W15"]
        in_both += now == {**KEPT, "2023-W15": MOVED["2023-W15"]}
        if now != KEPT:
            assert (run(program, library, ["undo"]).code, held(library)) == (0, KEPT)
    assert 200 > step > in_both > 0


def test_where_undo_cannot_put_it_back_it_is_not_taken_away(program: Warm, library: Library) -> None:
    move(program, library)
    (library.issues / "2023-W14.md").chmod(0o444)
    assert run(program, library, ["undo"]).code == 1
    assert held(library) == MOVED
    (library.issues / "2023-W14.md").chmod(0o644)
    assert (run(program, library, ["undo"]).code, held(library)) == (0, KEPT)


def test_where_the_disk_fails_at_any_step_the_paper_is_somewhere(program: Warm, library: Library) -> None:
    for step in range(1, 200, 3):
        reset(library)
        done = move(program, library, Fate(fail=step, error=errno.EIO))
        if done.code == 0:
            break
        now = held(library)
        assert (done.code, "Traceback" in done.err) == (1, False)
        assert all(text in {KEPT[key], MOVED[key]} for key, text in now.items())
        assert SECTION in now["2023-W14"] or SECTION in now["2023-W15"]
        if now != KEPT:
            assert "digest undo" in done.err or "durability" in done.err
            assert (run(program, library, ["undo"]).code, held(library)) == (0, KEPT)
    assert 200 > step > 10


def test_where_the_paper_cannot_leave_it_does_not_come(program: Warm, library: Library) -> None:
    (library.issues / "2023-W14.md").chmod(0o444)
    done = move(program, library)
    assert (done.code, "read-only" in done.err, held(library)) == (1, True, KEPT)
    assert run(program, library, ["undo"]).err == "error: there is nothing to undo\n"
