"""Terms as the library's glossary renders them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.term import Term
from digestcli.model.text import Span

_LATIN = re.compile(r"[A-Za-z0-9]")


@rule("term", Severity.WARNING, mends=True)
def term(page: Page) -> Iterator[Fault]:
    """A rendering of a term that the library's `glossary.toml` does not want."""
    if not any(each.forbidden for each in page.glossary):
        return
    meant, pattern = _glossary(tuple(page.glossary))
    for found in pattern.finditer(page.prose):
        terms = meant.get(found[0])
        if terms is None or _is_title(page.line_before(found.start())):
            continue
        chosen = sorted({each.chinese for each in terms})
        english = ", ".join(each.english for each in terms)
        message = _("{word}: {chosen} here, for {english}").format(
            word=found[0], chosen=" / ".join(chosen), english=english
        )
        yield Fault(Span(*found.span()), message, fix=chosen[0] if len(chosen) == 1 else None)


@lru_cache(maxsize=4)
def _glossary(terms: Sequence[Term]) -> tuple[Mapping[str, Sequence[Term]], re.Pattern[str]]:
    """The terms by what is forbidden for them; and what finds that, or what is chosen if that is longer."""
    meant: dict[str, list[Term]] = defaultdict(list)
    for each in terms:
        for word in each.forbidden:
            meant[word].append(each)
    return dict(meant), _any_of({*meant, *(each.chinese for each in terms)})


def _any_of(words: set[str]) -> re.Pattern[str]:
    """Finds the longest of the words that begin at a place, by first characters: most fail at once."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        end = r"(?![A-Za-z0-9])" if _LATIN.match(word[-1]) else ""
        rests[word[0]].append(re.escape(word[1:]) + end)
    branches = []
    for first, rest in rests.items():
        start = re.escape(first) + (rf"(?<![A-Za-z0-9]{first})" if _LATIN.match(first) else "")
        branches.append(f"{start}(?:{'|'.join(rest)})")
    return re.compile("|".join(branches))


def chosen(page: Page) -> Sequence[Span]:
    """Where the names stand that the library has chosen, in the order of the text."""
    if not page.glossary:
        return ()
    _meant, pattern = _glossary(tuple(page.glossary))
    names = {each.chinese for each in page.glossary}
    return [Span(*found.span()) for found in pattern.finditer(page.prose) if found[0] in names]


def _is_title(before: str) -> bool:
    """Whether the words behind `before` are of a title: 《…》 is what somebody else called it."""
    return before.rfind("《") > before.rfind("》")
