"""Numbers as Chinese prose writes them and as an abstract tells them, compared by what they are worth."""

import re
from collections.abc import Iterator
from itertools import permutations

from digestcli.model.text import Span
from digestcli.values import dataclass

_WORTH = {
    "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10,
    "千亿": 1e11, "万亿": 1e12, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "thousand": 1e3, "million": 1e6,
    "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_NUMBER = re.compile(
    r"""
      (?P<whole>\d(?<![0-9A-Za-z.,/:@\#^_~×+-]\d)  # the digit first: an expression is looked for by it
        (?:\d{0,2}(?:[,，]\d{3}){1,5}(?!\d) | \d{0,11})) (?P<part>\.\d{1,6})?
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
_NEARLY = re.compile(r"(?:约|近|逾|超过|不到|至少)[ ]?\Z")
_ID = re.compile(r"\d{4}\.\d{4,5}")
_YEARS = frozenset(map(str, range(1900, 2100)))
_SIZES = frozenset({"2K", "4K", "8K"})  # of pictures


@dataclass(frozen=True, slots=True)
class Told:
    """What the numbers of an English text are worth, and the shares and factors that follow from them."""

    values: frozenset[float]
    shares: frozenset[float]


@dataclass(frozen=True, slots=True)
class Number:
    """A number somebody claims: any value from `least` up to, but without, `most` is what is meant."""

    span: Span
    least: float
    most: float
    is_share: bool = False  # a percentage, or so many times

    def is_told(self, told: Told) -> bool:
        """Whether a value that is told is meant, rounded or as it is."""
        values = told.values | told.shares if self.is_share else told.values
        return any(self.least < each < self.most for each in values)


def claimed(prose: str, start: int, end: int) -> Iterator[Number]:
    """The numbers in a part of Chinese prose that say something of a paper, each with its place."""
    for found in _NUMBER.finditer(prose, start, end):
        before = prose[max(start, found.start() - 14) : found.start()]
        after = prose[found.end() : min(end, found.end() + 6)]
        mark = found["mark"] or ""
        if _is_name(found, before, after) or (found["whole"] == "100" and mark in {"%", "％"}):
            continue
        least, most = _meant(found, is_nearly=_NEARLY.search(before) is not None)
        yield Number(Span(*found.span()), least, most, bool(mark))


def _meant(found: re.Match[str], *, is_nearly: bool) -> tuple[float, float]:
    """What a number stands for: two digits are meant, however round; 余 is up to the next round one."""
    digits, part = found["whole"].replace(",", "").replace("，", ""), found["part"] or ""
    by = _WORTH.get((found["worth"] or "").lower(), 1.0)
    value = float(digits + part) * by
    if part:
        step = by / 10 ** (len(part) - 1)
        return value - step, value + step
    zeros = len(digits) - len(digits.rstrip("0"))
    step = by * 10 ** max(0, zeros - 1)
    if is_nearly:
        step = max(step, 0.1 * value)
    return value - step, value + (by * 10**zeros if found["more"] else step)


def _is_name(found: re.Match[str], before: str, after: str) -> bool:
    """Whether it counts figures, days or versions, stands in a name, or counts the parts of what is said."""
    if _NAMED.search(before) or _DATE.match(after) or _ID.fullmatch(found[0]) or found[0] in _SIZES:
        return True
    if _LISTED.search(before) and after[:1] in {".", "、", ")", "）", "．"}:
        return True
    if found["worth"] or found["mark"]:
        return False
    is_small = found["part"] is None and (len(found["whole"]) == 1 or found["whole"] in _YEARS)
    return is_small or _AFTER_LATIN.search(before) is not None or _LETTERS.match(after) is not None


_TOLD = re.compile(
    r"""
      (?<![\d.])
      (?P<whole>\d{1,3}(?:,\d{3}){1,5}(?!\d) | \d{1,3}(?:[ ]\d{3}){1,3}(?!\d) | \d{1,15}) (?P<part>\.\d{1,8})?
      (?:[ -]?(?P<worth>thousand|million|billion|trillion|[kKmMbBtT](?![A-Za-z])))?
      (?P<mark>[ ]?(?:%|percent))?(?P<times>[ -]?(?:[x×](?![A-Za-z])|times|fold))?
    """,
    re.VERBOSE | re.ASCII,
)
_COUNTED = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS = {word: float(value) for value, word in enumerate(_COUNTED, 1)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "half": 50, "twice": 2,
    "double": 2, "doubles": 2, "doubling": 2, "triple": 3, "threefold": 3, "tenfold": 10, "magnitude": 10,
    "quarter": 25, "third": 33.3,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_FEW = 4  # percentages whose differences an editor works out


def told(text: str) -> Told:
    """What is known of numbers from an English text."""
    plain = text.replace("{,}", ",").replace("\\", "").replace("$", "")
    values = {value for word in _WORD.findall(plain.lower()) if (value := _WORDS.get(word)) is not None}
    if "orders of magnitude" in plain:
        values |= {100.0, 1000.0}
    percents: list[float] = []
    shares: set[float] = set()
    for found in _TOLD.finditer(plain):
        for value in _readings(found):
            values.add(value)
            if 0 < value < 1:
                shares.add(value * 100)
            elif found["times"] and value > 1:
                shares |= {(value - 1) * 100, (1 - 1 / value) * 100}
            if found["mark"]:
                percents.append(value)
    return Told(frozenset(values), frozenset(shares | _derived(percents)))


def _readings(found: re.Match[str]) -> Iterator[float]:
    """What one number may be worth: `40 000` is two of them or one, `350 m` are metres or millions."""
    whole, part, worth = found["whole"].replace(",", ""), found["part"] or "", found["worth"] or ""
    by = _WORTH.get(worth.lower(), 1.0)
    for digits in {whole.replace(" ", ""), *whole.split(" ")}:
        value = float(digits + part)
        yield value * by
        if len(worth) == 1 and worth.islower():
            yield value


def _derived(percents: list[float]) -> set[float]:
    """What is left of a percentage, how often it is more, and by how much one is more than another."""
    derived = {100 - each for each in percents} | {1 + each / 100 for each in percents}
    if len(percents) <= _FEW:
        derived |= {abs(a - b) for a, b in permutations(percents, 2)}
        derived |= {abs(a - b) / b * 100 for a, b in permutations(percents, 2) if b}
    return derived
