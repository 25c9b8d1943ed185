"""Everything with a figure in it: numbers, shares, dates, ranges, ratios, sizes, the 4 of GPT-4."""

import re
from collections.abc import Callable

from digestcli.radio.tongue import Tongue

_N = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?+(?!\d)|\d++(?:\.\d++)?+"
_DASH = r"[ ]?[–—~～∼][ ]?|--?"
_UNITS = (
    "kbit/s|Mbit/s|tokens/s|km/h|GB/s|MB/s|m/s|kWh|km|cm|mm|[μµ]m|nm|kg|mg|ms|[μµ]s|ns|kHz|MHz|GHz|Hz|dB|fps|FPS"
    "|°C|℃|°|pp"
)
_WIDE_UNITS = "m|s|min|h"  # these only behind a blank: 7m and 5s may be anything
_SCALE = r"[ ]?(?:[mb]illion|trillion|[万亿]|[KMB](?![A-Za-z]))"
_CLOCK = re.compile(r"[上下中]午|早上|晚上|凌晨|时间|[ap]\.?m\b|o'clock", re.IGNORECASE)
_PROPORTION = re.compile("[ ]?(?:的?比例|的?画|ratio)")
_NEAR = 12  # characters
_AMOUNT = re.compile(
    rf"""
      (?P<date>(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<d>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=d)
        (?P<day>3[01]|[12]\d|0?[1-9])(?!\d|\.\d))
    | (?P<month>(?<![\d.-])(?P<my>(?:19|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?![\d-]|\.\d))
    | (?P<week>(?P<wy>(?:19|20)\d\d)-W(?P<w>[0-5]\d)(?!\d)(?:[ ]?周)?)
    | (?P<time>(?<![\d:])(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:]))
    | (?P<ratio>(?:{_N})(?::(?:{_N}))+)
    | (?P<version>\d+(?:\.\d+){{2,}})
    | (?P<science>(?P<base>{_N})[eE](?P<exp>[+-]?\d{{1,3}})(?!\w|\.\d))
    | (?P<range>(?<![\w.-])(?P<r1>{_N})(?P<p1>[ ]?[%‰])?(?:{_DASH})(?P<r2>{_N})
        (?P<p2>[ ]?[%‰]|[ ]?(?:×|[xX](?!\w)))?(?!-\w*\d|[.]\d))
    | (?P<product>(?:{_N})(?:[ ]?[×x*][ ]?(?:{_N})){{1,4}}(?!\w|\.\d))
    | (?P<times>(?<![A-Za-z])(?P<x>{_N})[ ]?(?:×|[xX](?!\w))(?![ ]?[A-Z]+\d))
    | (?P<fraction>(?<![\w./])(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,4}})(?![\w/]|\.\d))
    | (?P<money>(?:US)?(?P<coin>[$¥￥€£])[ ]?(?P<sum>{_N})(?P<scale>{_SCALE})?)
    | (?P<percent>(?P<share>{_N})[ ]?(?P<sign>[%‰]))
    | (?P<unit>(?P<of>{_N})(?:[ ]?(?P<u>{_UNITS})|[ ](?P<wu>{_WIDE_UNITS}))(?![A-Za-z0-9/]))
    | (?P<nth>(?P<rank>\d+)(?:st|nd|rd|th)(?![A-Za-z0-9]))
    | (?P<more>(?P<least>{_N})\+(?![\d+]))
    | (?P<hash>\#[ ]?(?P<place>\d+))
    | (?P<decade>(?:19|20)\d0)['’]?s(?![A-Za-z0-9])
    | (?P<plain>{_N})
    | (?P<point>(?<![\w.])\.(?P<after>\d+))
    """,
    re.VERBOSE | re.ASCII,
)
_SIGN = re.compile(r"(?<![^\s(（\[,，:：;；=<>≤≥≈±约为到至是])[-−–](?=[.$¥€£]?\d)")
_NAMED_BY_NUMBER = re.compile(r"(?<=[A-Za-zα-ω])(?<!\d[eE])(?:[-‐‑–−]\d+(?:\.\d+)*)+")
_SIZES = re.compile(rf"(?<=\d)([KMBT])(?:{_DASH})(?=\d++(?:\.\d++)?\1(?!\w))")  # 1B-7B
_NUMBERS_NAME = re.compile(r"(?<=\d)[-‐‑–−](?!W\d\d)(?=[A-Za-zα-ω])")
_TO = re.compile(r"(?<=[a-z])2(?=[A-Za-z][a-z])")  # seq2seq
_FIRST_OF_NUMBER = frozenset("零一二三四五六七八九十两")
_HAN_NUMBERS = _FIRST_OF_NUMBER | frozenset("百千万亿点")
_DASHES = str.maketrans("-‐‑–−", "     ")
_Match = re.Match[str]


def read(text: str, tongue: Tongue) -> str:
    """`text` with every figure in it in words."""
    text = _SIZES.sub(lambda found: tongue.range(f"{found[1]} ", " "), text)
    text = _NAMED_BY_NUMBER.sub(lambda found: found[0].translate(_DASHES), text)  # GPT-4 is not minus four
    text = _TO.sub(" to ", _NUMBERS_NAME.sub(" ", text))
    text = _SIGN.sub(f" {tongue.minus} ", text)
    return _AMOUNT.sub(
        lambda found: _placed(_READERS[found.lastgroup or "plain"](found, tongue), found), text
    )


