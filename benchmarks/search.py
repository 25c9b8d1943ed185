"""How long `digest search` takes in a library of ten years, what its index costs, and whether it is right.

    python benchmarks/search.py

The library has 520 issues of 37 papers; abstracts are made of as many words, as often, as real ones have. The
answers are compared with what plain `in` finds in the files themselves. Programs are started in turn, round
after round; medians are printed. `PEERS` is where others that look through the same files are added.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path

from benchmarks.library import a_paper, grow
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper

WEEKS, ROUNDS = 520, 11
LAST = Week(2026, 2)
QUERIES = (
    "大模型", "的", "大", "强化学习", "的模", "GPT-4", "蒸馏 RLHF", "不需要人工标注", "LoRA微调", "在MMLU上",
    "视觉语言模型", "研",
)  # fmt: skip
_WHAT = (
    "大模型", "视觉语言模型", "强化学习", "知识蒸馏", "扩散模型", "LoRA微调", "RLHF", "检索增强",
    "注意力机制", "图神经网络",
)  # fmt: skip
_WHERE = (
    "在MMLU上", "在 ImageNet 上", "与 GPT-4 相比", "在三个数据集上", "在低资源语言里", "在长文本中",
    "在机器人上",
)  # fmt: skip
_HOW = (
    "效果更好", "不需要人工标注", "仍会出错", "快了一倍", "的模型更小", "的代价更低", "的结论依然成立",
    "还有待研究", "却说不清为什么", "只用了一张显卡",
)  # fmt: skip
PHRASES = tuple(f"{what}{where}{how}" for what, where, how in product(_WHAT, _WHERE, _HOW))

_MEASURE = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
took, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""  # in a process of its own: the peak of what it started is not that of anything started before

Found = set[tuple[str, str]]  # the issue, and the paper's id or, of the lead, nothing


@dataclass(frozen=True, slots=True)
class Library:
    folder: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that looks for the same words: how it is asked, and how its answer is read."""

    command: Callable[[Library, str], Sequence[str]]
    answer: Callable[[Library, str], Found]


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder, "many"), Path(folder, "cache"))
        grow(library.folder, WEEKS, LAST, PHRASES, paper=Papers().paper)
        report_index(library)
        report_answers(library)
        report_times(library)


class Papers:
    """Papers whose abstracts are made of made-up words: few of them often, most of them hardly ever."""

    def __init__(self, words: int = 20_000, length: int = 180) -> None:
        chance = random.Random(11)  # noqa: S311 - text for a benchmark
        syllables = [a + b for a in "bcdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "in")]
        self._words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(words)]
        self._often = list(accumulate(1 / rank for rank in range(1, words + 1)))
        self._length = length

    def paper(self, name: str, chance: random.Random) -> Paper:
        paper = a_paper(name, chance)
        names = (" ".join(self._some(chance, 2)).title() for _ in range(6))
        return Paper(
            id=paper.id,
            version=1,
            title=" ".join(self._some(chance, 8)).capitalize(),
            authors=tuple(map(Author, names)),
            abstract=" ".join(self._some(chance, self._length)).capitalize() + ".",
            published=paper.published,
            updated=paper.updated,
            primary_category="cs.CL",
            categories=("cs.CL", "cs.LG"),
        )

    def _some(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self._words, cum_weights=self._often, k=number)


def digest_search(library: Library, query: str, *more: str) -> list[str]:
    """What is typed to look for `query`."""
    return [sys.executable, "-m", "digestcli", "-L", str(library.folder), "search", *query.split(), *more]


def digest_answer(library: Library, query: str) -> Found:
    """What `digest search` finds, all of it."""
    done = subprocess.run(
        digest_search(library, query, "--json", "--limit", "1000000"),
        env=environment(library),
        capture_output=True,
        check=False,
    )
    return {(hit["key"], hit["id"] or "") for hit in json.loads(done.stdout)}


PEERS: Mapping[str, Peer] = {"digest search": Peer(digest_search, digest_answer)}


