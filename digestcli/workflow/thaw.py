"""`digest thaw`: what was published is not to stand; it is kept, and the issue can be frozen again."""

from digestcli.errors import FileError, UsageError
from digestcli.library import published
from digestcli.messages import _
from digestcli.model.edition import Edition, Erratum
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, locked


def thaw(desk: Desk, key: Key, reason: str, day: str, tell: Tell, *, dry_run: bool = False) -> Edition:
    """The edition that no longer stands, for this `reason`; raises FileError where none does."""
    if not reason.strip():
        raise UsageError(_("a correction has a reason"), '--reason "..."')
    if dry_run:
        return _frozen(desk, key)
    with locked(desk, tell):
        edition = _frozen(desk, key)
        published.thaw(desk.library, edition, Erratum(day, reason.strip()))
    return edition


def _frozen(desk: Desk, key: Key) -> Edition:
    last = published.last(desk.library, key)
    if last and last.is_frozen:
        return last.edition
    what = _("{key} is thawed already") if last else _("{key} is not frozen")
    raise FileError(what.format(key=key), f"digest freeze --issue {key}")