def runs_together(left: str, right: str) -> bool:
    """Whether a blank belongs between: between any but two Chinese characters that are not both numbers."""
    if not left.isalnum() or not right.isalnum():
        return False
    is_chinese = left > "\u2e7f" and right > "\u2e7f"
    return not is_chinese or (left in _HAN_NUMBERS and right in _FIRST_OF_NUMBER)


def _placed(words: str, found: _Match) -> str:
    """`words` in the place of what was found, kept off what they would run together with."""
    before, behind = _around(found)
    left = " " if runs_together(before[-1:], words[:1]) else ""
    right = " " if runs_together(words[-1:], behind[:1]) else ""
    return f"{left}{words}{right}"


def _plain(found: _Match, tongue: Tongue) -> str:
    before = _around(found)[0].rstrip(" '’")[-1:]
    return tongue.number(_bare(found[0]), before, _around(found)[1].lstrip())


def _around(found: _Match) -> tuple[str, str]:
    """As many of the characters before and behind as a reader looks at."""
    start, end = found.span()
    return found.string[max(start - _NEAR, 0) : start], found.string[end : end + _NEAR]


def _date(found: _Match, tongue: Tongue) -> str:
    return tongue.date(found["y"], int(found["m"]), int(found["day"]))


def _time(found: _Match, tongue: Tongue) -> str:
    """A time of day; what may as well be a ratio, 1:10, is one unless the words around speak of a time."""
    before, behind = _around(found)
    is_plain = (len(found["h"]) == 2 or found["min"] == "00") and not _PROPORTION.match(behind)
    if found["s"] or is_plain or _CLOCK.search(f"{before} {behind}"):
        return tongue.time(int(found["h"]), int(found["min"]), int(found["s"]) if found["s"] else None)
    return _ratio(found, tongue)


def _ratio(found: _Match, tongue: Tongue) -> str:
    return tongue.ratio([tongue.number(_bare(part)) for part in found[0].split(":")])


def _fraction(found: _Match, tongue: Tongue) -> str:
    """A part of one thing, else two numbers side by side: 24/7, 80/20."""
    above, below = (tongue.number(found[part]) for part in ("above", "below"))
    is_part = int(found["above"]) < int(found["below"])
    return tongue.fraction(above, below) if is_part else f"{above}/{below}"


def _version(found: _Match, tongue: Tongue) -> str:
    return tongue.version([tongue.number(part) for part in found[0].split(".")])


def _science(found: _Match, tongue: Tongue) -> str:
    exponent = found["exp"].lstrip("+")
    return tongue.scientific(tongue.number(_bare(found["base"])), _signed(exponent, tongue))


def _range(found: _Match, tongue: Tongue) -> str:
    behind = _around(found)[1].lstrip()
    first, last = (tongue.number(_bare(found[each]), "", behind) for each in ("r1", "r2"))
    sign = (found["p2"] or "").strip()
    if sign in {"×", "x", "X"}:
        return tongue.times(tongue.range(first, last))
    if sign and found["p1"]:
        return tongue.range(tongue.percent(first, sign), tongue.percent(last, sign))
    return tongue.percent(tongue.range(first, last), sign) if sign else tongue.range(first, last)


def _product(found: _Match, tongue: Tongue) -> str:
    return tongue.product([tongue.number(_bare(each)) for each in re.findall(_N, found[0])])


def _money(found: _Match, tongue: Tongue) -> str:
    number = f"{tongue.number(_bare(found['sum']))} {(found['scale'] or '').strip()}".strip()
    return tongue.money(number, found["coin"])


def _unit(found: _Match, tongue: Tongue) -> str:
    unit = found["u"] or found["wu"]
    name = tongue.units[unit]
    return tongue.measured(tongue.number(_bare(found["of"]), "", name), name)


def _more(found: _Match, tongue: Tongue) -> str:
    number = _bare(found["least"])
    return tongue.more_than(tongue.number(number), is_round=len(number) > 1 and number[-1] == "0")


def _signed(number: str, tongue: Tongue) -> str:
    said = tongue.number(number.lstrip("-"))
    if not number.startswith("-"):
        return said
    return f"{tongue.minus}{' ' if tongue.minus.isascii() else ''}{said}"


def _bare(number: str) -> str:
    return number.replace(",", "")


_READERS: dict[str, Callable[[_Match, Tongue], str]] = {
    "date": _date,
    "month": lambda found, tongue: tongue.date(found["my"], int(found["mm"]), None),
    "week": lambda found, tongue: tongue.week(found["wy"], int(found["w"])),
    "time": _time,
    "ratio": _ratio,
    "version": _version,
    "science": _science,
    "range": _range,
    "product": _product,
    "times": lambda found, tongue: tongue.times(tongue.number(_bare(found["x"]))),
    "fraction": _fraction,
    "money": _money,
    "percent": lambda found, tongue: tongue.percent(tongue.number(_bare(found["share"])), found["sign"]),
    "unit": _unit,
    "nth": lambda found, tongue: tongue.ordinal(found["rank"]),
    "more": _more,
    "hash": lambda found, tongue: tongue.number_sign + tongue.number(found["place"]),
    "decade": lambda found, tongue: tongue.decade(found["decade"]),
    "plain": _plain,
    "point": lambda found, tongue: tongue.number(f"0.{found['after']}"),
}