def plain_answers(library: Library) -> dict[str, Found]:
    """What `in` finds: every word of a query, somewhere in an entry's text, whatever its capitals."""
    found: dict[str, Found] = {query: set() for query in QUERIES}
    for place, text in entries(library):
        for query in QUERIES:
            if all(word in text for word in query.casefold().split()):
                found[query].add(place)
    return found


def entries(library: Library) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of the library, each with the issue and the paper it is of, without capitals."""
    for path in sorted(library.folder.glob("issues/*.md")):
        issue, _radio, picks = path.read_text(encoding="utf-8").partition("\n# ArXiv Weekly Radiostation")
        lead, *sections = issue.split("\n## ")
        yield (path.stem, ""), lead.casefold()
        for section in sections:
            id = section.split("v1", 1)[0]
            yield (path.stem, id), f"{section}\n{_facts(library, id)}".casefold()
        for line in picks.split("\n"):
            if line.startswith("- "):
                yield (path.stem, line[2:]), _facts(library, line[2:]).casefold()


def _facts(library: Library, id: str) -> str:
    told = json.loads((library.folder / f"papers/{id}.json").read_text(encoding="utf-8"))
    return "\n".join([told["title"], *(author["name"] for author in told["authors"]), told["abstract"]])


def report_index(library: Library) -> None:
    """What it costs to make the index, and what it costs to have it."""
    command = [sys.executable, "-c", _MEASURE, *digest_search(library, QUERIES[0])]
    done = subprocess.run(command, env=environment(library), capture_output=True, check=True)
    seconds, own, peak = json.loads(done.stdout)
    size = sum(path.stat().st_size for path in library.cache.rglob("*.db"))
    texts = sum(len(text.encode()) for _place, text in entries(library))
    print(f"{WEEKS} weeks, {texts / 1e6:.0f} MB of text")
    print(f"index made in     {seconds:6.1f} s   (goal: under 15), of them the processor's {own:.1f}")
    print(f"peak of memory    {peak:6.1f} MB  (goal: under 60)")
    print(f"size of the index {size / 1e6:6.1f} MB  (goal: under 60)")
    print()


def report_answers(library: Library) -> None:
    """How many of the queries each program answers as plain `in` does."""
    every = plain_answers(library)
    for name, peer in PEERS.items():
        wrong = 0
        for query, right in every.items():
            given = peer.answer(library, query)
            wrong += given != right
            if given != right:
                print(f"{name}: {query}: {len(given - right)} too many, {len(right - given)} missing")
        print(f"{name}: {wrong} of {len(QUERIES)} queries wrong (goal: 0)")
    print()


def report_times(library: Library) -> None:
    """A warm query beside the program's start alone."""
    programs = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "digest --help": [sys.executable, "-m", "digestcli", "--help"],
        **{
            f"{name} {query}": list(peer.command(library, query))
            for name, peer in PEERS.items()
            for query in ("大模型", "的", "GPT-4", "s")
        },
    }
    seconds = medians(programs, environment(library))
    for name, each in seconds.items():
        beyond = (each - seconds["digest --help"]) * 1000
        print(
            f"{name:24} {each * 1000:7.1f} ms" + (f"  {beyond:+6.1f} beyond start-up" if " " in name else "")
        )


def medians(programs: Mapping[str, Sequence[str]], env: Mapping[str, str]) -> dict[str, float]:
    """Seconds each program takes, the middle of ROUNDS."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for round_ in range(ROUNDS + 1):
        for name, command in programs.items():
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=True)
            if round_:  # the first warms the disk
                times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(each) for name, each in times.items()}


def environment(library: Library) -> dict[str, str]:
    """Nobody's settings, and a cache of its own; bytecode is kept, as it is on a user's machine."""
    return {**os.environ, "XDG_CACHE_HOME": str(library.cache), "PYTHONDONTWRITEBYTECODE": ""}


if __name__ == "__main__":
    main()
