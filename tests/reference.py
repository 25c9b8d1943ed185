"""The command reference in `docs/`, in both languages: `python -m tests.reference` writes it.

Usage, purpose and options are those of the program itself, in its own words; how the library is found, the
exit codes and the environment are the READMEs'; examples and the like stand in `tests/reference_words.py`.
A test fails while a file is behind.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from rich.cells import cell_len

from digestcli.cli import app, help_page
from digestcli.cli.command import EVERYWHERE
from digestcli.cli.view import padded
from digestcli.messages import _
from tests.reference_words import EXAMPLES, VALUES, WORDS

ROOT = Path(__file__).parents[1]
FILES = {"en": ROOT / "docs" / "commands.md", "zh": ROOT / "docs" / "commands.zh.md"}


def written(language: str) -> str:
    """The reference in `language`: a process speaks one, so another one writes it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.reference", language],
        cwd=ROOT,
        env={**os.environ, "DIGEST_LANG": language, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode()


def page(language: str) -> Iterator[str]:
    """The lines of the reference, in the language that this process speaks."""
    words = WORDS[language]
    group: Any = typer.main.get_command(app.app)
    yield from (f"# {words.title}", "", words.generated, "", words.intro, "")
    with group.make_context("digest", [], resilient_parsing=True) as context:
        yield from _contents(words.commands)
        yield from (
            f"## {words.values}",
            "",
            *_table([words.value, words.means], VALUES[language].items()),
            "",
        )
        yield from _command(context, "digest", language)
        for name in app.every():
            yield from _named(group, context, name.split(), language)
    yield _from_readme(words.readme, words.codes)


# Any: the classes of typer's commands and context are private.
def _named(group: Any, context: Any, words: list[str], language: str) -> Iterator[str]:
    """The command that is typed with `words` behind those of `context`."""
    command = group.get_command(context, words[0])
    with command.make_context(words[0], [], parent=context, resilient_parsing=True) as inner:
        if words[1:]:
            yield from _named(command, inner, words[1:], language)
        elif not command.hidden:
            yield from _command(inner, inner.command_path.removeprefix("digest "), language)


def _contents(heading: str) -> Iterator[str]:
    yield from (f"## {heading}", "", "| | |", "|---|---|")
    for name, purpose in app.every().items():
        yield f"| [`{name}`](#{name.replace(' ', '-')}) | {_cell(purpose)} |"
    yield ""


def _command(context: Any, name: str, language: str) -> Iterator[str]:
    """One command: what it is for, how it is typed, its own options, examples."""
    words = WORDS[language]
    yield from (f"## {name}", "", context.command.help, "")
    usage = [*help_page.usage(context), *([_("COMMAND ...")] if name == "digest" else [])]
    yield from ("```", " ".join(usage), "```", "")
    for heading, rows in help_page.sections(context).items():
        own = [row for row in rows if not row[0].endswith("--help") or name == "digest"]
        if own and heading != EVERYWHERE:
            named = [heading.rstrip(":："), words.means]
            yield from (*_table(named, own), "")
    if name == "digest":
        yield from (_from_readme(words.readme, words.library), "", words.everywhere, "")
    if examples := EXAMPLES.get(name):
        width = max(cell_len(line) for line, _english, _chinese in examples)
        told = ((line, chinese if language == "zh" else english) for line, english, chinese in examples)
        yield from ("```console", *(f"$ {padded(line, width)}  # {what}" for line, what in told), "```", "")


def _table(heading: list[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield "|---|---|"
    for name, what in rows:
        yield f"| `{_cell(name)}` | {_cell(what)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _from_readme(name: str, what: str) -> str:
    """What matches `what` in a README, which says it once for both."""
    found = re.search(what, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found[0].rstrip()


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.stdout.write("\n".join(page(sys.argv[1])) + "\n")
    else:
        for each, path in FILES.items():
            path.write_text(written(each), encoding="utf-8")
