"""What the editor wrote where arXiv says something else, and what became of a paper meanwhile."""

from collections.abc import Iterator

from digestcli import words
from digestcli.checks.likeness import Likeness, difference, is_chinese, likeness
from digestcli.checks.likeness import words as words_of
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.errors import BadId
from digestcli.markup.escape import unescape
from digestcli.markup.plain import one_line
from digestcli.markup.remarks import alarm, deputy, withdrawal
from digestcli.markup.tex import to_unicode
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Entry
from digestcli.model.identify import identify
from digestcli.model.paper import Paper
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_LEAST = 4  # words of a title; fewer are a short name, or a note


@rule("title-differs", Severity.WARNING)
def title_differs(page: Page) -> Iterator[Fault]:
    """A title that the editor wrote is not the one arXiv has."""
    for entry in page.digest.entries:
        own = entry.note.field(words.TITLE) or entry.note.title
        if own and entry.paper and own.value not in words.UNTITLED and not is_chinese(own.value):
            alike = likeness(own.value, entry.paper.title)
            if alike in {Likeness.NEAR, Likeness.OTHER}:
                yield _other_title(page, own.value, own.span, entry.paper)


@rule("reminder-differs", Severity.WARNING)
def reminder_differs(page: Page) -> Iterator[Fault]:
    """The words beside an id, in a heading or a radio line, are those of another title."""
    for written, span, paper in _reminders(page):
        if is_chinese(written):
            continue
        alike = likeness(written, paper.title)
        is_meant = alike is Likeness.OTHER and _is_title(page, written, paper)
        if is_meant or alike is Likeness.NEAR:
            yield _other_title(page, written, span, paper)


def _reminders(page: Page) -> Iterator[tuple[str, Span, Paper]]:
    """The words that stand beside an id and are not printed, as the paper's title is known."""
    for entry in page.digest.entries:
        if entry.note.reminder and entry.paper:
            yield entry.note.reminder.value, entry.note.reminder.span, entry.paper
    for each in page.issue.radio.lists if page.issue.radio else ():
        for pick in each.picks:
            paper = page.facts.get(pick.ref.bare) if pick.ref else None
            if pick.title and paper:
                yield unescape(pick.title), pick.span, paper


def _is_title(page: Page, written: str, paper: Paper) -> bool:
    """Whether words that are not of the paper's title are those of some title, rather than a note."""
    if _titled(page, written, paper):
        return True
    kept = words_of(written)
    told = words_of(" ".join((paper.title, paper.abstract or "", *(each.name for each in paper.authors))))
    strange = [word for word in kept if word not in told]
    capitals = [word for word in written.split() if word[:1].isupper()]
    # Notes are short, or in small letters, or speak of what is in the paper.
    return len(kept) >= _LEAST and 2 * len(strange) >= len(kept) and 2 * len(capitals) >= len(kept)


def _titled(page: Page, written: str, paper: Paper) -> ArxivId | None:
    """The other paper, of this issue or an earlier one, whose title or name `written` is."""
    told = words_of(f"{paper.title} {paper.abstract or ''}")
    kept = words_of(written)
    for other in page.facts.values():
        if other.id.bare != paper.id.bare and kept in _names(other) and not set(kept) <= set(told):
            return other.id.bare
    before = page.earlier.titled(written, paper.id, page.key)
    return before.id if before else None


def _names(paper: Paper) -> tuple[tuple[str, ...], ...]:
    """A paper's title, and the name before its colon."""
    name, colon, _rest = paper.title.partition(":")
    return (words_of(paper.title), words_of(name)) if colon else (words_of(paper.title),)


def _other_title(page: Page, written: str, span: Span, paper: Paper) -> Fault:
    hint = _("arXiv: {title}").format(title=_plain(paper.title))
    if other := _titled(page, written, paper):
        return Fault(span, _("this is the title of {id}").format(id=other), hint)
    if place := difference(written, paper.title):
        ours, theirs = map(one_line, place)
        message = _("{ours} stands where arXiv has {theirs}").format(ours=ours, theirs=theirs)
        return Fault(span, message, hint)
    return Fault(span, _("this is not the title arXiv has"), hint)


@rule("link-version", Severity.WARNING)
def link_version(page: Page) -> Iterator[Fault]:
    """A paper's link leads to another version than its heading names, or than the newest one."""
    for entry in page.digest.entries:
        link = entry.note.field(words.LINK)
        version = _version(link.value) if link else None
        if not (link and version):
            continue
        named = _written_for(entry)
        newest = entry.paper.version if entry.paper else None
        hint = _("{url} always leads to the newest").format(url=entry.id.url) if entry.id else None
        if named and named != version:
            message = _("the link leads to v{linked}, the heading names v{named}")
            yield Fault(link.span, message.format(linked=version, named=named), hint)
        elif not named and newest and version != newest:
            message = _("the link leads to v{linked}, and arXiv has v{newest}")
            yield Fault(link.span, message.format(linked=version, newest=newest), hint)


def _written_for(entry: Entry) -> int | None:
    """The version a heading names; one that spells no id has its paper, version and all, from its link."""
    is_linked = entry.note.title is not None
    return None if is_linked or entry.note.ref is None else entry.note.ref.version


def _version(address: str) -> int | None:
    """The version of a paper that an address names."""
    try:
        return identify(address).id.version
    except BadId:
        return None


@rule("version-behind", Severity.WARNING)
def version_behind(page: Page) -> Iterator[Fault]:
    """The words were written for another version of the paper than arXiv's newest."""
    for entry in page.digest.entries:
        ref, newest = entry.note.ref, entry.other_version
        if ref and newest and _written_for(entry):
            hint = _("once you have looked: {command}").format(
                command=f"digest set --seen {entry.number} --issue {page.key}"
            )
            yield Fault(entry.note.heading, alarm(ref, newest), hint)


@rule("withdrawn", Severity.WARNING)
def withdrawn(page: Page) -> Iterator[Fault]:
    """A paper was withdrawn, or its newest version is empty."""
    for paper, span in _papers(page):
        if said := withdrawal(paper):
            yield Fault(span, said)


@rule("facts-pending", Severity.WARNING)
def facts_pending(page: Page) -> Iterator[Fault]:
    """The facts of a paper are not fetched yet."""
    for id, span in _ids(page):
        if id not in page.facts:
            yield Fault(span, _("the facts of {id} are not fetched yet").format(id=id), "digest fetch")


@rule("facts-partial", Severity.HINT)
def facts_partial(page: Page) -> Iterator[Fault]:
    """The facts of a paper are from another source than arXiv's API, and may lack something."""
    for paper, span in _papers(page):
        if paper.is_deputys:
            yield Fault(span, deputy(paper), "digest fetch")


def _papers(page: Page) -> Iterator[tuple[Paper, Span]]:
    """Every paper that is printed and known, and where it is named."""
    for id, span in _ids(page):
        if paper := page.facts.get(id):
            yield paper, span


def _ids(page: Page) -> Iterator[tuple[ArxivId, Span]]:
    for entry in page.digest.entries:
        if entry.id:
            yield entry.id, entry.note.heading
    for each in page.issue.radio.lists if page.issue.radio else ():
        for pick in each.picks:
            if pick.ref:
                yield pick.ref.bare, pick.span


def _plain(title: str) -> str:
    return one_line(to_unicode(title))
