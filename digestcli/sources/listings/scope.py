"""Which papers a listing is asked for: the categories of a list, and which of them is a paper's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.candidate import Candidate
from digestcli.model.paper import Paper

_CATEGORY = re.compile(r"[a-z]{1,10}(-[a-z]{1,10})?(\.[A-Za-z]{1,10}(-[a-z]{1,10})?)?", re.ASCII)
_MOST = 20  # categories of one list; an address with more of them grows too long


@dataclass(frozen=True, slots=True)
class Categories:
    """arXiv's categories that a list is picked from; raises UsageError where a name can be none."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.names:
            if not _CATEGORY.fullmatch(name):
                raise UsageError(
                    _("{name!r} is no category of arXiv").format(name=name[:40]),
                    _("categories are written like cs.CL, stat.ML, hep-th"),
                )
        if not 1 <= len(self.names) <= _MOST:
            raise UsageError(
                _("a list is picked from 1 to {most} categories, not {given}").format(
                    most=_MOST, given=len(self.names)
                ),
                _("name them in digest.toml, under [radio.categories]"),
            )

    @classmethod
    def of(cls, names: Iterable[str]) -> "Categories":
        """Each once, whatever their order."""
        return cls(tuple(sorted(set(names))))

    def cover(self, category: str) -> bool:
        """Whether it is one of them; `cs` covers all of its own."""
        return any(category == name or category.startswith(f"{name}.") for name in self.names)

    def touch(self, categories: Iterable[str]) -> bool:
        """Whether a paper in `categories` is announced here."""
        return any(map(self.cover, categories))


def candidates(papers: Iterable[Paper], categories: Categories) -> tuple[Candidate, ...]:
    """The papers that are announced in `categories`, all of whose primary category is known; in order."""
    found = (paper for paper in papers if categories.touch(paper.categories))
    return in_order([Candidate(paper, not categories.cover(paper.primary_category or "")) for paper in found])


def in_order(announced: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those of the list's own categories first, then those cross-listed to it; each by their ids."""
    return tuple(sorted(announced, key=lambda each: (each.is_cross, str(each.paper.id))))
