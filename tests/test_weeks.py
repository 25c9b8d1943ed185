"""Which week is meant, whatever the machine's clock and zone."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.cli import weeks
from digestcli.errors import UsageError
from digestcli.model.key import Key, Week
from digestcli.model.publication import Publication
from tests.world import digest, environment

SUNDAY = date(2023, 4, 9)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("", "2023-W14"),
        ("last", "2023-W13"),
        ("14", "2023-W14"),
        ("1", "2023-W01"),
        ("W14", "2023-W14"),
        ("w9", "2023-W09"),
        ("2023-w14", "2023-W14"),
        ("2022W52", "2022-W52"),
        ("2022w52", "2022-W52"),
        ("2022-W52", "2022-W52"),
        ("2020-W53", "2020-W53"),
        ("2023-04-09", "2023-W14"),
        ("2023-04-10", "2023-W15"),
        ("2021-01-03", "2020-W53"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_week_names_the_iso_week(said: str, named: str) -> None:
    assert str(weeks.week(said, SUNDAY)) == named


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2023-W01..2023-W26", "2023-W01", "2023-W26"),
        ("12..last", "2023-W12", "2023-W13"),
        ("..14", "0001-W01", "2023-W14"),
        ("2023-01-02..", "2023-W01", "9999-W52"),
        ("14..14", "2023-W14", "2023-W14"),
    ],
)
def test_two_weeks_are_a_range(said: str, first: str, last: str) -> None:
    assert weeks.takes(said)
    span = weeks.span(said, SUNDAY)
    assert span is not None
    assert tuple(map(str, span)) == (first, last)


@pytest.mark.parametrize("said", ["..", "26..01", "2023-W01..2023-W54", "1..2..3", "...14"])
def test_what_is_no_range_is_refused(said: str) -> None:
    with pytest.raises(UsageError):
        weeks.span(said, SUNDAY)


@pytest.mark.parametrize("word", ["..", "a..b", "../figures/a.png", "1..2..3"])
def test_week_takes_no_word_with_dots_that_is_no_range(word: str) -> None:
    assert not weeks.takes(word)


@pytest.mark.parametrize(
    "said",
    [
        "2021-W53",
        "2023-W54",
        "2023-W00",
        "0",
        "54",
        "W54",
        "2021w53",
        "2023-02-30",
        "soon",
        "2023-14",
        "W140",
    ],
)
def test_what_is_no_week_is_refused(said: str) -> None:
    with pytest.raises(UsageError):
        weeks.week(said, SUNDAY)


@pytest.mark.parametrize(
    "word",
    [
        "2304.02643",
        "cs.CL",
        "https://arxiv.org/abs/2304.02643",
        "segment",
        "１４",
        "140",
        "w2v-bert",
        "2023 in",
    ],
)
def test_week_does_not_take_a_word_that_is_none(word: str) -> None:
    assert not weeks.takes(word)


@pytest.mark.parametrize(
    "word", ["2023-W1", "2023W", "2023-w140", "2023-14", "2023-4-9", "2023-W14-cvpr", "W140"]
)
@pytest.mark.parametrize(
    "command", [["show"], ["status"], ["add", "2304.02643"], ["set", "1", "--rec", "x"]], ids=" ".join
)
def test_a_slip_in_a_week_is_not_taken_for_another_word(
    tmp_path: Path, command: list[str], word: str
) -> None:
    (tmp_path / "digest.toml").touch()
    done = digest([*command, "--week", word], tmp_path, environment(tmp_path))
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"error: --week '{word}' names no week\nhint: --week, --week last")


@pytest.mark.parametrize(
    ("now", "zone", "turns", "week"),
    [
        ("2021-01-03T23:59:58+08:00", "Asia/Shanghai", "Mon 00:00", "2020-W53"),
        ("2021-01-04T00:00:00+08:00", "Asia/Shanghai", "Mon 00:00", "2021-W01"),
        ("2021-01-03T16:00:00Z", "Asia/Shanghai", "Mon 00:00", "2021-W01"),
        ("2021-01-03T16:00:00Z", "America/New_York", "Mon 00:00", "2020-W53"),
        ("2020-12-28T09:59:00Z", "Pacific/Kiritimati", "Mon 00:00", "2020-W53"),
        ("2027-01-03T20:00:00-05:00", "Asia/Shanghai", "Mon 00:00", "2027-W01"),
        ("2027-01-03T20:00:00-05:00", "America/New_York", "Mon 00:00", "2026-W53"),
        ("2023-04-10T11:59:00+08:00", "Asia/Shanghai", "Mon 12:00", "2023-W14"),
        ("2023-04-10T12:00:00+08:00", "Asia/Shanghai", "Mon 12:00", "2023-W15"),
        ("2023-04-09T20:00:00+08:00", "Asia/Shanghai", "Sun 20:00", "2023-W15"),
        ("2023-04-09T19:59:00+08:00", "Asia/Shanghai", "Sun 20:00", "2023-W14"),
        ("2023-04-09T12:00:00", "Asia/Shanghai", "Mon 00:00", "2023-W14"),
    ],
)
def test_the_week_turns_in_the_librarys_zone(
    now: str, zone: str, turns: str, week: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", now)
    for machine in ("UTC", "America/New_York", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", machine)
        day = weeks.today(Publication(timezone=zone, week_turns=turns))
        assert str(Week.of(day)) == week


def test_a_day_is_the_calendars_whenever_the_week_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2023-04-09T20:30:00+00:00")
    about = Publication(timezone="Asia/Shanghai", week_turns="Wed 09:00")
    assert str(weeks.day(about)) == "2023-04-10"
    assert str(weeks.today(about)) < "2023-04-10"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "-a",
        "a/b",
        "..",
        "con",
        "NUL",
        "com1",
        "a b",
        "a.b",
        "周报",
        "x" * 81,
        "2023-W14\n",
        "２０２３-W14",
    ],
)
def test_a_key_is_a_harmless_file_name(key: str) -> None:
    with pytest.raises(UsageError):
        Key(key)


@given(st.dates(date(1, 1, 8), date(9998, 12, 31)))
def test_every_day_has_a_week_that_is_spelled_and_read_back(day: date) -> None:
    week = Week.of(day)
    assert week == Key(str(week)).week == weeks.week(str(week), day)
    assert week.monday <= day < week.monday + timedelta(days=7)
    assert Week.of(week.before().monday + timedelta(days=7)) == week


def test_a_key_knows_its_week() -> None:
    assert Key("2023-W14").week == Key("2023-W14-cvpr").week == Week(2023, 14)
    assert Key("best-of-2023").week is Key("2023-W140").week is Key("2021-W53").week is None


@pytest.mark.parametrize("settings", ["", 'timezone = "America/New_York"\n'])
def test_a_machine_without_zones_has_ours(tmp_path: Path, settings: str) -> None:
    (tmp_path / "digest.toml").write_text(settings, encoding="utf-8")
    done = digest(["list"], tmp_path, environment(tmp_path, PYTHONTZPATH=""))
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"no issue yet: digest add 2304.02643 opens one\n"


@pytest.mark.parametrize(("settings", "zone"), [
    ("", "Asia/Shanghai"), ('timezone = "America/New_York"\n', "America/New_York"),
    ('timezone = "../../etc/passwd"\n', "../../etc/passwd"),
])  # fmt: skip
def test_a_machine_that_knows_no_zone_at_all_says_so(tmp_path: Path, settings: str, zone: str) -> None:
    (tmp_path / "tzdata").mkdir()
    (tmp_path / "tzdata" / "__init__.py").touch()  # a package of zones with none in it stands before ours
    (tmp_path / "digest.toml").write_text(settings, encoding="utf-8")
    env = environment(tmp_path, PYTHONTZPATH="", PYTHONPATH=str(tmp_path))
    done = digest(["list"], tmp_path, env)
    told = f"error: the time zone {zone} is not known on this machine\nhint: python3 -m pip install tzdata\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", told)
