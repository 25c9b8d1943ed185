"""What an editor should know of a paper's facts before relying on them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from digestcli.markup.remarks import deputy, withdrawal
from digestcli.messages import _, plural
from digestcli.model.paper import SOURCE_NAMES, Paper

_EACH = 3  # papers that are named, where more are counted


def remarks(paper: Paper) -> Iterator[str]:
    """That the paper was withdrawn, and that its facts are from elsewhere than arXiv's API."""
    if withdrawn := withdrawal(paper):
        yield withdrawn
    if paper.is_deputys:
        yield partial_remark(paper)


def licence(paper: Paper) -> Iterator[str]:
    """That the paper's own pictures are not for others to print, where its licence is known to say so."""
    if paper.is_open is False:
        words = _("pictures from the paper may not be published again under its licence, {licence}")
        yield words.format(licence=paper.license)


def partial_remark(paper: Paper) -> str:
    """Where the facts are from, and how to complete them."""
    return _("{what}; later: {command}").format(what=deputy(paper), command="digest fetch")


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


def miscounted(lists: Iterable[str]) -> Iterator[str]:
    """That the numbers before lines are the editor's, where they no longer say what is printed."""
    for name in lists:
        told = _("the numbers written in {name} are yours and stay; what is printed is counted")
        yield told.format(name=name)
