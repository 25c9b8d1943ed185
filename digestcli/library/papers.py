"""Fetched facts in `papers/`: the program's own files, one a paper, which anybody may have changed."""

import re
from collections.abc import Iterable
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.library import paperfile
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Paper, merged

LIMIT = 4 * 1024 * 1024  # bytes; 3,500 authors take 350,000

_STEM = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+_\d{7}", re.ASCII)


def path(library: Library, id: ArxivId) -> Path:
    """Where a paper's facts lie; raises ValueError for an id that `identify` did not make."""
    if not _STEM.fullmatch(id.stem):
        raise ValueError(repr(id))  # its file could be anywhere
    return library.papers / f"{id.stem}.json"


def load(library: Library, id: ArxivId) -> Paper | None:
    """What is known of a paper, None while nothing is; raises FileError for a file `save` did not write."""
    file = path(library, id)
    try:
        seen = files.read(file, limit=LIMIT)
    except files.Missing:
        return None
    try:
        return paperfile.read(seen.data, id)
    except ValueError as fault:
        raise FileError(
            _("{path} does not hold what was fetched: {fault}").format(path=library.name(file), fault=fault),
            _("delete that file, then fetch the paper again: digest add {id}").format(id=id.bare),
        ) from fault


def load_many(library: Library, ids: Iterable[ArxivId]) -> dict[ArxivId, Paper]:
    """Those of the papers that were fetched, by their ids without version."""
    found = {id.bare: load(library, id) for id in ids}
    return {id: paper for id, paper in found.items() if paper}


def save(library: Library, paper: Paper) -> bool:
    """Whether anything had to be written for the library to know what `paper` says.

    Facts from a poorer source never take the place of richer ones.
    """
    try:
        known = load(library, paper.id)
    except FileError:  # what is damaged holds nothing richer
        known = None
    now = merged(known, paper) if known else paper
    return files.put(path(library, paper.id), paperfile.write(now).encode(), root=library.root)
