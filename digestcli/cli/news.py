"""What has been learnt of a paper, as it is told: remarks on its facts, what is new in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rich.text import Text

from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.errors import BatchError
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.messages import N_, _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.drift import Change
from digestcli.model.paper import Paper
from digestcli.sources import NAMES
from digestcli.workflow.absence import advice, reason
from digestcli.workflow.fetch import Told

_FIELDS = {
    "version": N_("version"),
    "withdrawn": N_("withdrawn"),
    "title": N_("title"),
    "authors": N_("author"),
    "primary_category": N_("primary category"),
    "categories": N_("category"),
    "journal_ref": N_("journal"),
    "doi": N_("DOI"),
    "comment": N_("comment"),
    "license": N_("licence"),
    "published": N_("published"),
    "updated": N_("updated"),
    "abstract": N_("abstract"),
    "source": N_("source"),
}


def remarks(paper: Paper) -> Iterator[str]:
    """What an editor should know before writing about the paper."""
    if paper.withdrawal:
        words = one_line(paper.withdrawal)
        yield _("{id} was withdrawn; it says: {words}").format(id=paper.id, words=words)
    elif paper.withdrawn:
        yield _("{id} may have been withdrawn: its newest version is empty").format(id=paper.id)
    if paper.partial:
        name = _(NAMES.get(paper.source, paper.source))
        yield _("{id} is known from {name} only; later: {command}").format(
            id=paper.id, name=name, command="digest fetch"
        )


def alarm(written_for: ArxivId, newest: int) -> str:
    """The words of a section are for an older version than the newest."""
    return _("written for v{old}, and arXiv has v{newest}").format(old=written_for.version, newest=newest)


@dataclass(slots=True)
class Tally:
    """Of which papers there was news."""

    asked: set[ArxivId] = field(default_factory=set)
    changed: set[ArxivId] = field(default_factory=set)
    absent: set[ArxivId] = field(default_factory=set)

    @property
    def exit_code(self) -> int:
        return BatchError.exit_code if self.absent else 0


def tell_all(session: Session, news: Iterable[Told]) -> Tally:
    """Tells of each paper as it arrives: that it is new, what has changed in it, that there is none."""
    tally = Tally()
    for told in news:
        tally.asked.add(told.id)
        if told.absence:
            tally.absent.add(told.id)
            session.error(error_line(reason(told.absence, told.id)))
            session.error(hint_line(advice(told.absence, told.id)))
        elif told.paper and told.changes:
            tally.changed.add(told.id)
            session.out.line(headline(told.paper))
            if not told.is_new:
                session.out.page(difference(told.changes, session.out.width))
            for remark in remarks(told.paper):
                session.note(remark)
    return tally


def headline(paper: Paper) -> str:
    """The paper's id with its version, and its title."""
    return f"{paper.id.at(paper.version)}  {one_line(to_unicode(paper.title))}"


def difference(changes: tuple[Change, ...], width: int | None) -> Iterator[Text]:
    """A line `- field: what was` or `+ field: what is` for everything that changed."""
    for change in changes:
        name = _(_FIELDS[change.field])
        steps = SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes()
        for step, old, old_end, new, new_end in steps:
            if step != "equal":
                yield from _marked("- ", name, change.before[old:old_end], "red", width)
                yield from _marked("+ ", name, change.after[new:new_end], "green", width)


def _marked(mark: str, name: str, values: tuple[str, ...], style: str, width: int | None) -> Iterator[Text]:
    for value in values:
        line = _("{name}: {value}").format(name=name, value=one_line(value))
        yield from wrap(Text(line, style), width, first=mark, rest="  ")
