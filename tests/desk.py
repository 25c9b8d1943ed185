"""An issue as a check is given it, from its text and the facts it needs."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from digestcli import issuefile
from digestcli.checks.earlier import Earlier
from digestcli.checks.page import Page
from digestcli.compose import compose
from digestcli.model.appearance import Appearance
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.probe import Probe
from digestcli.model.publication import Publication
from digestcli.model.term import Term


def page_of(
    text: str,
    papers: Collection[Paper] = (),
    *,
    publication: Publication | None = None,
    earlier: Sequence[Appearance] = (),
    glossary: Sequence[Term] = (),
    files: Collection[str] = (),
    probe: Probe | None = None,
) -> Page:
    """`text` as the issue of 2023-W14; `files` are the pictures that are there."""
    reading = issuefile.read(text, Key("2023-W14"), publication or Publication())
    facts = {paper.id.bare: paper for paper in papers}
    return Page(
        text=text,
        reading=reading,
        digest=compose(reading.issue, facts, reading.publication),
        facts=facts,
        earlier=earlier_of(earlier),
        glossary=glossary,
        probe=probe,
        is_there=files.__contains__,
    )


def earlier_of(appearances: Iterable[Appearance]) -> Earlier:
    """What readers had, the oldest issue first."""
    earlier = Earlier()
    for key, papers in groupby(appearances, key=lambda each: each.key):
        earlier.add(key, papers)
    return earlier
