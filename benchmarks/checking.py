"""What `digest check` costs over ten years of issues, beside autocorrect on the same text.

    pip install autocorrect-py && python benchmarks/checking.py

Every program is started in turn, round after round; medians, and their ratios within this run, are printed.
autocorrect is written in Rust and looks for blanks and half-width marks; our typography is in Python and
looks for more. Both are given each file as a string in one process: what it takes to start Python, to load
what is needed and to read the files is not counted there, and is where the whole command is measured.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.library import grow
from digestcli.model.key import Week

ROUNDS = 5
WEEK = Week(2026, 2)
# Sentences of an issue as it is written: about one in eight holds a slip.
PHRASES = (
    "研究者提出了一种新的训练方法，不再需要人工标注的数据",
    "模型在三个公开数据集上都有提升，其中 ImageNet 上提高了 2.3 个百分点",
    "**消融实验**说明各部分缺一不可，去掉任何一个都会退回到基线的水平",
    "代码与数据已经开放在 [GitHub](https://github.com/example/model)，权重也可以下载",
    "这一结论在 GPT-4 上同样成立，不过作者提醒说样本还太少",
    "公式 $\\alpha + \\beta$ 给出了上界，证明并不长",
    "「思维链」的每一步都可以单独检查，错在哪里一目了然",
    "用PyTorch实现的版本只有三百行,读起来很轻松",
)
AUTOCORRECT = """
import json, sys, time, autocorrect_py
from pathlib import Path
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1], "issues").glob("*.md"))]
begun = time.perf_counter()
found = sum(len(autocorrect_py.lint_for(text, "markdown").lines) for text in texts)
print(json.dumps([time.perf_counter() - begun, found]))
"""
TYPOGRAPHY = """
import json, sys, time
from pathlib import Path
from benchmarks.pages import pages
from digestcli import checks
rules = [name for family in json.loads(sys.argv[2]) for name in checks.rules(family)]
paths = sorted(Path(sys.argv[1], "issues").glob("*.md"))
texts = [(path.stem, path.read_text(encoding="utf-8")) for path in paths]
begun = time.perf_counter()
found = sum(len(list(checks.check(page, rules))) for page in pages(texts))
print(json.dumps([time.perf_counter() - begun, found]))
"""
FAMILIES = ["spaces", "marks", "pairs", "emphasis", "capitals"]
MEASURED = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
took = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([took, peak, len(done.stdout.splitlines())]))
"""


def main() -> None:
    """Print the tables."""
    print(f"autocorrect-py {version('autocorrect-py')}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        few, many, cache = (Path(folder, name) for name in ("few", "many", "cache"))
        grow(few, 52, WEEK, PHRASES)
        grow(many, 520, WEEK, PHRASES)
        size = sum(path.stat().st_size for path in (many / "issues").glob("*.md"))
        print(f"520 issues, {size / 2**20:.1f} MiB")
        words(many)
        whole(few, many, cache)


def words(library: Path) -> None:
    """Typography alone, in one process."""
    times: dict[str, list[float]] = {"autocorrect": [], "digest, typography": []}
    found = {}
    for _round in range(ROUNDS):
        for name, script in zip(times, (AUTOCORRECT, TYPOGRAPHY), strict=True):
            seconds, found[name] = _run([sys.executable, "-c", script, str(library), json.dumps(FAMILIES)])
            times[name].append(seconds)
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, seconds in medians.items():
        print(f"{name:28} {seconds * 1000:8.0f} ms  {found[name]:6} places")
    ratio = medians["digest, typography"] / medians["autocorrect"]
    print(f"typography / autocorrect:   {ratio:.2f}  (goal: at most 3)")


def whole(few: Path, many: Path, cache: Path) -> None:
    """The command, on its first run and on the next ones."""
    base = statistics.median(
        _run([sys.executable, "-c", AUTOCORRECT, str(many)])[0] for _round in range(ROUNDS)
    )
    peaks: dict[str, list[float]] = {}
    times: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        for name, library, is_first in (
            ("check --all, 52 issues", few, True),
            ("check --all, 520 issues", many, True),
            ("again", many, False),
            ("again, one issue changed", many, False),
        ):
            if is_first:
                shutil.rmtree(cache, ignore_errors=True)
            if "changed" in name:
                path = many / "issues" / f"{WEEK}.md"
                path.write_bytes(path.read_bytes() + "\n再补一句。\n".encode())
            command = [sys.executable, "-m", "digestcli", "-L", str(library), "check", "--all"]
            took, peak, _lines = _run([sys.executable, "-c", MEASURED, *command], XDG_CACHE_HOME=str(cache))
            times.setdefault(name, []).append(took)
            peaks.setdefault(name, []).append(peak)
    for name, each in times.items():
        took = statistics.median(each)
        peak = statistics.median(peaks[name])
        print(f"{name:28} {took * 1000:8.0f} ms  {took / base:5.1f} x autocorrect  {peak:5.0f} MB")
    print("goals: all families at most 8 x autocorrect, memory flat")


def _run(command: list[str], **more: str) -> list[float]:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd()), **more}
    )
    numbers: list[float] = json.loads(done.stdout)
    return numbers


if __name__ == "__main__":
    main()
