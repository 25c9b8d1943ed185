"""Why a paper is not there, in words: each reason has its own."""

from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.sources import Absence


def reason(absence: Absence, ref: ArxivId) -> str:
    """What arXiv says of the paper it does not have."""
    if absence is Absence.REMOVED:
        return _("arXiv has removed the paper {id}").format(id=ref)
    return _("arXiv has no paper {id}").format(id=ref)


def advice(absence: Absence, ref: ArxivId, *, is_new: bool = True) -> str:
    """Where to look next; a paper whose facts we have was there once."""
    if absence is Absence.REMOVED or not is_new:
        return _("{url} may say why").format(url=ref.url)
    return _("look at {url}: a digit may be wrong").format(url=ref.url)
