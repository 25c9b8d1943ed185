"""`digest export --as-published`: the bytes that were published, whatever has been changed since."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from digestcli.errors import FileError, UsageError
from digestcli.library import published
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.edition import Edition, Stored
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.export import folder_of, only, put, targets


@dataclass(frozen=True, slots=True)
class AsPublished:
    """One file of an edition, to the byte."""

    edition: Edition
    stored: Stored
    data: bytes


def editions(library: Library, keys: Sequence[Key], *, every: bool = False) -> list[Edition]:
    """The last edition of each issue, thawed or not; with `every`, of all that have one.

    What was published is had even where the issue file is gone. Raises FileError for an issue that was never
    frozen, or whose account is damaged.
    """
    found = []
    gone = [key for key in published.keys(library) if key not in keys] if every else []
    for key in (*keys, *gone):
        if last := published.last(library, key):
            found.append(last.edition)
        elif not every:
            raise FileError(_("{key} is not frozen").format(key=key), f"digest freeze --issue {key}")
    return found


def files_of(library: Library, editions: Sequence[Edition], formats: Sequence[str]) -> list[AsPublished]:
    """The files of the editions in `formats`, all of them by default, each proved to be what was published.

    Raises UsageError for a format that was not published, FileError for a damaged file.
    """
    return [
        AsPublished(edition, stored, published.data_of(library, edition, stored))
        for edition in editions
        for stored in _chosen(edition, formats)
    ]


def _chosen(edition: Edition, formats: Sequence[str]) -> Iterator[Stored]:
    known = list(dict.fromkeys(stored.format for stored in edition.files))
    if lacking := [name for name in formats if name not in known]:
        raise UsageError(
            _("{key} was not published as {format}").format(key=edition.key, format=lacking[0]),
            _("formats: {names}").format(names=", ".join(known)),
        )
    for name in formats or known:
        yield from (stored for stored in edition.files if stored.format == name)


def export(library: Library, files: Sequence[AsPublished], output: str | None) -> Iterator[Path]:
    """Each written file's path; places are named and refused as for any export."""
    paths = targets(library, [each.stored.name for each in files], output)
    for path, each in zip(paths, files, strict=True):
        put(library, path, each.data, output)
        yield path


def printed(files: Sequence[AsPublished]) -> bytes:
    """The one file that goes to standard output."""
    return only(files).data


def is_astray(library: Library, files: Sequence[AsPublished], output: str | None) -> bool:
    """Whether the files name pictures that are not found from where they go: not a byte is changed."""
    folder = Path.cwd() if output == "-" else folder_of(library, output)
    start = library.issues.resolve()
    is_near = os.path.relpath(start, folder.resolve()) == os.path.relpath(start, library.out.resolve())
    return not is_near and any(each.edition.pictures for each in files)
