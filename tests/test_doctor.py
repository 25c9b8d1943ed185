"""Each thing that can be wrong with a library is found where it is; nothing is changed unless asked for."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from digestcli import files
from digestcli.library import health, issues, paperfile, undo
from digestcli.library import papers as paper_files
from digestcli.library.health import CHECKS
from digestcli.library.root import Library, init
from digestcli.model.finding import Finding
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.workflow import doctor
from tests import papers
from tests.frozen import a_desk, frozen

WEEK = Key("2023-W14")
ISSUE = """\
## 2304.02643 Segment Anything

摘要：一段话。

![图](../figures/2023-W14/a.png)
"""
DEAD = ".2023-W14.md.999999999-0123abcd.tmp"  # no process has so high a number


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library in good health, in a working tree of git."""
    library = init(tmp_path / "library").library
    (library.root / ".git").mkdir()
    (library.figures / "2023-W14").mkdir()
    (library.figures / "2023-W14" / "a.png").touch()
    put(library, "issues/2023-W14.md", ISSUE)
    paper_files.save(library, papers.SEVEN[0])
    return library


def put(library: Library, name: str, text: str | bytes) -> None:
    path = library.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def add(library: Library, text: str) -> None:
    put(library, "issues/2023-W14.md", ISSUE + text)


def git_init(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)


def found(library: Library) -> list[str]:
    """`rule path:line` of everything that is found."""
    return [f"{each.rule} {each.path}:{each.line}" for each in doctor.examine(library)]


# check: what to do to a library, and the only thing that is found then
BROKEN: dict[str, tuple[Callable[[Library], None], str]] = {
    "settings": (lambda it: put(it, "digest.toml", "a = 1\nlink = 2\n"), "settings-key digest.toml:1"),
    "word-lists": (lambda it: put(it, "glossary.toml", "a = 1"), "glossary-key glossary.toml:1"),
    "issue-names": (lambda it: put(it, "issues/草稿.md", ""), "issue-name issues/草稿.md:1"),
    "issue-weeks": (
        lambda it: put(it, "issues/2023-W9.md", "---\ndate: 2023-03-05\n---\n"),
        "issue-week issues/2023-W9.md:1",
    ),
    "issue-encoding": (
        lambda it: put(it, "issues/2023-W13.md", "## 2304.02643\n\n摘要：话。".encode("gb18030")),
        "encoding issues/2023-W13.md:3",
    ),
    "issue-errors": (lambda it: add(it, "\n>>>>>>> theirs\n"), "conflict issues/2023-W14.md:7"),
    "paper-names": (lambda it: put(it, "papers/2304.2643.json", "{}"), "paper-name papers/2304.2643.json:1"),
    "paper-files": (
        lambda it: put(it, "papers/2304.02643.json", "{}"),
        "paper-file papers/2304.02643.json:1",
    ),
    "paper-orphans": (
        lambda it: put(it, "papers/2209.14610.json", paperfile.write(papers.SEVEN[1])),
        "paper-orphan papers/:None",
    ),
    "pictures-missing": (
        lambda it: (it.figures / "2023-W14" / "a.png").unlink(),
        "picture-missing issues/2023-W14.md:5",
    ),
    "pictures-unused": (lambda it: put(it, "figures/b.png", ""), "picture-unused figures/:None"),
    "published-unfinished": (
        lambda it: put(it, "published/2023-W14/1/2023-W14.md", "x"),
        "edition-unfinished published/2023-W14/1/:None",
    ),
    "git-ignore": (lambda it: put(it, ".gitignore", "/out\n.digest\n"), "git-lines .gitignore:None"),
    "git-attributes": (
        lambda it: (it.root / ".gitattributes").unlink(),
        "git-lines .gitattributes:None",
    ),
    "git-driver": (lambda it: git_init(it.root), "git-driver None:None"),
    "temporary-files": (lambda it: put(it, f"issues/{DEAD}", "x"), f"temporary-file issues/{DEAD}:None"),
    "interrupted": (
        lambda it: put(it, ".digest/interrupted/a.tmp", "x"),
        "interrupted .digest/interrupted/a.tmp:None",
    ),
    "unwritten": (
        lambda it: put(it, ".digest/unwritten/a.md", "x"),
        "unwritten .digest/unwritten/a.md:None",
    ),
    "editing": (
        lambda it: put(it, ".digest/editing/2023-W14.md", "x"),
        "editing .digest/editing/2023-W14.md:None",
    ),
}


