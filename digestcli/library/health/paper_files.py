"""The files in `papers/`: whether each tells of the paper its name says, and whether anybody asks for it."""

from collections.abc import Iterator
from pathlib import Path

from digestcli.errors import BadId
from digestcli.library import papers
from digestcli.library.health.stock import Stock
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.finding import Finding
from digestcli.model.identify import identify
from digestcli.model.problem import Severity

_NAMED = 3  # orphans that are named, where more are counted


def misnamed(stock: Stock) -> Iterator[Finding]:
    """Files that no paper's facts can lie in."""
    for path in _files(stock):
        if _id(path) is None:
            yield Finding(
                rule="paper-name",
                severity=Severity.WARNING,
                message=_("this file is not read: its name names no paper"),
                hint=_("facts lie in {example}; delete it, or move it out").format(
                    example="papers/2304.02643.json, papers/hep-th_9901001.json"
                ),
                path=stock.library.name(path),
                line=1,
                column=1,
            )


def damaged(stock: Stock) -> Iterator[Finding]:
    """Files that were not written by `papers.save`, or about another paper."""
    for id in _ids(stock):
        for problem in papers.faults(stock.library, [id]):
            unneeded = stock.is_all_read and id not in stock.refs
            yield Finding.of(problem, _("no issue names it: delete it") if unneeded else None)


def orphans(stock: Stock) -> Iterator[Finding]:
    """Facts that no issue asks for. They do no harm: the section they were fetched for may come back."""
    unneeded = [id for id in _ids(stock) if id not in stock.refs] if stock.is_all_read else []
    if unneeded:
        what = plural(
            "{n} paper that no issue names: {names}", "{n} papers that no issue names: {names}", len(unneeded)
        )
        more = [_("and others")] if len(unneeded) > _NAMED else []
        names = _(", ").join([*map(str, unneeded[:_NAMED]), *more])
        yield Finding(
            rule="paper-orphan",
            severity=Severity.HINT,
            message=what.format(names=names),
            hint=_("keep or delete their files: digest add fetches them again"),
            path="papers/",
        )


def _files(stock: Stock) -> list[Path]:
    try:
        found = sorted(stock.library.papers.iterdir())
    except FileNotFoundError:
        return []
    return [path for path in found if path.suffix == ".json" and not path.name.startswith(".")]


def _ids(stock: Stock) -> Iterator[ArxivId]:
    yield from (id for path in _files(stock) if (id := _id(path)))


def _id(path: Path) -> ArxivId | None:
    """The paper whose facts lie at `path`."""
    try:
        id = identify(path.stem.replace("_", "/", 1)).id
    except BadId:
        return None
    return id if id.stem == path.stem else None
