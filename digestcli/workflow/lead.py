"""`digest lead`: a lead and a title from the phrases the editor wrote about the papers."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from digestcli import issuefile, words
from digestcli.errors import FileError, UsageError
from digestcli.library import issues
from digestcli.markup import lines
from digestcli.markup.chinese import is_cjk
from digestcli.markup.flat import words_of
from digestcli.messages import _
from digestcli.model.digest import Digest, Entry
from digestcli.model.event import Tell
from digestcli.model.issue import Note
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.words import Printed
from digestcli.workflow.desk import Desk, Opened, digest_of, entry_of, locked, open_issue

# What the joining mark takes the place of. A . may be part of a word (et al.), ？ and ！ say something.
_MARKS = "。；; \t\u3000"
_FULL_STOPS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A title and a lead, and the papers that are not in it because nobody wrote a phrase for them."""

    title: str
    lead: str
    without: tuple[Entry, ...]


class _Phrase(NamedTuple):
    """What the editor wrote about a paper: as it stands, for the lead, and its words alone, for a title."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Led:
    """What was proposed, what of it was written, and the issue's text before and after."""

    proposal: Proposal
    wrote_lead: bool
    kept_title: str | None  # the title that was there already
    before: str
    after: str


def propose(desk: Desk, key: Key, picked: Sequence[str]) -> Proposal:
    """The phrases of all papers as a lead, those of the `picked` ones as a title; without any, the first two.

    Raises FileError where no paper has a phrase, UsageError where a picked one has none.
    """
    return _proposal(desk, open_issue(desk, key), picked)


def lead(
    desk: Desk,
    key: Key,
    picked: Sequence[str],
    tell: Tell,
    *,
    replace: bool = False,
    dry_run: bool = False,
) -> Led:
    """The proposal is in the issue: the lead in place of another only to `replace` it, the title of none.

    Raises what `propose` does, UsageError over a lead that is there, and Conflict where somebody else changes
    the file meanwhile; nothing is written then.
    """
    if dry_run:
        return _led(desk, open_issue(desk, key), picked, replace=replace)
    with locked(desk, tell):
        opened = open_issue(desk, key)
        led = _led(desk, opened, picked, replace=replace)
        if led.after != led.before:
            issues.write(desk.library, key, led.after.encode(), opened.seen, "lead")
    return led


def _led(desk: Desk, opened: Opened, picked: Sequence[str], *, replace: bool) -> Led:
    proposal = _proposal(desk, opened, picked)
    issue = opened.issue
    text = issuefile.set_lead(opened.text, opened.reading, proposal.lead, replace=replace)
    kept = issue.title.value if issue.title else None
    wrote_lead = text != opened.text
    if kept is None:
        reading = issuefile.read(text, issue.key, desk.publication, opened.path)
        text = issuefile.set_title(text, reading, proposal.title)
    return Led(proposal, wrote_lead, kept, opened.text, text)


def _proposal(desk: Desk, opened: Opened, picked: Sequence[str]) -> Proposal:
    digest = digest_of(desk, opened.issue)
    phrases = {each.number: phrase for each in digest.entries if (phrase := _phrase_of(each.note, digest))}
    if not phrases:
        raise FileError(
            _("no paper of {key} has a phrase for the lead").format(key=digest.key),
            _("write one below a paper's heading in {path}: {line}").format(
                path=opened.path, line=field_line(digest.words)
            ),
        )
    chosen = [_picked(digest, opened, ref, phrases) for ref in picked] or list(phrases)[:2]
    title = digest.words.phrase_comma.join(phrases[number].plain for number in dict.fromkeys(chosen))
    name = desk.publication.title
    return Proposal(
        title=f"{name}{digest.words.title_bar}{title}" if name else title,
        lead=_sentence(digest, list(phrases.values())),
        without=tuple(entry for entry in digest.entries if entry.number not in phrases),
    )


def _phrase_of(note: Note, digest: Digest) -> _Phrase | None:
    """A paper's `- 导语：`, without the mark at its end: ours takes its place."""
    if field := note.field(words.LEAD_PHRASE):
        written = field.value.rstrip(_MARKS)
        if plain := words_of(written, digest.links):
            return _Phrase(written, plain)
    return None


def field_line(printed: Printed) -> str:
    """The line that holds a paper's phrase."""
    return f"- {printed.lead}{printed.colon}..."


def _picked(digest: Digest, opened: Opened, ref: str, phrases: Container[int]) -> int:
    entry = entry_of(digest, ref, opened.issue.bench)
    if entry.number not in phrases:
        raise UsageError(
            _("{number} {title} has no phrase for the title").format(
                number=entry.number, title=lines.title(entry).plain
            ),
            _("write one below its heading in {path}: {line}").format(
                path=opened.path, line=field_line(digest.words)
            ),
        )
    return entry.number


def _sentence(digest: Digest, phrases: Sequence[_Phrase]) -> str:
    """The phrases between our own words, a blank where Chinese meets Latin, and no second full stop."""
    ours = digest.words.lead_of_week if digest.key.week else digest.words.lead_of_issue
    opening, _papers, closing = ours.partition("{papers}")
    first, last = phrases[0].plain, phrases[-1].plain
    if closing == "." and last.endswith(_FULL_STOPS):
        closing = ""
    before = " " if _meets_latin(opening[-1:], first[0]) else ""
    after = " " if _meets_latin(closing[:1], last[-1]) else ""
    joined = digest.words.phrase_comma.join(phrase.written for phrase in phrases)
    return f"{opening}{before}{joined}{after}{closing}"


def _meets_latin(ours: str, theirs: str) -> bool:
    return ours.isalpha() and is_cjk(ours) and not is_cjk(theirs)
