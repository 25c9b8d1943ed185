"""`digest thaw`: what was published is not to stand; it is kept, and the issue can be frozen again."""

from digestcli.errors import FileError, UsageError
from digestcli.library import published
from digestcli.messages import _
from digestcli.model.edition import Edition, Erratum
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, locked


def thaw(desk: Desk, key: Key, reason: str, day: str, tell: Tell, *, dry_run: bool = False) -> Edition:
    """The edition that no longer stands, for this `reason`.

    Raises FileError where none does, UsageError for a reason without words or with bytes that are no text.
    """
    erratum = Erratum(day, _words(reason))
    if dry_run:
        return _frozen(desk, key)
    with locked(desk, tell):
        edition = _frozen(desk, key)
        published.thaw(desk.library, edition, erratum)
    return edition


def _words(reason: str) -> str:
    if not reason.strip():
        raise UsageError(_("a correction has a reason"), '--reason "..."')
    try:
        reason.encode()
    except UnicodeEncodeError as fault:
        raise UsageError(
            _("the reason holds a byte that is no UTF-8 text"), _("give the words in UTF-8")
        ) from fault
    return reason.strip()


def _frozen(desk: Desk, key: Key) -> Edition:
    last = published.last(desk.library, key)
    if last and last.is_frozen:
        return last.edition
    what = _("{key} is thawed already") if last else _("{key} is not frozen")
    raise FileError(what.format(key=key), f"digest freeze --issue {key}")
