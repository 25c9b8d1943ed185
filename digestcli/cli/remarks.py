"""What an editor should know of a paper's facts before relying on them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import SOURCE_NAMES, Paper
from digestcli.model.withdrawal import withdrawal as words_of_withdrawal

_EACH = 3  # papers that are named, where more are counted


def remarks(paper: Paper) -> Iterator[str]:
    """That the paper was withdrawn, and that its facts are from elsewhere than arXiv's API."""
    yield from withdrawal(paper)
    if paper.is_deputys:
        yield partial_remark(paper)


def withdrawal(paper: Paper) -> Iterator[str]:
    """That the paper was withdrawn, in its own words, or as its empty newest version lets one think."""
    if words := words_of_withdrawal(paper):
        yield _("{id} says that it was withdrawn: {words}").format(id=paper.id, words=one_line(words))
    elif paper.withdrawn:
        yield _("{id} may have been withdrawn: its newest version is empty").format(id=paper.id)


def licence(paper: Paper) -> Iterator[str]:
    """That the paper's own pictures are not for others to print, where its licence is known to say so."""
    if paper.is_open is False:
        words = _("pictures from the paper may not be published again under its licence, {licence}")
        yield words.format(licence=paper.license)


def partial_remark(paper: Paper) -> str:
    """Where the facts are from, and how to complete them."""
    return _("{id} is known from {name} only; later: {command}").format(
        id=paper.id, name=_(SOURCE_NAMES[paper.source]), command="digest fetch"
    )


def partial_remarks(papers: Iterable[Paper]) -> Iterator[str]:
    """The same of several papers; many are counted."""
    partial = [paper for paper in papers if paper.is_deputys]
    if len(partial) <= _EACH:
        yield from map(partial_remark, partial)
        return
    for source, number in Counter(paper.source for paper in partial).items():
        known = plural("{n} paper is known from {name} only", "{n} papers are known from {name} only", number)
        yield _("{what}; later: {command}").format(
            what=known.format(name=_(SOURCE_NAMES[source])), command="digest fetch"
        )


def alarm(written_for: ArxivId, newest: int) -> str:
    """The words of a section are for another version than the newest."""
    if (written_for.version or 0) > newest:
        return _("the heading names v{old}, and arXiv has no more than v{newest}").format(
            old=written_for.version, newest=newest
        )
    return _("written for v{old}, and arXiv has v{newest}").format(old=written_for.version, newest=newest)
