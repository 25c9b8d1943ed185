"""An issue is read once, its papers' facts once, and what is found does not depend on who read them when."""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digestcli.library import issues, paperfile
from digestcli.library.root import Library
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.problem import Problem
from digestcli.model.publication import Publication
from digestcli.workflow import check as verb
from digestcli.workflow.desk import Desk
from tests.papers import OLD, SEVEN
from tests.world import environment

SAM, PROMPT, SURVEY = SEVEN[:3]
AGAIN = replace(SURVEY, id=replace(SURVEY.id, number="2303.99999"))
DAMAGED = replace(SEVEN[3], title=f"{SAM.title}!")  # its title can be read, and its day cannot
WEEKS = (SAM, PROMPT, SURVEY, AGAIN, OLD)  # of the two issues that come first
RADIO = "# ArXiv Weekly Radiostation\n\n## ML\n\n-"
ISSUES = {
    "2023-W12": f"# 一\n\n## {SAM.id.bare}\n\n摘要：早。\n\n## {SURVEY.id.bare}\n\n{RADIO} {OLD.id}\n",
    "2023-W14": f"# 三\n\n## {AGAIN.id}\n\n## Segment Anything\n\n- 作者：A\n\n{RADIO} {PROMPT.id}\n",
    "2023-W15": f"# 四\n\n## {SAM.id.bare}\n\n## 2302.00001\n\n{RADIO} {OLD.id}\n- {DAMAGED.id}\n",
    "special": f"---\ndate: 2023-03-30\n---\n\n## {PROMPT.id.bare}\n\n## {DAMAGED.id.bare}\n",
}
ORDER = [Key("2023-W12"), Key("special"), Key("2023-W14"), Key("2023-W15")]
HEARING = """
import json, os, sys
opened = []
def hear(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        opened.append(os.fsdecode(arguments[0]))
sys.addaudithook(hear)
from digestcli.cli.start import run
run(sys.argv[1:])
print(json.dumps(opened))
"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> list[Library]:
    """Two that are old enough to be remembered: of two whole weeks, and with all that can be odd."""
    folder = tmp_path_factory.mktemp("settled")
    made = [
        _made(folder / "weeks", list(ISSUES)[:2], WEEKS),
        _made(folder / "odd", ISSUES, (*WEEKS, DAMAGED)),
    ]
    time.sleep(2.1)
    return made


def _made(folder: Path, names: Iterable[str], papers: Iterable[Paper]) -> Library:
    library = Library(folder)
    library.issues.mkdir(parents=True)
    library.papers.mkdir()
    library.settings.touch()
    for name in names:
        (library.issues / f"{name}.md").write_text(ISSUES[name], encoding="utf-8")
    for paper in papers:
        text = paperfile.write(paper)
        if paper is DAMAGED:
            text = text.replace('"published": "2', '"published": "x')
        (library.papers / f"{paper.id.stem}.json").write_text(text, encoding="utf-8")
    return library


def opened(library: Library, home: Path, *arguments: str) -> Counter[str]:
    """How often a run of `check` has opened each file of the library."""
    done = subprocess.run(
        [sys.executable, "-c", HEARING, "-L", str(library.root), "check", *arguments],
        env=environment(home),
        capture_output=True,
        check=True,
        timeout=60,
    )
    paths = map(Path, json.loads(done.stdout.splitlines()[-1]))
    rooms = (library.issues, library.papers)
    return Counter(path.name for path in paths if path.parent in rooms and path.is_file())


def test_the_first_run_reads_each_file_once_and_the_next_one_none(
    libraries: list[Library], tmp_path: Path
) -> None:
    weeks = libraries[0]
    names = [path.name for room in (weeks.issues, weeks.papers) for path in room.iterdir()]
    assert len(names) == len(WEEKS) + 2
    assert opened(weeks, tmp_path, "--all") == Counter(names)
    assert opened(weeks, tmp_path, "--all") == Counter()
    assert opened(weeks, tmp_path, "--issue", "2023-W14") == Counter()


def found(desk: Desk, keys: Sequence[Key], cache: Path | None) -> dict[Key, tuple[Problem, ...]]:
    looked = verb.check(desk, keys, lambda _event: None, cache=cache)
    return {each.key: each.problems for each in looked}


def test_what_is_found_is_the_same_whoever_was_looked_at_before(
    libraries: list[Library], tmp_path: Path
) -> None:
    desk, cache = Desk(libraries[1], Publication(), date(2023, 4, 9)), tmp_path / "cache"
    first = found(desk, ORDER, None)
    rules = {str(key): {each.rule for each in problems} for key, problems in first.items()}
    assert issues.in_order(desk.library, desk.publication) == ORDER
    assert "title-before" in rules["2023-W14"]
    assert {"paper-before", "pick-before", "paper-file"} <= rules["2023-W15"]
    for key in ORDER:
        assert found(desk, [key], cache) == {key: first[key]}  # of those before it titles were read, if any
        assert found(desk, [key], cache) == {key: first[key]}
        assert found(desk, [key], tmp_path / f"{key}") == {key: first[key]}
    assert found(desk, ORDER, cache) == first
    shutil.rmtree(cache / "verdicts")
    assert found(desk, ORDER, cache) == first
    shutil.rmtree(cache / "titles")
    assert found(desk, ORDER[::-1], cache) == first
    assert found(desk, ORDER, cache) == first
