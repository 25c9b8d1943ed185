"""Papers asked for in a test, and all that came of it."""

from collections.abc import Callable, Iterable

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Event, Tell
from digestcli.model.identify import identify
from digestcli.sources import Fetched, Service, asking
from digestcli.sources.answer import Answer, Believed


def quiet(_event: Event) -> None:
    """Tell nobody."""


def collected(ids: Iterable[ArxivId | str], service: Service, tell: Tell = quiet) -> Fetched:
    """What became of all the papers, each of which has to come up once."""
    refs = [identify(ref).id if isinstance(ref, str) else ref for ref in ids]
    with asking(service, tell) as chain:
        parts = list(chain.fetch(refs))
    told = [ref for part in parts for ref in (*part.papers, *part.absent, *part.pending)]
    wanted = list(dict.fromkeys(ref.bare for ref in refs))
    assert sorted(map(str, told)) == sorted(map(str, wanted))
    papers = {ref: paper for part in parts for ref, paper in part.papers.items()}
    return Fetched(
        {ref: papers[ref] for ref in wanted if ref in papers},
        {ref: absence for part in parts for ref, absence in part.absent.items()},
        tuple(ref for part in parts for ref in part.pending),
        parts[-1].refusals if parts else (),
    )


class Post:
    """A line that always brings the same body, as whatever kind of answer it likes."""

    def __init__(self, body: bytes, media_type: str) -> None:
        self._answer = Answer(200, media_type, body)

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        assert url
        return believe(self._answer)
