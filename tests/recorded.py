"""The example's radio with recordings: of silence, as long as words take a moment each."""

import shutil
from pathlib import Path

from digestcli.files.id3 import Mark
from digestcli.library.root import Library
from digestcli.radio.script import read
from tests.mp3s import silence

EXAMPLE = Path(__file__).parents[1] / "examples" / "radio"
ISSUE = "issues/2026-W03.md"
LISTS = ("NLP", "CV", "ML")
SECONDS = 2.4  # a chapter
SCRIPT = """\
# 一周论文电台：{0}

大家好，这里是{0}电台。下面开始！

<!-- 这句不念 -->

## 2601.08808 Multiplex Thinking: Reasoning via Token-wise Branch-and-Merge

第一篇，成绩是百分之八十六点四。A & B <b>，*不是*强调。

作者来自多处。

## 结语

再会。
"""


def stem(radio_list: str) -> str:
    return f"audio/2026-W03-{radio_list.lower()}"


def library(folder: Path, lists: tuple[str, ...] = LISTS) -> Library:
    """A copy of the example whose `lists` have scripts and recordings, each named in the issue."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out", ".digest", "audio"))
    (folder / "audio").mkdir()
    for each in lists:
        (folder / f"{stem(each)}.md").write_text(SCRIPT.format(each), encoding="utf-8")
        record(folder, each)
        name(folder, each, f"../{stem(each)}.mp3（0:07）")
    return Library(folder)


def record(folder: Path, radio_list: str) -> None:
    """Reads the script of a list, as it were."""
    said = read((folder / f"{stem(radio_list)}.md").read_text(encoding="utf-8"))
    marks = [
        Mark(SECONDS * place, SECONDS * (place + 1), each.title, each.id.url if each.id else None)
        for place, each in enumerate(said.chapters)
    ]
    data = silence(SECONDS * len(marks), said.title, marks)
    (folder / f"{stem(radio_list)}.mp3").write_bytes(data)


def name(folder: Path, radio_list: str, audio: str) -> None:
    """Writes the line of a recording into the issue, instead of the one there may be."""
    issue = folder / ISSUE
    lines = issue.read_text(encoding="utf-8").split("\n")
    at = lines.index(f"## {radio_list}") + 2
    lines[at : at + lines[at].startswith("- 音频")] = [f"- 音频：{audio}"]
    issue.write_text("\n".join(lines), encoding="utf-8")
