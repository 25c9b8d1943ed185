"""`digest set --seen`: the words of a section are good for the newest version of its paper."""

from digestcli import issuefile
from digestcli.errors import FileError, UsageError
from digestcli.library import issues
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Entry
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, digest_of, entry_of, locked, open_issue


@dataclass(frozen=True, slots=True)
class Moved:
    """The section's paper with the version its heading names now, and the issue's text before and after."""

    entry: Entry
    ref: ArxivId
    before: str
    after: str


def see(desk: Desk, key: Key, ref: str, tell: Tell, *, dry_run: bool = False) -> Moved:
    """The heading of `ref` names the newest version that is known; nothing else of the file changes.

    Raises FileError while no version is known, and UsageError where the heading is for a hand to change.
    """
    if dry_run:
        return _moved(desk, open_issue(desk, key), ref)
    with locked(desk, tell):
        opened = open_issue(desk, key)
        moved = _moved(desk, opened, ref)
        if moved.after != moved.before:
            issues.write(desk.library, key, moved.after.encode(), opened.seen, "set --seen")
    return moved


def _moved(desk: Desk, opened: Opened, ref: str) -> Moved:
    entry = entry_of(digest_of(desk, opened.issue), ref, opened.issue.bench)
    if entry.id is None:
        raise UsageError(_("a paper that is not on arXiv has no versions"))
    if entry.paper is None or entry.paper.version is None:
        raise FileError(_("no version of {id} is known yet").format(id=entry.id), "digest fetch")
    newest = entry.id.at(entry.paper.version)
    if entry.note.ref and (entry.note.ref.version or 0) > entry.paper.version:
        raise UsageError(
            _("the heading names {id}, and the newest version that is known is v{newest}").format(
                id=entry.note.ref, newest=entry.paper.version
            ),
            "digest refresh",
        )
    after = issuefile.set_version(opened.text, opened.reading, entry.note, newest)
    return Moved(entry, newest, opened.text, after)
