"""An EPUB 3.3: an issue as a book, or several bound into one volume."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.exporters.book import package
from digestcli.exporters.book.archive import archive
from digestcli.exporters.book.chapters import STYLE, Chapter, Part, Pictures, chapter, part, typed
from digestcli.exporters.book.package import Book
from digestcli.exporters.web import head, identity
from digestcli.exporters.web.styles import style
from digestcli.markup.element import el
from digestcli.markup.flat import flat
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.words import printed


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.epub` an issue; one `FIRST--LAST.epub` of a volume."""
    if series.is_volume and len(series.digests) > 1:
        yield Artifact(f"{_range(series)}.epub", partial(_volume, series, assets))
    else:
        for digest in series.digests:
            yield Artifact(f"{digest.key}.epub", partial(_issue, digest, series, assets))


def _range(series: Series) -> str:
    return f"{series.digests[0].key}--{series.digests[-1].key}"


def _issue(digest: Digest, series: Series, assets: Assets) -> bytes:
    kept = Pictures()
    title = head.title(digest) or str(digest.key)
    cover = _cover(series.of({digest.key}), assets, kept)
    is_counted = digest.number and digest.number.isascii() and digest.number.isdecimal()
    book = Book(
        id=identity.urn(identity.issue_name(digest, series)),
        title=title,
        language=head.lang(series.language),
        words=digest.words,
        authors=(one_line(digest.byline),) if digest.byline else (),
        publisher=series.title,
        description=one_line(flat(digest.lead, digest.links)) if digest.lead else None,
        number=digest.number if is_counted else None,
        day=identity.day(digest),
        changed=identity.last_changed(digest),
        cover=cover,
        opening=_cover_page(cover, title, series),
        parts=(part(digest, series, assets, kept),),
        pictures=tuple(sorted(kept.there)),
    )
    return _bound(book, kept)


def _volume(series: Series, assets: Assets) -> bytes:
    kept = Pictures()
    name = series.title or printed(series.language).publication
    cover = _cover(series, assets, kept)
    parts = tuple(part(digest, series, assets, kept) for digest in series.digests)
    first, last = series.digests[0], series.digests[-1]
    title = f"{name} {first.key}–{last.key}"
    book = Book(
        id=identity.urn(f"{identity.series_name(series)}/{_range(series)}"),
        title=title,
        language=head.lang(series.language),
        words=first.words,
        authors=tuple(dict.fromkeys(one_line(each.byline) for each in series.digests if each.byline)),
        publisher=series.title,
        description=None,
        number=None,
        day=max(filter(None, map(identity.day, series.digests)), default=None),
        changed=max(filter(None, map(identity.last_changed, series.digests)), default=None),
        cover=cover,
        opening=(*_cover_page(cover, title, series), _title_page(name, first, last, parts, series)),
        parts=parts,
        pictures=tuple(sorted(kept.there)),
    )
    return _bound(book, kept)


def _cover(series: Series, assets: Assets, kept: Pictures) -> str | None:
    """The place of the first cover that is a picture of the library's."""
    named = (each.cover for each in series.digests if each.cover and is_local(each.cover))
    found = next(filter(None, map(assets.picture, named)), None)
    return kept.place(found) if found else None


def _cover_page(cover: str | None, title: str, series: Series) -> tuple[Chapter, ...]:
    if not cover:
        return ()
    page = typed(el("section", el("img", src=cover, alt=title), class_="cover"), "cover")
    language = head.lang(series.language)
    return (chapter(place="cover.xhtml", title=title, language=language, body=(page,), kind="frontmatter"),)


def _title_page(name: str, first: Digest, last: Digest, parts: tuple[Part, ...], series: Series) -> Chapter:
    """What opens a volume: its name and its issues."""
    issues = [el("li", el("a", each.title, href=each.chapters[0].place)) for each in parts]
    page = el(
        "section",
        el("h1", name),
        el("p", f"{first.key}–{last.key}", class_="byline"),
        el("ol", *issues, class_="issues"),
        class_="title",
    )
    return chapter(
        place="title.xhtml",
        title=name,
        language=head.lang(series.language),
        body=(typed(page, "titlepage"),),
        kind="frontmatter",
    )


def _bound(book: Book, kept: Pictures) -> bytes:
    nav = package.navigation(book)
    contents = {each.place: each.data for each in (nav, *book.chapters)}
    contents |= {place: picture.data for place, picture in kept.there.items()}
    contents |= {package.PACKAGE: package.package(book), package.NCX: package.ncx(book)}
    return archive({**contents, STYLE: style("epub").encode()})
