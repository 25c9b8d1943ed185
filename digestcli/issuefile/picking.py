"""Lines of the radio lists: put in, taken out, moved; the other lines stay as they are, to the byte.

A number before a line is the editor's, as `论文 2：` in a heading is: what is printed counts the lines. A new
line goes on counting from the one above it; no other is numbered anew, and one that moves keeps its number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digestcli.errors import DigestError, UsageError
from digestcli.issuefile.list_places import ListPlaces
from digestcli.issuefile.proof import prove
from digestcli.issuefile.reading import Reading, read
from digestcli.issuefile.recording import with_list
from digestcli.issuefile.station import open_list
from digestcli.markup.plain import clean
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue, Pick, RadioList
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.values import dataclass
from digestcli.words import RADIO

_DRAFT = Key("2000-W01")  # a week needs no date


@dataclass(frozen=True, slots=True)
class NewPick:
    """A line before it is written; `title` is Markdown, and left out where it could not be read back."""

    ref: ArxivId
    title: str = ""
    names: tuple[str, ...] = ()


def insert_picks(
    text: str, reading: Reading, name: str, picks: Sequence[NewPick], at: int | None = None
) -> str:
    """`text` with `picks` in the list `name`: at its end, or the first of them at place `at`, from 0; proved.

    The list is opened where there is none, and so is the whole part. Raises UsageError for a paper that is in
    the issue already, and for names that cannot be read back.
    """
    _refuse_second(reading, picks)
    text, reading, radio_list = _opened(text, reading, name)
    places, old = ListPlaces(text, reading, radio_list), radio_list.picks
    at = len(old) if at is None else at
    marks = places.marks(at, len(picks))
    new = [_written(pick, mark, reading.publication) for pick, mark in zip(picks, marks, strict=True)]
    after = places.put(at, [line for line, _pick in new]).apply(text)
    _prove(reading, after, radio_list, (*old[:at], *(pick for _line, pick in new), *old[at:]))
    return after


def remove_picks(text: str, reading: Reading, picks: Iterable[Pick]) -> str:
    """`text` without the lines of `picks`, proved.

    Raises UsageError where indented words below a line belong to it: they would be left to another one.
    """
    for pick in sorted(picks, key=lambda pick: pick.span, reverse=True):
        radio_list = _list_of(reading.issue, pick)
        text = ListPlaces(text, reading, radio_list).without(pick).apply(text)
        _prove(reading, text, radio_list, tuple(each for each in radio_list.picks if each.span != pick.span))
        reading = _again(text, reading)
    return text


def move_pick(text: str, reading: Reading, pick: Pick, name: str, at: int | None = None) -> str:
    """`text` with the whole line of `pick` in the list `name`: at its end, or at place `at`; proved."""
    own = _list_of(reading.issue, pick)
    if own.name == name and own.picks.index(pick) == (len(own.picks) - 1 if at is None else at):
        return text
    line = pick.span.of(text)
    text = remove_picks(text, reading, [pick])
    text, reading, radio_list = _opened(text, _again(text, reading), name)
    old = radio_list.picks
    at = len(old) if at is None else at
    after = ListPlaces(text, reading, radio_list).put(at, [line]).apply(text)
    _prove(reading, after, radio_list, (*old[:at], pick, *old[at:]))
    return after


def miscounted(text: str, reading: Reading, after: str) -> tuple[str, ...]:
    """The lists whose written numbers say in `text` what is printed, and do so no longer in `after`."""
    now = _again(after, reading)
    return tuple(
        each.name
        for each in (reading.issue.radio.lists if reading.issue.radio else ())
        if (new := _named(now.issue, each.name))
        and ListPlaces(text, reading, each).counts
        and not ListPlaces(after, now, new).counts
    )


def _refuse_second(reading: Reading, picks: Iterable[NewPick]) -> None:
    issue = reading.issue
    lists = issue.radio.lists if issue.radio else ()
    seen = {note.ref.bare for note in issue.notes if note.ref}
    seen |= {pick.ref.bare for each in lists for pick in each.picks if pick.ref}
    for pick in picks:
        if pick.ref.bare in seen:
            message = _("{paper} is in {path} already").format(paper=pick.ref.bare, path=reading.path)
            raise UsageError(message)
        seen.add(pick.ref.bare)


def _opened(text: str, reading: Reading, name: str) -> tuple[str, Reading, RadioList]:
    """`text` with the list `name`, which is opened where there is none."""
    if found := _named(reading.issue, name):
        return text, reading, found
    text, expected = open_list(text, reading, name)
    _prove_all(reading, text, expected)
    reading = _again(text, reading)
    found = _named(reading.issue, name)
    assert found  # noqa: S101 - it was proved
    return text, reading, found


def _again(text: str, reading: Reading) -> Reading:
    return read(text, reading.issue.key, reading.publication, reading.path)


def _named(issue: Issue, name: str) -> RadioList | None:
    return next((each for each in (issue.radio.lists if issue.radio else ()) if each.name == name), None)


def _list_of(issue: Issue, pick: Pick) -> RadioList:
    lists = issue.radio.lists if issue.radio else ()
    return next(each for each in lists if any(one.span == pick.span for one in each.picks))


def refuse_names(names: tuple[str, ...], publication: Publication) -> None:
    """Raises UsageError for names that a line could not be read back with."""
    _written(NewPick(ArxivId("0704.0001"), names=names), "- ", publication)


def _written(pick: NewPick, mark: str, publication: Publication) -> tuple[str, Pick]:
    """A line and what it is read as; without the title where that would be read as something else."""
    names = f" ({publication.words.pick_from} {', '.join(pick.names)})" if pick.names else ""
    for title in dict.fromkeys((pick.title, "")):
        line = f"{mark}{pick.ref} {title}".rstrip() + names
        reading = read(f"# {RADIO}\n\n## x\n\n{line}\n", _DRAFT, publication)
        lists = reading.issue.radio.lists if reading.issue.radio else ()
        found = lists[0].picks if len(lists) == 1 else ()
        is_same = [(each.ref, each.names) for each in found] == [(pick.ref, pick.names)]
        if is_same and not reading.problems and clean(names) == names:
            return line, found[0]
    raise UsageError(
        _("these names cannot be read back: {names}").format(names=", ".join(pick.names)),
        _("plain names with commas between them: {example}").format(
            example='--from "Ada Lovelace, Alan Turing"'
        ),
    )


def _prove(reading: Reading, text: str, radio_list: RadioList, picks: tuple[Pick, ...]) -> None:
    _prove_all(reading, text, with_list(reading.issue, radio_list, replace(radio_list, picks=picks)))


def _prove_all(reading: Reading, text: str, expected: Issue) -> None:
    """As `prove`; where something else of the file would be read otherwise, that is a matter for a hand."""
    try:
        prove(reading, text, expected)
    except UsageError:
        raise
    except DigestError as fault:
        hint = _("something around the line would be read otherwise: write it in your own editor")
        raise UsageError(fault.message, hint) from fault
