"""What an issue is known by for good, and the day it is said to be of: neither asks the clock.

Names are `tag:` URIs (RFC 4151). Their authority is the publication's own id below `.alt`, which is set aside
for names that are in no DNS (RFC 9476): so nobody needs a domain, and an address may change.
"""

from datetime import date, datetime, time

from digestcli.errors import FileError
from digestcli.messages import _
from digestcli.model.digest import Digest, Series

_PODCASTS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"  # the namespace of podcast:guid
_SINCE = "2024"  # RFC 4151 asks for a day on which the name was ours; .alt stands since September 2023


def series_name(series: Series) -> str:
    """The publication's own name."""
    return f"tag:{_authority(series)},{_SINCE}:issues"


def issue_name(digest: Digest, series: Series) -> str:
    """The issue's name: the same whatever is changed in it, and wherever it is published."""
    return f"tag:{_authority(series)},{_SINCE}:issues/{digest.key}"


def recording_name(digest: Digest, series: Series, place: str) -> str:
    """The name of a recording of the issue; `place` tells its radio list from the others."""
    return f"{issue_name(digest, series)}/radio/{place}"


def podcast_guid(series: Series) -> str:
    """What directories of podcasts know this one by, wherever it moves: a UUID of version 5."""
    from uuid import UUID, uuid5  # noqa: PLC0415 - a format of many

    return str(uuid5(UUID(_PODCASTS), f"tag:{_authority(series)},{_SINCE}:radio"))


def urn(name: str) -> str:
    """A name as a UUID, which is what libraries of books expect."""
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415 - a format of many

    return uuid5(NAMESPACE_URL, name).urn


def _authority(series: Series) -> str:
    """The publication's alone; without an id, which `export` asks for, it would be anybody's."""
    return f"{series.id or 'unnamed'}.digest.alt"


def day(digest: Digest) -> date | None:
    """The issue's `date`, else the day it was frozen first, else the last day of its week."""
    for said in (digest.date, digest.published_on):
        if said and (known := _day(said)):
            return known
    return digest.key.week.sunday if digest.key.week else None


def last_changed(digest: Digest) -> date | None:
    """The same, or the day it was corrected, where an edition says so and that is later."""
    known = day(digest)
    return max(known, _day(digest.corrected_on or "") or known) if known else None


def published(digest: Digest, series: Series) -> datetime:
    """Its day's first moment in the library's time zone; raises FileError for an issue that has no day."""
    return _moment(_needed(digest, day(digest)), series)


def updated(digest: Digest, series: Series) -> datetime:
    """The same of the day it was corrected, if it was."""
    return _moment(_needed(digest, last_changed(digest)), series)


def _needed(digest: Digest, day: date | None) -> date:
    if day:
        return day
    raise FileError(
        _("issues/{key}.md has no date, and names no week").format(key=digest.key),
        _("write it into its front matter: {line}").format(line="date: 2023-12-31"),
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _moment(day: date, series: Series) -> datetime:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most formats say no time of day

    return datetime.combine(day, time(), ZoneInfo(series.timezone))
