"""Whole sections moved, taken out and put in: the same characters before and after, and no other changed."""

from collections.abc import Sequence
from dataclasses import replace

from digestcli.errors import DigestError, UsageError
from digestcli.issuefile.inserting import with_papers
from digestcli.issuefile.lines import Line
from digestcli.issuefile.places import Places
from digestcli.issuefile.proof import prove, said
from digestcli.issuefile.reading import Reading, read
from digestcli.issuefile.references import Definition, defined, led_elsewhere
from digestcli.issuefile.wording import newline_of
from digestcli.messages import _
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.text import Edit, Span
from digestcli.values import dataclass
from digestcli.words import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a section goes: beside a paper or to the end of the bench; else to the end of the papers."""

    before: Note | None = None
    behind: Note | None = None
    on_bench: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A file's new text, and the number the paper has in it; None on the bench."""

    text: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Lifted:
    """A section as it is taken along, and what the names in it lead to where it stands."""

    text: str
    note: Note
    key: Key
    path: str
    lines: Sequence[Line]
    leads: dict[str, Definition]


def move_note(text: str, reading: Reading, note: Note, place: Place) -> Moved:
    """`text` with the section of `note` at `place`, proved.

    Among neighbouring papers the sections change their places and all between them stays. Past other parts
    the section is taken out with one gap and put in between empty lines. The order alone decides what number
    a paper has: no word changes, no `论文 2：` in a heading either.
    """
    beside = place.before or place.behind
    if beside and beside.span == note.span:
        return Moved(text, _number(reading.issue, note))
    expected = _with(_without(reading.issue, [note]), note, place)
    number = _number(expected, note)
    if said(expected) == said(reading.issue):
        return Moved(text, number)
    opened = _with_bench(text, reading) if place.on_bench else text
    new = _shifted(opened, reading, note, place)
    _prove(reading, new, expected)
    places, after = Places(text, reading), Places(new, reading)
    _refuse_other_links(places.lines, defined(places.lines, text), defined(after.lines, new), reading.path)
    return Moved(new, number)


def lift(text: str, reading: Reading, note: Note) -> Lifted:
    """The section of `note`, to be put into another file."""
    places = Places(text, reading)
    span = places.body(places.index(note))
    lines = [line for line in places.lines if span.start <= line.start < span.end]
    return Lifted(span.of(text), note, reading.issue.key, reading.path, lines, defined(places.lines, text))


def put_in(text: str, reading: Reading, section: Lifted, place: Place) -> Moved:
    """`text` with a section of another file at `place`, proved.

    The section takes the line ends of its new file where that has others, and is the same to the character
    otherwise. Raises UsageError where the paper is there already, and where a name in brackets would lead
    elsewhere than it did, in the section or around it.
    """
    _refuse_second(reading, section)
    opened = _with_bench(text, reading) if place.on_bench else text
    places = Places(opened, reading)
    words = section.text
    newline = newline_of(text)
    if "\n" in text and newline_of(words) != newline:
        words = words.replace("\r\n", "\n").replace("\n", newline)
    new = _insertion(places, _index(places, reading.issue.notes, place), words, place).apply(opened)
    expected = _with(reading.issue, section.note, place)
    _prove(reading, new, expected)
    _refuse_orphans(text, new, reading, section)
    return Moved(new, _number(expected, section.note))


def take_out(text: str, reading: Reading, notes: Sequence[Note]) -> str:
    """`text` without the sections of `notes`, proved.

    Raises UsageError where words that stay need a definition that stands in one of them.
    """
    places = Places(text, reading)
    going = sorted(places.index(note) for note in notes)
    new = text
    for last in reversed(going):
        if last + 1 in going:
            continue
        first = last
        while first - 1 in going:
            first -= 1
        new = places.without(first, last).apply(new)
    _prove(reading, new, _without(reading.issue, notes))
    _refuse_parting(text, new, reading, places, going)
    return new


def _shifted(text: str, reading: Reading, note: Note, place: Place) -> str:
    places = Places(text, reading)
    others = [each for each in reading.issue.notes if each.span != note.span]
    at, to = places.index(note), _index(places, others, place)
    papers = {each.span.start for each in (*reading.issue.notes, *reading.issue.bench)}
    passed = places.sections[at + 1 : to] if to > at else places.sections[to:at]
    if not passed:
        return text
    if all(section.span.start in papers for section in passed):
        return _swapped(text, places, at, to)
    words = places.body(at).of(text)
    edits = [places.without(at, at), _insertion(places, to, words, place)]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = edit.apply(text)
    return text


def _swapped(text: str, places: Places, at: int, to: int) -> str:
    """The section `at` and those it passes on its way to before `to`, each in the other's place."""
    first, last = (at, to - 1) if to > at else (to, at)
    split = at if to > at else at - 1  # the last section of the upper half
    upper = Span(places.body(first).start, places.body(split).end)
    lower = Span(places.body(split + 1).start, places.body(last).end)
    gap = text[upper.end : lower.start]
    return text[: upper.start] + lower.of(text) + gap + upper.of(text) + text[lower.end :]


