"""The most memory each command holds with ten years in the library: 520 weeks x 37 papers.

Every command there is has a run here, or is named as one that has none. They are typed one after the other in
one library, as its editor would; arXiv is a stand-in on this machine. The cache is empty before the first.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks import watched
from benchmarks.library import grow
from benchmarks.rivals import Rivals
from benchmarks.tables import Report, megabytes
from benchmarks.watched import Cost
from digestcli import exporters
from digestcli.cli.app import every
from digestcli.library import papers
from digestcli.library.root import Library
from digestcli.model.identify import identify
from digestcli.model.key import Week
from digestcli.model.paper import Paper
from tests import pictures
from tests.standin import Standin

WEEK = Week(2026, 2)
GOAL = 120  # MB
NEW, LATER = "2601.99999", "2601.99998"  # papers that no issue has


class Typed(NamedTuple):
    """A command with what it may end with."""

    line: str
    codes: Sequence[int] = (0,)

    @property
    def name(self) -> str:
        """The words that name it among all commands."""
        words = self.line.split()
        return next(name for name in _longest_first() if words[: len(name.split())] == name.split())


def _longest_first() -> list[str]:
    return sorted(every(), key=len, reverse=True)


# In an order in which each finds something to do; with the codes it may end with.
_TYPED: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("add {week} 2601.99999", (0,)),
    ("add {week} --offline 2601.99998", (5,)),
    ("fetch {week}", (0,)),
    ("set {week} 1 --rec 一句刚写好的话。 --replace", (0,)),
    ("edit {week}", (0,)),
    ("figure {week} 1 picture.png", (0,)),
    ("mv {week} 1 --to 3", (0,)),
    ("rm {week} 2601.99998", (0,)),
    ("undo", (0,)),
    ("rm {week} 2601.99998", (0,)),
    ("lead {week}", (1,)),
    ("show {week}", (0,)),
    ("show --last 520", (0,)),
    ("status {week}", (0, 1)),
    ("list", (0,)),
    ("stats", (0,)),
    ("stats --json", (0,)),
    ("search 模型", (0,)),
    ("search 模型", (0,)),
    ("radio find NLP --week 2023-W14", (0,)),
    ("radio rm {week} NLP 1", (0,)),
    ("radio add {week} NLP 2601.99998", (0,)),
    ("radio mv {week} NLP 2 --to 1", (0,)),
    ("radio script {week} NLP", (0,)),
    ("radio audio {week} NLP --voice silent", (0,)),
    ("refresh {week}", (0,)),
    ("check --all", (0, 1)),
    ("check --all --json", (0, 1)),
    ("freeze {week} -f md,html", (0,)),
    ("thaw {week} --reason 一句刚写好的话。", (0,)),
    ("export --all --draft -f {format}", (0,)),  # for each that is installed
    ("export --all --draft --epub --volume", (0,)),
    ("formats", (0,)),
    ("templates new post", (0,)),
    ("templates", (0,)),
    ("site --draft", (0,)),
    ("site --draft", (0,)),
    ("import article.txt --issue imported", (0,)),
    ("doctor", (0, 1)),
    ("init new", (0,)),
)


def typed(last: Week) -> Iterator[Typed]:
    """Every command; `last` is the newest issue."""
    for line, codes in _TYPED:
        for name in exporters.installed() if "{format}" in line else [""]:
            yield Typed(line.format(week=f"--week {last}", format=name), codes)


def memory(folder: Path, _rivals: Rivals, *, weeks: Sequence[int], rounds: int) -> Report:  # noqa: ARG001 - one round: a peak hardly varies
    """The peak of each command, with the most weeks."""
    library = _library(folder, max(weeks))
    report = Report()
    with Standin(_served(library)) as arxiv:
        for each in typed(WEEK):
            name = each.line if each.line not in report.raw else f"{each.line}, again"
            command = [sys.executable, "-m", "digestcli", *each.line.split()]
            report.raw[name] = [watched.run(command, _env(folder, arxiv), library.root, each.codes)]
    report.table(
        ["command", "peak", "processor", f"goal: {GOAL} MB"], (_row(*each) for each in report.raw.items())
    )
    if left := sorted(set(every()) - {each.name for each in typed(WEEK)}):
        report.lines.append(f"Not measured: {', '.join(left)}.")
    return report


def _row(name: str, costs: Sequence[Cost]) -> list[str]:
    verdict = "" if costs[0].peak <= GOAL else "**missed**"
    return [f"`{name}`", megabytes(costs[0].peak), f"{costs[0].processor:.2f} s", verdict]


def _library(folder: Path, weeks: int) -> Library:
    grow(folder / "library", weeks, WEEK)
    library = Library(folder / "library")
    settings = library.settings.read_text(encoding="utf-8")
    library.settings.write_text(f'link = "https://example.org"\n{settings}', encoding="utf-8")
    (library.root / "picture.png").write_bytes(pictures.PNG)
    article = "论文 1：一篇论文\n作者：某人\n摘要：文字在此。\n推荐：读。\n"
    (library.root / "article.txt").write_text(article, encoding="utf-8")
    return library


def _served(library: Library) -> list[Paper]:
    """What arXiv has: the papers of the library, and two more."""
    known = [path.stem for path in sorted(library.papers.iterdir())][-400:]
    old = [paper for name in known if (paper := papers.load(library, identify(name.replace("_", "/")).id))]
    return [*old, *(replace(old[0], id=identify(name).id) for name in (NEW, LATER))]


def _env(folder: Path, arxiv: Standin) -> Mapping[str, str]:
    home = folder / "home"
    return {
        "HOME": str(home),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA")},
        "DIGEST_NOW": WEEK.monday.isoformat(),
        "DIGEST_ARXIV_URL": arxiv.url,
        "DIGEST_OAI_URL": arxiv.oai_url,
        "DIGEST_DATACITE_URL": arxiv.datacite_url,
        "DIGEST_INTERVAL": "0",
        "DIGEST_EDITOR": "true",
        "NO_PROXY": "127.0.0.1",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
