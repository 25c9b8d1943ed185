"""`digest add`: ids become facts in `papers/` and sections in an issue, ready to be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self
from urllib.parse import urlsplit

from digestcli import issuefile, words
from digestcli.errors import BadId, Conflict, DigestError, UsageError
from digestcli.library import issues, root
from digestcli.markup.plain import clean, one_line
from digestcli.markup.remarks import withdrawal
from digestcli.markup.tex import to_unicode
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.identify import identify, looks_like_id
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.sources import Service
from digestcli.workflow.absence import advice, reason
from digestcli.workflow.desk import Desk, Opened, keeping, locked, on_bench, open_if_there
from digestcli.workflow.gather import Gathered, gather
from digestcli.workflow.opening import fresh, left_behind


class Fate(Enum):
    """What became of something the editor asked for."""

    ADDED = "added"
    PRESENT = "present"  # it was in the issue already
    ABSENT = "absent"  # arXiv has no such paper, or no such version of it
    REFUSED = "refused"  # not an id


@dataclass(frozen=True, slots=True)
class Opening:
    """What is kept of a paper's facts once they are in the library: the rest of 700 takes megabytes."""

    version: int | None
    title: str  # as it is printed
    abstract: str | None  # fit for a file
    withdrawn: str | None  # that it was
    deputys: Paper | None  # the whole of it, where a source told it in the API's place

    @classmethod
    def of(cls, paper: Paper) -> Self:
        return cls(
            version=paper.version,
            title=one_line(to_unicode(paper.title)),
            abstract=clean(paper.abstract) if paper.abstract else None,
            withdrawn=withdrawal(paper),
            deputys=paper if paper.is_deputys else None,
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing the editor asked for, understood as far as it can be without arXiv."""

    asked: str
    fate: Fate = Fate.ADDED
    ref: ArxivId | None = None
    title: str | None = None  # as it is printed
    address: str | None = None  # of a paper that is not on arXiv
    remark: str | None = None
    hint: str | None = None
    opening: Opening | None = None  # None while nobody tells its facts, and for a paper elsewhere
    number: int | None = None  # its place in the issue, once it has one
    elsewhere: tuple[Key, ...] = ()  # other issues that hold the paper

    @property
    def name(self) -> ArxivId | str:
        """What no issue holds twice: the paper, its address, its title."""
        return self.ref.bare if self.ref else self.address or self.title or self.asked

    @property
    def pending(self) -> bool:
        """Whether it is on arXiv and its facts are still to be fetched."""
        return self.ref is not None and self.opening is None and self.fate in {Fate.ADDED, Fate.PRESENT}


@dataclass(frozen=True, slots=True)
class Added:
    """Each wish's fate, and the issue's text as it was and as it is now; None: there is no issue."""

    key: Key
    wishes: tuple[Wish, ...]
    before: str | None
    after: str | None
    gathered: Gathered[Opening]
    new_library: bool = False
    left_behind: Key | None = None  # last week's issue, where a new week begins and that one is unfinished

    @property
    def is_new(self) -> bool:
        """Whether there was no such issue before."""
        return self.before is None and bool(self.after)


@dataclass(frozen=True, slots=True)
class Words:
    """What the editor says about the one paper being added."""

    summary: str | None = None
    recommendation: str | None = None


def understand(text: str) -> Wish:
    """An id in any form, or the address of a paper elsewhere; never a guess."""
    try:
        found = identify(text)
    except BadId as fault:
        if _is_address(text):
            return Wish(text, address=text)
        return Wish(text, Fate.REFUSED, remark=fault.message, hint=fault.hint)
    return Wish(text, ref=found.id, remark=found.remark)


def _is_address(text: str) -> bool:
    """A slip in one of arXiv's own addresses, or what only looks like one, is not a paper elsewhere."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and "." in host and text.isprintable() and " " not in text
    return is_web and not looks_like_id(text)


def add(
    desk: Desk,
    wishes: Sequence[Wish],
    key: Key,
    service: Service | None,
    tell: Tell,
    *,
    with_words: Words = Words(),
    dry_run: bool = False,
) -> Added:
    """Sections for `wishes` in the issue `key`, which is opened if there is none.

    A wish that cannot be granted does not fail the others. A paper that nobody tells about, or that nobody is
    asked about where `service` is None, has its section too, and waits for its facts. Raises Conflict when
    somebody else changes the issue meanwhile: it is left as it is then.
    """
    with keeping(desk, key, () if dry_run else (with_words.summary, with_words.recommendation)):
        return _add(desk, wishes, key, service, tell, with_words=with_words, dry_run=dry_run)


def _add(
    desk: Desk,
    wishes: Sequence[Wish],
    key: Key,
    service: Service | None,
    tell: Tell,
    *,
    with_words: Words,
    dry_run: bool,
) -> Added:
    opened = open_if_there(desk, key)
    _keep_words(opened, wishes, with_words)
    if opened is None:
        fresh(desk, key)  # what is wrong with the template is told before anybody is asked
    new_library = not desk.library.exists
    refs = [wish.ref for wish in wishes if wish.ref]
    gathered = gather(desk, refs, service, tell, Opening.of, keep=not dry_run)
    elsewhere = issues.holders(desk.library, refs, desk.publication)
    wishes = [checked(wish, key, gathered, elsewhere) for wish in wishes]
    drafts = [(wish, _draft(desk, wish, with_words)) for wish in wishes]
    if dry_run or not any(wish.fate is Fate.ADDED for wish in wishes):
        return _insert(desk, key, open_if_there(desk, key), drafts, gathered)
    if not desk.library.exists:
        root.init(desk.library.root)
    with locked(desk, tell):
        opened = open_if_there(desk, key)
        _keep_words(opened, wishes, with_words, Conflict)  # somebody may have added it meanwhile
        added = replace(
            _insert(desk, key, opened, drafts, gathered),
            new_library=new_library,
            left_behind=None if opened else left_behind(desk, key),
        )
        if added.after is not None and added.after != added.before:
            issues.write(desk.library, key, added.after.encode(), opened.seen if opened else None, "add")
    return added


def _keep_words(
    opened: Opened | None, wishes: Iterable[Wish], with_words: Words, kind: type[DigestError] = UsageError
) -> None:
    """Words for a paper whose section is there already would be lost silently."""
    if opened is None or with_words == Words():
        return
    for wish in wishes:
        note = _section_of(wish, opened.issue)
        if note in opened.issue.bench:
            raise on_bench(wish.ref or wish.asked, opened.issue.key)
        if note and not _says(note, with_words):
            raise kind(
                _("{ref} is already in {key}: its words were not written").format(
                    ref=wish.ref or wish.asked, key=opened.issue.key
                ),
                _("digest set {ref} --issue {key} --summary ...").format(
                    ref=wish.ref or wish.asked, key=opened.issue.key
                ),
            )


def _says(note: Note, with_words: Words) -> bool:
    """Whether the section holds these words already: a command that was interrupted may be repeated."""
    pairs = ((note.summary, with_words.summary), (note.recommendation, with_words.recommendation))
    return all(said is None or (text and text.value.strip() == said.strip()) for text, said in pairs)


def checked(
    wish: Wish,
    key: Key,
    gathered: Gathered[Opening],
    elsewhere: Mapping[ArxivId, tuple[Key, ...]],
    command: str = "digest add",
) -> Wish:
    """The wish with what arXiv and the other issues say of it; a version the editor names must exist."""
    if wish.ref is None:
        return wish
    bare = wish.ref.bare
    if absence := gathered.absent.get(bare):
        remark = _("; ").join(filter(None, (reason(absence, bare), wish.remark)))
        return replace(wish, fate=Fate.ABSENT, remark=remark, hint=advice(absence, bare))
    others = tuple(other for other in elsewhere[bare] if other != key)
    opening = gathered.papers.get(bare)
    if opening is None:
        return replace(wish, elsewhere=others)
    if wish.ref.version and opening.version and wish.ref.version > opening.version:
        remark = _("arXiv has no version {version} of {id}, the newest is v{newest}").format(
            version=wish.ref.version, id=bare, newest=opening.version
        )
        return replace(wish, fate=Fate.ABSENT, remark=remark, hint=f"{command} {bare}")
    ref = wish.ref.at(wish.ref.version or opening.version)
    return replace(wish, ref=ref, title=opening.title, opening=opening, elsewhere=others)


def _insert(
    desk: Desk,
    key: Key,
    opened: Opened | None,
    drafts: Iterable[tuple[Wish, issuefile.Draft]],
    gathered: Gathered[Opening],
) -> Added:
    """The issue's text with a section for every wish that has none yet."""
    page = issuefile.Page(opened.text) if opened else fresh(desk, key)
    reading = issuefile.read(page.text, key, desk.publication, issues.name(key))
    numbers: dict[ArxivId | str, int] = {}  # of the papers that are new
    new = []
    done = []
    for wish, draft in drafts:
        if wish.fate is not Fate.ADDED:
            done.append(wish)
        elif note := _section_of(wish, reading.issue):
            done.append(replace(wish, fate=Fate.PRESENT, number=_number(note, reading.issue)))
        elif number := numbers.get(wish.name):
            done.append(replace(wish, fate=Fate.PRESENT, number=number))
        else:
            new.append(draft)
            numbers[wish.name] = len(reading.issue.notes) + len(new)
            done.append(replace(wish, number=numbers[wish.name]))
    before = opened.text if opened else None
    after = page.joined(issuefile.insert_notes(page.text, reading, new), key) if new else before
    return Added(key, tuple(done), before, after, gathered)


def _section_of(wish: Wish, issue: Issue) -> Note | None:
    """The section that is about the wish already, on the bench too."""
    for note in (*issue.notes, *issue.bench):
        link = note.field(words.LINK)
        if wish.ref and note.ref and wish.ref.bare == note.ref.bare:
            return note
        if wish.ref is None and wish.address and link and link.value == wish.address:
            return note
        if wish.ref is None and not wish.address and note.title and note.title.value == wish.title:
            return note
    return None


def _number(note: Note, issue: Issue) -> int | None:
    return issue.notes.index(note) + 1 if note in issue.notes else None


def _draft(desk: Desk, wish: Wish, with_words: Words) -> issuefile.Draft:
    printed = words.printed(desk.publication.language)
    blanks = ((printed.authors, ""), (printed.link, wish.address or ""))
    return issuefile.Draft(
        ref=wish.ref,
        title=wish.title or ("" if wish.ref else printed.untitled),  # unknown of a paper that is pending
        fields=() if wish.ref else blanks,
        summary=with_words.summary,
        recommendation=with_words.recommendation,
        abstract=wish.opening.abstract if wish.opening else None,
    )
