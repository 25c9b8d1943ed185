"""A podcast: RSS 2.0 with each recording of the last issues as an episode, with its chapters and its words.

Players believe what a feed says of a file before they have it. So a recording is told of only where its
length is known: one that is lost, damaged or lying elsewhere is left out.
"""

from collections.abc import Iterator
from email.utils import format_datetime
from typing import TYPE_CHECKING

from digestcli.exporters import Assets
from digestcli.exporters.web import feed, head, identity, places, sound
from digestcli.exporters.web.afar import on_site
from digestcli.exporters.web.sound import Recorded
from digestcli.files.pictures import Picture
from digestcli.markup import lines
from digestcli.markup.element import Element, Node, Nodes, el, to_html, to_xml
from digestcli.markup.flat import words_of
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, RadioProgramme, Series
from digestcli.values import dataclass
from digestcli.words import printed

if TYPE_CHECKING:
    from digestcli.files.mp3 import Recording

_NAME = "podcast.xml"
_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}
_CATEGORY = "Science"  # one of Apple's, and true of whatever is on arXiv
_COVERS = frozenset({"png", "jpg"})  # what players show
_LEAST, _MOST = 1400, 3000  # pixels on each side, for the directories


@dataclass(frozen=True, slots=True)
class _Episode:
    digest: Digest
    of: Recorded
    programme: RadioProgramme
    recording: "Recording"
    address: str

    @property
    def title(self) -> str:
        """Its list first: players cut the end off."""
        return f"{self.of.name} · {head.title(self.digest)}"


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `podcast.xml` of all the issues; raises FileError where one has no day."""
    for digest in series.digests:
        identity.published(digest, series)
    if series.digests:
        yield Artifact(_NAME, lambda: _render(series, assets), lambda: _remarks(series, assets))


def _remarks(series: Series, assets: Assets) -> Iterator[str]:
    if not _episodes(series, assets):
        yield _("it has no episode yet: digest radio audio makes the recordings")
    path = series.cover
    if path and (picture := assets.picture(path)) and not _is_for_directories(picture):
        size = f"{picture.width} × {picture.height}"
        message = _("{path} is {size}: directories ask for a square of {least} to {most} pixels")
        yield message.format(path=path.removeprefix("../"), size=size, least=_LEAST, most=_MOST)


def _is_for_directories(picture: Picture) -> bool:
    return picture.width == picture.height and _LEAST <= (picture.width or 0) <= _MOST


def _render(series: Series, assets: Assets) -> bytes:
    episodes = _episodes(series, assets)
    told = [*_channel(series, assets, episodes), *(_item(each, series, assets) for each in episodes)]
    rss = Element("rss", {"version": "2.0", **_NAMESPACES}, (el("channel", *feed.lined(*told)),))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{to_xml(rss)}\n'.encode()


def _episodes(series: Series, assets: Assets) -> list[_Episode]:
    """The recordings of the newest issue first, each issue's in its own order; none of them twice.

    Directories take a file for one episode: the list that named it first has it.
    """
    first: dict[str, _Episode] = {}
    for digest in series.digests:
        for each in _heard(digest, series, assets):
            first.setdefault(each.address, each)
    issues = {digest.key: place for place, digest in enumerate(series.digests)}
    return sorted(first.values(), key=lambda each: issues[each.digest.key], reverse=True)


def _heard(digest: Digest, series: Series, assets: Assets) -> Iterator[_Episode]:
    """The recordings of an issue."""
    files = {each.number: each for each in sound.recorded(digest)}
    for number, programme in enumerate(digest.radio.lists if digest.radio else (), 1):
        recording = assets.recording(programme.audio) if programme.audio else None
        of = files.get(number)
        address = on_site(series, places.file(of.path)) if of else None
        if of and recording and address:
            yield _Episode(digest, of, programme, recording, address)


def _channel(series: Series, assets: Assets, episodes: list[_Episode]) -> Iterator[Node]:
    about, newest = _about(series, episodes), max(identity.updated(each, series) for each in series.digests)
    yield el("title", about[0])
    yield el("link", series.link or identity.series_name(series))
    yield el("description", about[1])
    yield el("language", head.lang(series.language))
    yield el("lastBuildDate", format_datetime(newest))
    if own := on_site(series, _NAME):
        yield Element("atom:link", {"href": own, "rel": "self", "type": "application/rss+xml"}, ())
    yield el("itunes:author", _publication(series))
    yield Element("itunes:category", {"text": _CATEGORY}, ())
    yield _explicit()
    covers = (series.cover, *(digest.cover for digest in reversed(series.digests)))
    yield from _image(next(filter(None, (_cover(each, series, assets) for each in covers)), None))
    yield el("podcast:guid", identity.podcast_guid(series))


def _about(series: Series, episodes: list[_Episode]) -> tuple[str, str]:
    """The podcast's title and description: the Radiostation's as the newest issue has it."""
    told = episodes[0].digest if episodes else series.digests[-1]
    if not told.radio:
        return _publication(series), _publication(series)
    heading = words_of(told.radio.heading, told.links)
    lists = told.words.list_comma.join(one_line(each.name) for each in told.radio.lists)
    said = told.words.radio_contents.format(heading=heading, lists=lists)
    return f"{_publication(series)} · {heading}", said


def _publication(series: Series) -> str:
    return one_line(series.title or printed(series.language).publication)


def _explicit() -> Element:
    return el("itunes:explicit", "false")


def _image(address: str | None) -> Iterator[Element]:
    if address:
        yield Element("itunes:image", {"href": address}, ())


def _cover(path: str | None, series: Series, assets: Assets) -> str | None:
    """The address of a cover, where it is a picture that players show."""
    if not path or not is_local(path):
        return None
    picture = assets.picture(path)
    return on_site(series, places.file(path)) if picture and picture.ending in _COVERS else None


def _item(each: _Episode, series: Series, assets: Assets) -> Node:
    digest = each.digest
    byline = one_line(digest.byline) if digest.byline else None
    told = (
        el("title", each.title),
        el("link", on_site(series, places.recording(digest.key, each.of.place))),
        el("guid", identity.recording_name(digest, series, each.of.place), isPermaLink="false"),
        el("pubDate", format_datetime(identity.published(digest, series))),
        _enclosure(each),
        el("itunes:duration", str(round(each.recording.seconds))),
        _explicit(),
        el("itunes:author", byline) if byline else None,
        *_image(_cover(digest.cover, series, assets)),
        *_transcripts(each, series, assets),
        *_chapters(each),
        el("description", to_html("\n".join(_listed(each)))),
        el("content:encoded", _notes(each, series, assets)),
    )
    return el("item", *feed.lined(*told))


def _enclosure(each: _Episode) -> Element:
    return el("enclosure", url=each.address, length=str(each.recording.size), type="audio/mpeg")


def _transcripts(each: _Episode, series: Series, assets: Assets) -> Iterator[Element]:
    """The page with the words, and the words with their times where these are known."""
    script = assets.script(each.of.path)
    if script is None:
        return
    page = on_site(series, places.recording(each.digest.key, each.of.place))
    yield el("podcast:transcript", url=page, type="text/html")
    if any(part.start is not None for part in sound.parts(each.recording, script)):
        address = places.beside(each.address, sound.TRANSCRIPT)
        yield el("podcast:transcript", url=address, type="text/vtt", rel="captions")


def _chapters(each: _Episode) -> Iterator[Element]:
    if each.recording.chapters:
        address = places.beside(each.address, sound.CHAPTERS)
        yield el("podcast:chapters", url=address, type="application/json+chapters")


def _listed(each: _Episode) -> Iterator[str]:
    """The papers in plain words, a line each."""
    yield from _banner(each.digest)
    for pick in each.programme.entries:
        yield f"{pick.number}. {lines.title(pick).plain}{lines.full_stop(pick)}"


def _banner(digest: Digest) -> Iterator[str]:
    if digest.draft:
        yield digest.words.draft


def _notes(each: _Episode, series: Series, assets: Assets) -> str:
    """The list as the issue has it, each paper with the moment it is talked about."""
    section = Article(each.digest).programme(each.programme, each.of.number)
    page = on_site(series, places.issue(each.digest.key))
    shown = (node for node in section.children if isinstance(node, Element) and not _is_above(node))
    banner = (el("p", words) for words in _banner(each.digest))
    return feed.told((*banner, *(_timed(node, each) for node in shown)), series, assets, page)


def _is_above(node: Element) -> bool:
    """Whether it is what a player shows by itself: the list's name, the recording."""
    return node.tag == "h3" or node.get("class") == "recording"


def _timed(node: Element, each: _Episode) -> Element:
    if node.tag != "ol" or len(node.children) != len(each.programme.entries):
        return node
    chapters = reversed(each.recording.chapters)  # of two about a paper, the first is told
    starts = {mark.url: mark.start for mark in chapters if mark.url}
    rows: Nodes = tuple(
        row.with_children(*row.children, f" {sound.clock(starts[pick.url])}")
        if isinstance(row, Element) and pick.url in starts
        else row
        for row, pick in zip(node.children, each.programme.entries, strict=True)
    )
    return node.with_children(*rows)
