"""The fields an entry is looked through in: how they are called, and how much a word in them counts."""

from collections.abc import Mapping
from typing import NamedTuple

from digestcli import words
from digestcli.messages import N_


class Field(NamedTuple):
    weight: float  # of a word found there, in the ranking
    said: str  # what it is called when something was found there
    names: tuple[str, ...]  # what it may be called in a query, beside its own name and what is said


# From the first in which something was found a result's words are taken, where several would do.
FIELDS: Mapping[str, Field] = {
    "id": Field(12.0, N_("id"), ("编号",)),
    "title": Field(12.0, N_("title"), (*words.TITLE, "题目")),
    "recommendation": Field(6.0, N_("rec"), words.RECOMMENDATION),
    "lead": Field(5.0, N_("lead"), words.LEAD_PHRASE),
    "summary": Field(4.0, N_("summary"), words.SUMMARY),
    "passage": Field(3.0, N_("passage"), ("段落", "正文")),
    "authors": Field(4.0, N_("authors"), ("author", *words.AUTHORS)),
    "labels": Field(2.0, N_("labels"), ("label", "标签", "標籤")),
    "abstract": Field(1.0, N_("abstract"), ("原文摘要", "原文")),
}
# Nothing is found there: what is known of an entry, for `cat:`. Neither can it be typed as a field.
CATEGORIES = "categories"
COLUMNS = (*FIELDS, CATEGORIES)
WEIGHTS = (*(field.weight for field in FIELDS.values()), 0.0)

_NAMES = {
    name.casefold(): field for field, told in FIELDS.items() for name in (field, *told.names, told.said)
}


def named(name: str) -> str | None:
    """The field that somebody calls so."""
    return _NAMES.get(name.casefold())


def terms_of_category(category: str) -> tuple[str, ...]:
    """`cs.CL` as terms: the archive, and the whole; no other category has either."""
    archive, _dot, subject = category.casefold().partition(".")
    return (archive, f"{archive}·{subject}") if subject else (archive,)
