"""The archive as static pages: home, issues, papers, names, categories, years, search, feeds.

Every page is made when it is asked for, and carries a mark of all that goes into it, so that whoever writes
the pages can leave alone what has not changed. Every address is relative: the site works in any folder of any
server, behind any cache, and from a disk.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import unquote

from digestcli.exporters import Assets
from digestcli.exporters.site import beside, issue, lists, radio, search
from digestcli.exporters.site.beside import files_of
from digestcli.exporters.site.index import Index, Issued, Listed, mark
from digestcli.exporters.site.layout import FEEDS, Layout
from digestcli.exporters.site.wording import wording
from digestcli.exporters.web import places, sound
from digestcli.exporters.web.sound import Recorded
from digestcli.exporters.web.styles import icon, style
from digestcli.markup.page import Article
from digestcli.model.artifact import Artifact
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Entry, Series
from digestcli.model.key import Key
from digestcli.words import printed

_Pages = Iterator[Artifact]


@dataclass(frozen=True)
class Site:
    """The site of a publication; `series` is without its digests, which come one at a time."""

    series: Series
    has_feeds: bool
    has_podcast: bool
    index: Index
    article: Callable[[Key], Article]  # an issue when it is wanted; whoever gives it may keep some
    assets: Assets
    files: Mapping[str, str]  # marks of pictures, recordings and scripts, by the names issues have for them
    about: str | None  # the editor's words about the site, in Markdown
    program: str  # a mark of the program that makes the pages

    def artifacts(self) -> _Pages:
        """All of it but the feeds, an issue's pages together, so that it is read once."""
        names = []
        for page in self._pages():
            if page.name.endswith(".html"):
                names.append(page.name)
            yield page
        yield from self._beside(names)

    def _pages(self) -> _Pages:
        yield from self._entrances()
        yield from self._lists()
        yield from self._radio()
        for year, issues in self.index.years.items():
            for each in issues:
                yield self._issue(each)
                yield from self._recordings(each)
                yield from (self._paper(id) for id in self._newest_in(each))
            yield self._searched(year, issues)

    def _searched(self, year: str, issues: Sequence[Issued]) -> Artifact:
        make = partial(self._search_data, year, [each.key for each in issues])
        return Artifact(
            places.search_data(year), make, mark=mark(self.program, *(each.mark for each in issues))
        )

    def _search_data(self, year: str, keys: Sequence[Key]) -> bytes:
        return search.data(year, map(self.article, keys))

    def _entrances(self) -> _Pages:
        index, layout = self.index, self.layout
        recent = map(_line, index.issues[-lists.RECENT :])
        size = len(index.issues), sum(len(each.papers) for each in index.issues)
        about = partial(lists.about, self.about, index, layout, self.assets)
        categories = ((name, sum(map(len, years.values()))) for name, years in index.categories.items())
        years = ((year, len(issues)) for year, issues in index.years.items())
        latest = (
            said
            for each in index.issues[-1:]
            for said in (each.mark, *map(self.files.get, each.files), *self._ways(each))
        )
        yield self._page(places.HOME, self._home, *recent, *size, *latest)
        pictures = files_of(beside.about(self.about)) if self.about else ()
        yield self._page(places.ABOUT, about, self.about, *size, *map(self.files.get, pictures))
        yield self._page(places.SEARCH, partial(search.page, index, layout), *index.years)
        yield self._page(places.ARCHIVE, partial(lists.archive, index, layout), *years)
        yield self._page(places.CATEGORIES, partial(lists.categories, index, layout), *categories)

    def _home(self) -> bytes:
        key = self.index.issues[-1].key if self.index.issues else None
        latest, heard = (self.article(key), self.heard.get(key, ())) if key else (None, ())
        return lists.home(latest, self.index, self.layout, self.assets, heard)

    def _lists(self) -> _Pages:
        index, layout = self.index, self.layout
        for year, issues in index.years.items():
            yield self._page(
                places.year(year), partial(lists.year, year, issues, layout), *map(_line, issues)
            )
        for name, years in index.categories.items():
            counts = ((year, len(papers)) for year, papers in years.items())
            yield self._page(places.category(name), partial(lists.category, name, index, layout), *counts)
            for year, papers in years.items():
                make = partial(lists.category_year, name, year, papers, layout)
                yield self._page(places.category(name, year), make, *map(_row, papers))
        for name, person in index.people.items():
            make = partial(lists.person, person, layout)
            yield self._page(places.person(name), make, *map(_row, person.papers))

    def _radio(self) -> _Pages:
        """The ways to the recordings, where there are any."""
        if not self.heard:
            return
        years = {
            year: [(each, self.heard[each.key]) for each in issues[::-1] if each.key in self.heard]
            for year, issues in self.index.years.items()
        }
        newest = [heard for told in years.values() for heard in told][: lists.RECENT]
        counts = [(year, sum(len(each) for _issue, each in told)) for year, told in years.items() if told]
        make = partial(radio.radio, newest, counts, self.layout)
        yield self._page(places.RADIO, make, *map(_heard, newest), *counts)
        for year, told in years.items():
            if told:
                make = partial(radio.radio_year, year, told, self.layout)
                yield self._page(places.radio_year(year), make, *map(_heard, told))

    def _recordings(self, issue: Issued) -> _Pages:
        """The pages of an issue's recordings, with what players are told of each in files beside it."""
        for each in self.heard.get(issue.key, ()):
            make = partial(radio.recording_page, issue, each, self.layout, self.assets)
            said = (_line(issue), each, *self._sounds(each.path))
            yield self._page(places.recording(issue.key, each.place), make, *said)
            if sound.tells_chapters(each.path) and self._first[each.path] == (issue.key, each.place):
                yield from self._beside_recording(each.path)

    @cached_property
    def _first(self) -> Mapping[str, tuple[Key, str]]:
        """Where a recording is named first, if several lists have the same one."""
        named = [(each.path, key, each.place) for key, heard in self.heard.items() for each in heard]
        return {path: (key, place) for path, key, place in reversed(named)}

    def _sounds(self, path: str) -> tuple[str | None, str | None]:
        """The marks of a recording and of its script."""
        return self.files.get(path), self.files.get(sound.script_of(path))

    def _beside_recording(self, path: str) -> _Pages:
        said = mark(self.program, *map(str, self._sounds(path)))
        place = unquote(self.assets.path(path))
        yield Artifact(places.beside(place, sound.CHAPTERS), partial(self._chapters, path), mark=said)
        yield Artifact(places.beside(place, sound.TRANSCRIPT), partial(self._transcript, path), mark=said)

    def _chapters(self, path: str) -> bytes:
        return sound.chapters(self.assets.recording(path))

    def _transcript(self, path: str) -> bytes:
        return sound.transcript(sound.parts(self.assets.recording(path), self.assets.script(path)))

    def _ways(self, each: Issued) -> Iterator[object]:
        """Which of the issues that this one may lead to are there."""
        return (key in self.index.keys for key in each.issues)

    def _issue(self, each: Issued) -> Artifact:
        beside = (_line(other) for other in self.index.beside(each.key) if other)
        files = map(self.files.get, each.files)
        make = partial(self._issue_page, each.key)
        return self._page(
            places.issue(each.key), make, each.mark, *beside, "|", *files, "|", *self._ways(each)
        )

    def _issue_page(self, key: Key) -> bytes:
        pages = {each.path: places.recording(key, each.place) for each in self.heard.get(key, ())}
        article = self.article(key)
        return issue.issue_page(article, self.series, self.index, self.layout, self.assets, heard=pages)

    def _newest_in(self, each: Issued) -> Iterator[ArxivId]:
        """The papers that no later issue has a section about."""
        return (paper.id for paper in each.papers if paper.id and self.index.papers[paper.id][-1] is paper)

    def _paper(self, id: ArxivId) -> Artifact:
        sections = self.index.papers[id]
        issues = [self.index.issues[self.index.places[listed.key]] for listed in sections]
        have_pages = (name in self.index.people for listed in sections for name in listed.authors)
        files = (self.files.get(name) for each in issues for name in each.files)
        marks = (
            said
            for listed, each in zip(sections, issues, strict=True)
            for said in (listed.mark, each.key, each.title)
        )
        ways = (way for each in issues for way in self._ways(each))
        make = partial(self._paper_page, id)
        return self._page(places.paper(id), make, *marks, *have_pages, "|", *files, "|", *ways)

    def _paper_page(self, id: ArxivId) -> bytes:
        sections = [self._section(listed) for listed in self.index.papers[id]]
        return issue.paper_page(sections, self.index, self.layout, self.assets)

    def _section(self, listed: Listed) -> tuple[Article, Entry]:
        article = self.article(listed.key)
        return article, article.digest.entries[listed.number - 1]

    def _beside(self, pages: Sequence[str]) -> _Pages:
        """What is no page to read: style, icon, script, what is searched in, the map of the site."""
        yield self._page("404.html", partial(lists.lost, self.layout))
        css = "\n".join(map(style, ("page", "site")))
        script = search.script()
        yield Artifact(places.STYLE, css.encode, mark=mark(css))
        yield Artifact(places.ICON, icon().encode, mark=mark(icon()))
        yield Artifact(places.SCRIPT, lambda: script, mark=mark(script.decode()))
        if link := self.series.link:
            yield Artifact("sitemap.xml", partial(lists.sitemap, pages, link), mark=mark(link, *pages))

    @cached_property
    def layout(self) -> Layout:
        words = wording(self.series.language)
        title = self.series.title or printed(self.series.language).publication
        feeds = FEEDS if self.has_feeds else ()
        if self.has_podcast:
            feeds = (*feeds, (radio.PODCAST, "application/rss+xml", words.podcast))
        return Layout(title, self.series.language, self.series.link, words, feeds, bool(self.heard))

    @cached_property
    def heard(self) -> Mapping[Key, Sequence[Recorded]]:
        """The recordings that are on the site, by their issues; none of an issue without any."""
        return {
            each.key: found
            for each in self.index.issues
            if (found := [one for one in each.recordings if one.path in self.files])
        }

    @cached_property
    def _frame(self) -> str:
        """The mark of what stands on every page."""
        return mark(repr(self.layout), self.program)

    def _page(self, place: str, render: Callable[[], bytes], *said: object) -> Artifact:
        return Artifact(place, render, mark=mark(self._frame, *map(str, said)))


def _line(each: Issued) -> str:
    """All that a list says of an issue."""
    return repr((str(each.key), each.title, each.date, len(each.papers)))


def _row(each: Listed) -> str:
    """All that a list says of a paper."""
    return repr((str(each.key), each.number, str(each.id), each.title))


def _heard(heard: radio.Heard) -> str:
    """All that a list says of an issue's recordings."""
    issue, recordings = heard
    return repr((_line(issue), [(each.name, each.place, each.duration) for each in recordings]))
