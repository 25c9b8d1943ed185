"""`digest templates`: the library's own forms for an issue, and new ones from a starting point."""

import os
from difflib import get_close_matches
from pathlib import Path

from digestcli import files
from digestcli.errors import Conflict, UsageError
from digestcli.library import templates
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.templating import is_template, starter, starters, written
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One template, and the name of what it writes behind the issue's key."""

    name: str
    file: str


def listed(library: Library) -> list[Listed]:
    """The library's templates for exports; `templates/issue.md`, which new issues begin with, is none."""
    return [Listed(name, written(name)) for name in templates.names(library) if is_template(name)]


def new(library: Library, name: str, *, dry_run: bool = False) -> Path:
    """Where the starting point `name` stands now, in the library's templates.

    Raises UsageError where there is no such starting point, and Conflict where the file is there already.
    """
    known = starters()
    if name not in known:
        near = get_close_matches(name, known, 1)
        raise UsageError(
            _("there is no starting point {name!r}").format(name=name),
            _("is it {near}?").format(near=near[0])
            if near
            else _("known are {names}").format(names=", ".join(known)),
        )
    path = templates.folder(library) / known[name][0]
    if os.path.lexists(path):
        raise Conflict(
            _("{path} is there already and was left as it is").format(path=library.name(path)),
            _("give it another name first: what it is called is up to you"),
        )
    if not dry_run:
        files.create(path, starter(name).encode(), root=library.root)
    return path
