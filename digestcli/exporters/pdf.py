"""The issue on A4 pages, through typst: real Chinese type, bookmarks, tags, and not one box for a character.

typst is given a folder of its own, with our template, the issue as data and its pictures in it; no word of
an issue is ever read as typst's language. The same fonts give the same bytes.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from digestcli.exporters import Assets
from digestcli.exporters.paper.fonts import faces, installed
from digestcli.exporters.paper.missing import told
from digestcli.exporters.paper.press import Lacking, Refused, is_drawn, pressed
from digestcli.exporters.paper.sheets import Sheets, sheets
from digestcli.exporters.web import head
from digestcli.exporters.web.simple import without_folders
from digestcli.markup.element import Element
from digestcli.markup.page import Article
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series

if TYPE_CHECKING:
    from typst import Fonts


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.pdf` an issue."""
    for digest in without_folders(series).digests:
        made = Printing(digest, series, assets)
        yield Artifact(f"{digest.key}.pdf", made.render, made.remarks)


class Printing:
    """One issue on its way to paper, in all fonts that are installed or in those given."""

    def __init__(self, digest: Digest, series: Series, assets: Assets, fonts: "Fonts | None" = None) -> None:
        self._digest = digest
        self._assets = assets
        self._language = series.language
        self._about = _about(digest, series)
        self._fonts = fonts
        self._left: tuple[str, ...] | None = None

    @cached_property
    def _article(self) -> Element:
        return Article(self._digest).whole()

    def render(self) -> bytes:
        """The PDF; raises DigestError where a character is in no font."""
        fonts = self._fonts or installed()
        chosen = faces(self._language, fonts)
        about = {**self._about, "faces": asdict(chosen)}
        made = self._sheets(frozenset())
        try:
            data = pressed(about, made, fonts)
        except Lacking as fault:
            raise told(fault.characters, self._article, is_chinese=chosen.chinese) from None
        except Refused:
            drawn = {name: is_drawn(name, each.data, fonts) for name, each in made.pictures.items()}
            if all(drawn.values()):
                raise
            made = self._sheets(frozenset(name for name in drawn if not drawn[name]))
            data = pressed(about, made, fonts)
        self._left = made.left
        return data

    def remarks(self) -> tuple[str, ...]:
        if self._left is None:
            self.render()
        return self._left or ()

    def _sheets(self, refused: frozenset[str]) -> Sheets:
        why = _("{name} is left out, as typst cannot draw it: save it as PNG")
        return sheets(self._article, self._assets, lambda name, _picture: why if name in refused else None)


def _about(digest: Digest, series: Series) -> dict[str, object]:
    """What the file says about itself; its date is the issue's, or none."""
    title = head.title(digest)
    is_english = head.lang(series.language) == "en"
    return {
        "title": title,
        "author": one_line(digest.byline or ""),
        "description": head.description(digest) or "",
        "date": _date(digest.date),
        "lang": "en" if is_english else "zh",
        "region": "US" if is_english else "CN",
        "running": [title, one_line(series.title or ""), str(digest.key)],
    }


def _date(day: str | None) -> list[int] | None:
    try:
        known = date.fromisoformat(day) if day else None
    except ValueError:  # in a draft
        return None
    return [known.year, known.month, known.day] if known else None
