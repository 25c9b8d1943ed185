"""`digest refresh`: papers are fetched anew, and what has changed is told before it is saved."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from digestcli import sources
from digestcli.library import papers
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import drift
from digestcli.model.event import Tell
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.sources import Absence, Service
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, digest_of
from digestcli.workflow.fetch import News, Told, learnt, reading
from digestcli.workflow.gather import save

if TYPE_CHECKING:
    from digestcli.sources.chain import Chain


@dataclass(frozen=True, slots=True)
class Stale:
    """A section whose words were written for an older version than the newest."""

    key: Key
    number: int
    id: ArxivId  # with the version of its heading
    newest: int


def refresh(
    desk: Desk,
    keys: Collection[Key],
    service: Service,
    tell: Tell,
    *,
    licences: bool = True,
    dry_run: bool = False,
) -> News:
    """Every paper of the issues, a hundred in a request; then, one by one, the `licences` not known yet.

    A paper whose facts were not there is fetched too. Raises NetworkError when arXiv does not answer: its
    deputies know less and are not asked.
    """
    issues: list[Issue] = []
    yield from reading(desk, keys, issues)
    wanted = tuple(dict.fromkeys(ref.bare for issue in issues for ref in issue.refs()))
    known = papers.load_many(desk.library, wanted)
    now = dict(known)
    with sources.asking(service, tell, api_only=True) as chain:
        for told in learnt(desk, chain, known, wanted, tell, dry_run=dry_run, later="digest refresh"):
            if told.paper:
                now[told.id] = told.paper
            yield told
        if licences:
            printed = [now[ref] for ref in _printed(issues) if ref in now]
            yield from _licences(desk, chain, printed, tell, dry_run=dry_run)


def stale(desk: Desk, keys: Collection[Key]) -> Iterator[Stale]:
    """The sections of the issues that were written for another version than the newest known."""
    issues: list[Issue] = []
    for _unreadable in reading(desk, keys, issues):
        pass  # it was told of when it was asked about
    for issue in issues:
        key = issue.key
        for entry in digest_of(desk, issue).entries:
            if entry.other_version and entry.note.ref:
                yield Stale(key, entry.number, entry.note.ref, entry.other_version)


def _printed(issues: Iterable[Issue]) -> Iterator[ArxivId]:
    """The papers with a section of their own: only those have pictures that a licence is about."""
    yield from dict.fromkeys(note.ref.bare for issue in issues for note in issue.notes if note.ref)


def _licences(
    desk: Desk, chain: "Chain", known: Iterable[Paper], tell: Tell, *, dry_run: bool
) -> Iterator[Told]:
    unknown = {paper.id: paper for paper in known if paper.withdrawn is None}
    for ref, raw in chain.raw_records(unknown):
        if isinstance(raw, Absence):
            yield Told(ref, None, absence=raw)
        elif raw.version == unknown[ref].version:
            paper = replace(unknown[ref], license=raw.license, withdrawn=raw.withdrawn)
            yield Told(ref, paper, changes=drift(unknown[ref], paper))
            if not dry_run:
                save(desk, [paper], tell)
