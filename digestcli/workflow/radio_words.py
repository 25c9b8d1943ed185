"""Where the words of a narration script come from: the issue, the facts of its papers, the editor's 推荐."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digestcli import words
from digestcli.errors import FileError
from digestcli.library import issues, papers
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, RadioEntry, RadioProgramme
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.people import OTHERS, is_name, is_others
from digestcli.radio import narration
from digestcli.workflow.desk import Desk, Opened, digest_of, open_issue
from digestcli.workflow.radio_lists import Station


@dataclass(frozen=True)
class Source:
    desk: Desk
    key: Key
    dictionary: Mapping[str, str]  # how names are said

    @property
    def language(self) -> str:
        return self.desk.publication.language

    @property
    def station(self) -> Station:
        return Station(self.desk, self._opened.issue)

    @property
    def lists(self) -> Sequence[RadioProgramme]:
        return self._digest.radio.lists if self._digest.radio else ()

    def script(self, programme: RadioProgramme) -> str:
        """The script of a list whose papers are all known."""
        printed, about = words.printed(self.language), self.desk.publication
        made = narration.Programme(
            publication=about.title or printed.publication,
            issue=self._digest.number,
            station=self._digest.radio.heading if self._digest.radio else about.radio_heading,
            name=programme.name,
            text=programme.text,
            pieces=tuple(map(self._piece, programme.entries)),
            language=self.language,
            colon=printed.colon,
        )
        return narration.script(made, self.dictionary)

    @cached_property
    def _opened(self) -> Opened:
        return open_issue(self.desk, self.key)

    @cached_property
    def _digest(self) -> Digest:
        return digest_of(self.desk, self._opened.issue)

    def _piece(self, entry: RadioEntry) -> narration.Piece:
        said = self._recommendation(entry.id) if entry.id else None
        return narration.Piece(entry=entry, others=self._has_others(entry), recommendation=said)

    def _has_others(self, entry: RadioEntry) -> bool:
        """Whether the paper has authors beside those that are named, where it is authors who are named."""
        paper = papers.load_many(self.desk.library, [entry.id]).get(entry.id) if entry.id else None
        if paper is None or any(OTHERS.search(name) for name in entry.names):
            return False
        authors = {_spelled(author.name) for author in paper.authors if is_name(author.name)}
        named = {_spelled(name) for name in entry.names}
        are_more = len(authors) > len(named) or any(is_others(author.name) for author in paper.authors)
        return named <= authors and are_more

    def _recommendation(self, id: ArxivId) -> str | None:
        """The editor's 推荐 of the paper: in this issue, on its bench too, else in the newest other one."""
        for issue in self._issues(id):
            for note in (*issue.notes, *issue.bench):
                if note.ref and note.ref.bare == id and note.recommendation:
                    return note.recommendation.value
        return None

    def _issues(self, id: ArxivId) -> Iterator[Issue]:
        yield self._opened.issue
        for key in reversed(self._order):
            if key in self._holders.get(id, ()) and key != self.key:
                try:
                    yield open_issue(self.desk, key).issue
                except FileError:
                    continue  # whoever opens it is told why

    @cached_property
    def _holders(self) -> Mapping[ArxivId, Sequence[Key]]:
        ids = [entry.id for each in self.lists for entry in each.entries if entry.id]
        return issues.holders(self.desk.library, ids, self.desk.publication)

    @cached_property
    def _order(self) -> Sequence[Key]:
        return issues.in_order(self.desk.library, self.desk.publication)


def _spelled(name: str) -> str:
    return one_line(to_unicode(name)).casefold()
