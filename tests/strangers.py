"""A library that a stranger has filled, and what one sees of it before and after."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Author, Paper

STRANGE = ArxivId("2301.00001")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EVERYWHERE = """\
---
title: WORDS
number: WORDS
byline: WORDS
---

WORDS

## 2301.00001 WORDS

- 代码：WORDS

摘要：WORDS，`WORDS`，**WORDS**，[WORDS](http://e.com/WORDS)[^1]

```WORDS
WORDS
```

- WORDS

> WORDS

| WORDS |
|---|
| WORDS |

![WORDS](<WORDS.png>)

[^1]: WORDS

推荐：WORDS

## 论文 2：WORDS

- 作者：WORDS

# WORDS

WORDS

# ArXiv Weekly Radiostation

## WORDS

- 音频：WORDS（20:13）
- 2301.00001 (from WORDS)
- WORDS
"""


def strange(words: str) -> Paper:
    """A paper that says `words` wherever arXiv lets its authors speak, as far as XML can carry them."""
    sent = _NOT_IN_XML.sub("", words)
    return Paper(
        id=STRANGE,
        version=1,
        title=f"T {sent}",
        authors=(Author(f"A {sent}"), Author("B")),
        abstract=f"S {sent} -->",
        published="2023-01-01T00:00:00Z",
        updated="2023-01-01T00:00:00Z",
        primary_category=f"cs.{sent}",
        categories=(f"cs.{sent}",),
        comment=sent,
    )


def hand_written(words: str) -> str:
    """An issue with `words` in every place an editor may write."""
    return _EVERYWHERE.replace("WORDS", words)


def settings(words: str) -> str:
    """A library's settings with `words` as a value and as a key."""
    quoted = "".join(f"\\U{ord(character):08x}" for character in words)
    return f'title = "{quoted}"\n"{quoted}" = 1\nlabels = ["{quoted}"]\n[radio]\nheading = "{quoted}"\n'


def inhabited(folder: Path, words: str) -> Library:
    """A library that somebody else has filled."""
    library = Library(folder)
    library.issues.mkdir(parents=True)
    library.settings.write_text(settings(words), encoding="utf-8")
    (library.issues / "2023-W14.md").write_text(hand_written(words), encoding="utf-8", newline="")
    (library.issues / f"{words.replace('/', '')}.md").touch()
    paper_files.save(library, strange(words))
    return library


def tree(folder: Path) -> dict[str, str]:
    """Every name below `folder` with what is there, links and folders too; what is nobody's is left out."""
    return {str(path.relative_to(folder)): _content(path) for path in sorted(_below(folder))}


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not {".digest", ".cache"} & set(path.parts))


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return "/" if path.is_dir() else sha256(path.read_bytes()).hexdigest()


def said(done: CompletedProcess[bytes]) -> str:
    """All that a run printed; never a traceback."""
    printed = (done.stdout + done.stderr).decode()
    assert "Traceback" not in printed, printed[-500:]
    return printed
