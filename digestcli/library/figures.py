"""The pictures of an issue, in `figures/KEY/`: named after their papers, and never one over another."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.files import pictures as kinds
from digestcli.files.pictures import Picture
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.issue import Note
from digestcli.model.key import Key

_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")  # needs no escaping anywhere
_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 40
LARGEST = 32 * 1024 * 1024  # bytes


def load(library: Library, path: str) -> Picture:
    """The picture at `path`, relative to the folder of issues.

    Raises FileError where it is not there, is not whole, or lies outside the library, behind a link too: what
    a stranger's library names must not carry this machine's files into a page.
    """
    if "\0" in path:
        raise FileError(_("{path} is not a plain file").format(path=path))
    place = library.issues / path
    data = files.read(files.inside(place, library.root), limit=LARGEST).data
    return kinds.picture(data, os.path.relpath(place, library.root))


def room(library: Library, key: Key) -> Path:
    return library.figures / str(key)


def stem(note: Note, number: int | None) -> str:
    """How a paper's pictures are named: by its id, else by its title's ASCII words, else by its place."""
    if note.ref:
        return note.ref.bare.stem
    words = _WORDS.findall(note.title.value.casefold()) if note.title else []
    name = "-".join(words)[:_LONGEST].strip("-")
    return name if sum(map(str.isalpha, name)) > 2 else f"paper-{number or 'bench'}"


def place(library: Library, key: Key, pictures: Sequence[Picture], stem: str, issue: str) -> list[Path]:
    """A file for each picture: the one that holds the same bytes already, else the next free number.

    Not one that stands anywhere in the text of the `issue`, be its picture missing: it was another one.
    """
    there = list(_files(room(library, key)))
    taken = {file.stem.casefold() for file in there}
    written = issue.casefold()
    names = (f"{stem}-{number}" for number in count(1))
    free = (each for each in names if each.casefold() not in taken and f"/{each}.".casefold() not in written)
    places: dict[bytes, Path] = {}
    for picture in pictures:
        if picture.data not in places:
            same = next((file for file in there if _holds(file, picture)), None)
            places[picture.data] = same or room(library, key) / f"{next(free)}.{picture.ending}"
    return [places[picture.data] for picture in pictures]


def save(library: Library, pictures: Mapping[Path, Picture]) -> None:
    """The pictures at their places; raises Conflict where another file has come there."""
    for path, picture in pictures.items():
        if not files.holds(path, picture.data):
            files.create(path, picture.data, root=library.root)


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):  # `save` says what stands in the way
        return


def _holds(file: Path, picture: Picture) -> bool:
    """Whether the file is this picture, under a name that any page can use."""
    ending = file.suffix.casefold().removeprefix(".").replace("jpeg", "jpg")
    is_named = _PLAIN.fullmatch(file.name) is not None and ending == picture.ending
    return is_named and not file.is_symlink() and files.holds(file, picture.data)
