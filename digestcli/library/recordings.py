"""The recordings of an issue, in `audio/`, and the scripts that were read: each beside its recording."""

import os
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.files import mp3
from digestcli.files.mp3 import Recording
from digestcli.issuefile.encoding import decode
from digestcli.library import scripts
from digestcli.library.root import Library
from digestcli.messages import _


def load(library: Library, path: str) -> Recording:
    """The recording at `path`, relative to the folder of issues.

    Raises FileError where it is not there, is no whole MP3, or lies outside the library, behind a link too.
    """
    return mp3.recording(_place(library, path))


def script(library: Library, path: str) -> str | None:
    """The words at `path`, named likewise; None where there is no such file."""
    try:
        seen = files.read(_place(library, path), limit=scripts.LIMIT)
    except files.Missing:
        return None
    return decode(seen.data, os.path.relpath(library.issues / path, library.root))


def _place(library: Library, path: str) -> Path:
    if "\0" in path:
        raise FileError(_("{path} is not a plain file").format(path=path))
    return files.inside(library.issues / path, library.root)
