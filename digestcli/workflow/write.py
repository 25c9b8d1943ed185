"""`digest set`: the editor's words for one paper, put where they belong and nowhere else."""

from digestcli import issuefile
from digestcli.errors import UsageError
from digestcli.library import issues
from digestcli.messages import _
from digestcli.model.digest import Entry
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, digest_of, entry_of, keeping, locked, open_issue

Parts = dict[issuefile.Part, str]


@dataclass(frozen=True, slots=True)
class Written:
    entry: Entry
    parts: tuple[issuefile.Part, ...]  # those that changed
    before: str
    after: str


def write(
    desk: Desk, key: Key, ref: str, parts: Parts, tell: Tell, *, replace: bool = False, dry_run: bool = False
) -> Written:
    """`parts` in the section of `ref`; words already there make way only for `replace`.

    Raises UsageError for words that would open a heading, a field or a label, and Conflict where the file is
    changed by somebody else meanwhile; nothing is written then.
    """
    if not parts:
        raise UsageError(
            _("nothing to write for {ref}").format(ref=ref), _("--summary TEXT, --rec TEXT or both")
        )
    if dry_run:
        return _written(desk, open_issue(desk, key), ref, parts, replace=replace)
    with keeping(desk, key, parts.values()), locked(desk, tell):
        opened = open_issue(desk, key)
        written = _written(desk, opened, ref, parts, replace=replace)
        if written.after != written.before:
            issues.write(desk.library, key, written.after.encode(), opened.seen, "set")
    return written


def _written(desk: Desk, opened: Opened, ref: str, parts: Parts, *, replace: bool) -> Written:
    entry = entry_of(digest_of(desk, opened.issue), ref, opened.issue.bench)
    text = opened.text
    reading = opened.reading
    changed = []
    for part, words in parts.items():
        note = reading.issue.notes[entry.number - 1]
        new = issuefile.set_words(text, reading, note, part, words, replace=replace)
        if new != text:
            changed.append(part)
        text = new
        reading = issuefile.read(text, opened.issue.key, desk.publication, issues.name(opened.issue.key))
    return Written(entry, tuple(changed), opened.text, text)
