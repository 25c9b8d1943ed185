"""The most memory each command holds with ten years in the library: 520 weeks x 37 papers.

Every command there is has a run here, or is named as one that has none. They are typed one after the other in
one library, as its editor would; arXiv is a stand-in on this machine. The cache is empty before the first.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks import watched
from benchmarks.library import grow
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

GOAL = 120  # MB
NEW, LATER = "2601.99999", "2601.99998"  # papers that no issue has
_WORDS = "一句刚写好的话。"


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


def typed(last: Week) -> list[Typed]:
    """Every command, in an order in which each finds something to do; `last` is the newest issue."""
    week = f"--week {last}"
    return [
        Typed(f"add {week} {NEW}"),
        Typed(f"add {week} --offline {LATER}", (5,)),
        Typed(f"fetch {week}"),
        Typed(f"set {week} 1 --rec {_WORDS} --replace"),
        Typed(f"edit {week}"),
        Typed(f"figure {week} 1 picture.png"),
        Typed(f"mv {week} 1 --to 3"),
        Typed(f"rm {week} {LATER}"),
        Typed("undo"),
        Typed(f"rm {week} {LATER}"),
        Typed(f"lead {week}", (1,)),
        Typed(f"show {week}"),
        Typed("show --last 520"),
        Typed(f"status {week}", (0, 1)),
        Typed("list"),
        Typed("stats"),
        Typed("stats --json"),
        Typed("search 模型"),
        Typed("search 模型"),
        Typed("radio find NLP --week 2023-W14"),
        Typed(f"radio rm {week} NLP 1"),
        Typed(f"radio add {week} NLP {LATER}"),
        Typed(f"radio mv {week} NLP 2 --to 1"),
        Typed(f"radio script {week} NLP"),
        Typed(f"radio audio {week} NLP --voice silent"),
        Typed(f"refresh {week}", (0,)),
        Typed("check --all", (0, 1)),
        Typed("check --all --json", (0, 1)),
        Typed(f"freeze {week} -f md,html"),
        Typed(f"thaw {week} --reason {_WORDS}"),
        *(Typed(f"export --all --draft -f {name}") for name in _formats()),
        Typed("export --all --draft --epub --volume"),
        Typed("formats"),
        Typed("templates new post"),
        Typed("templates"),
        Typed("site --draft"),
        Typed("site --draft"),
        Typed("import article.txt --issue imported"),
        Typed("doctor", (0, 1)),
        Typed("init new"),
    ]


def _formats() -> list[str]:
    """Those whose libraries are installed."""
    return exporters.installed()


def memory(folder: Path, weeks: int, last: Week) -> dict[str, Cost]:
    """The table; what each run took."""
    grow(folder / "library", weeks, last)
    library = Library(folder / "library")
    settings = library.settings.read_text(encoding="utf-8")
    library.settings.write_text(f'link = "https://example.org"\n{settings}', encoding="utf-8")
    (folder / "library" / "picture.png").write_bytes(pictures.PNG)
    article = "论文 1：一篇论文\n作者：某人\n摘要：文字在此。\n推荐：读。\n"
    (folder / "library" / "article.txt").write_text(article, encoding="utf-8")
    with Standin(_served(library)) as arxiv:
        costs = {}
        for each in typed(last):
            name = each.line if each.line not in costs else f"{each.line}, again"
            command = [sys.executable, "-m", "digestcli", *each.line.split()]
            costs[name] = watched.run(command, _env(folder, arxiv, last), library.root, each.codes)
            print(
                f"{name:44}{costs[name].peak:6.0f} MB{costs[name].processor:9.2f} s  {_verdict(costs[name])}"
            )
    print(
        f"not measured: {', '.join(sorted(set(every()) - {each.name for each in typed(last)})) or 'none'}\n"
    )
    return costs


def _verdict(cost: Cost) -> str:
    return f"over {GOAL} MB" if cost.peak > GOAL else ""


def _served(library: Library) -> list[Paper]:
    """What arXiv has: the papers of the library, and two more."""
    known = [path.stem for path in sorted(library.papers.iterdir())][-400:]
    old = [paper for name in known if (paper := papers.load(library, identify(name.replace("_", "/")).id))]
    return [*old, *(replace(old[0], id=identify(name).id) for name in (NEW, LATER))]


def _env(folder: Path, arxiv: Standin, last: Week) -> Mapping[str, str]:
    home = folder / "home"
    return {
        "HOME": str(home),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA")},
        "DIGEST_NOW": last.monday.isoformat(),
        "DIGEST_ARXIV_URL": arxiv.url,
        "DIGEST_OAI_URL": arxiv.oai_url,
        "DIGEST_DATACITE_URL": arxiv.datacite_url,
        "DIGEST_INTERVAL": "0",
        "DIGEST_EDITOR": "true",
        "NO_PROXY": "127.0.0.1",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
