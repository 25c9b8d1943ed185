"""Issues as checks are given them, with no library around them."""

from collections.abc import Iterable, Iterator

from digestcli import issuefile
from digestcli.checks.earlier import Earlier
from digestcli.checks.page import Page
from digestcli.compose import compose
from digestcli.model.key import Key
from digestcli.model.publication import Publication


def pages(texts: Iterable[tuple[str, str]]) -> Iterator[Page]:
    """A page for each key and text; nothing is known of any paper."""
    about = Publication()
    for key, text in texts:
        reading = issuefile.read(text, Key(key), about)
        digest = compose(reading.issue, {}, about)
        yield Page(
            text=text,
            reading=reading,
            digest=digest,
            facts={},
            earlier=Earlier(),
            glossary=(),
            is_there=str.isascii,
        )
