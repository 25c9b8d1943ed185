"""What arXiv's API is asked for a listing week, in its language for searches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.window import Window
from digestcli.sources.listings.scope import Categories
from digestcli.sources.wording import one_line

_LONGEST = 500  # characters of an editor's own words
_PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Question:
    """The papers of some categories that were submitted in a window and, if given, match a `query`."""

    categories: Categories
    window: Window
    query: str | None = None

    @property
    def search(self) -> str:
        """The `search_query`: what it says of categories and window holds whatever the editor's words are."""
        categories = " OR ".join(f"cat:{name}" for name in self.categories.names)
        window = f"submittedDate:[{_minute(self.window.begins)} TO {_minute(self.window.ends)}]"
        return " AND ".join([f"({categories})", window, *([f"({self.query})"] if self.query else [])])

    def is_of(self, published: datetime, categories: Iterable[str]) -> bool:
        """Whether it asks for such a paper."""
        return self.window.holds(published) and self.categories.touch(categories)

    def may_bring(self, published: datetime, categories: Iterable[str]) -> bool:
        """Whether a sound answer may hold such a paper: both minutes are asked for as a whole.

        Nobody says whether the service counts the last one's seconds; those are the next week's.
        """
        is_near = self.window.begins <= published < self.window.ends + timedelta(minutes=1)
        return is_near and self.categories.touch(categories)


def asked(categories: Categories, window: Window, query: str | None) -> Question:
    """The question; raises UsageError where the editor's words would reach beyond their own brackets.

    Or where they could: nobody says what a service makes of a backslash.
    """
    words = one_line(query or "")
    if "\\" in words or not words.isprintable():
        raise _no_query(words, _("it holds a backslash, or what cannot be printed"))
    if not _stays_inside(words):
        raise _no_query(words, _("a quotation mark or a bracket has no partner"))
    if len(words) > _LONGEST:
        raise UsageError(
            _("a query has at most {most} characters, not {given}").format(most=_LONGEST, given=len(words)),
            _("leave some of its words out"),
        )
    return Question(categories, window, words or None)


def _no_query(words: str, why: str) -> UsageError:
    return UsageError(
        _("{query!r} is no query: {why}").format(query=words[:80], why=why),
        _("write it like {example}").format(example="--query 'ti:\"score matching\" OR abs:diffusion'"),
    )


def _stays_inside(words: str) -> bool:
    """Whether brackets and quotation marks are all in pairs.

    Those in a phrase have to be in pairs too: what a service makes of them there is not for us to guess.
    """
    is_even = words.count('"') % 2 == 0
    return is_even and all(map(_is_paired, (words, " ".join(words.split('"')[::2]))))


def _is_paired(words: str) -> bool:
    awaited: list[str] = []
    for letter in words:
        if letter in _PAIRS:
            awaited.append(_PAIRS[letter])
        elif letter in _PAIRS.values() and (not awaited or awaited.pop() != letter):
            return False
    return not awaited


def _minute(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M")
