"""Where things are on the site, from its root: the addresses that pages, feeds and readers share for good."""

import re
from hashlib import sha256
from posixpath import normpath, splitext
from unicodedata import normalize
from urllib.parse import quote

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key

HOME = "index.html"
ARCHIVE = "archive/index.html"
CATEGORIES = "categories/index.html"
SEARCH = "search.html"
ABOUT = "about.html"
RADIO = "radio/index.html"
STYLE = "style.css"
ICON = "icon.svg"
SCRIPT = "search.js"

_LONGEST = 60  # letters of a name
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # what Windows makes no file of
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


def recording(key: Key, name: str) -> str:
    """The page of a radio list's recording; `name` is what `list_name` gives."""
    return f"radio/{key}/{name}.html"


def list_name(radio_list: str) -> str:
    """A radio list's name in addresses, the same for ever: letters, else some of them and a hash."""
    slug = _slug(radio_list)
    is_plain = re.fullmatch("[A-Za-z0-9]+([ -][A-Za-z0-9]+){0,5}", radio_list) and len(radio_list) < _LONGEST
    return slug if is_plain and not _DEVICE.fullmatch(slug) else _hashed(slug, radio_list)


def radio_year(name: str) -> str:
    """The recordings of a year; of issues without a year, where `name` is empty."""
    return f"radio/{name or 'undated'}.html"


def beside(place: str, ending: str) -> str:
    """What tells of a file of the site and lies beside it: `audio/2023-W14-nlp.vtt`."""
    return f"{splitext(place)[0]}{ending}"


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
    slug = _slug(name)
    letters = " ".join(part.capitalize() for part in slug.split("-"))
    if letters != name or len(slug) < 5:  # a hash also parts it from names that Windows keeps for devices
        slug = _hashed(slug, name)
    return f"authors/{slug}.html"


def _slug(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.casefold()))[:_LONGEST]


def _hashed(slug: str, name: str) -> str:
    return f"{slug}-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")


def search_data(year: str) -> str:
    """What is searched in of a year."""
    return f"search/{year or 'undated'}.js"
