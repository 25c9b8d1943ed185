"""What a second pair of eyes sees: rules over an issue, by family.

A family is a file of this room and a line in `FAMILIES`; a rule is a function in it under `@rule`. Pure: what
a rule knows, it knows from its `Page`.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from operator import attrgetter

from digestcli.checks import terms
from digestcli.checks.page import Page
from digestcli.checks.quiet import silenced
from digestcli.checks.rule import Fault, Rule
from digestcli.issuefile.faults import Places
from digestcli.messages import N_
from digestcli.model.problem import Problem, Severity
from digestcli.model.text import Edit, Span

__all__ = ["FAMILIES", "Fault", "Page", "Rule", "check", "rules"]

FAMILIES = {
    "house": N_("what no eye sees"),
    "completeness": N_("what is still to be written"),
    "facts": N_("what arXiv says otherwise, and what became of a paper"),
    "authors": N_("who wrote a paper"),
    "claims": N_("what is said of a paper and stands nowhere in what is known of it"),
    "repeats": N_("what readers have had before"),
    "links": N_("where addresses lead"),
    "spaces": N_("where a blank belongs, and where none does"),
    "marks": N_("full-width marks among 汉字"),
    "pairs": N_("brackets and quotes that belong together"),
    "emphasis": N_("what GitHub would print as asterisks"),
    "capitals": N_("names with capitals of their own"),
    "slips": N_("slips of the pen"),
    "terms": N_("terms as the glossary has them"),
}


@cache
def rules(family: str | None = None) -> Mapping[str, Rule]:
    """The rules of a family, or of all, by name."""
    families = FAMILIES if family is None else (family,)
    found = (rule for each in families for rule in _of(each))
    return {rule.name: rule for rule in found}


def _of(family: str) -> Iterator[Rule]:
    module = import_module(f"digestcli.checks.{family}")
    yield from (each for each in vars(module).values() if isinstance(each, Rule))


def check(page: Page, wanted: Container[str]) -> Iterator[Problem]:
    """What the rules named in `wanted` find, in reading and here, but for what a comment beside it silences.

    Errors of reading are told in any case: they stop an export. Nor is a name mended that the library has
    chosen, whatever a rule has against it.
    """
    quiet, chosen = silenced(page.text), terms.chosen(page)
    for problem in page.reading.problems:
        is_silent = problem.rule not in wanted or problem.rule in quiet.get(problem.line, ())
        if problem.severity is Severity.ERROR or not is_silent:
            yield problem
    places = Places(page.text)
    for rule in rules().values():
        if rule.name not in wanted:
            continue
        for fault in rule.find(page):
            line, column = places.of(fault.span.start)
            is_ours = fault.fix is not None and _is_within(fault.span, chosen)
            if rule.name not in quiet.get(line, ()) and not is_ours:
                yield Problem(
                    path=page.reading.path,
                    line=line,
                    column=column,
                    rule=rule.name,
                    severity=rule.severity,
                    message=fault.message,
                    hint=fault.hint,
                    fix=None if fault.fix is None else Edit(fault.span, fault.fix),
                )


def _is_within(span: Span, places: Sequence[Span]) -> bool:
    """Whether `span` lies in one of the `places`, which stand in order."""
    until = bisect_right(places, span.start, key=attrgetter("start"))
    return until > 0 and places[until - 1].start <= span.start and span.end <= places[until - 1].end
