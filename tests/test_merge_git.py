"""Git itself merges, rebases and picks, and calls the driver as `init` configures it."""

from pathlib import Path

import pytest

from digestcli.library import git
from tests.issue_texts import faults
from tests.merges import BASE, SCENARIOS, TREE, ZERO, Edits
from tests.repository import Repository

MOVED = SCENARIOS["one moves a paper up, other edits it"]
TWICE = SCENARIOS["two typo fixes in one paragraph"]
WAYS = {"merge": ["merge", "-q", "theirs"], "rebase": ["rebase", "theirs"], "pick": ["cherry-pick", "theirs"]}


def is_marked(repository: Repository, edits: Edits) -> bool:
    """Whether git and `digest` both say so, and everybody's words are in the file."""
    told = [line for line in faults(repository.text) if line.endswith(" conflict")]
    lines = {line.rstrip("\r") for line in repository.text.split("\n")}
    return repository.is_unmerged and len(told) >= 3 and edits.words <= lines


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_a_move_and_an_edit_merge(tmp_path: Path, way: str) -> None:
    repository = Repository(tmp_path / "library", MOVED)
    done = repository.git(*WAYS[way])
    assert (done.returncode, repository.text) == (0, MOVED.merged), done.stderr
    assert not repository.git("status", "--porcelain").stdout


@pytest.mark.parametrize("way", ["merge", "pick"])
def test_the_same_words_changed_twice_are_a_conflict(tmp_path: Path, way: str) -> None:
    repository = Repository(tmp_path / "library", TWICE)
    done = repository.git(*WAYS[way])
    assert done.returncode == 1
    assert is_marked(repository, TWICE)
    line = repository.text.split("\n").index("<<<<<<< ours") + 1
    assert f"issues/2023-W14.md: changed on both sides, see line {line}" in done.stderr.decode()


def test_where_both_merged_each_other_what_both_began_with_has_markers_itself(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library", TWICE)
    repository.git("branch", "ours-before")
    decided = Edits(TWICE.base, *(f"{BASE}\n{added}" for added in (TREE, ZERO)))
    for text, branch, other in ((decided.ours, "ours", "theirs"), (decided.theirs, "theirs", "ours-before")):
        repository.git("checkout", "-q", branch)
        assert repository.git("merge", "-q", other).returncode == 1
        repository.issue.write_text(text, encoding="utf-8")
        assert repository.git("commit", "-q", "-a", "-m", "decided").returncode == 0
    assert repository.git("merge", "-q", "ours").returncode == 1
    assert is_marked(repository, decided)
    assert not any(line.startswith("<" * 8) for line in repository.text.split("\n"))


def test_what_was_stashed_is_merged_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library", MOVED)
    repository.git("checkout", "-q", "ours~1")
    repository.issue.write_text(MOVED.theirs, encoding="utf-8")
    repository.git("stash", "-q")
    repository.git("checkout", "-q", "ours")
    assert repository.git("stash", "pop", "-q").returncode == 0
    assert repository.text == MOVED.merged


def test_a_clone_without_the_driver_gets_gits_own_markers(tmp_path: Path) -> None:
    appended = SCENARIOS["append written sections"]
    repository = Repository(tmp_path / "library", appended, driver=None)
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert "<<<<<<< HEAD" in repository.text
    assert is_marked(repository, appended)


@pytest.mark.parametrize("program", ["digest-that-is-not-there", "false", "sh -c 'kill -9 $$'"])
@pytest.mark.parametrize("name", ["two typo fixes in one paragraph", "one appends, other edits last 推荐"])
def test_where_the_program_is_not_found_or_fails_git_merges_as_text(
    tmp_path: Path, program: str, name: str
) -> None:
    driver = git.DRIVER.replace("digest merge-issue", program)
    repository = Repository(tmp_path / "library", SCENARIOS[name], driver)
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert is_marked(repository, SCENARIOS[name])


def test_the_markers_are_as_long_as_git_wants_them(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library", TWICE)
    attributes = repository.folder / ".git" / "info" / "attributes"
    attributes.write_text("issues/*.md conflict-marker-size=11\n", encoding="utf-8")
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert f"{'<' * 11} ours\n" in repository.text
    assert is_marked(repository, TWICE)


def test_a_name_that_reads_like_an_option_is_a_name(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library", TWICE)
    repository.git("mv", "issues/2023-W14.md", "./--help")
    repository.git("commit", "-q", "-m", "renamed")
    attributes = repository.folder / ".git" / "info" / "attributes"
    attributes.write_text("--help merge=digest\n", encoding="utf-8")
    done = repository.git("merge", "-q", "theirs")
    assert done.returncode == 1
    assert b"--help: changed on both sides" in done.stderr
    assert "<<<<<<< ours" in (repository.folder / "--help").read_text(encoding="utf-8")


def test_a_file_that_is_no_text_is_a_conflict_with_every_byte_of_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library", Edits(BASE, BASE, BASE.replace("多答几遍", "多答")))
    repository.issue.write_bytes(BASE.encode("gb18030"))
    repository.git("commit", "-q", "-a", "-m", "in another encoding")
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert repository.is_unmerged
    found = repository.issue.read_bytes()
    assert "同一道题多答几遍".encode("gb18030") in found
    assert "同一道题多答。".encode() in found


@pytest.mark.tool
@pytest.mark.parametrize("name", SCENARIOS)
def test_git_merges_every_scenario(tmp_path: Path, name: str) -> None:
    edits = SCENARIOS[name]
    repository = Repository(tmp_path / "library", edits)
    done = repository.git("merge", "-q", "theirs")
    if edits.merged is None:
        assert done.returncode == 1
        assert is_marked(repository, edits)
    else:
        assert (done.returncode, repository.text) == (0, edits.merged)
