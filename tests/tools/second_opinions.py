"""What autocorrect, limae and zhlint say of the same words, where they and `check` disagree.

`python -m tests.tools.second_opinions [--zhlint FOLDER] [FILE ...]` prints each paragraph that one of us
finds fault with and another does not. Without a FILE: the corpus of our own rules, the examples, and the
article the project began with where it is at hand. The first two tools come with `pip install '.[opinions]'`,
the third with `npm install zhlint` in FOLDER; one that is not there is left out. The verdicts are in
`docs/second-opinions.md`.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from digestcli import checks
from digestcli.checks.prose import texts
from tests.corpus import CASES
from tests.desk import page_of

ROOT = Path(__file__).parents[2]
FAMILIES = ("spaces", "marks", "pairs", "emphasis", "capitals")
ARTICLE = ROOT.parent / "shared" / "seed" / "7-papers-2023-W14.txt"

_FENCED = re.compile(r"^```.*?^```[^\n]*", re.DOTALL | re.MULTILINE)

# What each finds in paragraphs, by their numbers; a paragraph that is not there has no fault.
Opinion = Mapping[int, str]

_ZHLINT = """
const { run } = require('zhlint');
const words = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const said = words.map(each => {
  try {
    const done = run(each, { rules: { preset: 'default' } });
    return done.validations.length ? done.result : null;
  } catch (fault) { return `(fails: ${fault.message})`; }
});
console.log(JSON.stringify(said));
"""


def ours(paragraphs: Sequence[str]) -> Opinion:
    names = [name for family in FAMILIES for name in checks.rules(family)]
    found = {}
    for number, words in enumerate(paragraphs):
        page = page_of(f"## 2304.02643\n\n摘要：{words}\n")
        if rules := sorted({problem.rule for problem in checks.check(page, names)}):
            found[number] = ", ".join(rules)
    return found


def autocorrect(paragraphs: Sequence[str]) -> Opinion:
    from autocorrect_py import format_for  # noqa: PLC0415 - only where it is installed

    mended = [format_for(words, "markdown") for words in paragraphs]
    return {n: after for n, after in enumerate(mended) if after.strip() != paragraphs[n].strip()}


def limae(paragraphs: Sequence[str]) -> Opinion:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "words.md").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        done = subprocess.run(
            ["limae", "words.md"], cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
    starts: dict[int, int] = {}
    line = 1
    for number, words in enumerate(paragraphs):
        for inside in range(words.count("\n") + 1):
            starts[line + inside] = number
        line += words.count("\n") + 2
    found: dict[int, str] = {}
    for said in re.finditer(
        r"^words\.md:(\d+): \w+: \[\S+ ([^\]]+)\]", done.stdout + done.stderr, re.MULTILINE
    ):
        number = starts[int(said[1])]
        found[number] = "; ".join(filter(None, (found.get(number), said[2])))
    return found


def zhlint(folder: Path) -> Callable[[Sequence[str]], Opinion]:
    def said(paragraphs: Sequence[str]) -> Opinion:
        done = subprocess.run(
            ["node", "-e", _ZHLINT],
            cwd=folder, input=json.dumps(paragraphs), capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        mended = json.loads(done.stdout.splitlines()[-1])
        return {number: words for number, words in enumerate(mended) if words is not None}

    return said


def colleagues(folder: Path) -> Iterator[tuple[str, Callable[[Sequence[str]], Opinion]]]:
    """Those that are installed, each with its version."""
    if find_spec("autocorrect_py"):
        yield f"autocorrect {version('autocorrect-py')}", autocorrect
    if shutil.which("limae"):
        yield f"limae {version('limae')}", limae
    package = folder / "node_modules" / "zhlint" / "package.json"
    if shutil.which("node") and package.is_file():
        yield f"zhlint {json.loads(package.read_text(encoding='utf-8'))['version']}", zhlint(folder)


def paragraphs_of(files: Sequence[Path]) -> list[str]:
    """What is prose in the files, one line of it each; or the usual texts."""
    said = [] if files else [case.text for case in CASES if _family(case.rule) in FAMILIES]
    examples = sorted((ROOT / "examples").rglob("issues/*.md"))
    for path in files or (*examples, *([ARTICLE] if ARTICLE.exists() else [])):
        text = _FENCED.sub("", path.read_text(encoding="utf-8"))
        words = [str(each) for each in texts(page_of(text).issue)] if path.resolve() in examples else [text]
        said += [line.strip() for each in words for line in each.split("\n")]
    return [words for words in dict.fromkeys(said) if re.search("[一-鿿]", words)]


def _family(rule: str) -> str | None:
    return next((family for family in checks.FAMILIES if rule in checks.rules(family)), None)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--zhlint", type=Path, default=Path.cwd(), help="the folder it is installed in")
    asked = arguments.parse_args()
    paragraphs = paragraphs_of(asked.files)
    said = {"digest": ours(paragraphs)}
    said |= {name: ask(paragraphs) for name, ask in colleagues(asked.zhlint)}
    count: Counter[str] = Counter()
    for number, words in enumerate(paragraphs):
        found = {name: opinion[number] for name, opinion in said.items() if number in opinion}
        if found and len(found) < len(said):
            count.update(found.keys())
            print(f"\n{words!r}")
            for name in said:
                print(f"  {name}: {found.get(name, '-')}")
    print(f"\n{len(paragraphs)} paragraphs; at fault: " + ", ".join(f"{n} {len(o)}" for n, o in said.items()))
    print("at fault where another says nothing: " + ", ".join(f"{name} {count[name]}" for name in said))


if __name__ == "__main__":
    main()
