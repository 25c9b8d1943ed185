"""The Radiostation and its lists, opened where they are not there."""

from collections.abc import Sequence
from dataclasses import replace

from digestcli.issuefile.places import Places
from digestcli.issuefile.reading import Reading
from digestcli.issuefile.wording import newline_of
from digestcli.model.issue import Issue, Radio, RadioList
from digestcli.model.text import Span, Text

_NOWHERE = Span(0, 0)


def open_list(text: str, reading: Reading, name: str) -> tuple[str, Issue]:
    """`text` with an empty list `name`, and what that must be read as.

    It stands in the order of the publication's lists. The part itself opens below the papers and the `##`
    passages that follow them, above the next `#`: a closing word, the bench.
    """
    places = Places(text, reading)
    radio = reading.issue.radio
    new = RadioList(name=name, text=None, picks=(), audio=None, duration=None, span=_NOWHERE)
    if radio is None:
        return _with_station(text, reading, places, new)
    place = _place_among([each.name for each in radio.lists], name, reading.publication.radio_lists)
    starts = [section.span.start for section in places.sections]
    at = starts.index(radio.span.start) + 1 + place
    lists = (*radio.lists[:place], new, *radio.lists[place:])
    body = (replace(part, lists=lists) if part is radio else part for part in reading.issue.body)
    return places.behind(at, f"## {name}").apply(text), replace(reading.issue, body=tuple(body))


def _with_station(text: str, reading: Reading, places: Places, new: RadioList) -> tuple[str, Issue]:
    issue, heading = reading.issue, reading.publication.radio_heading
    at = places.end_of_papers(issue.notes)
    while at < len(places.sections) and places.sections[at].heading.level == 2:
        at += 1
    end = places.sections[at].span.start if at < len(places.sections) else len(text)
    place = sum(part.span.start < end for part in issue.body)
    radio = Radio(heading=Text(heading, _NOWHERE), text=None, lists=(new,), span=_NOWHERE)
    opened = places.behind(at, f"# {heading}{newline_of(text) * 2}## {new.name}").apply(text)
    return opened, replace(issue, body=(*issue.body[:place], radio, *issue.body[place:]))


def _place_among(names: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Where a list goes among `names`: behind those before it in `order`, else before those behind it."""
    if name not in order:
        return len(names)
    before, behind = order[: order.index(name)], order[order.index(name) + 1 :]
    above = [at for at, each in enumerate(names) if each in before]
    below = [at for at, each in enumerate(names) if each in behind]
    return above[-1] + 1 if above else below[0] if below else len(names)
