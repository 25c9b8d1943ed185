"""An issue as it is looked through, and by what it is known to be the one that was read."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from digestcli import issuefile
from digestcli.compose import compose
from digestcli.errors import FileError
from digestcli.files.marks import is_settled, mark
from digestcli.library import grounds, issues, papers
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.search.document import Document
from digestcli.search.documents import documents
from digestcli.search.index import Known, Read
from digestcli.workflow.basis import Desk

_UNDATED = -1


def read(desk: Desk, key: Key) -> tuple[Read, Iterable[Document]]:
    """What is known of an issue, and its entries; one that cannot be read has none.

    What it rests on is looked at before it is read: what changes meanwhile is read once more, the next time.
    """
    path, began = issues.path(desk.library, key), time.time_ns()
    seen = mark(path)
    hash_ = ""
    try:
        data = issues.read(desk.library, key).data
        hash_ = hashed(data)
        text = issuefile.decode(data, issues.name(key))
    except FileError:
        issue = None
    else:
        issue = issuefile.read(text, key, desk.publication).issue
    known = Known(str(seen) if seen and is_settled(path, seen, began) else "", hash_)
    if issue is None:
        return Read(known, _UNDATED, "", grounds.digest(()), is_read=False), ()
    names = sorted({papers.name(ref) for ref in issue.refs()})
    looks = grounds.digest_now(desk.library, names)
    day = issues.day_of(key, issue.date.value if issue.date else None)
    told = Read(known, day.toordinal() if day else _UNDATED, "\n".join(names), looks, is_read=True)
    return told, _documents(desk, issue)


def hashed(data: bytes) -> str:
    """What tells these bytes from all others."""
    return sha256(data).hexdigest()[:32]


def _documents(desk: Desk, issue: Issue) -> Iterator[Document]:
    facts = papers.load_many(desk.library, {ref.bare for ref in issue.refs()})
    bench = replace(issue, body=issue.bench, bench=())
    yield from documents(
        compose(issue, facts, desk.publication), compose(bench, facts, desk.publication), facts
    )
