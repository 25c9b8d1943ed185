"""What fetching costs beyond the pace arXiv asks for: `digest add`, and the plain `arxiv` client.

    python benchmarks/fetching.py

Each program asks a stand-in on this machine for the same papers, round after round and in its turn, so that a
busy machine slows all of them alike. What is printed are medians. The waiting is one interval between every
two requests; what a program takes beyond it is its own time. One by one, 700 papers would take 35 minutes at
arXiv's three seconds, so the interval is a hundredth of that, and the waiting is computed for three. The last
rows keep the real pace: there a program may do its own work while it has to wait.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from digestcli.model.identify import identify
from digestcli.model.paper import Author, Paper
from tests.standin import Reply, Request, Standin

SIZES = (1, 7, 100, 700)
REAL, SCALED = 3.0, 0.03  # seconds between two requests
ROUNDS, REAL_ROUNDS = 5, 3
DIGEST, BATCHES, SINGLY, DISK = "digest add", "arxiv, 100 a request", "arxiv, one a request", "the disk alone"
_SYLLABLES = ("ba", "den", "for", "gra", "lin", "mo", "net", "per", "sca", "ti")

# Started by a process between: what is started has no lower a peak than whoever starts it, says Linux.
_WATCHED = """
import resource, subprocess, sys, time
begun = time.perf_counter()
told = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
seconds = time.perf_counter() - begun
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, told.count(b"\\n"))
"""
_PLAIN = """
import sys, arxiv
url, delay, most, names = sys.argv[1:]
ids = open(names).read().split()
client = arxiv.Client(delay_seconds=float(delay))
client.query_url_format = url + "?{}"
for start in range(0, len(ids), int(most)):
    for paper in client.results(arxiv.Search(id_list=ids[start : start + int(most)])):
        print(paper.title)
"""
# A file for each paper, flushed with its folder: what keeping them as safely costs whoever keeps them.
_KEPT = """
import os, sys
os.mkdir(sys.argv[1])
for name in open(sys.argv[2]).read().split():
    with open(f"{sys.argv[1]}/{name}.tmp", "wb") as file:
        file.write(bytes(2500))
        os.fsync(file.fileno())
    os.rename(file.name, f"{sys.argv[1]}/{name}")
    folder = os.open(sys.argv[1], os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    print(name)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took."""

    requests: int
    own: float  # seconds
    peak: float  # MB of memory

    @property
    def waiting(self) -> float:
        """The seconds it has to wait at the real pace."""
        return max(0, self.requests - 1) * REAL


class Prompt(Standin):
    """A stand-in that makes each answer once, in the first round: its time would count as the programs'."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        super().__init__(papers)
        self._answers: dict[str, tuple[int, bytes, Reply]] = {}

    def reply_to(self, request: Request) -> tuple[int, bytes, Reply]:
        if request.target in self._answers:
            self.requests.append(request)
        else:
            self._answers[request.target] = super().reply_to(request)
        return self._answers[request.target]


def main() -> None:
    """Print the table."""
    chance = random.Random(7)  # noqa: S311 - text for a benchmark
    papers = [_paper(place, chance) for place in range(1, SIZES[-1] + 1)]
    with Prompt(papers) as arxiv:
        _costs(arxiv, SIZES, SCALED, rounds=1)  # warms the disk and the stand-in
        scaled = _costs(arxiv, SIZES, SCALED, rounds=ROUNDS)
        real = _costs(arxiv, SIZES[-1:], REAL, rounds=REAL_ROUNDS, without=(SINGLY, DISK))
    report(scaled, real)


def _costs(
    arxiv: Standin, sizes: Sequence[int], interval: float, *, rounds: int, without: Collection[str] = ()
) -> dict[tuple[int, str], Cost]:
    """What each program took for each number of papers, the middle of `rounds`."""
    runs: dict[tuple[int, str], list[Cost]] = defaultdict(list)
    for _round in range(rounds):
        for size in sizes:
            for name in (DIGEST, BATCHES, SINGLY, DISK):
                if name not in without:
                    runs[size, name].append(_run(name, arxiv, size, interval))
    return {
        which: Cost(
            each[0].requests,
            statistics.median(cost.own for cost in each),
            statistics.median(cost.peak for cost in each),
        )
        for which, each in runs.items()
    }


def _run(name: str, arxiv: Standin, size: int, interval: float) -> Cost:
    """One run in a folder of its own: no library, no memory of an earlier request."""
    arxiv.requests.clear()
    with tempfile.TemporaryDirectory() as folder:
        ids, library = Path(folder, "ids.txt"), Path(folder, "library")
        ids.write_text("".join(f"{paper.id}\n" for paper in arxiv.papers[:size]), encoding="utf-8")
        plain = [sys.executable, "-c", _PLAIN, arxiv.url, str(interval)]
        program = {
            DIGEST: [sys.executable, "-m", "digestcli", "-L", str(library), "add", "--from", str(ids)],
            BATCHES: [*plain, "100", str(ids)],
            SINGLY: [*plain, "1", str(ids)],
            DISK: [sys.executable, "-c", _KEPT, str(library), str(ids)],
        }[name]
        ours = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")} | {
            "PYTHONDONTWRITEBYTECODE": "",  # bytecode is kept, as it is on a user's machine
            "DIGEST_ARXIV_URL": arxiv.url,
            "DIGEST_INTERVAL": str(interval),
            "XDG_CACHE_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "NO_PROXY": "127.0.0.1",
        }
        command = [sys.executable, "-c", _WATCHED, *program]
        said = subprocess.run(command, env=ours, stdout=subprocess.PIPE, check=True).stdout.split()
    seconds, peak, told = float(said[0]), int(said[1]), int(said[2])
    if told != size:
        raise AssertionError(f"{name}: {told} papers of {size}")
    requests = len(arxiv.requests)
    own = seconds - max(0, requests - 1) * interval
    return Cost(requests, own, peak / (2**20 if sys.platform == "darwin" else 2**10))


