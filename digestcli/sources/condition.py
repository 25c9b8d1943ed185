"""How the sources are: whether one is being left alone, and whether they answer at all."""

from collections.abc import Iterator

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.paper import ARXIV_API, DATACITE
from digestcli.sources.answer import Refusal
from digestcli.sources.pace import Pace
from digestcli.sources.service import Service

_ASKED_FOR = ArxivId("2304.02643")  # any paper that both have will do


def resting(service: Service, tell: Tell) -> Iterator[tuple[str, float]]:
    """The sources, by name, that were asked too often, with the seconds they are still left alone."""
    for name, address in ((ARXIV_API, service.api), (DATACITE, service.datacite)):
        if address and (left := Pace(service.interval, service.memory(name, address), tell).resting()):
            yield name, left


def reached(service: Service, tell: Tell) -> Iterator[tuple[str, Refusal | None]]:
    """The sources, by name, asked once each, at their pace; why one did not answer, None if it did."""
    from digestcli.sources.chain import Chain  # noqa: PLC0415 - loads arxiv, httpx and lxml

    with Chain(service, tell) as chain:
        yield from chain.reach(_ASKED_FOR)
