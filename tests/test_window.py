"""A listing week is what was submitted between two deadlines in New York, whatever its clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import UsageError
from digestcli.messages import speak
from digestcli.model.key import Week
from digestcli.model.window import Window

NEW_YORK = ZoneInfo("America/New_York")
DAYS = st.dates(date(1991, 8, 20), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("week", "begins", "ends"),
    [
        ((2026, 2), "2026-01-01T19:00", "2026-01-08T19:00"),  # all winter
        ((2023, 14), "2023-03-30T18:00", "2023-04-06T18:00"),  # all summer
        ((2026, 11), "2026-03-05T19:00", "2026-03-12T18:00"),  # the clocks go forward on 8 March
        ((2026, 45), "2026-10-29T18:00", "2026-11-05T19:00"),  # and back on 1 November
        ((2007, 12), "2007-03-15T18:00", "2007-03-22T18:00"),  # since 2007 three weeks earlier
        ((2006, 12), "2006-03-16T19:00", "2006-03-23T19:00"),  # than before
        ((2026, 1), "2025-12-25T19:00", "2026-01-01T19:00"),  # over the turn of the year
        ((2020, 53), "2020-12-24T19:00", "2020-12-31T19:00"),  # in a year of 53 weeks
        ((2021, 1), "2020-12-31T19:00", "2021-01-07T19:00"),
        ((2027, 1), "2026-12-31T19:00", "2027-01-07T19:00"),
        ((9999, 52), "9999-12-23T19:00", "9999-12-30T19:00"),  # the last there is
    ],
)
def test_a_week_lies_between_two_deadlines(week: tuple[int, int], begins: str, ends: str) -> None:
    window = Window.of(Week(*week))
    assert (window.begins, window.ends) == tuple(
        datetime.fromisoformat(f"{moment}+00:00") for moment in (begins, ends)
    )


@given(DAYS)
def test_every_second_belongs_to_one_week(day: date) -> None:
    week = Window.of(Week.of(day))
    following = Window.of(Week.of(day + timedelta(days=7)))
    assert week.ends == following.begins
    last = week.ends - timedelta(seconds=1)
    assert (week.holds(last), week.holds(week.ends)) == (True, False)
    assert (following.holds(last), following.holds(week.ends)) == (False, True)


@given(DAYS)
def test_a_week_is_whole_from_the_midnight_after_its_deadline(day: date) -> None:
    window = Window.of(Week.of(day))
    midnight = window.whole_from.astimezone(NEW_YORK)
    assert (midnight.isoweekday(), midnight.hour, midnight.minute) == (5, 0, 0)
    assert window.whole_from - window.ends == timedelta(hours=10)
    assert window.whole_from.tzinfo is UTC


@given(DAYS)
def test_a_deadline_is_two_in_the_afternoon_of_a_thursday(day: date) -> None:
    deadline = Window.of(Week.of(day)).ends.astimezone(NEW_YORK)
    assert (deadline.isoweekday(), deadline.hour, deadline.minute) == (4, 14, 0)
    assert Week.of(deadline.date()) == Week.of(day)


def test_a_moment_of_any_zone_is_compared() -> None:
    window = Window.of(Week(2026, 2))
    assert window.holds(datetime(2026, 1, 9, 2, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert not window.holds(datetime(2026, 1, 9, 3, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert window.holds(datetime(2026, 1, 1, 19, tzinfo=UTC))


@pytest.mark.parametrize("week", [Week(1, 1), Week(1991, 32)])
def test_before_there_was_an_arxiv_there_is_no_listing(week: Week) -> None:
    speak("en")
    with pytest.raises(UsageError, match="began in August 1991"):
        Window.of(week)
