"""What somebody looks for, read from the words they typed; docs/search.md tells the language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digestcli.errors import BadId, UsageError
from digestcli.markup.tex import to_unicode
from digestcli.messages import _
from digestcli.model.key import Week
from digestcli.search.fields import CATEGORIES, FIELDS, named, terms_of_category
from digestcli.search.terms import is_word, terms

Weeks = tuple[Week, Week]  # the first and the last

FIELD, WEEK, CATEGORY = "field", "week", "cat"
_STEERING = {
    **dict.fromkeys((FIELD, "字段"), FIELD),
    **dict.fromkeys((WEEK, "周"), WEEK),
    **dict.fromkeys((CATEGORY, "category", "类别", "分类"), CATEGORY),
}
_LONGEST = 400  # terms; nobody types as many, and each is looked up
_MARKS = '"“”＂'
_CLAUSE = re.compile(
    rf"(?P<no>[-－])?(?:(?P<name>[^\W\d_]+)[:：])?"
    rf"(?:[{_MARKS}](?P<phrase>[^{_MARKS}]*)[{_MARKS}]|(?P<word>[^\s{_MARKS}]*))"
)
_COMMA = re.compile("[,，、]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand behind each other in one of `fields`; the last may go on where it `is_begun`."""

    terms: tuple[str, ...]
    fields: tuple[str, ...] = tuple(FIELDS)
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` is in an entry, nothing of `unwanted`; its day is in all of `weeks`."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    weeks: tuple[Weeks, ...] = ()
    unwanted_weeks: tuple[Weeks, ...] = ()


class _Clause:
    """One of a query's words: `name:said`, left out where it `is_unwanted`."""

    def __init__(self, match: re.Match[str]) -> None:
        self.is_unwanted = match["no"] is not None
        self.is_quoted = match["phrase"] is not None
        self.name = match["name"] or ""
        self.said = match["phrase"] if self.is_quoted else match["word"]
        if self.name and not _is_known(self.name):
            if not self.is_quoted:
                self.said = match[0].removeprefix(match["no"] or "")
            self.name = ""
        self.typed = match[0]
        if not self.said.strip():
            raise UsageError(
                _("{word} in the query is followed by nothing").format(word=self.typed), _example()
            )

    def phrase(self, fields: tuple[str, ...]) -> Phrase:
        """What is looked for, in `fields` or where the clause itself says."""
        own = named(self.name) if self.name else None
        if id := self._id():
            return Phrase(tuple(terms(id)), fields)
        said = tuple(terms(self.said))
        if not said:
            raise UsageError(_("there is nothing to look for in {word}").format(word=self.typed), _example())
        return Phrase(said, (own,) if own else fields, not self.is_quoted and is_word(said[-1]))

    def category(self) -> Phrase:
        """The category that is named; of an archive, any."""
        return Phrase(terms_of_category(self.said.strip())[-1:], (CATEGORIES,))

    def _id(self) -> str | None:
        """The paper that a word names, in whatever form."""
        if self.name or self.is_quoted or not any(map(str.isdigit, self.said)):
            return None
        from digestcli.model.identify import identify  # noqa: PLC0415 - most words hold no digit

        try:
            return str(identify(self.said).id.bare)
        except BadId:
            return None


def parse(text: str, weeks: Callable[[str], Weeks]) -> Query:
    """What `text` asks for; `weeks` understands what stands behind `week:`. Raises UsageError.

    Nothing in it is ever anything but words to look for: whoever asks an index quotes each of them.
    """
    clauses = list(_clauses(to_unicode(text)))
    fields = tuple(dict.fromkeys(_fields(clauses))) or tuple(FIELDS)
    words: dict[bool, list[Phrase]] = {True: [], False: []}
    spans: dict[bool, list[Weeks]] = {True: [], False: []}
    for clause in clauses:
        match _STEERING.get(clause.name.casefold()):
            case "field":
                continue
            case "week":
                spans[clause.is_unwanted].append(weeks(clause.said))
            case "cat":
                words[clause.is_unwanted].append(clause.category())
            case _:
                words[clause.is_unwanted].append(clause.phrase(fields))
    query = Query(tuple(words[False]), tuple(words[True]), tuple(spans[False]), tuple(spans[True]))
    if clauses and not any((*words.values(), *spans.values())):
        raise UsageError(_("the query says where to look, and nothing to look for"), _example())
    _look_over(query)
    return query


def _clauses(text: str) -> Iterator[_Clause]:
    at = 0
    while rest := text[at:].lstrip():
        at = len(text) - len(rest)
        match = _CLAUSE.match(text, at)
        end = match.end() if match else at
        if match is None or (not match["word"] and match["phrase"] is None and text[end : end + 1].strip()):
            raise UsageError(
                _("a quotation mark in the query has no partner"),
                _("""a phrase stands between two of them: digest search '"chain of thought"'"""),
            )
        yield _Clause(match)
        at = end


def _fields(clauses: list[_Clause]) -> Iterator[str]:
    """The fields that `field:` names, for all words that do not say themselves where they are to be."""
    for clause in clauses:
        if _STEERING.get(clause.name.casefold()) != FIELD:
            continue
        if clause.is_unwanted:
            raise UsageError(
                _("{word}: field: says where to look, and nothing can be left out of that").format(
                    word=clause.typed
                ),
                _("name the fields that are wanted: {fields}").format(fields=_known_fields()),
            )
        for name in filter(None, map(str.strip, _COMMA.split(clause.said))):
            field = named(name)
            if field is None:
                raise UsageError(
                    _("there is no field {name}").format(name=name),
                    _("the fields: {fields}").format(fields=_known_fields()),
                )
            yield field


def _look_over(query: Query) -> None:
    """What cannot be answered is refused."""
    if not (query.wanted or query.weeks):
        if query.unwanted or query.unwanted_weeks:
            raise UsageError(
                _("the query says only what is not wanted"),
                _("add something that is: digest search 模型 -综述"),
            )
        raise UsageError(_("the query is empty"), _example())
    if sum(len(phrase.terms) for phrase in (*query.wanted, *query.unwanted)) > _LONGEST:
        raise UsageError(
            _("the query is too long: more than {limit} words").format(limit=_LONGEST),
            _("a few words of a text are enough to find it"),
        )


def _is_known(name: str) -> bool:
    """Whether `name:` means something; raises UsageError where it is nearly one that does."""
    if named(name) or name.casefold() in _STEERING:
        return True
    from difflib import get_close_matches  # noqa: PLC0415 - most names mean something

    known = [each for each in (*_STEERING, *FIELDS, "author") if each.isascii()]
    if name.isascii() and (near := get_close_matches(name.casefold(), known, 1, 0.8)):
        raise UsageError(
            _("{name}: is nothing a query knows").format(name=name),
            _('is it {near}:? As words they stand in quotation marks: "{name}:"').format(
                near=near[0], name=name
            ),
        )
    return False


def _known_fields() -> str:
    return ", ".join(_(field.said) for field in FIELDS.values())


def _example() -> str:
    return _("for example: digest search 大模型 author:wei week:2023-W01..2023-W26 -综述")
