"""What `digest radio find` costs beyond reading the records, for a library of one year and of ten.

    python benchmarks/ranking.py [RECORDS]

RECORDS is a file of records, a month of arXiv's papers in cs.CL, cs.CV, cs.LG and stat.ML; without it as many
are made up. The week is ranked for three lists by a library whose papers are of the same month. Every
measurement is a process of its own; medians of its processor time are printed, as waiting for others does not
count in it, and its peak.
"""

import gzip
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.library import a_paper, grow
from digestcli.model.identify import identify
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper

ROUNDS = 7
WEEK = Week(2026, 3)
MADE_UP = 5_600
LISTS = (("cs.CL",), ("cs.CV",), ("cs.LG", "stat.ML"))
FIND = """
import gc, json, resource, sys, time
gc.disable()  # as the program does
from datetime import date
from pathlib import Path
from digestcli import sources
from digestcli.library.root import Library
from digestcli.model.key import Key, Week
from digestcli.model.publication import Publication
from digestcli.model.window import Window
from digestcli.sources.listings import records
from digestcli.workflow import radio_find
from digestcli.workflow.desk import Desk
library, file, week, cache = sys.argv[1:]
key = Key(week)
desk = Desk(Library(Path(library)), Publication(), key.week.monday)
begun = time.process_time()
with open(file, "rb") as stream:
    told = sources.records(stream, file, Window.of(key.week), lambda event: None)
read = time.process_time()
found = radio_find.find(desk, key, desk.publication.radio_lists, told.announced, cache=Path(cache))
done = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
papers = sum(len(each.own) + len(each.cross) for each in found.lists)
print(json.dumps([read - begun, done - read, peak, papers, found.past]))
"""


def main() -> None:
    """Print the table."""
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} rounds, processor time")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]) if sys.argv[1:] else _made_up(Path(folder, "records.jsonl.gz"))
        papers = _papers(file)
        print(f"{len(papers)} records, {file.stat().st_size / 2**20:.1f} MiB packed")
        for weeks in (52, 520):
            library = Path(folder, str(weeks))
            grow(
                library,
                weeks,
                WEEK.before(),
                paper=partial(_picked, papers),
            )
            _measure(library, file, weeks)
    print("goal: under 0.3 s beyond reading the records; memory flat")


def _measure(library: Path, file: Path, weeks: int) -> None:
    """One library: the first time, when nothing is remembered of it, and the next ones."""
    cache = library.parent / "cache"
    rows: dict[str, list[list[float]]] = {"the first time": [], "again": []}
    for _round in range(ROUNDS):
        shutil.rmtree(cache, ignore_errors=True)
        for runs in rows.values():
            runs.append(_run(library, file, cache))
    for name, runs in rows.items():
        read, took, peak, found, past = (statistics.median(each) for each in zip(*runs, strict=True))
        print(
            f"{weeks:4} issues, {name:16} reading {read:6.3f} s   finding {took:6.3f} s   peak {peak:4.0f} MB"
            f"   {found:.0f} candidates by {past:.0f} picks   {[round(run[1], 3) for run in runs]}"
        )


def _run(library: Path, file: Path, cache: Path) -> list[float]:
    command = [sys.executable, "-c", FIND, str(library), str(file), str(WEEK), str(cache)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    numbers: list[float] = json.loads(done.stdout)
    return numbers


def _papers(file: Path) -> list[Paper]:
    """The papers of a file of records, from which a library picks too."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [_paper(json.loads(line)) for line in lines]


def _paper(told: dict[str, Any]) -> Paper:
    return Paper(
        id=identify(told["id"]).id,
        title=told["title"],
        authors=tuple(map(Author, told["authors"])),
        abstract=told["abstract"],
        primary_category=told["primary_category"],
        categories=tuple(told["categories"]),
    )


def _picked(papers: Sequence[Paper], name: str, chance: random.Random) -> Paper:
    return replace(chance.choice(papers), id=identify(name).id)


def _made_up(file: Path) -> Path:
    """As many records as a month has, of a vocabulary whose words are as unequal as those of a language."""
    chance = random.Random(11)  # noqa: S311 - text for a benchmark
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{place:x}" for place in range(20_000)]
    shares = [1 / (place + 1) for place in range(len(words))]
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for place in range(MADE_UP):
            paper = a_paper(f"2601.{place + 1:05}", chance)
            categories = list(LISTS[place % 3])
            told = {
                "id": str(paper.id),
                "title": " ".join(chance.choices(words, shares, k=9)),
                "authors": [author.name for author in paper.authors],
                "abstract": " ".join(chance.choices(words, shares, k=190)),
                "categories": categories,
                "primary_category": categories[0],
                "published": f"2026-01-{1 + place * 30 // MADE_UP:02}T12:00:00Z",
            }
            lines.write(json.dumps(told) + "\n")
    return file


if __name__ == "__main__":
    main()
