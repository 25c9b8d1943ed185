"""A week of candidates with a few subjects, and what a library may have picked before."""

from collections.abc import Sequence

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.candidate import Candidate
from digestcli.model.paper import Author, Paper
from digestcli.radio.ranking import PastPick, Ranked, Taste
from digestcli.radio.terms import terms

TITLES = (  # of a week, by their ids
    "Faster Sampling for Latent Diffusion Models",
    "A Corpus of Folk Tales for Machine Translation",
    "Segmenting Rivers in Satellite Images",
    "Guided Diffusion for Image Editing",
    "Translating Proverbs: a Benchmark for Machine Translation",
    "Tree Ensembles for Tabular Data",
    "Diffusion Models that Denoise Video",
    "Counting Cells in Microscope Images",
    "What Readers Remember of Summaries",
    "Bandits with Delayed Rewards",
)


def paper(
    number: int,
    title: str,
    *,
    abstract: str | None = None,
    comment: str | None = None,
    authors: Sequence[str] = ("Ada Example",),
    categories: Sequence[str] = ("cs.CV",),
) -> Paper:
    """A paper of a January, its primary category first."""
    return Paper(
        id=ArxivId(f"2601.{number:05}"),
        title=title,
        authors=tuple(map(Author, authors)),
        abstract=abstract or f"We study {title.casefold()}, and compare it with what is known.",
        comment=comment,
        published="2026-01-06T12:00:00Z",
        primary_category=categories[0],
        categories=tuple(categories),
    )


WEEK = tuple(Candidate(paper(place, title), is_cross=False) for place, title in enumerate(TITLES, 1))


def picked(
    number: int,
    title: str,
    list_name: str | None = "CV",
    *,
    categories: Sequence[str] = ("cs.CV",),
    names: Sequence[str] = (),
) -> PastPick:
    """A paper of an earlier issue."""
    known = paper(90_000 + number, title)
    return PastPick(known.id, list_name, terms(title, known.abstract), tuple(categories), tuple(names))


def ranked(
    past: Sequence[PastPick],
    candidates: Sequence[Candidate] = WEEK,
    *,
    list_name: str = "CV",
    categories: Sequence[str] = ("cs.CV",),
) -> tuple[Ranked, ...]:
    """A list as `radio find` ranks it."""
    return Taste(past, {}).rank(list_name, categories, candidates)


def titles(ranking: Sequence[Ranked]) -> list[str]:
    return [each.candidate.paper.title for each in ranking]