def _index(places: Places, notes: Sequence[Note], place: Place) -> int:
    """The section before which `place` is; `notes` are the papers there without the one that moves."""
    if place.before:
        return places.index(place.before)
    if place.behind:
        return places.index(place.behind) + 1
    bench = places.end_of_bench() if place.on_bench else None
    return places.end_of_papers(notes) if bench is None else bench


def _insertion(places: Places, to: int, words: str, place: Place) -> Edit:
    return places.above(to, words) if place.before else places.behind(to, words)


def _with_bench(text: str, reading: Reading) -> str:
    """`text` with a bench, which opens at its end: there it takes no other section along."""
    places = Places(text, reading)
    if places.end_of_bench() is not None:
        return text
    heading = f"# {printed(reading.publication.language).bench}"
    new = places.behind(len(places.sections), heading).apply(text)
    _prove(reading, new, reading.issue)
    return new


def _with(issue: Issue, note: Note, place: Place) -> Issue:
    """The issue with one more paper at `place`."""
    if place.on_bench:
        return replace(issue, bench=(*issue.bench, note))
    beside = place.before or place.behind
    if beside is None:
        return with_papers(issue, [note])
    at = next(at for at, part in enumerate(issue.body) if part.span == beside.span) + (place.before is None)
    return replace(issue, body=(*issue.body[:at], note, *issue.body[at:]))


def _without(issue: Issue, notes: Sequence[Note]) -> Issue:
    gone = {note.span for note in notes}
    return replace(
        issue,
        body=tuple(part for part in issue.body if part.span not in gone),
        bench=tuple(note for note in issue.bench if note.span not in gone),
    )


def _number(issue: Issue, note: Note) -> int | None:
    return next((number for number, each in enumerate(issue.notes, 1) if each is note), None)


def _prove(reading: Reading, new: str, expected: Issue) -> None:
    """As `prove`; where something else of the file would be read otherwise, that is a matter for a hand."""
    if heading := _new_title(reading, new):
        raise UsageError(
            _("{heading} would become the title of {path}; nothing was written").format(
                heading=heading, path=reading.path
            ),
            _("a # heading before anything else is the title: write a line of the lead above it first"),
        )
    try:
        prove(reading, new, expected)
    except UsageError:
        raise
    except DigestError as fault:
        hint = _("something around the section would be read otherwise: move it in your own editor")
        raise UsageError(fault.message, hint) from fault


def _new_title(reading: Reading, new: str) -> str | None:
    """The words of a heading that has nothing above it any more and is read as the title."""
    after = read(new, reading.issue.key, reading.publication, reading.path)
    if after.issue.title and said(after.issue.title) != said(reading.issue.title):
        return after.issue.title.value
    rule = "title-twice"
    if any(problem.rule == rule for problem in reading.problems):
        return None
    line = next((problem.line for problem in after.problems if problem.rule == rule), None)
    return new.split("\n")[line - 1].strip("#＃ \t\r") if line else None


def _refuse_second(reading: Reading, section: Lifted) -> None:
    ref = section.note.ref
    if ref and any(
        note.ref and note.ref.bare == ref.bare for note in (*reading.issue.notes, *reading.issue.bench)
    ):
        raise UsageError(
            _("{paper} is in {path} already").format(paper=ref.bare, path=reading.path),
            _("join the two sections by hand, then: digest rm {paper} --issue {key}").format(
                paper=ref.bare, key=section.key
            ),
        )


def _refuse_other_links(
    lines: Sequence[Line], before: dict[str, Definition], after: dict[str, Definition], path: str
) -> None:
    if name := led_elsewhere(lines, before, after):
        raise UsageError(
            _("[{name}] would lead elsewhere in {path}; nothing was written").format(name=name, path=path),
            _("give it another name first, where it is defined and where it is used"),
        )


def _refuse_orphans(text: str, new: str, reading: Reading, section: Lifted) -> None:
    old, after = Places(text, reading), Places(new, reading)
    there, leads = defined(old.lines, text), defined(after.lines, new)
    name = led_elsewhere(section.lines, section.leads, leads)
    if name in section.leads and name not in leads:
        raise UsageError(
            _("the section needs [{name}], which is defined elsewhere in {path}").format(
                name=name, path=section.path
            ),
            _("copy this line to the end of the section first: {line}").format(line=section.leads[name].line),
        )
    _refuse_other_links(section.lines, section.leads, leads, reading.path)
    _refuse_other_links(old.lines, there, leads, reading.path)


def _refuse_parting(text: str, new: str, reading: Reading, places: Places, going: Sequence[int]) -> None:
    bodies = [places.body(at) for at in going]
    staying = [line for line in places.lines if not any(b.start <= line.start < b.end for b in bodies)]
    before, after = defined(places.lines, text), defined(Places(new, reading).lines, new)
    name = led_elsewhere(staying, before, after)
    if name in before and name not in after:
        raise UsageError(
            _("other words in {path} need [{name}], which is defined in the section").format(
                path=reading.path, name=name
            ),
            _("move this line out of the section first: {line}").format(line=before[name].line),
        )
    _refuse_other_links(staying, before, after, reading.path)
