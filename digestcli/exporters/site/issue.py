"""An issue's page, and the page of each of its papers."""

from collections.abc import Iterator, Mapping, Sequence

from digestcli.exporters import Assets
from digestcli.exporters.site.beside import followed, shown
from digestcli.exporters.site.index import Index, Issued, Listed
from digestcli.exporters.site.layout import Layout
from digestcli.exporters.web import head, places
from digestcli.exporters.web.afar import on_site
from digestcli.markup.element import Change, Element, Node, Nodes, changed, el
from digestcli.markup.html import address, facts
from digestcli.markup.lines import Line, Said
from digestcli.markup.page import Article, anchor, person, said, title, unlinked, value
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.model.digest import Digest, Entry, Series
from digestcli.model.paper import Paper

_AT_ONCE = 30  # authors


def issue_page(
    article: Article,
    series: Series,
    index: Index,
    layout: Layout,
    assets: Assets,
    *,
    heard: Mapping[str, str],
) -> bytes:
    """An issue; `heard` are the pages of its recordings, by their files."""
    digest = article.digest
    place = places.issue(digest.key)
    before, after = index.beside(digest.key)
    changes: dict[str, Change] = {"h2": _with_paper(digest, place), "a": followed(place, index.keys, assets)}
    content = shown((article.whole(),), assets, place, **changes)
    if heard:
        content = changed(content, {"audio": _with_page(heard, place, layout, assets)})
    return layout.page(
        place,
        head.title(digest),
        *content,
        _beside(layout, place, before, after),
        more=(*_meta(digest, series, place, assets), head.structured(digest, series)),
    )


def _meta(digest: Digest, series: Series, place: str, assets: Assets) -> Iterator[Element]:
    """What whoever is sent the page's address is shown; its cover where the site has it."""
    cover = digest.cover if digest.cover and is_local(digest.cover) and assets.picture(digest.cover) else None
    image = on_site(series, assets.path(cover)) if cover else None
    return head.meta(digest, series, url=on_site(series, place), image=image)


def _with_page(heard: Mapping[str, str], place: str, layout: Layout, assets: Assets) -> Change:
    """A player with the way to the page where the recording is read, too."""
    pages = {places.relative(assets.path(path), place): page for path, page in heard.items()}

    def player(audio: Element) -> Node | Nodes:
        page = pages.get(audio.get("src"))
        return (audio, layout.to(page, place, layout.words.listen)) if page else audio

    return player


def _with_paper(digest: Digest, place: str) -> Change:
    """A paper's title leads to the page that is its own."""
    pages = {f"{anchor(entry)}-title": entry.id for entry in digest.entries if entry.id}

    def heading(old: Element) -> Element:
        id = pages.get(old.get("id"))
        if id is None:
            return old
        number, *words = old.children
        return old.with_children(
            number, el("a", *unlinked(tuple(words)), href=places.relative(places.paper(id), place))
        )

    return heading


def _beside(layout: Layout, place: str, before: Issued | None, after: Issued | None) -> Element | None:
    ways = ((before, layout.words.before, "prev"), (after, layout.words.after, "next"))
    links = [
        el(
            "p",
            f"{label}{layout.words.colon}",
            layout.to(places.issue(issue.key), place, issue.title, rel=rel),
        )
        for issue, label, rel in ways
        if issue
    ]
    return el("nav", *links, class_="beside", aria_label=layout.words.archive) if links else None


def paper_page(
    sections: Sequence[tuple[Article, Entry]], index: Index, layout: Layout, assets: Assets
) -> bytes:
    """One paper with every section about it, the newest first."""
    newest, entry = sections[-1]
    digest = newest.digest
    id = entry.id
    assert id is not None  # noqa: S101 - papers off arXiv have no page of their own
    place = places.paper(id)
    led: dict[str, Change] = {"a": followed(place, index.keys, assets)}
    words = [*_section(digest, entry, layout, place, changed(newest.words_of(entry, anchor(entry)), led))]
    for article, older in reversed(sections[:-1]):
        name = f"in-{article.digest.key}-{anchor(older)}"  # no second id of a footnote
        words += _section(article.digest, older, layout, place, changed(article.words_of(older, name), led))
    abstract = entry.paper.abstract if entry.paper else None
    content = el(
        "article",
        el("h1", *said(title(entry))),
        el("dl", *_facts(digest, entry, index, layout, place), class_="facts"),
        *words,
        _abstract(abstract, layout) if abstract else None,
    )
    return layout.page(place, title(entry).plain, *shown((content,), assets, place))


