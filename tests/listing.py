"""What a stand-in for arXiv announces, asked for as a command does."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from digestcli import sources
from digestcli.model.candidate import Candidate
from digestcli.model.event import Event, Tell
from digestcli.model.window import Window
from digestcli.sources import Service
from tests.asking import quiet
from tests.listed import WEEK
from tests.standin import Standin

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)


def week(
    standin: Standin,
    *categories: str,
    window: Window = WEEK,
    query: str | None = None,
    cache: Path | None = None,
    now: datetime = NOW,
    interval: float = 0,
    tell: Tell = quiet,
) -> tuple[Candidate, ...]:
    """What one command is told of a week."""
    service = Service(api_url=standin.url, interval=interval, cache=cache)
    with sources.listing(service, tell, now) as listing:
        return listing.week(categories or ("cs.CL",), window, query)


def today(
    standin: Standin,
    *categories: str,
    cache: Path | None = None,
    now: datetime = NOW,
    tell: Tell = quiet,
) -> tuple[Candidate, ...]:
    """What one command is told of today."""
    service = Service(api_url=standin.url, rss_url=standin.rss_url, interval=0, cache=cache)
    with sources.listing(service, tell, now) as listing:
        return listing.today(categories or ("cs.CL",))


def named(announced: Sequence[Candidate]) -> list[tuple[str, bool]]:
    """The papers by the ends of their ids, and whether they are cross-listed."""
    return [(str(each.paper.id)[-3:], each.is_cross) for each in announced]


def told(events: Sequence[Event]) -> list[str]:
    """What was said that nothing silences."""
    return [event.message for event in events if event.is_important]
