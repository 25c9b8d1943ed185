"""What an issue is called: a key, and the ISO week it may name."""

import re
from datetime import date, timedelta
from typing import Self

from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.values import dataclass

_KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,79}", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
# Names Windows keeps for devices, with any ending: a library made here must open there.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week; 2020-W53 exists, 2021-W53 does not."""

    year: int
    number: int

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.number, 1)
        except ValueError:
            raise UsageError(
                _("{year} has no week {number}").format(year=self.year, number=self.number),
                _("a year has 52 ISO weeks, some have 53: --week 2023-W14"),
            ) from None

    @classmethod
    def of(cls, day: date) -> Self:
        """The week `day` lies in; its year is the ISO year."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The week's last day; of the last week there is, the last day there is."""
        return date.fromordinal(min(self.monday.toordinal() + 6, date.max.toordinal()))

    def before(self) -> Self:
        """The week before this one."""
        return self.of(self.monday - timedelta(days=7))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """An issue's name, which is its file's name without the ending: `2023-W14`, `best-of-2023`."""

    value: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.value) or self.value.casefold() in _RESERVED:
            raise UsageError(
                _("{key!r} cannot name an issue").format(key=self.value),
                _("letters, digits and hyphens, at most 80 of them: 2023-W14, best-of-2023"),
            )

    @property
    def week(self) -> Week | None:
        """The ISO week this key names or begins with (`2023-W14-cvpr`); None for any other key."""
        match = _WEEK.match(self.value)
        if not match or self.value[match.end() :][:1] not in {"", "-"}:
            return None
        try:
            return Week(int(match[1]), int(match[2]))
        except UsageError:
            return None

    def __str__(self) -> str:
        return self.value
