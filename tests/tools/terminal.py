"""A real terminal: tmux, with one program in it, its keys pressed and its screen read."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.tools.conftest import needs
from tests.world import environment


class Terminal:
    """One run of `digest` on a screen of 100 by 30."""

    def __init__(self, arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
        self._place = Path(tempfile.mkdtemp(dir=folder))
        self._tmux = [needs("tmux"), "-u", "-S", str(self._place / "socket"), "-f", os.devnull]
        script = (
            """trap : INT; sh -c 'echo $$ > "$0/pid"; exec "$@"' "$0" "$@";"""
            """ echo $? > "$0/code"; echo "[digest has ended]"; exec sleep 600"""
        )
        run = ["sh", "-c", script, str(self._place), sys.executable, "-m", "digestcli", *arguments]
        self._env = {**environment(folder), "TERM": "screen", **env}
        self._call("new-session", "-d", "-x", "100", "-y", "30", "-c", str(folder), *run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """The terminal is closed, and the program has noticed."""
        self._call("kill-server")
        pid = int((self._place / "pid").read_text(encoding="utf-8"))
        self.until(lambda: not Path(f"/proc/{pid}").exists())

    def press(self, *keys: str) -> None:
        """Keys by tmux's names; what is none is typed."""
        self._call("send-keys", *keys)

    @property
    def screen(self) -> str:
        return self._call("capture-pane", "-p", "-J")

    @property
    def line(self) -> str:
        """The line of the screen that the cursor is on."""
        row = int(self._call("display-message", "-p", "#{cursor_y}"))
        return self._call("capture-pane", "-p").split("\n")[row]

    def wait(self, text: str) -> None:
        """Wait for `text` on the screen."""
        self.until(lambda: text in self.screen)

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def code(self) -> int:
        """The exit code, once it has ended."""
        self.wait("[digest has ended]")
        return int((self._place / "code").read_text(encoding="utf-8"))

    def _call(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words], env=self._env, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout
