"""A library to look through, and what is found in it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.event import Event
from digestcli.model.key import Week
from digestcli.model.publication import Publication
from digestcli.search.query import parse
from digestcli.workflow import search as verb
from digestcli.workflow.desk import Desk
from tests.papers import SEVEN, paper

POINCARE = paper(
    "math/0211159",
    r"The entropy formula for the Ricci flow and Poincar\'e's conjecture",
    r"Grisha Perelman, Henri Poincar\'e",
    category="math.DG",
    abstract=r"We prove $\alpha$-bounds, as Poincar\'e did for chain-of-thought.",
)
W13 = """\
---
title: 强化学习专刊
---

这一期只谈大模型的强化学习，不谈别的。

## 2209.14610 Dynamic Prompt

- 导语：让大模型自己挑例题
- 代码地址：https://github.com/lupantech/PromptPG

摘要：用**强化**学习挑选例题，再交给 GPT-4 作答。大，模型也能小。

推荐：蒸馏与 RLHF 之外的第三条路。

# 招聘

招聘两名编辑，会用 GPT-4 者优先。
"""
W14 = """\
---
title: 分割一切
---

## 2304.02643 Segment Anything

摘要：一张图里的任何东西都能分割。模型、数据、任务一并放出。

推荐：分割领域的大模型。

## 用旧报纸训练语言模型

- 作者：张三、李四
- 论文地址：https://example.org/papers/1

摘要：语料来自缩微胶片。

# ArXiv Weekly Radiostation

## NLP

本周只有一篇。

- 2303.18223 (from Wayne Xin Zhao)

# 备选

## 2304.01089 RPTQ

推荐：量化到三比特，留到下一期。
"""
BEST = "---\ntitle: 年度精选\ndate: 2023-12-31\n---\n\n## math/0211159\n\n推荐：从 Ricci 流到庞加莱猜想。\n"


def desk(folder: Path, issues: Mapping[str, str] | None = None) -> Desk:
    """A library of `issues`, with the facts of all their papers."""
    library = Library(folder)
    library.issues.mkdir(parents=True)
    library.settings.touch()
    for key, text in ({"2023-W13": W13, "2023-W14": W14, "best": BEST} if issues is None else issues).items():
        write(library, key, text)
    paper_files.save_many(library, (*SEVEN, POINCARE))
    return Desk(library, Publication(), date(2023, 4, 9))


def write(library: Library, key: str, text: str) -> None:
    (library.issues / f"{key}.md").write_text(text, encoding="utf-8")


class Finder:
    """Looks in one library, with one cache; `told` is what it said on its way."""

    def __init__(self, desk: Desk, cache: Path) -> None:
        self.desk = desk
        self.cache = cache
        self.told: list[str] = []

    def results(self, query: str, limit: int = 1000) -> verb.Results:
        self.told.clear()
        return verb.search(self.desk, parse(query, weeks), limit, self.cache, self._tell)

    def found(self, query: str) -> list[tuple[str, str]]:
        """The issue of each hit, and its paper's id or else its title, best first."""
        return [(each.key.value, str(each.id or each.title.text)) for each in self.results(query).hits]

    def everything(self, query: str) -> list[tuple[object, ...]]:
        """All that is known of each hit."""
        hits = self.results(query).hits
        return [
            (hit.key, hit.number, hit.id, hit.ref, hit.title, hit.field, hit.snippet, hit.score)
            for hit in hits
        ]

    def _tell(self, event: Event) -> None:
        self.told.append(event.message)


def weeks(said: str) -> tuple[Week, Week]:
    first, _dots, last = said.partition("..")
    return _week(first), _week(last or first)


def _week(said: str) -> Week:
    year, number = said.split("-W")
    return Week(int(year), int(number))
