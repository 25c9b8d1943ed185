"""What is said of an issue rests on files, each known by its mark.

They are its own, its papers' facts, its pictures and its recordings.
As long as all of them look as they did, what was found in them would be found again.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from digestcli.files.marks import Mark, is_old, mark
from digestcli.library import issues, papers
from digestcli.library.root import Library
from digestcli.model.issue import Issue
from digestcli.model.key import Key


class Looked(NamedTuple):
    """An issue as it lies there before it is read: what is found then is true of these files."""

    began: int
    file: Mark | None


def look(library: Library, key: Key) -> Looked:
    """To be called before the issue is read."""
    return Looked(time.time_ns(), mark(issues.path(library, key)))


def files_of(issue: Issue) -> tuple[str, ...]:
    """Every file that decides what can be found in an issue, by its name in the library; its own first."""
    facts = map(papers.name, {ref.bare for ref in issue.refs()})
    pictures = (f"issues/{figure.path}" for note in issue.notes for figure in note.figures)
    lists = issue.radio.lists if issue.radio else ()
    recordings = (f"issues/{each.audio}" for each in lists if each.audio)
    return issues.name(issue.key), *facts, *pictures, *recordings


def marks(library: Library, looked: Looked, names: Sequence[str]) -> Mapping[str, str] | None:
    """The files of an issue that was read, the issue's own first, with their marks.

    None where something was changed so lately that another change might not show.
    """
    seen = {name: mark(f"{library.root}/{name}") for name in names}
    file = seen[names[0]]
    is_still = all(each is None or is_old(each, looked.began) for each in seen.values())
    if file is None or file != looked.file or not is_still:
        return None
    return {name: str(each) for name, each in seen.items()}


def digest(marks: Iterable[str]) -> str:
    """How all these files look, in a few characters."""
    return sha256("\n".join(marks).encode()).hexdigest()[:16]


def digest_now(library: Library, names: Iterable[str]) -> str:
    """How the files of these names look now."""
    root = str(library.root)  # joined to 20,000 names
    return digest(str(mark(f"{root}/{name}")) for name in names)
