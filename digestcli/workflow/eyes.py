"""The second pair of eyes: the rules that nobody switched off, and all they are told beside an issue."""

import os.path
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from digestcli import checks
from digestcli.checks.links import to_ask
from digestcli.checks.page import Page
from digestcli.compose import compose
from digestcli.files.marks import mark
from digestcli.issuefile import RULES
from digestcli.library import glossary, papers
from digestcli.library.root import Library
from digestcli.library.titles import Titles
from digestcli.library.verdicts import Verdicts
from digestcli.messages import language
from digestcli.model.problem import Problem
from digestcli.model.term import Term
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened
from digestcli.workflow.past import Past

if TYPE_CHECKING:
    from digestcli.sources.probe import Prober


@dataclass(frozen=True, slots=True)
class Eyes:
    desk: Desk
    rules: Collection[str]
    past: Past  # of the issue that is looked at
    terms: Sequence[Term]
    verdicts: Verdicts  # on issues that were looked at before
    prober: "Prober | None" = None  # asks for the addresses

    @classmethod
    def of(cls, desk: Desk, cache: Path | None, prober: "Prober | None" = None) -> Self:
        """Those of a library; what they remember lies in the folder `cache`, nothing without one.

        What a `prober` is told is of today, and is not remembered.
        """
        about = desk.publication
        rules = [name for name in (*RULES, *checks.rules()) if name not in about.check_off]
        past = Past(Titles(desk.library, about, cache))
        terms, _faults = glossary.load(desk.library)
        settings = repr((about.fingerprint, language(), rules, terms, _program()))
        verdicts = Verdicts(desk.library, None if prober else cache, settings)
        return cls(desk, rules, past, terms, verdicts, prober)

    def keep(self) -> None:
        """What was read and found, for the next command."""
        self.past.titles.keep()
        self.verdicts.keep()

    def look(self, page: Page) -> Iterator[Problem]:
        """All that is wrong with an issue."""
        if self.prober:
            self.prober.ask_all(to_ask(page))  # several sites at a time
        yield from checks.check(page, self.rules)
        yield from papers.faults(self.desk.library, page.digest.pending)

    def page(self, opened: Opened) -> Page:
        """An issue as it was read, with all that is known about it."""
        issue = opened.issue
        facts = papers.load_many(self.desk.library, {ref.bare for ref in issue.refs()})
        return Page(
            text=opened.text,
            reading=opened.reading,
            digest=compose(issue, facts, self.desk.publication),
            facts=facts,
            earlier=self.past.earlier,
            glossary=self.terms,
            is_there=lambda path: _is_file(self.desk.library, path),
            probe=self.prober,
        )


def _program() -> list[object]:
    """What finds, reads and tells: whoever is changing it wants to see what is found now."""
    folder = Path(checks.__file__).parents[1]
    parts = ("checks/*.py", "issuefile/*.py", "locale/*/*/*.mo")
    return [mark(path) for part in parts for path in sorted(folder.glob(part))]


def _is_file(library: Library, path: str) -> bool:
    return os.path.isfile(library.issues / path)  # noqa: PTH113 - any name may stand here, Path refuses some
