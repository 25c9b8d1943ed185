"""Digests become finished files: one file per format, one line in the table below; no disk, no clock."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from digestcli.exporters import extras
from digestcli.files.pictures import Picture
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, Radiostation, Series
from digestcli.model.issue import Passage
from digestcli.model.script import Script
from digestcli.values import dataclass

if TYPE_CHECKING:
    from digestcli.files.mp3 import Recording

Repoint = Callable[[str], str]
"""From a file's path as the issue has it to the path the finished file must use; addresses stay."""


def _none(path: str) -> None:  # noqa: ARG001 - there are no such files
    return None


def _plain() -> str:
    from digestcli.exporters.web.styles import style  # noqa: PLC0415 - for one format

    return style("wechat-plain")


@dataclass(frozen=True, slots=True)
class Assets:
    """The issue's own files, named as they stand in it: relative to the folder of issues."""

    path: Repoint
    picture: Callable[[str], Picture | None] = _none
    """The picture there; None for one that is lost, is no picture, or lies outside the library."""
    style: Callable[[], str] = _plain
    """The style sheet of articles for WeChat, in which nothing stands that must not."""
    recording: "Callable[[str], Recording | None]" = _none
    """The recording there, measured; None for one that nobody can measure: lost, damaged, elsewhere."""
    script: Callable[[str], Script | None] = _none
    """What is read aloud in the recording there, as its script says it; None where there is none."""


@dataclass(frozen=True, slots=True)
class Format:
    """What `digest export -f NAME` makes."""

    help: str
    file: str  # the name of what is written, KEY standing for the issue's
    needs: str | None = None  # the extra that brings its libraries, one of `extras.MODULES`
    travels: bool = False  # it leaves the library's files behind: their paths stay as the issue has them

    binds: bool = False  # several issues can be one file of it, a volume

    @property
    def of_series(self) -> bool:
        """Whether one file tells of all the issues, so that none can be kept with one when it is frozen."""
        return not self.file.startswith("KEY")


def formats() -> dict[str, Format]:
    """Every format by name, in the order help lists them."""
    return {
        "md": Format(_("the finished article in Markdown"), "KEY.md"),
        "txt": Format(_("the finished article in plain text"), "KEY.txt"),
        "html": Format(_("one web page with everything in it"), "KEY.html"),
        "wechat": Format(_("a page to paste from into an Official Account"), "KEY.wechat.html"),
        "email": Format(_("one message with its pictures, a draft to be sent"), "KEY.eml"),
        "pdf": Format(_("pages of A4 to print, in real Chinese type"), "KEY.pdf", needs="pdf"),
        "docx": Format(_("a document to go on with in Word"), "KEY.docx", needs="docx"),
        "epub": Format(
            _("an electronic book; --volume binds several issues"), "KEY.epub", travels=True, binds=True
        ),
        "json": Format(_("the whole issue as data, schema digest/1"), "KEY.json"),
        "bib": Format(_("its papers for BibTeX and biber"), "KEY.bib"),
        "csl": Format(_("its papers as CSL-JSON, for Zotero and pandoc"), "KEY.csl.json"),
        "ris": Format(_("its papers in RIS, for EndNote and others"), "KEY.ris"),
        "csv": Format(_("a table of its papers, safe to open in a spreadsheet"), "KEY.csv"),
        "rss": Format(_("a feed of the last issues, RSS 2.0"), "rss.xml", travels=True),
        "atom": Format(_("a feed of the last issues, Atom"), "atom.xml", travels=True),
        "jsonfeed": Format(_("a feed of the last issues, JSON Feed 1.1"), "feed.json", travels=True),
        "podcast": Format(_("a feed of the last issues' recordings"), "podcast.xml", travels=True),
    }


def of_one_issue() -> list[str]:
    """The formats of single issues, which can be kept with one when it is frozen."""
    return [name for name, made in formats().items() if not made.of_series]


def installed() -> list[str]:
    """The formats whose libraries are there."""
    names = list(formats())
    return [name for name in names if name not in lacking(names)]


def lacking(names: Iterable[str]) -> dict[str, str]:
    """Those of the formats whose libraries are not installed, each with the extra that brings them."""
    known = formats()
    return extras.lacking({name: known[name].needs for name in names})


def export(name: str, series: Series, assets: Assets) -> Iterator[Artifact]:
    """The artifacts of one format; `name` is a key of `formats()`."""
    if not formats()[name].travels:
        series = moved(series, assets.path)
    yield from import_module(f"{__name__}.{name}").artifacts(series, assets)


def moved(series: Series, path: Repoint) -> Series:
    """The series with covers and recordings named from where its files go; prose is each format's to read."""
    return replace(series, digests=tuple(_moved(digest, path) for digest in series.digests))


def _moved(digest: Digest, path: Repoint) -> Digest:
    def body() -> Iterator[Entry | Passage | Radiostation]:
        for part in digest.body:
            if isinstance(part, Radiostation):
                lists = [replace(each, audio=path(each.audio) if each.audio else None) for each in part.lists]
                yield replace(part, lists=tuple(lists))
            else:
                yield part

    return replace(digest, cover=path(digest.cover) if digest.cover else None, body=tuple(body()))
