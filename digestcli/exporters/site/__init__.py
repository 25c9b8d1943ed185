"""The archive as static pages: home, issues, papers, names, categories, years, search, feeds.

Every page is made when it is asked for, and carries a mark of all that goes into it, so that whoever writes the
pages can leave alone what has not changed. Every address is relative: the site works in any folder of any
server, behind any cache, and from a disk. Pure: `digests` gives an issue when it is wanted, and lets it go.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from digestcli.exporters import Assets
from digestcli.exporters.site import issue, lists, search
from digestcli.exporters.site.index import Index, Issued, Listed, mark
from digestcli.exporters.site.layout import Layout
from digestcli.exporters.site.wording import wording
from digestcli.exporters.web import places
from digestcli.exporters.web.styles import style
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, Series
from digestcli.model.key import Key


@dataclass(frozen=True)
class Site:
    """The site of a publication; `series` is without its digests, which come one at a time."""

    series: Series
    index: Index
    digest: Callable[[Key], Digest]
    assets: Assets
    files: Mapping[str, str]  # marks of the pictures and recordings, by the names the issues have for them
    about: str | None  # the editor's words about the site, in Markdown
    program: str  # a mark of the program that makes the pages

    @cached_property
    def layout(self) -> Layout:
        words = wording(self.series.language)
        return Layout(self.series.title or words.archive, self.series.language, self.series.link, words)

    @cached_property
    def frame(self) -> str:
        """The mark of what stands on every page."""
        return mark(repr(self.layout), self.program)

    def artifacts(self) -> Iterator[Artifact]:
        """All of it but the feeds."""
        pages = list(self._pages())
        yield from pages
        yield from self._beside(pages)

    def _pages(self) -> Iterator[Artifact]:
        index, layout = self.index, self.layout
        yield self._page(
            places.HOME, self._home, *map(_line, index.issues[-lists.RECENT :]), len(index.issues)
        )
        yield self._page(
            places.ABOUT,
            partial(lists.about, self.about, index, layout, self.assets),
            self.about,
            *self._size(),
        )
        yield self._page(places.SEARCH, partial(search.page, index, layout), *index.years)
        yield self._page(places.ARCHIVE, partial(lists.archive, index, layout), *self._years())
        yield self._page(places.CATEGORIES, partial(lists.categories, index, layout), *self._categories())
        yield from self._issues()
        yield from self._papers()
        yield from self._lists()

    def _issues(self) -> Iterator[Artifact]:
        for each in self.index.issues:
            beside = (_line(other) for other in self.index.beside(each.key) if other)
            files = (self.files.get(name) for name in each.files)
            yield self._page(
                places.issue(each.key), partial(self._issue, each.key), each.mark, *beside, "|", *files
            )

    def _issue(self, key: Key) -> bytes:
        return issue.issue_page(self.digest(key), self.series, self.index, self.layout, self.assets)

    def _papers(self) -> Iterator[Artifact]:
        for id, sections in self.index.papers.items():
            people = [name in self.index.people for listed in sections for name in listed.authors]
            issues = {listed.key: self.index.issues[self.index.places[listed.key]] for listed in sections}
            files = (self.files.get(name) for each in issues.values() for name in each.files)
            titles = (each.title for each in issues.values())
            marks = (listed.mark for listed in sections)
            yield self._page(
                places.paper(id), partial(self._paper, id), *marks, *titles, repr(people), "|", *files
            )

    def _paper(self, id: ArxivId) -> bytes:
        sections = [self._section(listed) for listed in self.index.papers[id]]
        return issue.paper_page(sections, self.index, self.layout, self.assets)

    def _section(self, listed: Listed) -> tuple[Digest, Entry]:
        digest = self.digest(listed.key)
        return digest, next(entry for entry in digest.entries if entry.number == listed.number)

    def _lists(self) -> Iterator[Artifact]:
        index, layout = self.index, self.layout
        for year, issues in index.years.items():
            yield self._page(
                places.year(year), partial(lists.year, year, issues, layout), *map(_line, issues)
            )
        for name, years in index.categories.items():
            counts = (f"{year}:{len(papers)}" for year, papers in years.items())
            yield self._page(places.category(name), partial(lists.category, name, index, layout), *counts)
            for year, papers in years.items():
                make = partial(lists.category_year, name, year, papers, layout)
                yield self._page(places.category(name, year), make, *map(_row, papers))
        for name, person in index.people.items():
            yield self._page(
                places.person(name), partial(lists.person, person, layout), *map(_row, person.papers)
            )

    def _beside(self, pages: list[Artifact]) -> Iterator[Artifact]:
        """What is no page: style, script, what is searched in, the map of the site."""
        yield self._page("404.html", partial(lists.lost, self.layout))
        css = "\n".join(map(style, ("page", "site")))
        yield Artifact(places.STYLE, css.encode, mark(css))
        script = search.script()
        yield Artifact(places.SCRIPT, lambda: script, mark(script.decode()))
        for year, issues in self.index.years.items():
            keys = [each.key for each in issues]
            marks = (each.mark for each in issues)
            yield Artifact(
                places.search_data(year), partial(self._searched, year, keys), mark(self.program, *marks)
            )
        if link := self.series.link:
            names = [page.name for page in pages]
            yield Artifact("sitemap.xml", partial(lists.sitemap, names, link), mark(link, *names))

    def _searched(self, year: str, keys: list[Key]) -> bytes:
        return search.data(year, map(self.digest, keys))

    def _home(self) -> bytes:
        latest = self.digest(self.index.issues[-1].key) if self.index.issues else None
        return lists.home(latest, self.index, self.layout, self.assets)

    def _page(self, place: str, render: Callable[[], bytes], *said: object) -> Artifact:
        return Artifact(place, render, mark(self.frame, *map(str, said)))

    def _size(self) -> tuple[int, int]:
        return len(self.index.issues), sum(len(each.papers) for each in self.index.issues)

    def _years(self) -> Iterator[str]:
        return (f"{year}:{len(issues)}" for year, issues in self.index.years.items())

    def _categories(self) -> Iterator[str]:
        for name, years in self.index.categories.items():
            yield f"{name}:{sum(map(len, years.values()))}"


def _line(each: Issued) -> str:
    """What a list says of an issue."""
    return repr((str(each.key), each.title, each.date, len(each.papers), each.mark))


def _row(each: Listed) -> str:
    """What a list says of a paper."""
    return repr((str(each.key), each.number, str(each.id), each.title))
