"""The first whole week: seven ids as people paste them, their words, the finished article."""

import json
from pathlib import Path

import pytest

from tests import papers
from tests.standin import Standin
from tests.world import digest, environment

PASTED = (
    "https://arxiv.org/abs/2304.02643",
    "arXiv:2209.14610v3 [cs.LG] 2 Mar 2023",
    "10.48550/arXiv.2303.18223",
    "https://huggingface.co/papers/2303.17580",
    "ａｒＸｉｖ：２３０４．０１０８９",
    "https://www.alphaxiv.org/abs/2212.08066",
    "http://export.arxiv.org/pdf/2303.05398.pdf#page=3",
)
IDS = ["2304.02643", "2209.14610", "2303.18223", "2303.17580", "2304.01089", "2212.08066", "2303.05398"]
GOLDEN = Path(__file__).parent / "golden" / "2023-W14.md"


@pytest.fixture
def week(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A library whose week holds the seven papers, and the environment it was made in."""
    library = tmp_path / "weekly"
    with Standin(papers.ALL) as arxiv:
        env = environment(tmp_path, arxiv.url)
        assert digest(["init", str(library)], tmp_path, env).returncode == 0
        added = digest(["add", *PASTED], library, env)
        assert added.returncode == 0, added.stderr.decode()
        assert len(arxiv.requests) == 1
    return library, env


def test_seven_pasted_forms_are_one_request_and_seven_entries_in_order(
    week: tuple[Path, dict[str, str]],
) -> None:
    library, env = week
    shown = json.loads(digest(["show", "--json"], library, env).stdout)
    assert [entry["id"] for entry in shown["entries"]] == IDS
    assert [entry["number"] for entry in shown["entries"]] == [1, 2, 3, 4, 5, 6, 7]
    assert digest(["status"], library, env).returncode == 1


def test_the_written_week_is_the_golden_article(week: tuple[Path, dict[str, str]]) -> None:
    library, env = week
    for number in range(1, 8):
        words = [
            "--summary",
            f"第 {number} 篇的摘要，**要点。**后面还有。",
            "--rec",
            f"第 {number} 篇值得读。",
        ]
        assert digest(["set", str(number), *words], library, env).returncode == 0
    issue = library / "issues" / "2023-W14.md"
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text.replace("title:\n---\n", "title: 7 Papers\n---\n\n本周七篇。\n"), encoding="utf-8")
    assert digest(["status"], library, env).returncode == 0
    exported = digest(["export", "--md"], library, env)
    assert exported.stdout.decode() == "out/2023-W14.md\n"
    article = (library / "out" / "2023-W14.md").read_bytes()
    assert article.decode() == GOLDEN.read_text(encoding="utf-8")
    digest(["export", "--md"], library, env)
    assert (library / "out" / "2023-W14.md").read_bytes() == article


def test_a_hundred_ids_are_one_request_and_papers_at_hand_none(tmp_path: Path) -> None:
    hundred = [papers.paper(f"2301.{number:05}", f"Paper {number}", "A. Author") for number in range(1, 101)]
    with Standin(hundred) as arxiv:
        env = environment(tmp_path, arxiv.url)
        digest(["init", "."], tmp_path, env)
        ids = "\n".join(str(paper.id) for paper in hundred).encode()
        assert digest(["add", "-"], tmp_path, env, stdin=ids).returncode == 0
        assert digest(["add", "--issue", "again", "-"], tmp_path, env, stdin=ids).returncode == 0
        assert len(arxiv.requests) == 1
