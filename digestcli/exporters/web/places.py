"""Where things are on the site, from its root: the addresses that pages, feeds and readers share for good."""

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key

HOME = "index.html"


def issue(key: Key) -> str:
    return f"issues/{key}.html"


def paper(id: ArxivId) -> str:
    """`papers/2304.02643.html`, `papers/hep-th_9901001.html`; a paper's versions share one page."""
    return f"papers/{id.bare.stem}.html"


def relative(place: str, start: str) -> str:
    """The way from the page `start` to `place`: the site works in any folder, and without a server."""
    return "../" * start.count("/") + place
