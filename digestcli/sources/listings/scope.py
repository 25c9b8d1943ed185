"""Which papers a listing is asked for: the categories of a list, and which of them is a paper's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.candidate import Candidate
from digestcli.model.category import borne
from digestcli.model.paper import Paper

_CATEGORY = re.compile(r"[a-z]{1,10}(-[a-z]{1,10})?(\.[A-Za-z]{1,10}(-[a-z]{1,10})?)?", re.ASCII)
_MOST = 20  # categories of one list; an address with more of them grows too long
# What has categories and is none itself: the API looks for one of that name, and finds nothing.
_ARCHIVES = frozenset({
    "astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Categories:
    """arXiv's categories that a list is picked from; raises UsageError where a name can be none."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.names:
            if not _CATEGORY.fullmatch(name):
                raise _none(_("{name!r} is no category of arXiv").format(name=name[:40]))
            if name in _ARCHIVES:
                raise _none(_("{name} is an archive of arXiv, not one of its categories").format(name=name))
        if not 1 <= len(self.names) <= _MOST:
            raise UsageError(
                _("a list is picked from 1 to {most} categories, not {given}").format(
                    most=_MOST, given=len(self.names)
                ),
                _("name them in digest.toml, under [radio.categories]"),
            )

    @classmethod
    def of(cls, names: Iterable[str]) -> "Categories":
        """Each once, by the name its papers bear, whatever their order."""
        return cls(tuple(sorted(set(map(borne, names)))))

    def cover(self, category: str) -> bool:
        """Whether it is one of them, by either of its names."""
        return borne(category) in self.names

    def touch(self, categories: Iterable[str]) -> bool:
        """Whether a paper in `categories` is announced here."""
        return any(map(self.cover, categories))

    def without(self, announced: Iterable[Candidate]) -> tuple[str, ...]:
        """Those in which nothing is announced."""
        there = {borne(name) for each in announced for name in each.paper.categories}
        return tuple(name for name in self.names if name not in there)


def candidates(papers: Iterable[Paper], categories: Categories) -> tuple[Candidate, ...]:
    """The papers that are announced in `categories`, all of whose primary category is known; in order."""
    found = (paper for paper in papers if categories.touch(paper.categories))
    return in_order([Candidate(paper, not categories.cover(paper.primary_category or "")) for paper in found])


def in_order(announced: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those of the list's own categories first, then those cross-listed to it; each by their ids."""
    return tuple(sorted(announced, key=lambda each: (each.is_cross, str(each.paper.id))))


def _none(why: str) -> UsageError:
    return UsageError(why, _("categories are written like cs.CL, stat.ML, hep-th"))
