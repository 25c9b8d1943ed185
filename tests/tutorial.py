"""A Markdown page whose commands are run as they stand.

In a block ```console a line beginning `$ ` is given to sh, `> ` lines continue it, and what follows is all it
prints, with `[exit N]` unless N is 0. The folder and the variables of one command are those of the next. A
block ```markdown in-the-editor is what the reader saves when the next command opens their editor.
DIGEST_UPDATE=1 writes the page anew from what was printed.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.transcript import printed

_BLOCK = re.compile(r"^```(console|markdown in-the-editor)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATE = 'printf %s "$PWD" > "$HOME/.folder"'


def run(page: Path, home: Path, environment: Mapping[str, str], programs: Path) -> None:
    """Run the commands of `page` in `home`; AssertionError where one prints something else.

    The `digest` that is run is the one in the folder `programs`.
    """
    saved = home / ".saved.md"
    env = {**environment, "DIGEST_EDITOR": f"cp {saved}"}
    (home / ".folder").write_text(str(home), encoding="utf-8")

    def as_run(block: re.Match[str]) -> str:
        if block[1] != "console":
            saved.write_text(block[2], encoding="utf-8")
            return block[0]
        return "\n".join(("```console", *_run(block[2], home, env, programs), "```"))

    text = page.read_text(encoding="utf-8")
    now = _BLOCK.sub(as_run, text)
    if os.environ.get("DIGEST_UPDATE"):
        page.write_text(now, encoding="utf-8")
        return
    assert now.split("\n") == text.split("\n")


def _run(block: str, home: Path, env: Mapping[str, str], programs: Path) -> Iterator[str]:
    """The lines of a block, with what its commands print today."""
    for step in re.findall(r"^\$ .*(?:\n> .*)*", block, re.MULTILINE):
        yield from step.split("\n")
        command = re.sub(r"\n> ", "\n", step.removeprefix("$ "))
        folder = Path((home / ".folder").read_text(encoding="utf-8"))
        whole = f"{command}\ncode=$?; {_STATE}; exit $code"
        yield from printed(whole, folder, env, home=home, programs=programs)
