"""The editor's templates in `templates/`: text that somebody else may have written, and nothing more."""

import os
from pathlib import Path

from digestcli import files, issuefile
from digestcli.errors import FileError
from digestcli.library.root import Library
from digestcli.messages import _

ISSUE = "templates/issue.md"  # as the user would type it in the library
LIMIT = 256 * 1024  # bytes: a hundred times what an issue begins with


def issue(library: Library) -> str | None:
    """What a new issue begins with, its BOM and line ends as they are; None where there is no template.

    Raises FileError where it cannot be read, is too large or no UTF-8, or leads out of the library.
    """
    path = library.root / ISSUE
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(library.root)):
        raise FileError(
            _("{path} leads out of the library").format(path=ISSUE),
            _("put the file itself there, not a link to it"),
        )
    try:
        return issuefile.decode(files.read(path, limit=LIMIT).data, ISSUE)
    except files.Missing:
        if path.is_symlink():
            raise
        return None