def test_every_check_has_its_fault_here() -> None:
    assert set(CHECKS) == {*BROKEN, "lock", "published"}


def test_a_library_in_good_health_has_nothing(library: Library) -> None:
    assert found(library) == []


@pytest.mark.parametrize("check", BROKEN)
def test_a_fault_is_found_where_it_is_and_nothing_is_changed(library: Library, check: str) -> None:
    breaking, expected = BROKEN[check]
    breaking(library)
    before = everything(library)
    assert found(library)[:1] == [expected]
    rules = {line.partition(" ")[0] for line in found(library)}
    assert len(rules) == 1 or check == "settings"  # which breaks two
    assert everything(library) == before


def everything(library: Library) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(library.root.rglob("*")) if path.is_file()}


def test_a_folder_that_is_none_and_settings_that_are_none_stop_no_other_check(library: Library) -> None:
    put(library, "digest.toml", "=")
    for path in library.issues.iterdir():
        path.unlink()
    library.issues.rmdir()
    put(library, "issues", "")
    put(library, ".digest/unwritten/a.md", "x")
    rules = [line.partition(" ")[0] for line in found(library)]
    assert rules == ["settings-file", "issues-folder", "unwritten"]  # and no paper is called an orphan


def test_figures_that_cannot_be_listed_are_told(library: Library) -> None:
    add(library, "\n<!--\n")
    library.figures.rename(library.root / "pictures")
    put(library, "figures", "")
    assert "pictures-unused None:None" in found(library)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("2023-W9", "give the file the name 2023-W09.md"),
        ("2023w14-cvpr", "give the file the name 2023-W14-cvpr.md"),
        ("2021-W53", "2021 has no week 53"),
        ("2023-W14", None),
        ("2023-06", None),
        ("1999-WG2", None),
    ],
)
def test_a_key_that_was_meant_as_a_week_is_told(library: Library, key: str, hint: str | None) -> None:
    put(library, f"issues/{key}.md", "---\ndate: 2023-03-05\n---\n")
    assert [each.hint for each in doctor.examine(library) if each.rule == "issue-week"] == [hint] * bool(hint)


def test_a_clone_is_told_how_to_merge(library: Library) -> None:
    git_init(library.root)
    (finding,) = doctor.examine(library)
    assert finding.mend
    assert "merge-issue" in finding.mend()
    assert found(library) == []


def test_whoever_is_writing_is_named(library: Library) -> None:
    with files.lock(library.root):
        assert [each.message for each in doctor.examine(library)] == [
            f"process {os.getpid()} is writing in the library"
        ]
    assert found(library) == []


def test_a_living_writers_file_is_told_and_left(library: Library) -> None:
    name = f"issues/.a.md.{os.getpid()}-0123abcd.tmp"
    put(library, name, "x")
    doctor.mend(library, print)
    assert (library.root / name).exists()
    assert found(library) == [f"temporary-file {name}:None"]


def test_what_is_certain_is_mended_once_and_told(library: Library) -> None:
    put(library, ".gitignore", b"node_modules/\r\nout/")
    (library.root / ".gitattributes").unlink()
    put(library, f"issues/{DEAD}", "一句没存上的话。")
    add(library, "\n>>>>>>> theirs\n")
    done: list[str] = []
    doctor.mend(library, done.append)
    assert len(done) == 3
    assert (
        library.root / ".gitignore"
    ).read_bytes() == b"node_modules/\r\nout/\r\n.digest/\r\naudio/*.mp3\r\n"
    assert "merge=digest" in (library.root / ".gitattributes").read_text(encoding="utf-8")
    kept = library.root / ".digest" / "interrupted" / DEAD
    assert kept.read_text(encoding="utf-8") == "一句没存上的话。"
    doctor.mend(library, done.append)
    assert len(done) == 3
    assert [line.partition(" ")[0] for line in found(library)] == ["conflict", "interrupted"]


