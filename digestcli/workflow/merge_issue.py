"""`digest merge-issue`: what git calls where two editors have changed one issue."""

from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.issuefile.encoding import decode
from digestcli.issuefile.merging import Merge, merge, merge_as_text
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Versions:
    """The three files git hands over: what both sides began with, ours, theirs."""

    base: Path
    ours: Path
    theirs: Path


def merge_issue(versions: Versions, size: int, path: str) -> Merge:
    """Ours holds what both sides come to; where that has conflicts, git is to be told.

    Before anything else is tried both versions stand in it between markers: whatever ends us, a side is never
    lost without a mark. Bytes that are no text stay so. Raises FileError for a file that cannot be read.
    """
    base, ours, theirs = (files.read(each).data for each in (versions.base, versions.ours, versions.theirs))
    # As Latin-1 any bytes are characters, and come back as the bytes they were.
    as_text = [data.decode("latin-1") for data in (base, ours, theirs)]
    merged = merge_as_text(as_text[0], as_text[1], as_text[2], size)
    _write(versions.ours, merged.text.encode("latin-1"))
    try:
        texts = [decode(data, path) for data in (base, ours, theirs)]
    except FileError:
        return merged
    merged = merge(texts[0], texts[1], texts[2], size)
    _write(versions.ours, merged.text.encode())
    return merged


def _write(path: Path, data: bytes) -> None:
    files.put(path, data, root=path.parent)
