"""The line of authors that the editor wrote, beside arXiv's."""

from collections.abc import Iterator, Sequence

from digestcli import words
from digestcli.checks import names
from digestcli.checks.names import Named
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.messages import _
from digestcli.model.people import is_name, is_others
from digestcli.model.problem import Severity
from digestcli.values import dataclass

_SHOWN = 3  # of arXiv's authors in a hint


@dataclass(frozen=True, slots=True)
class _Line:
    """The names of one paper, ours and arXiv's."""

    written: names.Line
    authors: tuple[str, ...]
    places: tuple[int | None, ...]  # of ours among arXiv's; None for strangers
    open_ended: bool  # arXiv itself says et al.

    @property
    def is_certain(self) -> bool:
        """Whether each name is one of arXiv's, so that they can be counted."""
        is_group = any(each.is_group for each in self.written.named)
        return bool(self.places) and None not in self.places and not self.open_ended and not is_group

    @property
    def names_all(self) -> bool:
        return len(self.places) == len(self.authors)


@rule("author-unknown", Severity.WARNING)
def author_unknown(page: Page) -> Iterator[Fault]:
    """A name in the line of authors is not among arXiv's, or is spelled otherwise there."""
    for line in _lines(page):
        left = [author for place, author in enumerate(line.authors) if place not in line.places]
        for each, place in zip(line.written.named, line.places, strict=True):
            if place is None and each.is_comparable and not each.is_group:
                yield _unknown(each, left, line.authors)


def _unknown(each: Named, left: Sequence[str], authors: Sequence[str]) -> Fault:
    name = one_line(each.name)
    if any(names.is_same(each.name, author) for author in authors):
        return Fault(each.span, _("{name} is named twice").format(name=name), _first(authors))
    if near := names.nearest(each.name, left):
        return Fault(each.span, _("{name} is {author} on arXiv").format(name=name, author=near))
    return Fault(each.span, _("{name} is not among arXiv's authors").format(name=name), _first(authors))


@rule("author-order", Severity.WARNING)
def author_order(page: Page) -> Iterator[Fault]:
    """Authors are named in another order than arXiv's."""
    for line in _lines(page):
        last = -1
        for each, place in zip(line.written.named, line.places, strict=True):
            if place is not None and place < last:
                pair = {"name": line.authors[place], "other": line.authors[last]}
                message = _("{name} comes before {other} on arXiv").format(**pair)
                yield Fault(each.span, message, _first(line.authors))
                break
            last = last if place is None else place


@rule("others-needless", Severity.WARNING, mends=True)
def others_needless(page: Page) -> Iterator[Fault]:
    """All authors are named, and 等 stands after them."""
    for line in _lines(page):
        if line.written.others and line.is_certain and line.names_all:
            message = _("all authors are named: {others} has nobody left to stand for")
            others = page.digest.words.others
            yield Fault(line.written.others, message.format(others=others), fix="")


@rule("others-missing", Severity.WARNING, mends=True)
def others_missing(page: Page) -> Iterator[Fault]:
    """Fewer authors are named than arXiv has, and no 等 says so."""
    for line in _lines(page):
        if not line.written.others and line.is_certain and not line.names_all:
            message = _("{named} of {all} authors are named, and nothing says that there are more").format(
                named=len(line.places), all=len(line.authors)
            )
            last = line.written.named[-1].span
            yield Fault(last, message, fix=f"{last.of(page.text)} {page.digest.words.others}")


def _lines(page: Page) -> Iterator[_Line]:
    """The lines of authors that can be compared."""
    for entry in page.digest.entries:
        own = entry.note.field(words.AUTHORS)
        written = names.read(page.text, own) if own else None
        if not (written and written.named and entry.paper):
            continue
        said = [one_line(to_unicode(author.name)) for author in entry.paper.authors]
        authors = tuple(filter(is_name, said))
        if authors:
            places = _places(written.named, authors)
            yield _Line(written, authors, places, any(map(is_others, said)))


def _places(named: Sequence[Named], authors: Sequence[str]) -> tuple[int | None, ...]:
    """Where each name stands among the authors; two of ours are never one of theirs."""
    left = dict(enumerate(authors))
    places: list[int | None] = []
    for each in named:
        place = next((at for at, author in left.items() if names.is_same(each.name, author)), None)
        places.append(place)
        if place is not None:
            del left[place]
    return tuple(places)


def _first(authors: Sequence[str]) -> str:
    """How arXiv's list begins."""
    first = ", ".join(authors[:_SHOWN])
    return _("arXiv: {names}").format(names=first if len(authors) <= _SHOWN else f"{first}, …")
