"""`digest stats` tells what there is, and remembers it until something changes; so does `digest list`."""

import json
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from digestcli.cli.chart import Row, table
from digestcli.library import issues, papers
from digestcli.library import memory as remembering
from digestcli.library.root import Library
from digestcli.model.event import silent
from digestcli.model.key import Key, Week
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk
from digestcli.workflow.listing import Listed, listing
from digestcli.workflow.stats import Stats, gaps, stats, through
from tests.papers import OLD, SEVEN
from tests.warm import Warm
from tests.world import environment

SAM, PROMPT, SURVEY = SEVEN[:3]
BENCH = f"# 备选\n\n## {OLD.id}\n\n摘要：不算。\n"
NOTE = "# 编者按\n\n下周见。\n"
RADIO = f"# ArXiv Weekly Radiostation\n\n两字\n\n## ML\n\n- {OLD.id}\n- 一题\n"
ISSUES = {
    "2022-W51": f"## {SAM.id}\n\n摘要：五个汉字吧 and two\n\n推荐：好。\n\n{BENCH}",
    "2023-W01-cvpr": f"导语三字也算。\n\n## {PROMPT.id}\n\n- 作者：Ada Example、Pan Lu 等\n\n{NOTE}",
    "2023-W03": f"## {SAM.id}\n\n## 2302.00001\n\n## Off arXiv\n\n- 作者：Eric Mintun\n",
    "special": f"---\ndate: 2023-01-20\n---\n\n{RADIO}",
    "undated": "---\ntitle: 未注日期\n---\n\n一\n",
}
GAP = [str(week) for week in through(Week(2022, 52), Week(2022, 52))] + ["2023-W02"]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library whose files are old enough to be remembered."""
    library = Library(tmp_path_factory.mktemp("settled") / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    for name, text in ISSUES.items():
        (library.issues / f"{name}.md").write_text(text, encoding="utf-8")
    papers.save_many(library, [replace(SAM, categories=("cs.LG", "cs.CV")), PROMPT, OLD])
    time.sleep(2.1)
    return library


def counted(library: Library, cache: Path | None = None) -> Stats:
    return stats(_desk(library), list(issues.keys(library)), silent, cache)


def _desk(library: Library) -> Desk:
    return Desk(library, Publication(), date(2023, 4, 9))


def test_everything_is_counted_once(settled: Library) -> None:
    found = counted(settled)
    rows = {str(each.key): (str(each.week), each.papers, tuple(each.words)) for each in found.issues}
    assert list(rows) == ["undated", "2022-W51", "2023-W01-cvpr", "2023-W03", "special"]
    assert rows["2022-W51"] == ("2022-W51", 1, (6, 2))
    assert rows["2023-W01-cvpr"] == ("2023-W01", 1, (9, 0))
    assert rows["special"] == ("2023-W03", 0, (2, 0))
    assert rows["undated"] == ("None", 0, (1, 0))
    assert {name: each.total for name, each in found.words.items()} == {
        "summary": 7,
        "recommendation": 1,
        "lead": 7,
        "passage": 5,
    }
    assert (found.papers, found.different, found.off_arxiv, found.unknown) == (5, 4, 1, 1)
    assert found.categories == (("cs.CL", 1), ("cs.CV", 1))  # Segment Anything came twice
    assert found.authors[0] == ("Eric Mintun", 2)
    assert dict(found.authors)["Ada Example"] == 1  # the editor's line, and not arXiv's
    assert not {"Liang Qiu", "等"} & dict(found.authors).keys()
    assert [(each.name, each.lists, each.picks) for each in found.radio] == [("ML", 1, 2)]
    assert found.missing == 2


def test_gaps_are_the_weeks_between() -> None:
    weeks = [Week(2020, 52), Week(2021, 1), Week(2021, 5), Week(2020, 52)]
    assert list(gaps(weeks)) == [
        (Week(2020, 53), Week(2020, 53)),
        (Week(2021, 2), Week(2021, 4)),
    ]
    assert list(gaps([])) == list(gaps(weeks[:1])) == []


def _listed(library: Library, cache: Path | None) -> list[Listed]:
    return list(listing(_desk(library), cache))


def test_what_is_remembered_is_what_would_be_read(settled: Library, tmp_path: Path) -> None:
    for ask in (counted, _listed):
        assert ask(settled, tmp_path) == ask(settled, None)  # read
        assert ask(settled, tmp_path) == ask(settled, None)  # remembered
    library = Library(tmp_path / "library")
    shutil.copytree(settled.root, library.root)
    counted(library, tmp_path)
    (library.issues / "2023-W03.md").write_text("## 2302.00001\n\n摘要：新写的。\n", encoding="utf-8")
    (library.papers / f"{SAM.id.stem}.json").unlink()
    for ask in (counted, _listed):
        assert ask(library, tmp_path) == ask(library, None)


@pytest.mark.parametrize("kind", ["stats", "list"])
def test_what_has_not_changed_is_not_read_again(settled: Library, tmp_path: Path, kind: str) -> None:
    ask = counted if kind == "stats" else _listed
    ask(settled, tmp_path)
    memory = remembering.of(settled, kind, tmp_path, Publication().fingerprint)
    said = memory.recall("undated")
    assert said
    memory.learn("undated", said.replace(b"null, 0", b"null, 7").replace(b"[[0, 0]", b"[[7, 0]"))
    memory.learn(
        "undated", said.replace("未注日期".encode(), "只有记忆才说".encode()).replace(b"[1, 0]", b"[9, 0]")
    )
    memory.keep(lambda: map(str, issues.keys(settled)))
    found = ask(settled, tmp_path)
    if isinstance(found, Stats):
        assert found.issues[0].words.total == 9
    else:
        assert found[0].title == "只有记忆才说"


def test_rows_of_nothing_have_no_bars() -> None:
    (_heads, row) = table("周", ("字",), [Row("2023-W14", ("0",), 0)], 80)
    assert row.plain == "2023-W14   0"


@pytest.mark.parametrize("width", [None, 20, 40, 80, 200])
def test_a_table_fits_its_terminal_and_cuts_nothing(width: int | None) -> None:
    rows = [Row("一位名字很长的作者 With A Long Name", ("12,345", "7.0"), 12345), Row("B", ("1", "0.1"), 1)]
    lines = [line.plain for line in table("作者", ("论文", "每周"), rows, width)]
    assert max(map(cell_len, lines)) <= (width or 200)
    said = "".join("".join(lines).split())
    assert all("".join(word.split()) in said for word in ("With A Long", "12,345", "7.0", "每周"))
    assert ("█" in said) == (width is not None and width > 60)


def test_one_that_cannot_be_read_is_told_and_left_out(
    settled: Library, tmp_path: Path, program: Warm
) -> None:
    library = Library(tmp_path / "library")
    shutil.copytree(settled.root, library.root)
    (library.issues / "2023-W02.md").write_bytes("## 论文".encode("gbk"))
    done = program.run(["stats", "--json"], library.root, environment(tmp_path))
    said = json.loads(done.out)
    assert (done.code, said["unreadable"], said["gaps"]) == (3, ["2023-W02"], GAP)
    assert "issues/2023-W02.md" in done.err
    assert program.run(["stats", "--week", "2023-W02"], library.root, environment(tmp_path)).code == 1
    half = program.run(["stats", "--week", "2022-W51..2023-W01"], library.root, environment(tmp_path))
    assert half.out.startswith("2022-W51..2023-W01  2 issues  2 papers  17 words\n")
    assert Key("special").week is None
