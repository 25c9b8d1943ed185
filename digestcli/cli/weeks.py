"""What `--week` may say, and what day it is at the desk."""

import os
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digestcli.errors import FileError, UsageError
from digestcli.messages import _
from digestcli.model.key import Week
from digestcli.model.publication import Publication

LAST = "last"
RANGE = ".."
_NUMBERED = re.compile(r"(?:(?:(\d{4})-?)?[Ww])?(\d{2})|[Ww]?(\d)", re.ASCII)  # 2023-W14 2023w14 W14 14 W1 1
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BEGINNING = re.compile(r"\d{4}-?[Ww](?:\d.*)?|\d{4}-\d.*|[Ww]\d+", re.ASCII)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def takes(word: str) -> bool:
    """Whether `word` is for the `--week` before it: `add --week 2304.02643` must mean what it says.

    What begins like a week is for it too, so that a slip is not taken for a title.
    """
    ends = word.split(RANGE) if word.strip(".") else [word]
    return any(map(_is_like_one, filter(None, ends))) and len(ends) < 3


def _is_like_one(word: str) -> bool:
    return word == LAST or any(kind.fullmatch(word) for kind in (_NUMBERED, _DAY, _BEGINNING))


def span(said: str, today: date) -> tuple[Week, Week] | None:
    """The first and the last week of `2023-W01..2023-W26`, `..26` or `2023-W01..`; None for one week."""
    begin, dots, end = said.partition(RANGE)
    if not dots:
        return None
    first = week(begin, today) if begin else Week(date.min.year, 1)
    last = week(end, today) if end else Week(date.max.year, 52)
    if first > last or not (begin or end):
        raise UsageError(_("--week {word!r} names no weeks").format(word=said), "--week 2023-W01..2023-W26")
    return first, last


def week(said: str, today: date) -> Week:
    """The week `said` names: "" this one, `last`, `14` of this year, `2023-W14`, or the day `2023-04-09`."""
    this = Week.of(today)
    if said in {"", LAST}:
        return this.before() if said else this
    if named := _NUMBERED.fullmatch(said):
        year, number, digit = named.groups()
        return Week(int(year or this.year), int(number or digit))
    if not _DAY.fullmatch(said):
        raise UsageError(
            _("--week {word!r} names no week").format(word=said),
            _("--week, --week last, --week 14, --week 2023-W14 or --week 2023-04-09"),
        )
    try:
        return Week.of(date.fromisoformat(said))
    except ValueError:
        raise UsageError(_("{day} is no day").format(day=said), _("--week 2023-04-09")) from None


def today(publication: Publication) -> date:
    """The day at the desk: in the publication's zone, moved by its turn of the week.

    DIGEST_NOW stands for the clock where it is set; without a zone it is the publication's time.
    """
    zone = _zone(publication.timezone)
    return (_now(zone) - _turn(publication.week_turns)).date()


def day(publication: Publication) -> date:
    """The day of the calendar in the publication's zone, whatever week the desk is in."""
    return now(publication).date()


def now(publication: Publication) -> datetime:
    """The moment it is, in the publication's zone; DIGEST_NOW stands for it where it is set."""
    return _now(_zone(publication.timezone))


def _now(zone: ZoneInfo) -> datetime:
    return _told_now(zone) or datetime.now(zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FileError(
            _("the time zone {zone} is not known on this machine").format(zone=name),
            "python3 -m pip install tzdata",
        ) from None


def _told_now(zone: ZoneInfo) -> datetime | None:
    told = os.environ.get("DIGEST_NOW")
    if not told:
        return None
    now = _moment(told, zone)
    if now is None or not date.min.year < now.year < date.max.year:  # its week would lie outside of all years
        raise UsageError(
            _("DIGEST_NOW is {value!r}, not a date and time").format(value=told),
            "DIGEST_NOW=2023-04-09T12:00:00+08:00",
        )
    return now


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _turn(week_turns: str) -> timedelta:
    """How much later than Monday 00:00 the desk's week begins; from Friday on it is earlier instead."""
    day, clock = week_turns.split()
    hours, minutes = clock.split(":")
    after = timedelta(days=_DAYS.index(day), hours=int(hours), minutes=int(minutes))
    return after if after < timedelta(days=4) else after - timedelta(days=7)
