"""Tab in a real zsh and a real fish: words are completed, titles stand beside them, none is obeyed."""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.test_completion import HOSTILE
from tests.tools.conftest import needs
from tests.world import environment

pytestmark = pytest.mark.tool

ISSUE = f"## 论文 1：Segment Anything\n\n## {HOSTILE}\n\n- 链接：https://example.org/2\n"
SHELLS = {
    "zsh": (["-f", "-i"], 'autoload -Uz compinit; compinit -u; eval "$(digest --show-completion zsh)"'),
    "fish": (["--no-config", "-i"], "digest --show-completion fish | source"),
}


class Terminal:
    """A shell at the other end of a terminal."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def type(self, keys: str, until: str) -> str:
        """What the terminal showed from these keys on, up to and with `until`."""
        os.write(self._handle, keys.encode())
        shown = b""
        deadline = time.monotonic() + 30
        while until.encode() not in shown:
            assert time.monotonic() < deadline, shown
            if select.select([self._handle], [], [], 0.2)[0]:
                some = os.read(self._handle, 65536)
                if b"\x1b[c" in some:  # fish asks what kind of terminal this is, and waits for the answer
                    os.write(self._handle, b"\x1b[?62;c")
                shown += some
        return shown.decode(errors="replace")


@contextmanager
def started(shell: str, library: Path) -> Iterator[Terminal]:
    program = needs(shell)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**environment(library.parent), "PATH": path, "TERM": "xterm", "PS1": "% "}
    pid, handle = forked()
    if pid == 0:
        os.chdir(library)
        os.execve(program, [shell, *SHELLS[shell][0]], env)  # noqa: S606 - the shell is what is tried
    try:
        yield Terminal(handle)
    finally:
        os.close(handle)  # hangs up
        os.waitpid(pid, 0)


def forked() -> tuple[int, int]:
    """A process at the other end of a terminal, 0 in itself, and our end."""
    if sys.platform != "win32":
        import pty  # noqa: PLC0415 - Windows has none

        return pty.fork()
    raise NotImplementedError


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_and_obeys_no_title(shell: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "issues").mkdir(parents=True)
    (library / "digest.toml").touch()
    (library / "issues" / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    with started(shell, library) as terminal:
        terminal.type(f"{SHELLS[shell][1]}; echo rea''dy\r", until="ready")
        terminal.type("digest show \t", until="Segment Anything")
        terminal.type("\x15digest show --iss\t", until="--issue")
        terminal.type("\x15digest exp\t", until="export")
        terminal.type("\x15digest search wee\t", until="week:")
        terminal.type("\x15digest search field:pas\t", until="field:passage")
        terminal.type("\x15echo do''ne\r", until="done")
    assert list(library.glob("**/pwned")) == []
