"""Whatever is changed after a freeze is told, paper by paper, and none of it reaches what was published."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.cli.flags import Flags
from digestcli.cli.frozen import tell_departures
from digestcli.cli.session import Session
from digestcli.library import papers as paper_files
from digestcli.model.edition import Departure, Kind
from digestcli.model.publication import Publication
from digestcli.workflow import as_published
from digestcli.workflow.desk import Desk
from digestcli.workflow.freeze import Drifted
from tests.frozen import (
    AFTERWORD,
    HUGGING,
    ISSUE,
    KEY,
    MOD_SQUAD,
    RPTQ,
    SAM,
    a_desk,
    edit,
    everything,
    frozen,
    told,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


CHANGES: dict[str, tuple[Callable[[Desk], object], list[str]]] = {
    "title": (lambda desk: edit(desk, "甲；乙", "乙"), ["words title"]),
    "lead": (lambda desk: edit(desk, "有两篇", "有三篇"), ["words lead"]),
    "summary": (lambda desk: edit(desk, "点一下", "点两下"), ["words 2304.02643 summary"]),
    "recommendation": (lambda desk: edit(desk, "推荐：分工。", ""), ["words 2303.17580 recommendation"]),
    "line": (lambda desk: edit(desk, "org/sam", "org/s"), ["words 2304.02643 lines"]),
    "own title": (
        lambda desk: edit(desk, "- 代码", "- 标题：分割\n- 代码"),
        ["words 2304.02643 title"],
    ),
    "passage": (lambda desk: edit(desk, "下周见", "再见"), ["words passages"]),
    "radio": (lambda desk: edit(desk, "- 2304.01089\n", ""), ["words radio"]),
    "order": (
        lambda desk: edit(desk, ISSUE, _swapped()),
        ["moved"],
    ),
    "passage order": (
        lambda desk: edit(desk, ISSUE, _with_afterword_first()),
        ["moved"],
    ),
    "removed": (
        lambda desk: edit(desk, _section("## 2303"), ""),
        ["removed 2303.17580"],
    ),
    "added": (
        lambda desk: edit(desk, "# 编者", "## 甲\n\n- 作者：乙\n\n# 编者"),
        ["added 甲"],
    ),
    "version": (
        lambda desk: paper_files.save(desk.library, replace(SAM, version=2)),
        ["facts 2304.02643 version"],
    ),
    "facts": (
        lambda desk: paper_files.save(
            desk.library, replace(HUGGING, version=5, title="New", authors=HUGGING.authors[:1])
        ),
        ["facts 2303.17580 version title authors"],
    ),
    "radio facts": (
        lambda desk: paper_files.save_many(
            desk.library, [replace(each, title="New", authors=SAM.authors) for each in (RPTQ, MOD_SQUAD)]
        ),
        ["facts 2304.01089 title authors", "facts 2212.08066 title"],
    ),
    "picture": (
        lambda desk: (desk.library.figures / "b.png").write_bytes(b"c"),
        ["picture changed figures/b.png"],
    ),
    "no picture": (lambda desk: (desk.library.figures / "a.png").unlink(), ["picture gone figures/a.png"]),
}


def _section(heading: str) -> str:
    start = ISSUE.index(heading)
    return ISSUE[start : ISSUE.index("\n#", start) + 1]


def _with_afterword_first() -> str:
    return ISSUE.replace(AFTERWORD, "").replace("## 2303", f"{AFTERWORD}## 2303")


def _swapped() -> str:
    first, second = _section("## 2304"), _section("## 2303")
    return ISSUE.replace(first + second, second + first)


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_told_and_none_reaches_what_was_published(desk: Desk, name: str) -> None:
    frozen(desk, "md")
    before = everything(desk)
    change, expected = CHANGES[name]
    change(desk)
    assert told(desk) == expected
    with pytest.raises(Drifted, match="2023-04-09"):
        frozen(desk)
    assert everything(desk) == before
    (article,) = as_published.files_of(desk.library, as_published.editions(desk.library, [KEY]), [])
    (path,) = as_published.export(desk.library, [article], None)
    assert path.read_bytes() == before["2023-W14/1/2023-W14.md"]


def test_a_part_that_no_program_of_ours_has_named_is_told_as_it_stands(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """An account in a shared library may name anything, nothing too."""
    parts = ("title", "", "a\nb\x1b[31m")
    tell_departures(Session(Flags()), frozen(desk, "md").edition, [Departure(Kind.WORDS, "", parts)])
    assert capsys.readouterr().err.splitlines()[1:] == ["  title, , a b\ufffd edited"]


def test_another_number_of_names_is_the_editors_doing_and_no_new_fact(desk: Desk) -> None:
    frozen(desk, "md")
    assert told(replace(desk, publication=Publication(authors=1))) == [
        "words 2304.02643 authors",
        "words 2303.17580 authors",
    ]