def _section(digest: Digest, entry: Entry, layout: Layout, place: str, words: Nodes) -> Iterator[Node]:
    where = f"{places.issue(digest.key)}#{anchor(entry)}"
    yield el(
        "p", f"{layout.words.in_issue}{layout.words.colon}", layout.to(where, place, head.title(digest)),
        class_="source",
    )  # fmt: skip
    yield from words


def _facts(digest: Digest, entry: Entry, index: Index, layout: Layout, place: str) -> Iterator[Element]:
    words, paper = layout.words, entry.paper
    listed = next(each for each in index.papers[entry.id] if each.key == digest.key) if entry.id else None
    if listed and listed.authors:
        yield _row(digest.words.authors, layout, *_people(listed, index, layout, place))
    if entry.id:
        yield _row(digest.words.link, layout, _out(entry.id.url), " · ", _out(entry.id.pdf_url, "PDF"))
    if listed and listed.category:
        yield _row(
            words.category, layout, layout.to(places.category(listed.category), place, listed.category)
        )
    for label, told in _known(paper, layout) if paper else ():
        yield _row(label, layout, *facts(one_line(told)))
    if doi := paper and paper.doi and address(f"https://doi.org/{paper.doi}"):
        yield _row("DOI", layout, _out(doi))
    for label, told in entry.extra:
        line = Line(label, Said(told, ours=True))
        yield _row(label, layout, *value(line, entry, digest.words))


def _known(paper: Paper, layout: Layout) -> Iterator[tuple[str, str]]:
    told = {
        layout.words.published: paper.published[:10] if paper.published else None,
        layout.words.comment: paper.comment,
        layout.words.journal: paper.journal_ref,
        layout.words.license: paper.license,
    }
    yield from ((label, value) for label, value in told.items() if value)


def _people(listed: Listed, index: Index, layout: Layout, place: str) -> Iterator[Node]:
    """All the authors; of a great many the rest unfolds, so that the words are not far below."""
    names = listed.authors
    if len(names) <= 2 * _AT_ONCE:
        yield from _names(names, index, layout, place)
        return
    first, rest = names[:_AT_ONCE], names[_AT_ONCE:]
    yield from _names(first, index, layout, place)
    more = el("summary", layout.words.more_authors.format(number=len(rest)))
    yield el("details", more, *_names(rest, index, layout, place))


def _names(names: Sequence[str], index: Index, layout: Layout, place: str) -> Iterator[Node]:
    comma = "、" if layout.words.colon == "：" else ", "
    for number, name in enumerate(names):
        if number:
            yield comma
        if name in index.people:
            yield layout.to(places.person(name), place, *person((name,)))
        else:
            yield from person((name,))


def _row(label: str, layout: Layout, *value: Node) -> Element:
    return el("div", el("dt", f"{label}{layout.words.colon}"), el("dd", *value))


def _out(url: str, words: str | None = None) -> Node:
    return el("a", words or url, href=url)


def _abstract(words: str, layout: Layout) -> Element:
    paragraphs = (el("p", *facts(one_line(each))) for each in _paragraphs(words))
    return el(
        "section", el("h2", layout.words.abstract), el("div", *paragraphs, lang="en"), class_="abstract"
    )


def _paragraphs(words: str) -> list[str]:
    """An abstract's paragraphs: arXiv breaks its lines anywhere, and indents what begins anew."""
    return [part for part in words.replace("\n  ", "\n\n").split("\n\n") if part.strip()]
