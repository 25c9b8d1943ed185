"""Numbers as Chinese prose writes them and as an abstract tells them, compared by what they are worth."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from digestcli.model.text import Span

_WORTH = {
    "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10,
    "千亿": 1e11, "万亿": 1e12, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "thousand": 1e3, "million": 1e6,
    "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_NUMBER = re.compile(
    r"""
      (?<![0-9A-Za-z.,/:@\#^_~×+-])
      (?P<whole>\d{1,3}(?:[,，]\d{3}){1,5}(?!\d) | \d{1,12}) (?P<part>\.\d{1,6})?
      (?![0-9A-Za-z.]*[/:]\d)
      (?:[ ]?(?P<worth>万亿|[千百十]亿|亿|[千百十]万|万|千(?![米克瓦卡赫兆])
        |[kKMBT](?![A-Za-z0-9])|thousand|million|billion|trillion))?
      (?:[ ]?(?P<mark>[%％]|个?百分点|[xX×](?![A-Za-z0-9])|倍))?
      (?P<more>[ ]?(?:余|多(?!数)|来(?=[个位种篇名])))?
    """,
    re.VERBOSE | re.ASCII,
)
# What makes a number a name, a place or a date rather than a claim.
_NAMED = re.compile(
    r"(?:[图表式第节章版卷期页]|公式|附录|算法|定理|引理|步骤|阶段|版本|问题|任务|案例|例"
    r"|(?i:fig(?:ure|\.)?|tab(?:le|\.)|eq\.|section|sec\.|step|no\.|chapter|appendix|v))[ ]?[(（]?\Z"
)
_AFTER_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*[.+]?[ -]?\Z")
_DATE = re.compile(r"[ ]?(?:年|月|日|号|世纪|年代|岁|版|期|级|月份|周年|点(?!数)|时(?!间))|[-–—]\d+[-–—]\d")
_LETTERS = re.compile(r"[A-Za-z]")
_LISTED = re.compile(r"(?:^|\n)[ \t>]*[（(]?\Z")
_NEARLY = re.compile(r"(?:约|近|逾|超|过|到|达|至少|大约|左右|接近|上)[ ]?\Z")
_ID = re.compile(r"\d{4}\.\d{4,5}")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number somebody claims; `step` is what one of its last digit is worth."""

    span: Span
    value: float
    step: float
    is_percent: bool = False
    is_nearly: bool = False  # 近、约、余: somewhere there

    def is_told(self, values: Iterable[float]) -> bool:
        """Whether one of the values is meant, rounded or as it is."""
        spread = max(self.step, 0.15 * self.value if self.is_nearly else 0.0)
        most = 2 * self.value if self.is_nearly else 0.0
        return any(abs(each - self.value) < spread or self.value <= each < most for each in values)


def claimed(prose: str, start: int, end: int) -> Iterator[Number]:
    """The numbers in a part of Chinese prose that say something of a paper, each with its place."""
    for found in _NUMBER.finditer(prose, start, end):
        before = prose[max(start, found.start() - 14) : found.start()]
        after = prose[found.end() : min(end, found.end() + 6)]
        worth, mark = (found["worth"] or "").lower(), found["mark"] or ""
        value, step = _value(found["whole"], found["part"], worth)
        is_marked = bool(worth or mark)
        if _is_name(found, before, after, is_marked=is_marked) or _is_small(value, found["part"], is_marked):
            continue
        if mark in {"%", "％"} and value == 100:
            continue
        is_nearly = bool(found["more"] or _NEARLY.search(before))
        yield Number(
            Span(found.start(), found.end()), value, step, bool(mark) and mark[0] in "%％个百", is_nearly
        )


def _value(whole: str, part: str | None, worth: str) -> tuple[float, float]:
    digits = whole.replace(",", "").replace("，", "")
    by = _WORTH.get(worth, 1.0)
    return float(digits + (part or "")) * by, by / 10 ** (len(part) - 1 if part else 0)


def _is_name(found: re.Match[str], before: str, after: str, *, is_marked: bool) -> bool:
    """Whether it counts figures, days or versions, or stands in a name."""
    if _NAMED.search(before) or _DATE.match(after) or _ID.fullmatch(found[0]):
        return True
    if _LISTED.search(before) and after[:1] in {".", "、", ")", "）", "．"}:
        return True
    return not is_marked and (_AFTER_LATIN.search(before) is not None or _LETTERS.match(after) is not None)


def _is_small(value: float, part: str | None, is_marked: bool) -> bool:  # noqa: FBT001 - three facts of one
    """Whether it counts parts of what is said rather than what was found; years are dates."""
    return not is_marked and part is None and (value < 10 or int(value) in _YEARS)


_TOLD = re.compile(
    r"""
      (?<![\d.])
      (?P<whole>\d{1,3}(?:,\d{3}){1,5}(?!\d) | \d{1,3}(?:[ ]\d{3}){1,3}(?!\d) | \d{1,15}) (?P<part>\.\d{1,8})?
      (?:[ -]?(?P<worth>thousand|million|billion|trillion|[kKMBT](?![A-Za-z])))?
      (?P<mark>[ ]?(?:%|percent))?
    """,
    re.VERBOSE | re.ASCII,
)
_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_WORDS = {word: float(value) for value, word in enumerate(_COUNTED.split(), 1)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "half": 50, "twice": 2,
    "double": 2, "doubles": 2, "doubling": 2, "triple": 3, "threefold": 3, "tenfold": 10, "magnitude": 10,
    "quarter": 25, "third": 33.3,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_FEW = 4  # percentages whose differences an editor works out


def told(text: str) -> frozenset[float]:
    """What the numbers of an English text are worth, those that follow from them with them."""
    plain = text.replace("{,}", ",").replace("\\", "").replace("$", "")
    values = {value for word in _WORD.findall(plain.lower()) if (value := _WORDS.get(word)) is not None}
    percents: list[float] = []
    for found in _TOLD.finditer(plain):
        whole = found["whole"].replace(",", "")
        worth = _WORTH.get((found["worth"] or "").lower(), 1.0)
        for digits in {whole.replace(" ", ""), *whole.split(" ")}:
            value = float(digits + (found["part"] or ""))
            values |= {value, value * worth}
            if 0 < value < 1:
                values.add(value * 100)
            if found["mark"]:
                percents.append(value)
    return frozenset(values | _derived(percents))


def _derived(percents: list[float]) -> set[float]:
    """What is left of a percentage, and by how much one is more than another."""
    derived = {100 - each for each in percents}
    if len(percents) <= _FEW:
        derived |= {abs(a - b) for a, b in permutations(percents, 2)}
        derived |= {abs(a - b) / b * 100 for a, b in permutations(percents, 2) if b}
    return derived
