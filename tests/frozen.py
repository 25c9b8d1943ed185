"""A small library with one issue, and what freezing it leaves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.event import Event, Tell
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready
from digestcli.workflow.freeze import Kept, freeze
from digestcli.workflow.status import status
from tests import papers

KEY = Key("2023-W14")
ISSUE = """\
---
title: 周报 | 甲；乙
---

这一周有两篇论文。

## 2304.02643 Segment Anything

- 代码：https://example.org/sam

摘要：点一下，就有掩码。

![图](../figures/a.png)

推荐：随叫随用。

## 2303.17580v4

摘要：ChatGPT 当调度员。行内也有图：![小图](../figures/b.png)。

推荐：分工。

# 编者后记

下周见。

# ArXiv Weekly Radiostation

## NLP

- 2304.01089
- 2212.08066 (from 张三)
"""
AFTERWORD = "# 编者后记\n\n下周见。\n\n"
SAM, HUGGING, RPTQ, MOD_SQUAD = papers.SEVEN[0], papers.SEVEN[3], papers.SEVEN[4], papers.SEVEN[5]


def a_desk(folder: Path) -> Desk:
    """A library with one issue whose words, facts and pictures are all there."""
    library = Library(folder)
    for room in (library.issues, library.figures):
        room.mkdir()
    library.settings.write_text("", encoding="utf-8")
    (library.issues / f"{KEY}.md").write_text(ISSUE, encoding="utf-8")
    for name in ("a", "b"):
        (library.figures / f"{name}.png").write_bytes(name.encode())
    paper_files.save_many(library, [SAM, HUGGING, RPTQ, MOD_SQUAD])
    return Desk(library, Publication(), date(2023, 4, 9))


def untold(event: Event) -> None:
    raise AssertionError(event.message)


def frozen(desk: Desk, *formats: str, day: str = "2023-04-09", tell: Tell = untold) -> Kept:
    return freeze(desk, ready(desk, [KEY]), formats, day, tell)


def edit(desk: Desk, old: str, new: str) -> None:
    file = desk.library.issues / f"{KEY}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(desk: Desk) -> list[str]:
    """`kind place parts` of all that differs from what was published."""
    found = status(desk, KEY).frozen
    assert found
    return [" ".join(filter(None, (each.kind, each.place, *each.parts))) for each in found.departures]


def everything(desk: Desk) -> dict[str, bytes]:
    """Every file of the store by its name."""
    root = desk.library.published
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
