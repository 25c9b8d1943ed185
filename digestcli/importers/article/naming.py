"""Which issue an article is: what it says of itself, else its file's name; never a guess."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from digestcli.importers.article.dates import weeks_in
from digestcli.model.key import Key, Week

_KEY = re.compile(r"key[ \t]*[:：][ \t]*[\"']?([^\"'\s]+)[\"']?\s*", re.IGNORECASE)
_NAMED = re.compile(r"\d{4}-W\d{2}(?:-[0-9A-Za-z-]+)?", re.ASCII)


def key_of(front: Iterable[str], date: str | None, words: Iterable[str | None], name: str) -> Key | None:
    """The key in the front matter, the week of the date, of the title or the byline, of the file's name.

    Raises UsageError for a key that can name no issue.
    """
    for line in front:
        if match := _KEY.fullmatch(line):
            return Key(match[1])
    for said in _told(date, words):
        if week := _only(said):
            return Key(str(week))
    return named_by(name)


def named_by(name: str) -> Key | None:
    """The issue that a file's name says it is."""
    stem = PurePath(name).stem
    if _NAMED.fullmatch(stem) and Key(stem).week:
        return Key(stem)
    week = _only(stem)
    return Key(str(week)) if week else None


def _told(date: str | None, words: Iterable[str | None]) -> Iterator[str]:
    yield date or ""
    yield "\n".join(filter(None, words))


def _only(text: str) -> Week | None:
    """The one week that is named."""
    found = set(weeks_in(text))
    return found.pop() if len(found) == 1 else None
