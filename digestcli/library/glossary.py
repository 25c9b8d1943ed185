"""`glossary.toml`: for each English term the one Chinese rendering that a library has chosen.

An editor writes it and the program only reads it. What is wrong in it is told and never stops anybody: a
faulty term is as one that is not there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digestcli.library import toml, wordlists
from digestcli.library.root import GLOSSARY, Library
from digestcli.library.wordlists import LIMIT, LONGEST, Place, is_word
from digestcli.messages import _
from digestcli.model.problem import Problem, Severity
from digestcli.model.term import Term

__all__ = ["LIMIT", "load"]

_KEYS = ("english", "chinese", "forbidden")
_EXAMPLE = 'chinese = "大语言模型"'


def load(library: Library) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """The terms in the order of the file, and the faults in it; neither where there is no file."""
    read = wordlists.load(library.glossary, _EXAMPLE)
    if not isinstance(read, wordlists.WordList):
        return (), (read,) if read else ()
    reader = _Reader(_places(read.text))
    terms = tuple(reader.terms(read.said))
    return terms, tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    """Reads what TOML made of the file, and gathers what is wrong with it."""

    places: Mapping[tuple[int, str], Place]  # by the number of a term, from 0, and the key; "" is its header
    problems: list[Problem] = field(default_factory=list)

    def terms(self, said: Mapping[str, object]) -> Iterator[Term]:
        for name in said:
            if name != "term":
                self._unknown(-1, name, "[[term]]")
        tables = said.get("term", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self._tell(-1, "term", _("each term begins with a line {example}").format(example="[[term]]"))
            return
        read = [(number, term) for number, table in enumerate(tables) if (term := self._term(number, table))]
        yield from self._without_contradictions(self._once(read))

    def _term(self, number: int, table: Mapping[str, object]) -> Term | None:
        for name in table:
            if name not in _KEYS:
                self._unknown(number, name, ", ".join(_KEYS))
        english, chinese = (self._word(number, name, table.get(name)) for name in ("english", "chinese"))
        forbidden = self._forbidden(number, table.get("forbidden", []))
        return Term(english, chinese, forbidden) if english and chinese else None

    def _word(self, number: int, name: str, value: object) -> str | None:
        if is_word(value):
            return value.strip() if isinstance(value, str) else None
        message = _("{name} is missing") if value is None else _("{name} is not what it should be")
        expected = _("words in quotes, {number} characters at most").format(number=LONGEST)
        hint = _("expected: {expected}").format(expected=expected)
        self._tell(number, name, message.format(name=name), hint)
        return None

    def _forbidden(self, number: int, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(is_word(each) and len(each.strip()) > 1 for each in value):
            return tuple(dict.fromkeys(each.strip() for each in value))
        expected = _("a list of words in quotes: {example}").format(example='["大型语言模型"]')
        message = _("{name} is not what it should be").format(name="forbidden")
        self._tell(number, "forbidden", message, _("expected: {expected}").format(expected=expected))
        return ()

    def _once(self, read: list[tuple[int, Term]]) -> list[tuple[int, Term]]:
        """Each term once: the first of two stands."""
        first: dict[str, tuple[int, Term]] = {}
        for number, term in read:
            kept, _term = first.setdefault(term.english.casefold(), (number, term))
            if kept != number:
                line, _column = self._at(kept, "english")
                message = _("{term} stands here already, in line {line}").format(term=term.english, line=line)
                self._tell(number, "english", message, rule="glossary-twice")
        return list(first.values())

    def _without_contradictions(self, read: list[tuple[int, Term]]) -> Iterator[Term]:
        """Nothing is forbidden that is chosen."""
        chosen = {term.chinese: term.english for _number, term in reversed(read)}
        for number, term in read:
            for word in term.forbidden:
                if word in chosen:
                    message = _("{word} is forbidden here, and chosen for {term}")
                    told = message.format(word=word, term=chosen[word])
                    self._tell(number, "forbidden", told, rule="glossary-twice")
            yield Term(
                term.english, term.chinese, tuple(each for each in term.forbidden if each not in chosen)
            )

    def _unknown(self, number: int, name: str, known: str) -> None:
        message = _("{name} is nothing a glossary has").format(name=name)
        hint = _("it has {names}").format(names=known)
        problem = _problem("glossary-key", self._at(number, name), message, hint, Severity.WARNING)
        self.problems.append(problem)

    def _tell(
        self, number: int, name: str, message: str, hint: str | None = None, rule: str = "glossary-value"
    ) -> None:
        self.problems.append(_problem(rule, self._at(number, name), message, hint))

    def _at(self, number: int, name: str) -> Place:
        return self.places.get((number, name)) or self.places.get((number, "")) or (1, 1)


def _places(text: str) -> dict[tuple[int, str], Place]:
    places: dict[tuple[int, str], Place] = {}
    number = -1
    for line, column, name, is_table in toml.names(text):
        if is_table and name == "term":
            number += 1
        places.setdefault((number, "" if is_table and name == "term" else name), (line, column))
        if name == "term":
            places.setdefault((-1, "term"), (line, column))
    return places


def _problem(
    rule: str, place: Place, message: str, hint: str | None, severity: Severity = Severity.ERROR
) -> Problem:
    return wordlists.problem(GLOSSARY, rule, place, message, hint, severity=severity)