def test_what_cannot_be_mended_is_told_and_the_rest_is_mended(library: Library) -> None:
    (library.root / ".gitignore").unlink()
    (library.root.parent / "elsewhere").write_text("out/\n", encoding="utf-8")
    (library.root / ".gitignore").symlink_to("../elsewhere")
    put(library, f"issues/{DEAD}", "x")
    done: list[str] = []
    (failed,) = doctor.mend(library, done.append)
    assert (failed.path, failed.severity) == (".gitignore", Severity.ERROR)
    assert "leads out of" in failed.message
    assert len(done) == 1
    assert (library.root.parent / "elsewhere").read_text(encoding="utf-8") == "out/\n"


def test_a_file_that_git_cannot_read_is_told_and_left(library: Library) -> None:
    put(library, ".gitignore", "out/\n.digest/\naudio/*.mp3\n".encode("utf-16"))
    before = (library.root / ".gitignore").read_bytes()
    assert doctor.mend(library, pytest.fail) == []
    assert (library.root / ".gitignore").read_bytes() == before
    assert [(each.path, each.hint) for each in doctor.examine(library)] == [
        (".gitignore", "save it as UTF-8")
    ]


def test_a_title_cannot_make_doctor_look_outside_the_library(library: Library) -> None:
    put(library, "../there.png", "x")
    add(library, "\n![图](../../there.png)\n\n![图](../../none.png)\n\n![图](<\\\\\\\\host\\a.png>)\n")
    assert [each.message for each in health.examine(library)] == [
        "the picture ../../there.png lies outside the library",
        "the picture ../../none.png lies outside the library",
    ]


def test_an_edition_that_is_not_what_was_published_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    frozen(desk, "md", "txt")
    rules = [line.partition(" ")[0] for line in found(desk.library)]
    assert "published" not in rules
    (account,) = (desk.library.published / "2023-W14").glob("*.json")
    kept = account.read_bytes()
    account.unlink()
    (hint,) = [each.hint for each in doctor.examine(desk.library) if each.rule == "edition-unfinished"]
    assert str(hint).startswith("get 1.json back from git or a copy")  # to freeze anew would replace it
    account.write_bytes(kept)
    put(desk.library, "published/2023-W14/1/2023-W14.md", "x")
    put(desk.library, "published/2023-W14/2.json", "{}")
    told = [each.message for each in doctor.examine(desk.library) if each.rule == "published"]
    assert ["1/2023-W14.md" in told[0], "2.json" in told[1], len(told)] == [True, True, 2]


ENCODINGS = ["gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_issue_is_converted_and_undo_puts_its_bytes_back(library: Library, encoding: str) -> None:
    text = "## 2304.02643 Segment Anything\r\n\r\n摘要：一段文字。\r\n\r\n- 不是字段\r\n"
    put(library, "issues/2023-W14.md", text.encode(encoding))
    assert found(library)[0] == f"encoding issues/2023-W14.md:{1 if encoding == 'utf-16' else 3}"
    assert next(doctor.examine(library)).hint == "digest doctor --convert"
    done: list[str] = []
    doctor.convert(library, done.append)
    assert (library.issues / "2023-W14.md").read_bytes() == text.encode()
    assert len(done) == 1
    undo.undo(library)
    assert (library.issues / "2023-W14.md").read_bytes() == text.encode(encoding)


def test_what_is_in_doubt_is_left_as_it_is(library: Library) -> None:
    both = "摘要：话。\n".encode("gb18030") + "推荐：好\n".encode()
    put(library, "issues/2023-W14.md", both)
    doctor.convert(library, pytest.fail)
    assert issues.read(library, WEEK).data == both
    hint = next(doctor.examine(library)).hint
    assert hint
    assert hint.startswith("line 2 is UTF-8")


def test_findings_of_one_kind_are_counted_where_they_are_many(library: Library) -> None:
    paper_files.save_many(library, papers.SEVEN)
    (finding,) = doctor.examine(library)
    assert isinstance(finding, Finding)
    assert finding.message.startswith("6 papers that no issue names: ")
    assert finding.message.endswith("and others")
