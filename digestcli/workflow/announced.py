"""What was announced: by arXiv's listing of a week, its feeds of today, or a file that somebody collected."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader

from digestcli import sources
from digestcli.model.candidate import Candidate
from digestcli.model.event import Tell
from digestcli.model.key import Week
from digestcli.model.window import Window
from digestcli.radio.query import Query
from digestcli.sources import Service

Announced = Callable[[Sequence[str]], Sequence[Candidate]]
"""What is announced in some categories; a query that only arXiv understands has narrowed it."""


@contextmanager
def by_arxiv(
    service: Service, tell: Tell, now: datetime, week: Week, query: Query | None
) -> Iterator[Announced]:
    """What was submitted for a listing week, as arXiv's API has it."""
    window, said = Window.of(week), query.for_api if query else None
    with sources.listing(service, tell, now) as arxivs:
        yield lambda categories: arxivs.week(categories, window, said)


@contextmanager
def by_feeds(service: Service, tell: Tell, now: datetime) -> Iterator[Announced]:
    """What arXiv's feeds announce today."""
    with sources.listing(service, tell, now) as arxivs:
        yield arxivs.today


@contextmanager
def by_file(file: BufferedReader, name: str, week: Week, tell: Tell) -> Iterator[Announced]:
    """What a file of records announces for a listing week; it is read once."""
    yield sources.records(file, name, Window.of(week), tell).announced
