"""Searching, beside papis and ripgrep: how soon, and how many of twelve queries are answered right.

The library, its queries and their right answers are those of `benchmarks/search.py`. ripgrep looks through
the same files, line by line, as its user would type it. papis is told to look into the words of its entries,
which it does not by itself; of a lead it knows nothing, and is not asked for any.
"""

import re
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import search, watched
from benchmarks.library import grow
from benchmarks.rivals import Rivals, give
from benchmarks.search import Found, Peer
from benchmarks.tables import Report, megabytes, milliseconds
from benchmarks.watched import Cost
from digestcli.library.root import Library

_FIELDS = "{doc[title]} {doc[author]} {doc[abstract]} {doc[summary]} {doc[recommendation]}"
_SECTION = re.compile(r"## (\S+)v1|- (\d{4}\.\d{5})|# ")


def searching(folder: Path, rivals: Rivals, *, weeks: Sequence[int], rounds: int) -> Report:
    """What each query takes each program, and how many it answers as plain `in` does; with the most weeks."""
    library = search.Library(folder / "library", folder / "cache")
    grow(library.folder, max(weeks), search.LAST, search.PHRASES, paper=search.Papers().paper)
    give(Library(library.folder), folder)
    asked = peers(folder, rivals)
    env = search.environment(library) | {"HOME": str(folder)}
    costs: dict[str, list[Cost]] = {}
    for round_ in range(rounds + 1):
        for query in search.QUERIES:
            for name, peer in asked.items():
                cost = watched.run(peer.command(library, query), env, folder, (0, 1))
                if round_:  # the first makes what is kept
                    costs.setdefault(f"{name}: {query}", []).append(cost)
    return _reported(costs, _wrong(library, asked), list(asked))


def peers(folder: Path, rivals: Rivals) -> Mapping[str, Peer]:
    """Whoever looks for the words, ours first."""
    index = folder / "index.txt"  # which paper is of which issue: ripgrep finds files
    index.write_text("".join(f"{key} {id}\n" for key, id in _places(folder / "papis")), encoding="utf-8")
    issue_of = dict(line.split()[::-1] for line in index.read_text(encoding="utf-8").splitlines())
    typed = [str(rivals.papis), "--log", "ERROR", "-l", str(folder / "papis"), "-s", "match-format", _FIELDS]

    def papis(_library: search.Library, query: str) -> Sequence[str]:
        return [*typed, "list", "-a", "--format", "{doc[week]} {doc[ref]}", query]

    def ripgrep(library: search.Library, query: str) -> Sequence[str]:
        looked = [str(library.folder / name) for name in ("issues", "papers")]
        return [str(rivals.ripgrep), "--ignore-case", "--fixed-strings", "--line-number", query, *looked]

    return {
        **search.PEERS,
        "papis": Peer(papis, _answer(papis, _said_by_papis)),
        "ripgrep": Peer(ripgrep, _answer(ripgrep, lambda lines: _said_by_ripgrep(lines, issue_of))),
    }


def _places(papis: Path) -> list[tuple[str, str]]:
    said = ((path.parent.name, path.read_text(encoding="utf-8")) for path in papis.glob("*/info.yaml"))
    return [(text.partition('week: "')[2].partition('"')[0], name) for name, text in said]


def _answer(
    command: Callable[[search.Library, str], Sequence[str]], read: Callable[[Sequence[str]], Found]
) -> Callable[[search.Library, str], Found]:
    def answer(library: search.Library, query: str) -> Found:
        env = search.environment(library) | {"HOME": str(library.folder.parent)}
        done = subprocess.run(
            command(library, query), env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return read(done.stdout.decode().splitlines())

    return answer


def _said_by_papis(lines: Sequence[str]) -> Found:
    found = {tuple(line.split()) for line in lines}
    return {(each[0], each[1]) for each in found if len(each) == 2}


def _said_by_ripgrep(lines: Sequence[str], issue_of: Mapping[str, str]) -> Found:
    """Which papers its lines are of: by the file, or by the section the line stands in."""
    found: Found = set()
    sections: dict[str, list[str]] = {}
    for each in lines:
        path, number, _text = each.split(":", 2)
        name = Path(path).stem
        if path.endswith(".json"):
            found.add((issue_of[name], name))
        else:
            if path not in sections:
                sections[path] = _sections(Path(path))
            found.add((name, sections[path][int(number) - 1]))
    return found


def _sections(path: Path) -> list[str]:
    """The paper of each line of an issue; nothing where it is the lead."""
    paper, papers = "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if opens := _SECTION.match(line):
            paper = opens[1] or opens[2] or ""
        papers.append(paper)
    return papers


def _wrong(library: search.Library, asked: Mapping[str, Peer]) -> dict[str, list[str]]:
    """The queries that each program answers otherwise than plain `in`."""
    wrong: dict[str, list[str]] = {name: [] for name in asked}
    for query, right in search.plain_answers(library).items():
        for name, peer in asked.items():
            known = {each for each in right if each[1]} if name == "papis" else right
            given = peer.answer(library, query)
            if given != known:
                told = f"{query} ({len(given - known)} too many, {len(known - given)} missing)"
                wrong[name].append(told)
    return wrong


def _reported(
    costs: dict[str, list[Cost]], wrong: Mapping[str, Sequence[str]], names: Sequence[str]
) -> Report:
    report = Report(raw=costs)

    def of(name: str, query: str, what: str) -> float:
        each: list[float] = [getattr(cost, what) for cost in costs[f"{name}: {query}"]]
        return statistics.median(each)

    def row(query: str) -> list[str]:
        times = [of(name, query, "seconds") for name in names]
        own = [of(name, query, "processor") for name in names]
        ratios = (f"{times[0] / other:.2f}" for other in times[1:])
        return [query, *map(milliseconds, times), *ratios, *map(milliseconds, own)]

    report.table(
        ["", *names, *(f"of {name}'s" for name in names[1:]), *(f"{name}, processor" for name in names)],
        map(row, search.QUERIES),
    )
    told = len(search.QUERIES)
    peaks = (max(of(name, query, "peak") for query in search.QUERIES) for name in names)
    report.table(
        ["", *names],
        [
            ["right answers", *(f"{told - len(wrong[name])} of {told}" for name in names)],
            ["most memory", *map(megabytes, peaks)],
        ],
    )
    report.lines += [f"- {name} is wrong with {', '.join(wrong[name])}" for name in names if wrong[name]]
    return report
