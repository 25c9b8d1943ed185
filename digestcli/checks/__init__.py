"""What a second pair of eyes sees: rules over an issue, by family.

A family is a file of this room and a line in `FAMILIES`; a rule is a function in it under `@rule`. Pure: what
a rule knows, it knows from its `Page`.
"""

from collections.abc import Container, Iterator, Mapping
from importlib import import_module

from digestcli.checks.page import Page
from digestcli.checks.quiet import silenced
from digestcli.checks.rule import Fault, Rule
from digestcli.issuefile.faults import Places
from digestcli.messages import N_
from digestcli.model.problem import Problem
from digestcli.model.text import Edit

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


def rules(family: str | None = None) -> Mapping[str, Rule]:
    """The rules of a family, or of all, by name."""
    families = FAMILIES if family is None else (family,)
    found = (rule for each in families for rule in _of(each))
    return {rule.name: rule for rule in found}


def _of(family: str) -> Iterator[Rule]:
    module = import_module(f"digestcli.checks.{family}")
    yield from (each for each in vars(module).values() if isinstance(each, Rule))


def check(page: Page, wanted: Container[str]) -> Iterator[Problem]:
    """What the rules named in `wanted` find, but for what a comment beside it silences."""
    quiet = silenced(page.text)
    places = Places(page.text)
    for rule in rules().values():
        if rule.name not in wanted:
            continue
        for fault in rule.find(page):
            line, column = places.of(fault.span.start)
            if rule.name not in quiet.get(line, ()):
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
