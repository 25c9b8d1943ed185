"""Where things are on the site, from its root: the addresses that pages, feeds and readers share for good."""

import re
from hashlib import sha256
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import quote

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key

HOME = "index.html"
ARCHIVE = "archive/index.html"
CATEGORIES = "categories/index.html"
SEARCH = "search.html"
ABOUT = "about.html"
STYLE = "style.css"
ICON = "icon.svg"
SCRIPT = "search.js"

_ISSUE_FILE = re.compile(r"(?:\./)?([0-9A-Za-z][0-9A-Za-z-]*)\.md(?:#.*)?", re.ASCII)


def issue(key: Key | str) -> str:
    return f"issues/{key}.html"


def linked_key(href: str) -> str | None:
    """The key of the issue whose file a link in another names: `2023-W14.md`."""
    named = _ISSUE_FILE.fullmatch(href)
    return named[1] if named else None


def paper(id: ArxivId) -> str:
    """`papers/2304.02643.html`, `papers/hep-th_9901001.html`; a paper's versions share one page."""
    return f"papers/{id.bare.stem}.html"


def file(path: str) -> str | None:
    """A picture or a recording, as an issue names it; None for a file that is not on the site."""
    at = normpath(f"issues/{path}")
    return quote(at) if at.startswith(("figures/", "audio/")) else None


def absolute(link: str, place: str) -> str:
    """The whole address of `place` on a site at `link`."""
    return f"{link.rstrip('/')}/{place}"


def relative(place: str, start: str) -> str:
    """The way from the page `start` to `place`: the site works in any folder, and without a server."""
    return "../" * start.count("/") + place


def year(name: str) -> str:
    """The list of a year's issues; of those without a year, where `name` is empty."""
    return f"archive/{name or 'undated'}.html"


def category(name: str, year: str | None = None) -> str:
    """A category's page, or the list of its papers of a year."""
    return f"categories/{name}.html" if year is None else f"categories/{name}-{year or 'undated'}.html"


def person(name: str) -> str:
    """A page for a name, the same for ever: letters where they say it all, else some of them and a hash."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain.casefold()))[:60]
    letters = " ".join(part.capitalize() for part in slug.split("-"))
    if letters != name or len(slug) < 5:  # a hash also parts it from names that Windows keeps for devices
        slug = f"{slug}-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")
    return f"authors/{slug}.html"


def search_data(year: str) -> str:
    """What is searched in of a year."""
    return f"search/{year or 'undated'}.js"
