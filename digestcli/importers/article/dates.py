"""Days and weeks as people write them: in an article, in its file's name."""

import re
from collections.abc import Iterator
from datetime import date

from digestcli.errors import UsageError
from digestcli.model.key import Week

_WEEK = re.compile(
    r"(?<![\dA-Za-z])(\d{4})-?[Ww](\d{2})(?!\d)|(?<!\d)(\d{4})\s*年\s*第\s*(\d{1,2})\s*周", re.ASCII
)
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:([-/.])(\d{1,2})\2(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{2})(\d{2}))(?!\d)",
    re.ASCII,
)
_TIME = re.compile(r"[ T,，]*(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?", re.ASCII)

# What may stand beside a day in a line that tells it, and be no word about anything else.
_BESIDE = re.compile(
    r"[\s,，、:：|｜·~～()（）—–-]|至|到|(?:发布|发表|更新|發佈|發表)?(?:时间|日期|時間|于|於)|(?:发布|发表)"
    r"|(?:星期|周|週)[一二三四五六日天]|\d{1,2}:\d{2}(?::\d{2})?"
)


def tells_a_day(text: str) -> bool:
    """Whether a line has nothing to say but days or weeks: `2023-W14`, `发布时间：2023-04-09 星期日`."""
    rest, count = _DAY.subn("", text)
    rest, weeks = _WEEK.subn("", rest)
    return bool(count or weeks) and len(text) < 60 and not _BESIDE.sub("", rest)


def days_in(text: str) -> Iterator[date]:
    """The days named in `text`: `2023-04-09`, `2023/4/9`, `2023年4月9日`, `20230409`."""
    for match in _DAY.finditer(text):
        month, day = match[3] or match[5] or match[7], match[4] or match[6] or match[8]
        try:
            yield date(int(match[1]), int(month), int(day))
        except ValueError:
            continue


def weeks_in(text: str) -> Iterator[Week]:
    """The ISO weeks named in `text`, and those its days lie in: `2023-W14`, `2023年第14周`."""
    for match in _WEEK.finditer(text):
        try:
            yield Week(int(match[1] or match[3]), int(match[2] or match[4]))
        except UsageError:
            continue
    yield from map(Week.of, days_in(text))


def the_day(text: str) -> date | None:
    """The one day that is all of `text`, with a time of day perhaps."""
    match = _DAY.match(text.strip())
    found = list(days_in(text))
    if match is None or len(found) != 1 or not _TIME.fullmatch(text.strip(), match.end()):
        return None
    return found[0]
