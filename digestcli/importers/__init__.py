"""Published articles become issue files: one file per format, one line in the table below; no disk.

A format gives the lines of an article, and `article` recognises an issue in them, the same way for each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from digestcli.importers.article.lines import Article
from digestcli.importers.article.naming import key_of
from digestcli.importers.article.recognise import recognise
from digestcli.importers.article.source import text_of
from digestcli.importers.article.told import Told
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Format:
    """What `digest import` reads."""

    help: str


class _Module(Protocol):
    """What the file of a format holds."""

    def recognises(self, text: str) -> bool:
        """Whether `text` is written in it; those before it in the table were asked first."""
        ...

    def article(self, text: str, told: Told) -> Article: ...


@dataclass(frozen=True, slots=True)
class Imported:
    """An article as an issue file, and what is told of it."""

    text: str
    format: str
    key: Key | None  # what the article, or its file, says it is
    papers: int
    lists: int
    told: tuple[Problem, ...]
    source: Callable[[int], int]  # from a line of the issue file to the article's


def formats() -> dict[str, Format]:
    """Every format by name; the first that recognises an article reads it."""
    return {
        "text": Format(_("an article in plain text")),
    }


def bring(data: bytes, path: str, publication: Publication) -> Imported:
    """The issue file that the article in `data` is; `path` names it in what is told.

    Raises FileError where the bytes are no text, or nothing in them can be an article.
    """
    told = Told(path)
    text = text_of(data, path, told)
    name, module = _format_of(text)
    article = module.article(text, told)
    found = recognise(article, told, publication)
    top = found.masthead
    return Imported(
        text=found.sheet.text,
        format=name,
        key=key_of(article.front, top.date, (top.title, top.byline), path),
        papers=found.papers,
        lists=found.lists,
        told=tuple(sorted(told.found, key=lambda problem: problem.line)),
        source=found.sheet.source,
    )


def _format_of(text: str) -> tuple[str, _Module]:
    for name in formats():
        module = cast("_Module", import_module(f"{__name__}.{name}"))
        if module.recognises(text):
            return name, module
    raise LookupError(text)  # plain text recognises everything
