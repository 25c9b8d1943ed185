"""The recordings: a page for each, where it is heard and read, and the pages that lead to them.

A page holds no script. A chapter's time leads into the recording itself (`#t=93`), which browsers play from
there; its title leads to its words.
"""

from collections.abc import Iterator, Sequence

from digestcli.exporters import Assets
from digestcli.exporters.site.index import Issued
from digestcli.exporters.site.layout import Layout
from digestcli.exporters.web import places, sound
from digestcli.exporters.web.sound import Part, Recorded
from digestcli.markup.element import Element, Node, el
from digestcli.markup.html import address

PODCAST = "podcast.xml"
Heard = tuple[Issued, Sequence[Recorded]]
"""An issue, and those of its recordings that are on the site."""


def recording_page(issue: Issued, each: Recorded, layout: Layout, assets: Assets) -> bytes:
    """One recording: the player, its chapters, what is read aloud in it."""
    place = places.recording(issue.key, each.place)
    is_known = sound.tells_chapters(each.path)
    parts = sound.parts(assets.recording(each.path) if is_known else None, assets.script(each.path))
    source = places.relative(assets.path(each.path), place)
    title = f"{each.name} · {issue.title}"
    in_issue = layout.to(f"{places.issue(issue.key)}#radio", place, issue.title)
    return layout.page(
        place,
        title,
        el("h1", title),
        el("p", f"{layout.words.in_issue}{layout.words.colon}", in_issue, class_="source"),
        _player(each, source, layout),
        *_chapters(parts, source, layout),
        *_transcript(parts, layout),
    )


def _player(each: Recorded, source: str, layout: Layout) -> Element:
    return el(
        "p",
        el("audio", src=source, controls="", preload="none", aria_label=each.name),
        el("span", each.duration, class_="label") if each.duration else None,
        el("a", layout.words.download, href=source, download=""),
        class_="recording",
    )


def _chapters(parts: Sequence[Part], source: str, layout: Layout) -> Iterator[Element]:
    if len(parts) < 2:
        return
    rows = [el("li", *_chapter(number, part, source)) for number, part in enumerate(parts, 1)]
    words = layout.words.chapters
    yield el("nav", el("h2", words), el("ol", *rows, class_="chapters"), aria_label=words)


def _chapter(number: int, part: Part, source: str) -> Iterator[Node]:
    if part.start is not None:
        yield el("a", _time(part.start), href=f"{source}#t={int(part.start)}", class_="moment")
        yield " "
    yield el("a", _title(part), href=f"#part-{number}") if part.paragraphs else _followed(part)


def _time(seconds: float) -> Element:
    return el("time", sound.clock(seconds), datetime=f"PT{int(seconds)}S")


def _title(part: Part) -> Node:
    """A chapter's title; one in letters alone is a paper's, and English."""
    return el("span", part.title, lang="en") if part.title.isascii() else part.title


def _followed(part: Part) -> Node:
    href = address(part.url) if part.url else None
    return el("a", _title(part), href=href) if href else _title(part)


def _transcript(parts: Sequence[Part], layout: Layout) -> Iterator[Element]:
    spoken = [(number, part) for number, part in enumerate(parts, 1) if part.paragraphs]
    if not spoken:
        return
    sections = [
        el(
            "section",
            el("h3", _followed(part)),
            *(el("p", words) for words in part.paragraphs),
            id=f"part-{number}",
        )
        for number, part in spoken
    ]
    yield el("section", el("h2", layout.words.transcript), *sections, class_="transcript")


def radio(newest: Sequence[Heard], years: Sequence[tuple[str, int]], layout: Layout) -> bytes:
    """The newest recordings, how to subscribe to them, and the years with their numbers of recordings."""
    place, words = places.RADIO, layout.words
    feed = [each for each in layout.feeds if each[0] == PODCAST]
    subscribe = [
        el("p", f"{words.feeds}{words.colon}", layout.to(name, place, said)) for name, _kind, said in feed
    ]
    rows = [
        el(
            "li",
            layout.to(places.radio_year(year), place, year or words.undated),
            f" {_count(layout, number)}",
        )
        for year, number in years
    ]
    older = [el("h2", words.all_recordings), el("ul", *rows, class_="list")] if rows else []
    return layout.page(
        place, words.radio, el("h1", words.radio), *subscribe, _issues(newest, layout, place), *older
    )


def radio_year(name: str, heard: Sequence[Heard], layout: Layout) -> bytes:
    """The recordings of a year, the newest first."""
    place = places.radio_year(name)
    title = f"{layout.words.radio} · {name or layout.words.undated}"
    return layout.page(place, title, el("h1", title), _issues(heard, layout, place))


def _count(layout: Layout, number: int) -> str:
    words = layout.words.recordings
    return words[0 if number == 1 else -1].format(number=number)


def _issues(heard: Sequence[Heard], layout: Layout, place: str) -> Element:
    rows = [
        el(
            "li",
            layout.to(places.issue(issue.key), place, issue.title),
            el("span", f" {issue.date or issue.key}", class_="aside"),
            recordings_of(issue, recordings, layout, place),
        )
        for issue, recordings in heard
    ]
    return el("ul", *rows, class_="list")


def recordings_of(issue: Issued, recordings: Sequence[Recorded], layout: Layout, place: str) -> Element:
    """The ways to an issue's recordings, from the page `place`."""
    rows = (_recording(issue, each, layout, place) for each in recordings)
    return el("ul", *rows, class_="recordings", aria_label=layout.words.radio)


def _recording(issue: Issued, each: Recorded, layout: Layout, place: str) -> Element:
    link = layout.to(places.recording(issue.key, each.place), place, each.name)
    return el("li", link, el("span", f" {each.duration}", class_="aside") if each.duration else None)
