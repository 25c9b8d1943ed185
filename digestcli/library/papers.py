"""Fetched facts in `papers/`: the program's own files, one a paper, which anybody may have changed."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.library import paperfile
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Paper, merged
from digestcli.model.problem import Problem, Severity

LIMIT = 4 * 1024 * 1024  # bytes; 3,500 authors take 350,000

_STEM = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+_\d{7}", re.ASCII)


def path(library: Library, id: ArxivId) -> Path:
    """Where a paper's facts lie; raises ValueError for an id that `identify` did not make."""
    return library.root / name(id)


def name(id: ArxivId) -> str:
    """The same within the library: `papers/2304.02643.json`."""
    if not _STEM.fullmatch(id.stem):
        raise ValueError(repr(id))  # its file could be anywhere
    return f"papers/{id.stem}.json"


def load(library: Library, id: ArxivId) -> Paper | None:
    """What is known of a paper, None while nothing is; raises FileError for a file `save` did not write."""
    try:
        return _read(library, id)
    except ValueError as fault:
        raise FileError(
            _("{path} does not hold what was fetched: {fault}").format(
                path=library.name(path(library, id)), fault=fault
            ),
            "digest fetch",
        ) from fault


def _read(library: Library, id: ArxivId) -> Paper | None:
    file = path(library, id)
    try:
        seen = files.read(file, limit=LIMIT)
    except files.Missing:
        return None
    return paperfile.read(seen.data, id)


def title(library: Library, id: ArxivId) -> str | None:
    """The title a paper was fetched with; None where nothing is known, or its file is damaged."""
    try:
        return paperfile.title(files.read(path(library, id), limit=LIMIT).data, id)
    except (FileError, ValueError):  # told by `faults`
        return None


def load_many(library: Library, ids: Iterable[ArxivId]) -> dict[ArxivId, Paper]:
    """Those of the papers that were fetched, by their ids without version; what is damaged was not."""
    found = {}
    for id in ids:
        with suppress(FileError):  # told by `faults`: one paper's file stops no other
            if paper := load(library, id):
                found[id.bare] = paper
    return found


def faults(library: Library, ids: Iterable[ArxivId]) -> Iterator[Problem]:
    """Why the files of `ids` tell nothing, with the cure; nothing about a paper that has none."""
    for id in ids:
        try:
            _read(library, id)
        except ValueError as fault:
            message = _("this is not what was fetched: {fault}").format(fault=fault)
            yield _fault(library, id, message, "digest fetch")
        except FileError as fault:
            hint = _("delete it, then: {command}").format(command="digest fetch")
            yield _fault(library, id, fault.message, hint)


def _fault(library: Library, id: ArxivId, message: str, hint: str) -> Problem:
    return Problem(
        path=library.name(path(library, id)),
        line=1,
        column=1,
        rule="paper-file",
        severity=Severity.WARNING,
        message=message,
        hint=hint,
    )


def save(library: Library, paper: Paper) -> bool:
    """Whether anything had to be written for the library to know what `paper` says."""
    return bool(save_many(library, [paper]))


def save_many(library: Library, papers: Iterable[Paper]) -> tuple[Path, ...]:
    """The files that had to be written for the library to know what `papers` say.

    Facts from a poorer source never take the place of richer ones.
    """
    wanted = {paper.id: paper for paper in papers}
    known = load_many(library, wanted)  # what is damaged holds nothing richer
    now = (merged(known[id], paper) if id in known else paper for id, paper in wanted.items())
    contents = {path(library, paper.id): paperfile.write(paper).encode() for paper in now}
    return files.put_all(contents, root=library.root)
