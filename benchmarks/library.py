"""A library of any number of weeks, the same bytes every time."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from digestcli.library import papers, root
from digestcli.model.identify import identify
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper

PAPERS, PICKS = 7, 30
_PHRASES = (
    "研究者提出了一种新的训练方法",
    "模型在三个数据集上都有提升",
    "**消融实验**说明各部分缺一不可",
    "代码与数据已经开放",
    "这一结论在 GPT-4 上同样成立",
    "公式 $\\alpha + \\beta$ 给出了上界",
)
_WORDS = ("Scaling", "Sparse", "Diffusion", "Attention", "Reasoning", "Vision", "Graphs", "Policies")


def grow(
    folder: Path,
    weeks: int,
    last: Week,
    phrases: tuple[str, ...] = _PHRASES,
    *,
    sections: int = PAPERS,
    picks: int = PICKS,
    paper: Callable[[str, random.Random], Paper] | None = None,
) -> None:
    """Make `folder` a library of `weeks` issues up to `last`, of 7 papers and 30 picks unless said."""
    library = root.init(folder).library
    chance = random.Random(7)  # noqa: S311 - text for a benchmark
    for back in range(weeks):
        week = Week.of(last.monday - timedelta(days=7 * back))
        ids = [_id(week.monday, place) for place in range(sections + picks)]
        for name in ids:
            papers.save(library, (paper or a_paper)(name, chance))
        text = _issue(week, ids[:sections], ids[sections:], _Prose(chance, phrases))
        (library.issues / f"{week}.md").write_text(text, encoding="utf-8")


def _id(day: date, place: int) -> str:
    return f"{day:%y%m}.{day.day * 100 + place + 1:05}"


def a_paper(name: str, chance: random.Random) -> Paper:
    return Paper(
        id=identify(name).id,
        version=1,
        title=f"{' '.join(chance.sample(_WORDS, 4))} No. {name.replace('.', '')}",
        authors=tuple(Author(f"{chance.choice(_WORDS)} {chance.choice(_WORDS)}") for _ in range(6)),
        abstract=". ".join(" ".join(chance.choices(_WORDS, k=12)) for _ in range(8)),
        published="2023-04-05T17:59:46Z",
        updated="2023-04-05T17:59:46Z",
        primary_category="cs.CL",
        categories=("cs.CL", "cs.LG"),
    )


def _issue(week: Week, sections: list[str], picks: list[str], prose: "_Prose") -> str:
    parts = [f"---\ntitle: 7 Papers & Radios | {week}\n---\n\n{prose.of(2)}"]
    parts += [_section(name, prose) for name in sections]
    if picks:
        parts.append("# ArXiv Weekly Radiostation")
        for place, name in enumerate(("NLP", "CV", "ML")):
            ten = picks[10 * place : 10 * (place + 1)]
            parts.append("\n".join([f"## {name}\n", *(f"- {pick}" for pick in ten)]))
    return "\n\n".join(parts) + "\n"


def _section(name: str, prose: "_Prose") -> str:
    summary = f"{prose.of(5)}\n\n{prose.of(5)}"
    return f"## {name}v1\n\n摘要：{summary}\n\n推荐：{prose.of(1)}"


class _Prose:
    """Sentences made of phrases."""

    def __init__(self, chance: random.Random, phrases: tuple[str, ...]) -> None:
        self._chance = chance
        self._phrases = phrases

    def of(self, phrases: int) -> str:
        return "，".join(self._chance.choices(self._phrases, k=phrases)) + "。"
