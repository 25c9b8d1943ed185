"""Published articles become issue files: one file per format, one line in the table below; no disk.

A format gives the lines of an article, and `article` recognises an issue in them, the same way for each.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from digestcli.importers.article.dates import tells_a_day
from digestcli.importers.article.naming import key_of, named_by
from digestcli.importers.article.recognise import Recognised
from digestcli.importers.article.source import text_of
from digestcli.importers.article.told import Told
from digestcli.markup.pictures import local_paths
from digestcli.messages import _, plural
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.model.publication import Publication
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """What `digest import` reads."""

    help: str


class _Module(Protocol):
    """What the file of a format holds."""

    def recognises(self, text: str, path: str) -> bool:
        """Whether `text` is written in it; those before it in the table were asked first."""
        ...

    def read(self, text: str, told: Told, publication: Publication) -> Recognised:
        """The issue file it is."""
        ...


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
        "html": Format(_("a page as a browser saves it, from WeChat or a blog")),
        "issue": Format(_("an issue, as digest export --md writes it")),
        "markdown": Format(_("an article in Markdown")),
        "text": Format(_("an article in plain text")),
    }


def bring(data: bytes, path: str, publication: Publication) -> Imported:
    """The issue file that the article in `data` is; `path` names it in what is told.

    Raises FileError where the bytes are no text, or nothing in them can be an article.
    """
    told = Told(path)
    text = text_of(data, path, told)
    name, module = _format_of(text, path)
    found = module.read(text, told, publication)
    if name != "issue":
        _tell_pictures(found, told)
    top = found.masthead
    said = [line.plain for line in top.lead if tells_a_day(line.plain)]
    key = key_of(found.front, top.date, (top.title, top.byline, *said), path)
    if key and (other := named_by(path)) and other != key:
        message = _("the article says {key}, and its file's name {other}").format(key=key, other=other)
        told.tell("other-issue", 1, message, _("taken as {key}; --issue says otherwise").format(key=key))
    return Imported(
        text=found.sheet.text,
        format=name,
        key=key,
        papers=found.papers,
        lists=found.lists,
        told=told.problems(),
        source=found.sheet.source,
    )


def _tell_pictures(found: Recognised, told: Told) -> None:
    """Pictures that are files beside the article are not found from the issue."""
    text = found.sheet.text
    paths = list(local_paths(text))
    if paths:
        line = found.sheet.source(text.count("\n", 0, text.index(paths[0])) + 1)
        message = plural("{n} picture is a file: {path}", "{n} pictures are files: {path} ...", len(paths))
        hint = _("digest figure REF FILE brings one into the library")
        told.tell("picture-local", line, message.format(path=paths[0]), hint)


def _format_of(text: str, path: str) -> tuple[str, _Module]:
    for name in formats():
        module = cast("_Module", import_module(f"{__name__}.{name}"))
        if module.recognises(text, path):
            return name, module
    raise LookupError(text)  # plain text recognises everything
