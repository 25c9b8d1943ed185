"""Every command that writes, once in each way it writes: the table the tests of the promises run through."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.paper import Paper
from tests import papers, pictures
from tests.world import environment

FETCHED = papers.FREE  # what nobody has fetched yet


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed in the library that `furnish` makes, after the commands `before` it."""

    typed: str
    before: tuple[str, ...] = ()
    stdin: bytes = b""
    code: int = 0
    found: Mapping[str, bytes] = field(default_factory=dict)  # files that lie in the library
    again: bool = True  # whether typing it once more after it was killed leads to the same end

    @property
    def arguments(self) -> list[str]:
        return shlex.split(self.typed)

    @property
    def name(self) -> str:
        """The words that name it: `add`, `radio find`."""
        first, second, *_rest = [*self.typed.removeprefix("-L new ").split(), ""]
        return f"{first} {second}" if first == "radio" else first


_OLD = "---\ndate: 2003-04-09\n---\n\n## 1706.03762\n\n摘要：当年的编码，一字不差。\n"
_OURS = _OLD.replace("一字不差", "一字不少")
_SLIP = _OLD.replace("编码", "编\u200b码")
_OTHER = "add --issue other 2303.18223 --rec 写好了。"
_RADIO = b"---\ndate: 2003-04-09\n---\n\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.02643\n"
_ARTICLE = "论文 1：一篇论文\n作者：某人\n摘要：文字在此。\n推荐：读。\n"
WRITING = {
    "init": Command("init new"),
    "add": Command("add 2303.18223 2209.14610"),
    "add, fetched": Command(f"add {papers.OLD.id} --summary 刚到手的一篇。"),
    "add, a new issue": Command("add --issue other 2303.18223"),
    "add, a new library": Command(f"-L new add {FETCHED.id}"),
    "set": Command("set 1 --rec 新写的推荐。 --summary - --replace", stdin="新写的摘要。\n".encode()),
    "set --seen": Command("set --seen 2"),
    "figure": Command("figure 1 - --caption 新画的图", stdin=pictures.PNG),
    "mv": Command("mv 1 --to 2", again=False),
    "edit": Command("edit", again=False),
    "mv, another issue": Command("mv 1 --week last", ("add --week last 2303.18223",), again=False),
    "mv, a new issue": Command("mv 1 --week last", again=False),
    "rm": Command("rm 1 3", again=False),
    "freeze, more of it": Command("freeze --issue other -f txt", (_OTHER, "freeze --issue other -f md")),
    "lead": Command("lead --write --replace"),
    "fetch": Command("fetch"),
    "refresh": Command("refresh"),
    "freeze": Command("freeze -f md,txt,json", ("fetch",)),
    "freeze, a correction": Command("freeze -f md,txt", ("fetch", "freeze -f md", "thaw --reason 错了。")),
    "thaw": Command("thaw --reason 作者写错了。", ("fetch", "freeze -f md"), again=False),
    "undo": Command("undo", ("set 1 --rec 新写的推荐。 --replace",), again=False),
    "undo, a new issue": Command("undo", ("add --issue other 2303.18223",), again=False),
    "import": Command("import - --issue old", stdin=_ARTICLE.encode(), again=False),
    "check --fix": Command("check --issue old --fix", found={"issues/old.md": _SLIP.encode()}),
    "doctor --fix": Command("doctor --fix", ("fetch",), found={".gitignore": b"out/\n"}),
    "doctor --convert": Command("doctor --convert", found={"issues/old.md": _OLD.encode("gb18030")}),
    "merge-issue": Command(
        "merge-issue base.md ours.md theirs.md",
        found={
            "base.md": _OLD.encode(),
            "ours.md": f"{_OLD}\n推荐：好。\n".encode(),
            "theirs.md": _OURS.encode(),
        },
        again=False,
    ),
    "radio add": Command("radio add NLP 2303.18223 2209.14610"),
    "radio add, fetched": Command(f"radio add CV {papers.OLD.id} --from 编辑部"),
    "radio add, a new issue": Command("radio add NLP --issue other 2303.18223"),
    "radio mv": Command("radio mv NLP 1 --to 2", ("radio add NLP 2303.18223 2209.14610",), again=False),
    "radio rm": Command("radio rm NLP 1", ("radio add NLP 2303.18223 2209.14610",), again=False),
    "export": Command("export --md --txt --json"),
    "radio script": Command("radio script --issue radio", found={"issues/radio.md": _RADIO}),
    "radio script, another": Command(
        "radio script nlp --issue radio --replace",
        found={"issues/radio.md": _RADIO, "audio/radio-nlp.md": "# 我的\n\n写好的话。\n".encode()},
    ),
    "radio audio": Command(
        "radio audio NLP --issue radio --voice silent",
        found={
            "issues/radio.md": _RADIO,
            "audio/radio-nlp.md": "# NLP\n\n大家好。\n\n## 2304.02643 Segment\n\n第一篇。\n".encode(),
        },
    ),
    "site": Command("site"),
    "templates new": Command("templates new post", again=False),
}
EDITOR = """sh -c 'printf "\\n补一句。\\n" >> "$1"' sh"""
READING = frozenset({"show", "status", "list", "search", "stats", "formats", "radio find"})

ISSUE = f"""\
---
title: 一周论文
---

本周先写两篇。

## 2304.02643v1 Segment Anything

- 导语：一点即得掩码的模型

摘要：手写的摘要，一个字也不能少。

推荐：手写的推荐。

## 2303.17580v1 HuggingGPT

摘要：写的时候还是第一版。

推荐：请看新版。

## {FETCHED.id}

# 编者后记

下周见。
"""


def furnish(folder: Path) -> Library:
    """A library with a hand-written issue, and the facts of all its papers but one."""
    library = Library(folder)
    library.issues.mkdir(parents=True)
    library.settings.touch()
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8", newline="")
    for paper in known():
        paper_files.save(library, paper)
    return library


def known() -> tuple[Paper, ...]:
    """The papers whose facts the library has."""
    return papers.SEVEN


def peace(home: Path, url: str = "", **more: str) -> dict[str, str]:
    """The environment of a program whose arXiv, if there is one, may be asked at once.

    The editor's own program adds a line at the end.
    """
    arxiv = {"arxiv_url": url} if url else {}
    return environment(home, **arxiv, DIGEST_TIMEOUT="5", DIGEST_EDITOR=EDITOR, **more)
