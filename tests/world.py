"""The world the program is run in: its own home, a Sunday in April 2023, a stand-in for arXiv."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

NOW = "2023-04-09T12:00:00+08:00"
NOWHERE = "http://127.0.0.1:9/api/query"


def environment(home: Path, arxiv_url: str = NOWHERE, **more: str) -> dict[str, str]:
    """Nothing of the machine's own but PATH; English unless `DIGEST_LANG` says otherwise."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "LANG": "C.UTF-8",
        "DIGEST_LANG": "en",
        "DIGEST_NOW": NOW,
        "DIGEST_ARXIV_URL": arxiv_url,
        "DIGEST_INTERVAL": "0",
        **more,
    }


def digest(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """One run of the program, with its output in bytes."""
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-m", "digestcli", *arguments],
        cwd=folder,
        env=dict(env),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
