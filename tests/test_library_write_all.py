"""Two issues written as one step: both, or neither."""

from pathlib import Path

import pytest

from digestcli.errors import Conflict, DigestError
from digestcli.library import issues, undo
from digestcli.library.issues import Writing
from digestcli.library.root import Library
from digestcli.model.key import Key

THERE, HERE = Key("2023-W15"), Key("2023-W14")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    library.issues.mkdir()
    (library.issues / "2023-W14.md").write_bytes(b"moving")
    return library


def held(library: Library) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted(library.issues.iterdir())}


def writings(library: Library) -> list[Writing]:
    """What moves from one issue into the other, which is new unless it is there."""
    there = issues.read(library, THERE) if THERE in issues.keys(library) else None
    return [Writing(THERE, b"moving", there), Writing(HERE, b"left", issues.read(library, HERE))]


@pytest.mark.parametrize("is_new", [True, False])
def test_both_are_written_and_undone_together(library: Library, *, is_new: bool) -> None:
    if not is_new:
        (library.issues / "2023-W15.md").write_bytes(b"old")
    before = held(library)
    issues.write_all(library, writings(library), "mv")
    assert held(library) == {"2023-W14": b"left", "2023-W15": b"moving"}
    assert undo.undo(library).keys == (THERE, HERE)
    assert held(library) == before


@pytest.mark.parametrize("is_new", [True, False])
def test_where_the_second_is_refused_the_first_is_put_back(library: Library, *, is_new: bool) -> None:
    if not is_new:
        (library.issues / "2023-W15.md").write_bytes(b"old")
    step = writings(library)
    (library.issues / "2023-W14.md").write_bytes(b"moving, and theirs")
    before = held(library)
    with pytest.raises(Conflict, match="changed by somebody else"):
        issues.write_all(library, step, "mv")
    assert held(library) == before
    assert list(undo.steps(library)) == []


def test_where_the_second_cannot_be_written_the_first_is_put_back(library: Library) -> None:
    (library.issues / "2023-W14.md").chmod(0o444)
    before = held(library)
    with pytest.raises(DigestError, match="read-only"):
        issues.write_all(library, writings(library), "mv")
    assert held(library) == before
