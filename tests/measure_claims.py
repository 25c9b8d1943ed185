"""How often the hints on claims are right: `python -m tests.measure_claims PAPERS.jsonl.gz` prints a table.

PAPERS are records with id, title, authors, abstract, comment and journal_ref, one a line. What an abstract
says is said again in Chinese, of its own paper, where a hint is a false alarm, and of another, where none is
a miss. For docs/claims.md.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digestcli import checks
from digestcli.model.identify import identify
from digestcli.model.paper import Author, Paper
from tests.desk import page_of

PAIRS = 1_500
SEED = 7
_SAID = re.compile(
    r"(?<![\w.,\-/:$^_{])(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"\s?(?P<unit>\\?%|(?:million|billion|thousand|trillion)\b|[kKMB]\b)?(?![\w/:-]|\.\d|\^|,\d)"
)
_NAMED = re.compile(
    r"(?<![\w$\\{-])(?:[A-Z][a-z]+[A-Z]\w+|[A-Z]{2,}[a-z]{2,}\w*|[A-Za-z]+-?\d+[A-Za-z]*)(?![\w$}])"
)
_WORTH = {
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "thousand": 1e3,
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "B": 1e9,
}


def numbers(abstract: str) -> Iterator[tuple[str, str]]:
    """What kind of number each is, and every way an editor may write it."""
    for found in _SAID.finditer(abstract):
        digits, unit = found["digits"].replace(",", ""), found["unit"] or ""
        if "%" in unit:
            yield from (("percentage", f"{digits}{sign}") for sign in ("%", " 个百分点"))
            continue
        value = float(digits) * _WORTH.get(unit, 1)
        is_small = not unit and "." not in digits and (value < 10 or 1900 <= value < 2100)
        if is_small:
            continue
        if not unit:
            yield from (("number", written) for written in {found["digits"], digits})
        if value >= 1e8:
            yield "number", f"{value / 1e8:g} 亿"
        elif value >= 1e4:
            yield from (
                ("number", f"{written} 万") for written in {f"{value / 1e4:.1f}", f"{value / 1e4:.4g}"}
            )
        elif unit:
            yield "number", f"{value:g}"


def names(abstract: str) -> Iterator[tuple[str, str]]:
    """Every way an editor may spell what looks like the name of a model."""
    for found in _NAMED.finditer(abstract):
        hyphened = re.sub(r"(?<=[A-Za-z])(?=\d)", "-", found[0], count=1)
        yield from (("name", name) for name in {found[0], found[0].replace("-", ""), hyphened})


def paper(record: dict[str, Any]) -> Paper:
    return Paper(
        id=identify(record["id"]).id,
        title=record["title"],
        authors=tuple(map(Author, record["authors"])),
        abstract=record["abstract"],
        comment=record["comment"],
        journal_ref=record["journal_ref"],
    )


def is_hinted(about: Paper, claim: str) -> bool:
    page = page_of(f"## {about.id}\n\n摘要：作者在实验里得到 {claim} ，效果很好。\n", [about])
    return any(list(rule.find(page)) for rule in checks.rules("claims").values())


def main(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        papers = [paper(json.loads(line)) for line in lines]
    random.Random(SEED).shuffle(papers)  # noqa: S311 - the same ones every time
    said, alarms, caught = Counter[str](), Counter[str](), Counter[str]()
    for about, other in zip(papers[:PAIRS], papers[PAIRS : 2 * PAIRS], strict=True):
        for kind, claim in (*numbers(about.abstract or ""), *names(about.abstract or "")):
            said[kind] += 1
            alarms[kind] += is_hinted(about, claim)
            caught[kind] += is_hinted(other, claim)
    rows = (f"| {kind} | {said[kind]} | {alarms[kind]} | {caught[kind]} |" for kind in said)
    sys.stdout.write("\n".join(("| | claims | hints at true ones | hints at false ones |", *rows, "")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
