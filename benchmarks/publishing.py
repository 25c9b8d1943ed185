"""What publishing ten years costs, beside Pelican on the same pages, and one page beside pandoc.

    pip install 'pelican[markdown]' pypandoc-binary && python benchmarks/publishing.py

520 issues of ten papers become a page each, and each of their 5,200 papers one more. Pelican is given the
same words as Markdown: an article for every issue, as `export --md` writes it, and one for every paper; its
own simple theme, archives and categories, one Atom feed, no page for names. Ours also makes pages of names
and what is searched in. Everything is started in turn within one run; ratios are of its own medians.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.library import a_paper, grow
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper

WEEK = Week(2026, 2)
ROUNDS = 3
_GIVEN = ("Alexander", "Wei", "Jing", "Maria", "Yuki", "Chen", "Ravi", "Anna", "Liu", "Omar")
_FIRST = ("Ka", "Lo", "Mi", "Ta", "Ve", "Su", "Ri", "No", "Ha", "Be", "Zu", "Qi")
_LAST = ("ren", "mov", "shi", "tta", "lin", "kov", "das", "gupta", "ner", "zhou")
_CATEGORIES = ("cs.CL", "cs.CV", "cs.LG", "stat.ML", "cs.RO", "cs.AI")
_CONFIGURATION = """
SITENAME = "7 Papers & Radios"
SITEURL = ""
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
PATH = "content"
THEME = "simple"
ARTICLE_SAVE_AS = "{category}/{slug}.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = TAG_SAVE_AS = TAGS_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}.html"
DEFAULT_PAGINATION = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
FEED_ALL_ATOM = "atom.xml"
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
"""
MEASURED = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
took = time.perf_counter() - begun
print(json.dumps([took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def main() -> None:
    """Print the tables."""
    print(f"pelican {version('pelican')}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for weeks in (52, 520):
            grow(folder / str(weeks), weeks, WEEK, sections=10, picks=0, paper=_paper)
        sites(folder)
        one_page(folder)


def _paper(name: str, chance: random.Random) -> Paper:
    """Facts with six names: two of them of people who publish often."""
    names = []
    for place in range(6):
        family = f"{chance.choice(_FIRST)}{chance.choice(_LAST)}"
        often = f"{chance.choice(_GIVEN)} {family}"
        names.append(often if place < 2 else f"{often} {chance.randrange(10**6)}")
    people = tuple(map(Author, names))
    return replace(a_paper(name, chance), authors=people, primary_category=chance.choice(_CATEGORIES))


def sites(folder: Path) -> None:
    """The whole archive, from nothing and after one edit."""
    pelican = _pelican(folder)
    library = folder / "520"
    edited = (library / "issues" / "2020-W10.md", pelican / "content" / "2020-W10.md")
    site = [sys.executable, "-m", "digestcli", "-L", str(library), "site", "-o", str(folder / "site")]
    few = [sys.executable, "-m", "digestcli", "-L", str(folder / "52"), "site", "-o", str(folder / "few")]
    theirs = [sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py", "-o", "output"]
    times: dict[str, list[tuple[float, float]]] = {}
    for _round in range(ROUNDS):
        for made in (folder / "site", folder / "few", pelican / "output", pelican / "cache"):
            shutil.rmtree(made, ignore_errors=True)
        times.setdefault("pelican, from nothing", []).append(_measured(theirs, pelican))
        times.setdefault("digest site, from nothing", []).append(_measured(site, folder))
        times.setdefault("digest site, 52 issues", []).append(_measured(few, folder))
        for path in edited:
            path.write_text(path.read_text(encoding="utf-8") + "\n再补一句。\n", encoding="utf-8")
        times.setdefault("pelican, one edit", []).append(_measured(theirs, pelican))
        times.setdefault("digest site, one edit", []).append(_measured(site, folder))
        times.setdefault("digest site, nothing changed", []).append(_measured(site, folder))
    base = statistics.median(took for took, _peak in times["pelican, from nothing"])
    for name, each in times.items():
        took, peak = (statistics.median(values) for values in zip(*each, strict=True))
        print(f"{name:30} {took:7.2f} s  {took / base:5.2f} x pelican  {peak:5.0f} MB")
    ours, largest = _pages(folder / "site")
    theirs_number, _largest = _pages(pelican / "output")
    print(f"pages: {ours} ours, the largest {largest / 1000:.0f} kB; {theirs_number} of pelican")


def _pages(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*.html")]
    return len(sizes), max(sizes)


def _pelican(folder: Path) -> Path:
    """The same issues and papers, as Pelican's articles."""
    content = folder / "pelican" / "content"
    content.mkdir(parents=True)
    (folder / "pelican" / "pelicanconf.py").write_text(_CONFIGURATION, encoding="utf-8")
    out = folder / "md"
    ours = [sys.executable, "-m", "digestcli", "-q", "-L", str(folder / "520")]
    command = [*ours, "export", "--all", "--md", "--json", "-o", f"{out}/"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for path in sorted(out.glob("*.json")):
        issue = json.loads(path.read_text(encoding="utf-8"))
        day = Week(int(issue["week"][:4]), int(issue["week"][-2:])).monday
        words = path.with_suffix(".md").read_text(encoding="utf-8").partition("\n")[2]
        head = {"Slug": issue["key"], "Title": issue["title"], "Date": day.isoformat(), "Category": "issues"}
        _article(content, head, words)
        for entry in issue["entries"]:
            of_paper = {"Slug": entry["id"], "Title": entry["title"], "Category": entry["primary_category"]}
            parts = ("authors_line", "url", "summary", "recommendation", "abstract")
            _article(content, head | of_paper, "\n\n".join(entry[part] for part in parts))
    return folder / "pelican"


def _article(content: Path, head: dict[str, str], words: str) -> None:
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    (content / f"{head['Slug']}.md").write_text(f"{lines}\n{words}", encoding="utf-8")


def one_page(folder: Path) -> None:
    """The example's issue as one page, beside pandoc on the same Markdown."""
    import pypandoc  # noqa: PLC0415 - the last thing that is needed

    pandoc = pypandoc.get_pandoc_path()
    example = Path("examples/weekly").resolve()
    ours = [sys.executable, "-m", "digestcli", "-q", "-L", str(example), "export", "--issue", "new-year-2026"]
    subprocess.run([*ours, "--md", "-o", f"{folder}/page/"], check=True, stdout=subprocess.DEVNULL)
    page = str(folder / "page" / "new-year-2026.md")
    rivals = {
        "digest export --html": [*ours, "--html", "-o", f"{folder}/page/"],
        "pandoc": [
            pandoc,
            page,
            "-o",
            f"{folder}/page/pandoc.html",
            "-s",
            "--embed-resources",
            "--mathml",
            "--toc",
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _round in range(4 * ROUNDS):
        for name, command in rivals.items():
            times[name].append(_measured(command, folder / "page")[0])
    medians = {name: statistics.median(each) for name, each in times.items()}
    print(
        subprocess.run([pandoc, "--version"], check=True, capture_output=True, text=True).stdout.split("\n")[
            0
        ]
    )
    for name, took in medians.items():
        print(f"{name:30} {took * 1000:7.0f} ms  {took / medians['pandoc']:5.2f} x pandoc")


def _measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=folder, stdout=subprocess.PIPE, check=True, env=env
    )
    took, peak = json.loads(done.stdout)
    return took, peak


if __name__ == "__main__":
    main()
