"""One web page with everything in it: no script, nothing to load, pictures and formulas within.

Its security policy says the same to the browser: a page that somebody has tampered with shows less, and runs
nothing. Only pictures that the editor took from elsewhere (https) are asked for there, and those that the
page is to name rather than to hold (`Series.embeds`).
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from urllib.parse import quote, unquote

from digestcli.exporters import Assets
from digestcli.exporters.web import head
from digestcli.exporters.web.showing import data_uri, named, pictures, recordings
from digestcli.exporters.web.styles import icon, style
from digestcli.markup.element import Change, Element, changed, el, to_html, walk
from digestcli.markup.html import FORMULA
from digestcli.markup.mathml import mathml
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series

# Nothing in it can end a rule of the policy, or begin another.
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::[0-9]+)?(?=[/?#]|$)", re.IGNORECASE)
_ICON = "data:image/svg+xml;base64,{}"  # without one, a browser asks the server for it


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.html` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.html", partial(_render, digest, series, assets))


def _render(digest: Digest, series: Series, assets: Assets) -> bytes:
    article = Article(digest).whole()
    changes: dict[str, Change] = {
        FORMULA: mathml,
        "img": _pictures(series, assets),
        "audio": recordings(quote),
        "a": _followed(assets),
    }
    seen = changed((article,), changes)
    page = el(
        "html",
        _head(digest, series, *walk(*seen)),
        el("body", el("main", *seen)),
        lang=head.lang(series.language),
    )
    return f"<!DOCTYPE html>\n{to_html(page)}\n".encode()


def _followed(assets: Assets) -> Change:
    """Links to what lies beside the issue lead there from where the page goes."""

    def led(link: Element) -> Element:
        href = link.get("href")
        if not is_local(href):
            return link
        path, mark, place = href.partition("#")
        return el("a", *link.children, href=f"{quote(assets.path(unquote(path)))}{mark}{place}")

    return led


def _pictures(series: Series, assets: Assets) -> Change:
    if series.embeds:
        return pictures(assets, data_uri)
    return named(assets, lambda path: quote(assets.path(path)))


def _head(digest: Digest, series: Series, *elements: Element) -> Element:
    css = style("page")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(css, elements)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("link", rel="icon", href=_ICON.format(b64encode(icon().encode()).decode("ascii"))),
        el("title", head.title(digest)),
        *head.meta(digest, series),
        head.structured(digest, series),
        el("style", css),
    )


def _policy(css: str, elements: tuple[Element, ...]) -> str:
    """A Content Security Policy that allows this page, and nothing else."""
    digest = b64encode(sha256(css.encode()).digest()).decode("ascii")
    rules = {
        "default-src": ["'none'"],
        "style-src": [f"'sha256-{digest}'"],
        "img-src": ["data:", *_own(elements, "img"), *_hosts(elements, "img")],
        "media-src": [*_own(elements, "audio"), *_hosts(elements, "audio")],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in rules.items() if allowed)


def _own(elements: tuple[Element, ...], tag: str) -> list[str]:
    """Whether elements of `tag` come from files beside the page."""
    return ["'self'"] if any(each.tag == tag and is_local(each.get("src")) for each in elements) else []


def _hosts(elements: tuple[Element, ...], tag: str) -> list[str]:
    """Where elements of `tag` come from, but for the page's own folder."""
    origins = (_ORIGIN.match(each.get("src")) for each in elements if each.tag == tag)
    return sorted({origin[0].lower() for origin in origins if origin})
