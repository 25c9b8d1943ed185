"""Which submissions arXiv announces in one week: its listing days follow a deadline in New York."""

from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.key import Week
from digestcli.values import dataclass

EASTERN = "America/New_York"  # where arXiv's days begin and its deadlines are
_DEADLINE = timedelta(days=3, hours=14)  # Thursday 14:00; what comes later is listed in the next week
_WHOLE = timedelta(days=4)  # the midnight after it, when the last of the week has been announced
_FIRST = Week(1991, 33)  # arXiv began in August 1991


@dataclass(frozen=True, slots=True)
class Window:
    """The submissions of one listing week, holidays aside, between two moments in UTC.

    What was submitted on Thursday at 14:00:00 in New York, or later, is listed from the Monday that follows:
    `begins` is in the window, `ends` is not, so that every second belongs to one week.
    """

    week: Week
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, week: Week) -> Self:
        """The window of a week; raises UsageError for one before there was an arXiv."""
        if week < _FIRST:
            raise UsageError(
                _("arXiv announced nothing in {week}: it began in August 1991").format(week=week),
                "--week 2023-W14",
            )
        return cls(week, _eastern(week.before(), _DEADLINE), _eastern(week, _DEADLINE))

    @property
    def whole_from(self) -> datetime:
        """The moment in UTC from which on arXiv tells of all of it, holidays aside."""
        return _eastern(self.week, _WHOLE)

    def holds(self, moment: datetime) -> bool:
        """Whether what was submitted at this moment is listed in the week."""
        return self.begins <= moment < self.ends


def _eastern(week: Week, after_monday: timedelta) -> datetime:
    """A moment of a week by the clocks of New York; in UTC."""
    monday = datetime.combine(week.monday, datetime.min.time())
    return (monday + after_monday).replace(tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)
