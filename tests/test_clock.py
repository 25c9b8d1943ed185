"""Whatever the clock and the machine's zone say: a week is the library's, and nothing is overwritten."""

import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digestcli.cli import weeks
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.key import Week
from digestcli.model.publication import Publication
from tests.commands import known, peace
from tests.days import empty
from tests.warm import Warm

ZONES = ("America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "UTC")
DAYS = {
    "2020-12-27": "2020-W52", "2020-12-28": "2020-W53", "2021-01-03": "2020-W53", "2021-01-04": "2021-W01",
    "2024-12-29": "2024-W52", "2024-12-30": "2025-W01", "2025-12-28": "2025-W52", "2025-12-29": "2026-W01",
    "2026-12-28": "2026-W53", "2027-01-03": "2026-W53", "2027-01-04": "2027-W01",
    "2026-03-08": "2026-W10", "2026-03-09": "2026-W11", "2026-11-01": "2026-W44", "2026-11-02": "2026-W45",
}  # fmt: skip  # 03-08 and 11-01: New York changes its clocks
LONG_YEARS = (2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("machine", ZONES)
def test_a_day_of_the_librarys_zone_is_in_its_iso_week_from_its_first_to_its_last_second(
    machine: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", machine)
    for day, week in DAYS.items():
        for clock in (time(0, 0, 0), time(23, 59, 59)):
            moment = datetime.combine(date.fromisoformat(day), clock, ZoneInfo(zone)).astimezone(UTC)
            monkeypatch.setenv("DIGEST_NOW", moment.isoformat())
            assert str(Week.of(weeks.today(Publication(timezone=zone)))) == week, (day, clock)


def test_the_years_of_53_weeks_are_those_of_the_calendar() -> None:
    last = {year: str(weeks.week(f"{year}-12-28", date(2026, 1, 1))) for year in range(2001, 2051)}
    assert tuple(year for year in last if last[year] == f"{year}-W53") == LONG_YEARS


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = empty(tmp_path / "library")
    paper_files.save_many(library, known())
    return library


def test_a_clock_set_back_between_two_adds_reorders_and_overwrites_nothing(
    program: Warm, library: Library
) -> None:
    def add(now: str, id: str) -> None:
        done = program.run(["add", id], library.root, peace(library.root.parent, DIGEST_NOW=now))
        assert done.code == 0, done

    later, earlier = "2021-01-04T00:00:01+08:00", "2021-01-03T23:59:58+08:00"
    issue = library.issues / "2021-W01.md"
    add(later, "2304.02643")
    first = issue.read_bytes()
    add(earlier, "2209.14610")
    assert issue.read_bytes() == first
    assert (library.issues / "2020-W53.md").read_bytes().count(b"\n## ") == 1
    os.utime(issue, (0, 0))  # what was written last looks oldest
    add(later, "2303.18223")
    assert issue.read_bytes().startswith(first.rstrip())
    assert [line[:13] for line in issue.read_bytes().split(b"\n") if line.startswith(b"## ")] == [
        b"## 2304.02643",
        b"## 2303.18223",
    ]
    undone = program.run(["undo"], library.root, peace(library.root.parent, DIGEST_NOW=earlier))
    assert undone.out == "undone: add  2021-W01\n"
    assert issue.read_bytes() == first
