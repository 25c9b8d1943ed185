"""A warm program is the program: every command says, leaves and ends as it does in a new interpreter."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from digestcli.cli.app import HIDDEN, every
from digestcli.library.site_folder import MEMORY
from tests import papers
from tests.commands import WRITING, Command, furnish, peace
from tests.standin import Standin
from tests.strangers import tree
from tests.transcript import printed
from tests.warm import Warm, can_serve
from tests.world import environment, on_terminal, started

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a warm program is forked")

RECORD = b"""{"id": "2304.02001", "title": "A Title", "authors": ["Ada Example"], "categories": ["cs.CL"], \
"primary_category": "cs.CL", "listed": "2023-04-05"}"""
LOOKING = {name: Command(name) for name in ("lead", "check", "doctor")} | {
    "radio find": Command("radio find --from -", stdin=RECORD)  # arXiv is asked once a day, and told so
}
ONE_OF_EACH = {command.name: command for command in reversed(WRITING.values())} | LOOKING
_DRAWN = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLD = {"PYTHONUTF8": "1"}  # what only a new interpreter reads, and what it is anyhow


@pytest.fixture
def world() -> Iterator[Standin]:
    with Standin(papers.ALL) as running:
        yield running


@pytest.mark.parametrize("name", [*every(), *HIDDEN])
def test_it_is_the_same_in_a_new_interpreter(
    tmp_path: Path, program: Warm, world: Standin, name: str
) -> None:
    command = ONE_OF_EACH.get(name, Command(name))
    library = furnish(tmp_path / "library").root
    env = peace(tmp_path, world.url, DIGEST_LANG="zh", DIGEST_OAI_URL=world.oai_url)
    for place, content in command.found.items():
        (library / place).parent.mkdir(exist_ok=True)
        (library / place).write_bytes(content)
    for each in command.before:
        assert program.captured(each.split(), library, env).returncode == 0
    kept = shutil.copytree(library, tmp_path / "kept")
    new = started(command.arguments, library, env, command.stdin)
    left = _left(library)
    shutil.rmtree(library)
    kept.rename(library)
    env["XDG_CACHE_HOME"] = str(tmp_path / "cache")  # what the one has learnt, the other is not to know
    warm = program.captured(command.arguments, library, env, stdin=command.stdin)
    assert (warm.returncode, _said(warm)) == (new.returncode, _said(new))
    assert _left(library) == left


def _said(done: CompletedProcess[bytes]) -> list[bytes]:
    """Both streams, but an id drawn by lot."""
    return [_DRAWN.sub(b"", stream) for stream in (done.stdout, done.stderr)]


def _left(library: Path) -> dict[str, str | bytes]:
    """All that is in the library, but an id drawn by lot, and when a site wrote its pages."""
    return {
        name: _DRAWN.sub(b"", (library / name).read_bytes()) if (library / name).is_file() else what
        for name, what in tree(library).items()
        if Path(name).name != MEMORY
    }


def test_it_is_the_same_on_a_terminal(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert can_serve(env)
    assert not can_serve(env | COLD)
    arguments = ["-L", str(furnish(tmp_path / "library").root), "show"]
    received = on_terminal(60, arguments, env)
    assert "\x1b[1m" in received
    assert received == on_terminal(60, arguments, env | COLD)


def test_it_is_the_same_in_a_script(tmp_path: Path, program: Warm) -> None:
    furnish(tmp_path)
    script = """
    digest status; echo $?; echo 一句 | digest set 3 --rec - --dry-run; digest show | head -1
    digest list >&- ; echo $?; digest list 2>&-; digest add - <&- ; echo $?
    PYTHONIOENCODING=ascii digest show 1; mkdir gone; cd gone; rmdir ../gone; digest list; exec digest show 9
    """
    env = environment(tmp_path)
    forked, new = (
        [*printed(script, tmp_path, {**env, **more}, programs=program.folder)] for more in ({}, COLD)
    )
    assert forked[-1] == "[exit 1]"
    assert "+推荐：一句" in forked
    assert forked == new
