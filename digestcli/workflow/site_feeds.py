"""The feeds of a site: of its newest issues, and of their recordings."""

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache, partial

from digestcli import exporters
from digestcli.errors import FileError
from digestcli.exporters.site import Site
from digestcli.exporters.site.index import Index, Issued, mark
from digestcli.exporters.web.sound import script_of, tells_chapters
from digestcli.library import issues, published
from digestcli.library.root import SETTINGS
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series
from digestcli.model.event import Event, Tell
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready, series_of
from digestcli.workflow.feeds import refuse_unnamed

_FEEDS = ("rss", "atom", "jsonfeed")


def artifacts(desk: Desk, site: Site, tell: Tell, *, draft: bool) -> Iterator[Artifact]:
    """The feeds of the newest issues, where the publication has an id that tells them from all others."""
    if not site.has_feeds:
        return
    newest = [*_with_day(desk, site.index, tell)][-desk.publication.feed_length :]
    keys = [each.key for each in newest]
    assets = replace(site.assets, path=str)

    @cache
    def series() -> Series:
        return ready(desk, keys, draft=draft).series

    def render(name: str) -> bytes:
        (made,) = exporters.export(name, series(), assets)
        return made.render()

    editions = (
        (published.numbers(desk.library, key), published.is_frozen(desk.library, key)) for key in keys
    )
    pictures = (site.files.get(name) for each in newest for name in each.files)
    told = (*(each.mark for each in newest), *map(str, editions), *map(str, pictures))
    said = mark(site.program, repr(site.series), *told)
    for name in _FEEDS:
        yield Artifact(exporters.formats()[name].file, partial(render, name), mark=said)
    if site.has_podcast:
        scripts = (site.files.get(script_of(one.path)) for each in newest for one in each.recordings)
        heard = mark(said, *map(str, scripts), str(site.files.get(site.series.cover or "")))
        yield Artifact(exporters.formats()["podcast"].file, partial(render, "podcast"), mark=heard)


def _has_day(desk: Desk, issue: Issued) -> bool:
    return issue.has_day or published.is_frozen(desk.library, issue.key)


def _with_day(desk: Desk, index: Index, tell: Tell) -> Iterator[Issued]:
    """The issues that feeds can tell of; a day that nobody has written down is not made up."""
    for each in index.issues:
        if _has_day(desk, each):
            yield each
        else:
            message = _("{path} has no date, and so is in no feed").format(path=issues.name(each.key))
            tell(Event(message, is_important=True))


def can_be_made(desk: Desk, index: Index, tell: Tell) -> bool:
    """Whether feeds can be made; what they lack is told."""
    try:
        refuse_unnamed(desk.library, series_of(desk, ()), tell)
    except FileError as fault:
        tell(Event(_("no feeds: {why}").format(why=f"{fault.message}; {fault.hint}"), is_important=True))
        return False
    return any(_has_day(desk, each) for each in index.issues)


def has_podcast(desk: Desk, index: Index, there: Container[str], tell: Tell) -> bool:
    """Whether there is a recording whose length can be told, at an address that players can be told."""
    if not any(path in there and tells_chapters(path) for path in index.recordings):
        return False
    if desk.publication.link is None:
        message = _("no podcast: {path} has no link, and players are told whole addresses")
        tell(Event(message.format(path=SETTINGS), is_important=True))
        return False
    return True
