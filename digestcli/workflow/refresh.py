"""`digest refresh`: papers are fetched anew, and what has changed is told before it is saved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digestcli import sources
from digestcli.library import papers
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import drift
from digestcli.model.event import Tell
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.sources import Raw, Service
from digestcli.workflow.desk import Desk, digest_of, open_issue
from digestcli.workflow.fetch import Told, learnt
from digestcli.workflow.gather import save


@dataclass(frozen=True, slots=True)
class Stale:
    """A section whose words were written for an older version than the newest."""

    key: Key
    number: int
    id: ArxivId  # with the version of its heading
    newest: int


def refresh(
    desk: Desk,
    keys: Sequence[Key],
    service: Service,
    tell: Tell,
    *,
    licences: bool = True,
    dry_run: bool = False,
) -> Iterator[Told]:
    """Every paper of the issues, a hundred in a request; then, one by one, the `licences` not known yet.

    A paper whose facts were not there is fetched too. Raises NetworkError when arXiv does not answer: its
    deputies know less and are not asked.
    """
    read = [open_issue(desk, key).issue for key in keys]
    wanted = tuple(dict.fromkeys(ref.bare for issue in read for ref in issue.refs()))
    known = papers.load_many(desk.library, wanted)
    now = dict(known)
    news = learnt(desk, known, wanted, service, tell, dry_run=dry_run, api_only=True, later="digest refresh")
    for told in news:
        if told.paper:
            now[told.id] = told.paper
        yield told
    if licences:
        yield from _licences(
            desk, [now[ref] for ref in _printed(read) if ref in now], service, tell, dry_run=dry_run
        )


def stale(desk: Desk, keys: Iterable[Key]) -> Iterator[Stale]:
    """The sections of the issues that were written for another version than the newest known."""
    for key in keys:
        for entry in digest_of(desk, open_issue(desk, key).issue).entries:
            if entry.newer and entry.note.ref:
                yield Stale(key, entry.number, entry.note.ref, entry.newer)


def _printed(issues: Iterable[Issue]) -> Iterator[ArxivId]:
    """The papers with a section of their own: only those have pictures that a licence is about."""
    yield from dict.fromkeys(note.ref.bare for issue in issues for note in issue.notes if note.ref)


def _licences(
    desk: Desk, known: Iterable[Paper], service: Service, tell: Tell, *, dry_run: bool
) -> Iterator[Told]:
    unknown = {paper.id: paper for paper in known if paper.withdrawn is None}
    for ref, raw in sources.raw_records(unknown, service, tell):
        if isinstance(raw, Raw) and raw.version == unknown[ref].version:
            paper = replace(unknown[ref], license=raw.license, withdrawn=raw.withdrawn)
            yield Told(ref, paper, changes=drift(unknown[ref], paper))
            if not dry_run:
                save(desk, [paper], tell)