def report(scaled: Mapping[tuple[int, str], Cost], real: Mapping[tuple[int, str], Cost]) -> None:
    """Both tables, and what has a goal."""
    print(
        f"Python {python_version()}, {os.cpu_count()} cores,"
        f" arxiv {version('arxiv')}, httpx {version('httpx')}, lxml {version('lxml')}"
    )
    head = "papers  program               requests  waiting at 3 s   own time   of it    peak"
    for costs, interval, rounds in ((scaled, SCALED, ROUNDS), (real, REAL, REAL_ROUNDS)):
        print(f"\n{interval:g} s between requests, 1:{REAL / interval:.0f}, {rounds} rounds\n\n{head}")
        for (size, name), cost in costs.items():
            share = f"{cost.own / cost.waiting:.1%}" if cost.waiting else "-"
            print(
                f"{size:6}  {name:22}{cost.requests:8}{cost.waiting:14.0f} s"
                f"{cost.own:9.2f} s{share:>8}{cost.peak:5.0f} MB"
            )
    most, fewer = SIZES[-1], SIZES[-2]
    asked = " ".join(str(scaled[size, DIGEST].requests) for size in SIZES)
    ours = real[most, DIGEST]
    grown = scaled[most, DIGEST].peak - scaled[fewer, DIGEST].peak
    print()
    print(f"requests:                  {asked}  (goal: {' '.join(str(-(-size // 100)) for size in SIZES)})")
    print(f"own / waiting, {most} at 3 s: {ours.own / ours.waiting:.1%}  (goal: under 3 %)")
    print(f"peak, {most} less {fewer}:        {grown:.1f} MB  (goal: a few)")


def _paper(place: int, chance: random.Random) -> Paper:
    """A paper of the usual size: 1,300 characters of abstract, 1 to 20 authors."""
    names = [_name(chance) for _ in range(chance.randint(1, 20))]
    return Paper(
        id=identify(f"2304.{place:05}").id,
        version=chance.randint(1, 3),
        title=" ".join(_name(chance) for _ in range(5)),
        authors=tuple(map(Author, names)),
        abstract=" ".join(_word(chance) for _ in range(168)),
        published="2023-04-05T17:59:46Z",
        updated="2023-04-12T09:00:00Z",
        primary_category="cs.CL",
        categories=("cs.CL", "cs.LG"),
        comment="12 pages, 5 figures",
    )


def _name(chance: random.Random) -> str:
    return f"{_word(chance)} {_word(chance)}".title()


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))


if __name__ == "__main__":
    main()
