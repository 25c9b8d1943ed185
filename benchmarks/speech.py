"""What `digest radio audio` costs with espeak-ng: how much faster than it lasts speech is made.

    pip install 'digestcli[audio]' && python benchmarks/speech.py

A list of ten papers is an ordinary recording, one of a hundred shows what grows with its length. Each is made
once from nothing and once from the pieces that are kept. The processor's time is that of the program and of
all it starts; the peak is the program's alone, as a piece is spoken by a process that ends with it.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from digestcli.files import mp3

ROUNDS = 3
TITLES = (
    "Pythia: A Suite for Analyzing Large Language Models Across Training and Scaling",
    "Instruction Tuning with GPT-4",
    "A Survey of Large Language Models",
    "Segment Anything",
)
MEASURED = """
import json, os, resource, subprocess, sys, time
begun = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_pid, status, used = os.wait4(process.pid, 0)
took = time.perf_counter() - begun
print(json.dumps([took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, status]))
"""


def main() -> None:
    """Print the table."""
    print(f"espeakng-loader {version('espeakng-loader')}, lameenc {version('lameenc')}")
    print(f"Python {sys.version.split()[0]}; medians of {ROUNDS} rounds")
    for papers in (10, 100):
        rounds = [_made(papers) for _round in range(ROUNDS)]
        for number, name in enumerate(("from nothing", "from what is kept")):
            took, used, peak, seconds = sorted(each[number] for each in rounds)[ROUNDS // 2]
            print(
                f"{papers:4} papers, {seconds / 60:5.1f} min, {name:18} {used:6.2f} s of the processor"
                f" {seconds / used:5.0f} x, clock {took:6.2f} s {seconds / took:5.0f} x, {peak:4.0f} MB"
            )
    print("goals: at least 20 x, memory flat")


def _made(papers: int) -> list[tuple[float, float, float, float]]:
    """The clock, the processor, the peak and the length: from nothing, and again."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        _write(library, papers)
        command = [sys.executable, "-m", "digestcli", "-L", str(library)]
        command += ["radio", "audio", "NLP", "--voice", "espeak", "--issue", "2026-W02"]
        measured = []
        for _again in range(2):
            took, used, peak, status = _run(command, Path(folder, "cache"))
            assert status == 0  # noqa: S101 - or the numbers mean nothing
            seconds = mp3.recording(library / "audio" / "2026-W02-nlp.mp3").seconds
            measured.append((took, used, peak, seconds))
        return measured


def _write(library: Path, papers: int) -> None:
    """A list of so many papers, each with two sentences, as a script has them."""
    (library / "issues").mkdir(parents=True)
    (library / "audio").mkdir()
    (library / "digest.toml").touch()
    picks = "".join(f"- 2601.{number:05}\n" for number in range(1, papers + 1))
    issue = f"# ArXiv Weekly Radiostation\n\n## NLP\n\n{picks}"
    (library / "issues" / "2026-W02.md").write_text(issue, encoding="utf-8")
    chapters = [
        f"## 2601.{number:05} {title}\n\n第{number}篇，{title}，来自 Stella Biderman。\n\n"
        f"推荐理由：它把一百五十四个检查点都公开了，读者可以看清模型在训练中怎样一步步变化，第{number}页的图尤其值得看。\n"
        for number, title in zip(range(1, papers + 1), TITLES * papers, strict=False)
    ]
    script = f"# NLP\n\n大家好，这里是本周的 NLP 电台。\n\n{''.join(chapters)}\n## 结语\n\n我们下周见。\n"
    (library / "audio" / "2026-W02-nlp.md").write_text(script, encoding="utf-8")


def _run(command: list[str], cache: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "XDG_CACHE_HOME": str(cache)},
    )
    numbers: list[float] = json.loads(done.stdout)
    return numbers


if __name__ == "__main__":
    main()
