"""The pages that lead to others: home, archive, years, categories, names; and those about the site itself."""

from collections.abc import Iterable, Iterator, Sequence

from digestcli.exporters import Assets
from digestcli.exporters.site import beside
from digestcli.exporters.site.beside import followed, in_list, shown
from digestcli.exporters.site.index import Index, Issued, Listed, Person
from digestcli.exporters.site.layout import Layout
from digestcli.exporters.site.radio import recordings_of
from digestcli.exporters.web import head, places
from digestcli.exporters.web.sound import Recorded
from digestcli.exporters.web.styles import style
from digestcli.markup.element import Element, Node, Nodes, changed, el, to_html
from digestcli.markup.page import Article, said, unlinked

RECENT = 12  # issues on the home page, the latest included


def home(
    latest: Article | None, index: Index, layout: Layout, assets: Assets, heard: Sequence[Recorded]
) -> bytes:
    """The latest issue's opening, with what was `heard` of it on the site; then the issues before it."""
    content: list[Node] = [el("h1", layout.title)]
    if latest:
        content += shown(tuple(_latest(latest, index, layout, assets)), assets, places.HOME)
    if heard:
        said = el("span", f"{layout.words.hear}{layout.words.colon}", class_="aside")
        ways = recordings_of(index.issues[-1], heard, layout, places.HOME)
        content.append(el("div", said, ways, class_="heard"))
    before = index.issues[-RECENT:-1][::-1]
    if before:
        content += [el("h2", layout.words.recent), _issues(before, layout, places.HOME)]
    if len(index.issues) > RECENT:
        content.append(el("p", layout.to(places.ARCHIVE, places.HOME, layout.words.all_issues)))
    return layout.page(places.HOME, layout.title, *content)


def _latest(article: Article, index: Index, layout: Layout, assets: Assets) -> Iterator[Node]:
    place = places.issue(article.digest.key)
    yield el("p", layout.words.latest, class_="source")
    yield el("h2", layout.to(place, places.HOME, *unlinked(article.title())))

    led = followed(places.HOME, index.keys, assets)

    def into_issue(link: Element) -> Node | Nodes:
        href = link.get("href")
        return el("a", *link.children, href=f"{place}{href}") if href.startswith("#") else led(link)

    yield from changed(article.opening(), {"a": into_issue, "h2": lambda old: el("h3", *old.children)})


def archive(index: Index, layout: Layout) -> bytes:
    """Every year with its number of issues."""
    rows = [
        el(
            "li",
            layout.to(places.year(year), places.ARCHIVE, _year(year, layout)),
            f" {_count(layout.words.issues, len(issues))}",
        )
        for year, issues in index.years.items()
    ]
    return layout.page(
        places.ARCHIVE, layout.words.archive, el("h1", layout.words.archive), el("ul", *rows, class_="list")
    )


def year(name: str, issues: Sequence[Issued], layout: Layout) -> bytes:
    """The issues of a year, the newest first."""
    place = places.year(name)
    title = _year(name, layout)
    return layout.page(place, title, el("h1", title), _issues(issues[::-1], layout, place))


def categories(index: Index, layout: Layout) -> bytes:
    """Every category with its number of papers."""
    place = places.CATEGORIES
    rows = [
        el(
            "li",
            layout.to(places.category(name), place, name),
            f" {_count(layout.words.papers, sum(map(len, years.values())))}",
        )
        for name, years in index.categories.items()
    ]
    title = layout.words.categories
    return layout.page(place, title, el("h1", title), el("ul", *rows, class_="list"))


def category(name: str, index: Index, layout: Layout) -> bytes:
    """A category's years; its papers are on pages of their own, as there may be thousands."""
    place = places.category(name)
    rows = [
        el(
            "li",
            layout.to(places.category(name, year), place, _year(year, layout)),
            f" {_count(layout.words.papers, len(papers))}",
        )
        for year, papers in index.categories[name].items()
    ]
    return layout.page(place, name, el("h1", name), el("ul", *rows, class_="list"))


def category_year(name: str, year: str, papers: Sequence[Listed], layout: Layout) -> bytes:
    """A category's papers of a year."""
    place = places.category(name, year)
    title = f"{name} · {_year(year, layout)}"
    return layout.page(place, title, el("h1", title), _papers(papers[::-1], layout, place))


def person(who: Person, layout: Layout) -> bytes:
    """The papers signed with a name."""
    place = places.person(who.name)
    return layout.page(
        place,
        who.name,
        el("h1", el("bdi", who.name)),
        el("p", layout.words.namesakes, class_="source"),
        _papers(who.papers[::-1], layout, place),
    )


def about(words: str | None, index: Index, layout: Layout, assets: Assets) -> bytes:
    """What the editor says of the site, else how much there is."""
    number = sum(len(issue.papers) for issue in index.issues)
    told = layout.words.about_words.format(
        issues=_count(layout.words.issues, len(index.issues)), papers=_count(layout.words.papers, number)
    )
    content = shown(beside.about(words), assets, places.ABOUT) if words else (el("p", told),)
    return layout.page(places.ABOUT, layout.words.about, el("h1", layout.words.about), *content)


def lost(layout: Layout) -> bytes:
    """`404.html`, which is served in any folder, and so holds its style and leads home by a whole address."""
    words = layout.words
    page = el(
        "html",
        el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="robots", content="noindex"),
            el("title", words.lost),
            el("style", style("page")),
        ),
        el(
            "body",
            el(
                "main",
                el("h1", words.lost),
                el("p", words.lost_hint),
                el("p", el("a", layout.title, href=layout.link)) if layout.link else None,
            ),
        ),
        lang=head.lang(layout.language),
    )
    return f"<!DOCTYPE html>\n{to_html(page)}\n".encode()


def sitemap(pages: Iterable[str], link: str) -> bytes:
    """Every page's whole address (sitemaps.org, 0.9)."""
    addresses = [el("url", el("loc", f"{link.rstrip('/')}/{page}")) for page in pages]
    tree = el("urlset", *addresses, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{to_html(tree)}\n'.encode()


def _issues(issues: Iterable[Issued], layout: Layout, place: str) -> Element:
    rows = [
        el(
            "li",
            layout.to(places.issue(each.key), place, each.title),
            el(
                "span",
                f" {each.date or each.key} · {_count(layout.words.papers, len(each.papers))}",
                class_="aside",
            ),
        )
        for each in issues
    ]
    return el("ul", *rows, class_="list")


def _papers(papers: Iterable[Listed], layout: Layout, place: str) -> Element:
    return el("ul", *(el("li", *_paper(each, layout, place)) for each in papers), class_="list")


def _paper(listed: Listed, layout: Layout, place: str) -> Iterator[Node]:
    where = places.paper(listed.id) if listed.id else f"{places.issue(listed.key)}#paper-{listed.number}"
    yield layout.to(where, place, *in_list(said(listed.title)))
    yield el("span", " ", layout.to(places.issue(listed.key), place, str(listed.key)), class_="aside")


def _year(name: str, layout: Layout) -> str:
    return name or layout.words.undated


def _count(words: Sequence[str], number: int) -> str:
    return words[0 if number == 1 else -1].format(number=number)
