"""What is said of a paper wherever it is looked at: in `status`, after a refresh, by a check."""

from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import SOURCE_NAMES, Paper
from digestcli.model.withdrawal import withdrawal as words_of_withdrawal


def withdrawal(paper: Paper) -> str | None:
    """That the paper was withdrawn, in its own words, or as its empty newest version lets one think."""
    if words := words_of_withdrawal(paper):
        return _("{id} says that it was withdrawn: {words}").format(id=paper.id, words=one_line(words))
    if paper.withdrawn:
        return _("{id} may have been withdrawn: its newest version is empty").format(id=paper.id)
    return None


def deputy(paper: Paper) -> str:
    """From where alone a paper is known."""
    return _("{id} is known from {name} only").format(id=paper.id, name=_(SOURCE_NAMES[paper.source]))


def alarm(written_for: ArxivId, newest: int) -> str:
    """The words of a section are for another version than the newest."""
    if (written_for.version or 0) > newest:
        return _("the heading names v{old}, and arXiv has no more than v{newest}").format(
            old=written_for.version, newest=newest
        )
    return _("written for v{old}, and arXiv has v{newest}").format(old=written_for.version, newest=newest)
