"""The editor's issues are found by their names, in their order, and by the papers in them."""

import unicodedata
from pathlib import Path

import pytest

from digestcli.errors import Conflict, FileError, UsageError
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication

SAM = ArxivId("2304.02643")
RE_PADDED = ArxivId("0808.5394")
OURS = Publication()


def library_with(folder: Path, files: dict[str, str | bytes]) -> Library:
    (folder / "issues").mkdir()
    for name, text in files.items():
        (folder / "issues" / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return Library(folder)


def test_the_issues_are_the_files_a_key_can_name(tmp_path: Path) -> None:
    library = library_with(
        tmp_path,
        dict.fromkeys(
            [
                "2023-W14.md",
                "2023-W14-cvpr.md",
                "best-of-2023.md",
                "草稿.md",
                ".2023-W14.md.1-0a.tmp",
                ".#x.md",
                "x.txt",
            ],
            "",
        ),
    )
    assert [str(key) for key in issues.keys(library)] == ["2023-W14", "2023-W14-cvpr", "best-of-2023"]
    assert issues.name(Key("2023-W14")) == "issues/2023-W14.md"


def test_a_library_without_issues_has_none(tmp_path: Path) -> None:
    assert issues.keys(Library(tmp_path)) == ()
    (tmp_path / "issues").write_bytes(b"")
    with pytest.raises(FileError, match="issues"):
        issues.keys(Library(tmp_path))


def test_a_file_that_no_key_can_name_is_told(tmp_path: Path) -> None:
    library = library_with(
        tmp_path, dict.fromkeys(["2023-W14.md", "草稿.md", "2023 W15.md", "con.md", "2023-W16.MD"], "")
    )
    found = issues.strays(library)
    assert {problem.path for problem in found} == {
        "issues/草稿.md", "issues/2023 W15.md", "issues/con.md", "issues/2023-W16.MD",
    }  # fmt: skip
    assert {problem.severity for problem in found} == {Severity.WARNING}


@pytest.mark.parametrize(("one", "other"), [
    ("CVPR.md", "cvpr.md"), ("2023-W14.md", "2023-W14.MD"),
    (unicodedata.normalize("NFC", "é.md"), unicodedata.normalize("NFD", "é.md")),
])  # fmt: skip
def test_names_that_are_one_on_another_system_are_told(tmp_path: Path, one: str, other: str) -> None:
    library = library_with(tmp_path, {one: "", other: ""})
    if len(list(library.issues.iterdir())) == 1:
        pytest.skip("this is such a system")
    (problem,) = [problem for problem in issues.strays(library) if problem.severity is Severity.ERROR]
    assert one in problem.message
    assert other in problem.message


def test_issues_are_in_the_order_of_their_weeks_and_dates(tmp_path: Path) -> None:
    library = library_with(
        tmp_path,
        {
            "2023-W14.md": "", "2023-W14-cvpr.md": "", "2022-W52.md": "", "2024-W01.md": b"\xff",
            "new-year.md": "---\ndate: 2023-04-05\n---\n", "undated.md": "", "broken.md": b"\xff",
            "odd.md": "---\ndate: soon\n---\n",
        },
    )  # fmt: skip
    assert [str(key) for key in issues.in_order(library, OURS)] == [
        "broken", "odd", "undated", "2022-W52", "2023-W14", "2023-W14-cvpr", "new-year", "2024-W01",
    ]  # fmt: skip


def test_an_issue_is_read_with_its_bytes_as_they_are(tmp_path: Path) -> None:
    odd = "\ufeff导语\r\n\u2028\x0c没有换行".encode()
    library = library_with(tmp_path, {"2023-W14.md": odd})
    seen = issues.read(library, Key("2023-W14"))
    assert (seen.path, seen.data) == (tmp_path / "issues" / "2023-W14.md", odd)


def test_a_missing_issue_names_the_one_that_may_be_meant(tmp_path: Path) -> None:
    library = library_with(tmp_path, {"CVPR.md": ""})
    with pytest.raises(FileError, match="2023-W14"):
        issues.read(library, Key("2023-W14"))
    if (library.issues / "cvpr.md").exists():
        pytest.skip("names differ in more than capitals here")
    with pytest.raises(FileError, match="cvpr") as refused:
        issues.read(library, Key("cvpr"))
    assert "CVPR" in (refused.value.hint or "")


def test_an_issue_is_written_against_what_was_seen(tmp_path: Path) -> None:
    library = library_with(tmp_path, {})
    key = Key("2023-W14")
    issues.write(library, key, b"one", None, "set")
    with pytest.raises(Conflict):
        issues.write(library, key, b"another new one", None, "set")
    seen = issues.read(library, key)
    issues.write(library, key, b"two", seen, "set")
    with pytest.raises(Conflict):
        issues.write(library, key, b"three", seen, "set")
    assert issues.read(library, key).data == b"two"


def test_a_new_issue_does_not_differ_from_another_in_capitals_only(tmp_path: Path) -> None:
    library = library_with(tmp_path, {"CVPR.md": ""})
    with pytest.raises((UsageError, Conflict), match=r"(?i)cvpr"):
        issues.write(library, Key("cvpr"), b"", None, "set")
    assert [path.name for path in library.issues.iterdir()] == ["CVPR.md"]


def test_the_issues_that_hold_a_paper_are_found_wherever_it_stands(tmp_path: Path) -> None:
    library = library_with(
        tmp_path,
        {
            "2023-W01.md": "## 2304.02643v1 Segment Anything\n",
            "2023-W02.md": "# 备选\n\n## arXiv:2304.02643\n",
            "2023-W03.md": "# ArXiv Weekly Radiostation\n\n## CV\n\n- https://arxiv.org/abs/2304.02643\n",
            "2023-W04.md": "## ２３０４．０２６４３ Segment Anything\n",
            "2023-W05.md": "## 2304.02644\n\n摘要：它比 2304.02643 更进一步。\n",
            "2023-W06.md": "<!--\n## 2304.02643\n-->\n",
            "2023-W07.md": "## 2304.02643\n\n摘要：".encode() + "分割".encode("gb18030"),
            "2023-W08.md": "## hep-th/9901001\n",
        },
    )
    assert [str(key) for key in issues.holders(library, [SAM], OURS)[SAM]] == [
        "2023-W01", "2023-W02", "2023-W03", "2023-W04",
    ]  # fmt: skip
    old = ArxivId("9901001", "hep-th")
    assert issues.holders(library, [old.at(1), ArxivId("2304.02645")], OURS) == {
        old: (Key("2023-W08"),),
        ArxivId("2304.02645"): (),
    }


def test_an_id_with_a_superfluous_zero_is_found(tmp_path: Path) -> None:
    library = library_with(tmp_path, {"2008-W35.md": "## 0808.05394\n"})
    assert issues.holders(library, [RE_PADDED], OURS)[RE_PADDED] == (Key("2008-W35"),)
