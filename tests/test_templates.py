"""A new issue begins with the editor's template, to the byte; what is wrong with it is told at once."""

import sys
from datetime import date
from pathlib import Path

import pytest

from digestcli.errors import DigestError, FileError
from digestcli.issuefile import fill
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.model.event import Event
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.add import Added, add, understand
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.move import Goal, move
from digestcli.workflow.opening import fresh
from tests.issue_texts import said

KEY = Key("2023-W14")
TEMPLATE = (
    "---\ntitle: 7 Papers & Radios | {title}\nnumber: {number}\ndate: {date}\nbyline: 编辑部\n---\n\n"
    "<!-- 导语：先说一件事。 {x} {0} {{date}} {title:>9} -->\n\n# ArXiv Weekly Radiostation\n\n## NLP\n\n"
    "# 编者后记\n\n下周见。\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = Library(tmp_path / "library")
    for folder in (library.issues, library.root / "templates"):
        folder.mkdir(parents=True)
    library.settings.touch()
    return Desk(library, Publication(), date(2023, 4, 9))


def template(desk: Desk, data: str | bytes) -> Path:
    path = desk.library.root / "templates" / "issue.md"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def numbered(desk: Desk, **numbers: str) -> str:
    """The number of a new issue where there are others with these."""
    for key, number in numbers.items():
        text = f"---\ntitle: 题\n{number and f'number: {number}'}\n---\n"
        (desk.library.issues / f"{key.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    template(desk, "number: {number}\n")
    return opening(desk)


def opening(desk: Desk) -> str:
    page = fresh(desk, KEY)
    return page.text + page.rest


def added(desk: Desk) -> Added:
    return add(desk, [understand("2304.02643")], KEY, None, heard)


def heard(_event: Event) -> None:
    """Nobody listens."""


def test_without_a_template_there_is_a_title_to_fill(desk: Desk) -> None:
    assert opening(desk) == "---\ntitle:\n---\n"


def test_three_names_are_filled_and_all_else_is_words() -> None:
    values = {"number": "13", "date": "2023-04-09", "title": "分割{date}"}
    page = fill(TEMPLATE, values, KEY, Publication(), "t")
    assert page.text + page.rest == filled(TEMPLATE, **values)


def filled(template: str, *, number: str, date: str, title: str) -> str:
    start, _, end = template.partition("{title}")
    text = start + title + end.replace("{number}", number)
    return text.replace("date: {date}", f"date: {date}").replace("{{date}}", f"{{{date}}}")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_new_issue_is_the_template_to_the_byte_and_its_first_paper(
    desk: Desk, newline: str, bom: str
) -> None:
    text = bom + TEMPLATE.replace("\n", newline)
    template(desk, text)
    assert added(desk).before is None
    written = issues.read(desk.library, KEY).data.decode()
    section = newline.join(["## 2304.02643", "", "摘要：", "", "推荐：", "", ""])
    expected = filled(text, number="", date="2023-04-09", title="")
    assert written == expected.replace("# ArXiv", f"{section}# ArXiv")


@pytest.mark.parametrize("top", ["---\ntitle: 甲\n---\n\n", "---\nnumber: 1\ntitle:\n---\n<!-- x -->\n"])
@pytest.mark.parametrize("below", ["# 编者后记\n\n下周见。\n", "# 视觉\n\n# 备选\n", "# 编者后记"])
def test_papers_go_above_a_heading_that_the_front_matter_shows_to_be_no_title(
    desk: Desk, top: str, below: str
) -> None:
    template(desk, top + below)
    assert [wish.number for wish in added(desk).wishes] == [1]
    opened = open_issue(desk, KEY)
    assert (opened.text.startswith(top), opened.text.endswith(f"\n\n{below}")) == (True, True)
    assert (opened.errors, len(opened.issue.notes)) == ((), 1)
    assert said(opened.issue.title) == ("甲" if "甲" in top else None)


def test_without_a_title_in_the_front_matter_the_first_heading_is_the_title(desk: Desk) -> None:
    template(desk, "# 一周论文\n\n# 编者后记\n")
    added(desk)
    issue = open_issue(desk, KEY).issue
    assert (said(issue.title), [type(part).__name__ for part in issue.body]) == (
        "一周论文",
        ["Note", "Passage"],
    )


@pytest.mark.parametrize(("numbers", "expected"), [
    ({}, ""),
    ({"2023_W12": ""}, ""),
    ({"2023_W12": "9", "2023_W13": "10"}, "11"),
    ({"2023_W12": "10", "2023_W13": "9"}, "11"),
    ({"2023_W12": "012", "2023_W13": ""}, "013"),
    ({"2023_W12": "099"}, "100"),
    ({"2023_W12": "特刊", "2023_W13": "12"}, "13"),
    ({"2023_W12": "12", "2023_W13": "特刊"}, ""),
    ({"2023_W12": "2023-12"}, ""),
    ({"2023_W12": "１２"}, ""),
    ({"2023_W12": "12.5"}, ""),
])  # fmt: skip
def test_a_number_is_one_more_than_the_highest_and_never_a_guess(
    desk: Desk, numbers: dict[str, str], expected: str
) -> None:
    assert numbered(desk, **numbers) == f"number: {expected}\n"


def test_a_number_is_left_out_where_an_issue_cannot_be_read(desk: Desk) -> None:
    (desk.library.issues / "2023-W11.md").write_bytes("number: 12".encode("utf-16"))
    assert numbered(desk, **{"2023_W12": "9"}) == "number: \n"


BROKEN: dict[str, tuple[bytes | str, str]] = {
    "no UTF-8": ("题".encode("gb18030"), "templates/issue.md is not UTF-8 text: byte 0, line 1"),
    "UTF-16": ("题目".encode("utf-16"), "it looks like UTF-16"),
    "a NUL": (b"a\0b", "templates/issue.md is not UTF-8"),
    "too large": (b" " * 300_000, "issue.md is larger than 262144 bytes"),
    "a paper": ("导语。\n\n## 2304.01089\n", "templates/issue.md, line 3: a paper stands in the template"),
    "on the bench": ("# 备选\n\n## 2304.01089\n", "templates/issue.md, line 3: a paper stands"),
    "off arXiv": ("## 某篇\n\n- 作者：甲\n", "templates/issue.md, line 1: a paper stands"),
    "a comment": ("导语。\n\n<!-- 忘了关\n", "templates/issue.md, line 3: this comment is never closed"),
    "front matter": ("---\ntitle: a\n", "templates/issue.md, line 1: this front matter is never closed"),
    "a bad id": ("## 2304.0264\n", "templates/issue.md, line 1: "),
    "below": ("---\ntitle:\n---\n# 乙\n\n## 2304.0264\n", "templates/issue.md, line 6: "),
    "a paper below": ("---\ntitle:\n---\n# 乙\n\n## 2304.01089\n", "templates/issue.md, line 6: a paper"),
    "a label below": ("---\ntitle:\n---\n# 推荐\n\n好。\n", "templates/issue.md would change what is read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_named_and_nothing_is_written(desk: Desk, name: str) -> None:
    data, words = BROKEN[name]
    template(desk, data)
    before = sorted(desk.library.root.rglob("*"))
    with pytest.raises(FileError) as refused:
        added(desk)
    assert words in refused.value.message
    assert sorted(desk.library.root.rglob("*")) == before


@pytest.mark.parametrize("text", ["# {title}\n\n导语。\n", "---\ntitle:\n---\r\n\r\n# 甲\n\n##{title}\r\n"])
def test_a_publication_without_a_title_is_told_of_where_it_would_be_a_heading(desk: Desk, text: str) -> None:
    template(desk, text)
    with pytest.raises(FileError, match="a heading without words") as refused:
        added(desk)
    assert refused.value.hint == ("{title} is the title in digest.toml, and there is none")


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
@pytest.mark.parametrize("goal", ["file", "folder", "nothing", "itself"])
def test_a_template_is_no_way_out_of_the_library(desk: Desk, tmp_path: Path, goal: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "issue.md").write_text("机密", encoding="utf-8")
    folder = desk.library.root / "templates"
    if goal == "folder":
        folder.rmdir()
        folder.symlink_to(outside)
    else:
        targets = {"file": outside / "issue.md", "nothing": outside / "x", "itself": folder / "issue.md"}
        (folder / "issue.md").symlink_to(targets[goal])
    with pytest.raises(DigestError, match=r"issue\.md"):
        added(desk)
    assert issues.keys(desk.library) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
def test_a_link_within_the_library_is_followed(desk: Desk) -> None:
    (desk.library.root / "templates" / "weekly.md").write_text("导语。\n", encoding="utf-8")
    (desk.library.root / "templates" / "issue.md").symlink_to("weekly.md")
    assert opening(desk) == "导语。\n"


def test_an_issue_that_is_there_needs_no_template(desk: Desk) -> None:
    template(desk, "<!-- ")
    (desk.library.issues / "2023-W14.md").write_text("导语。\n", encoding="utf-8")
    assert added(desk).wishes[0].number == 1


LINKED = "---\ntitle:\n---\n\n导语见[网页]。\n\n# 编者后记\n\n[网页]: https://example.org/ours\n"


def paper_moved(desk: Desk, words: str, before: str | None = None) -> str:
    """The new issue that a paper with these words opens when it moves there; its template is `LINKED`."""
    template(desk, LINKED)
    source = Key("2023-W13")
    text = f"---\ntitle: 题\n---\n\n## 2304.02643\n\n{words}\n"
    (desk.library.issues / f"{source}.md").write_text(text, encoding="utf-8")
    move(desk, "1", source, Goal(KEY, before=before), heard)
    return issues.read(desk.library, KEY).data.decode()


def test_the_lead_of_a_template_has_its_links_below(desk: Desk) -> None:
    section = "## 2304.02643\n\n甲\n\n"
    assert paper_moved(desk, "甲") == LINKED.replace("# 编者后记", f"{section}# 编者后记")


@pytest.mark.parametrize("words", ["[网页]: https://example.org/theirs", "甲[网页]"])
def test_between_a_template_and_a_paper_no_link_leads_elsewhere(desk: Desk, words: str) -> None:
    with pytest.raises(DigestError, match=r"\[网页\] would lead elsewhere"):
        paper_moved(desk, words)
    assert issues.keys(desk.library) == (Key("2023-W13"),)


def test_a_name_is_not_defined_twice_though_nothing_needs_it(desk: Desk) -> None:
    template(desk, LINKED.replace("见[网页]", ""))
    page = fresh(desk, KEY)
    section = "## 2304.02643\n\n[网页]: https://example.org/theirs\n"
    with pytest.raises(FileError, match=r"\[网页\] would lead elsewhere in templates/issue\.md"):
        page.joined(f"{page.text}{section}", KEY)


def test_there_is_no_paper_to_stand_before_where_there_is_no_issue(desk: Desk) -> None:
    with pytest.raises(FileError, match="there is no issue 2023-W14"):
        paper_moved(desk, "甲", before="2304.02643")
