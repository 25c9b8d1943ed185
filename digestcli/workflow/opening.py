"""What a new issue begins with, a template or a title to fill in; and the issue it leaves behind."""

import re

from digestcli import issuefile
from digestcli.errors import FileError
from digestcli.issuefile import Page
from digestcli.library import issues, templates
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, open_issue
from digestcli.workflow.frozen import was_published
from digestcli.workflow.radio_lists import Station
from digestcli.workflow.status import status

_PLAIN = re.compile("[0-9]{1,9}")


def fresh(desk: Desk, key: Key) -> Page:
    """The new issue `key`, ready for its first papers.

    In a template, `{number}` is one more than the highest so far, `{date}` the day at the desk, `{title}` the
    publication's own; the issue's is still to be written. Raises FileError where there is a template and
    nothing good can come of it.
    """
    template = templates.issue(desk.library)
    if template is None:
        return Page(issuefile.write_new())
    number = _next_number(desk) if "number" in issuefile.named_in(template) else ""
    values = {"number": number, "date": desk.today.isoformat(), "title": desk.publication.title or ""}
    return issuefile.fill(template, values, key, desk.publication, templates.ISSUE)


def left_behind(desk: Desk, key: Key) -> Key | None:
    """The issue of the week before, if it still lacks something or cannot even be read, and is not frozen."""
    if key.week is None or key.value != str(key.week):
        return None
    last = Key(str(key.week.before()))
    if last not in issues.keys(desk.library) or was_published(desk, last):
        return None
    try:
        is_unfinished = not status(desk, last).finished
    except FileError:
        return last
    return last if is_unfinished else None


def to_fill(desk: Desk) -> Key:
    """The issue that an editor is filling who names none: this week's, whether it is there or not.

    While it is not: last week's, if it or its radio is unfinished and it is not frozen; and in a library
    whose newest issue is no week's, that one.
    """
    this_weeks = Key(str(desk.week))
    if this_weeks in issues.keys(desk.library):
        return this_weeks
    last = Key(str(desk.week.before()))
    if left_behind(desk, this_weeks) or _lacks_picks(desk, last):
        return last
    newest = issues.in_order(desk.library, desk.publication)[-1:]
    return newest[0] if newest and newest[0].week is None else this_weeks


def _lacks_picks(desk: Desk, key: Key) -> bool:
    """Whether there is such an issue, not frozen, and one of the radio's lists is to have more papers."""
    if key not in issues.keys(desk.library) or was_published(desk, key):
        return False
    station = Station(desk, open_issue(desk, key).issue)
    return any(station.length(name) < (desk.publication.radio_length or 1) for name in station.names)


def _next_number(desk: Desk) -> str:
    """One more than the highest number of an issue, as wide as that; nothing where it would be a guess.

    It would be one where an issue cannot be read, or where the newest that has a number has no plain one.
    """
    try:
        opened = [open_issue(desk, key) for key in issues.in_order(desk.library, desk.publication)]
    except FileError:
        return ""
    numbers = [number.value for each in opened if (number := each.issue.number)]
    if not numbers or not _PLAIN.fullmatch(numbers[-1]):
        return ""
    highest = max(filter(_PLAIN.fullmatch, numbers), key=int)
    return str(int(highest) + 1).zfill(len(highest))
