"""Numbers and symbols in English."""

from collections.abc import Mapping

from digestcli.radio.mandarin import greek_letters
from digestcli.radio.tongue import LONGEST

_SMALL_NAMES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TEN_NAMES = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _TENS = _SMALL_NAMES.split(), _TEN_NAMES.split()
_THOUSANDS = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_MONTH_NAMES = """
    January February March April May June July August September October November December
"""
_MONTHS = _MONTH_NAMES.split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
_GREEK = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau
    upsilon phi chi psi omega
"""


class English:
    symbols: Mapping[str, str] = {
        "&": "and", "＆": "and", "+": "plus", "＋": "plus", "=": "equals", "＝": "equals",
        "<": "less than", "＜": "less than", ">": "greater than", "＞": "greater than", "≤": "at most",
        "⩽": "at most", "≥": "at least", "⩾": "at least", "≪": "much less than", "≫": "much greater than",
        "≲": "at most about", "≳": "at least about", "≠": "is not", "≈": "approximately",
        "≃": "approximately", "≅": "isomorphic to", "≡": "identical to", "~": "about", "∼": "about",
        "～": "about", "±": "plus or minus", "∓": "minus or plus", "×": "times", "÷": "divided by",
        "⋅": "times", "→": "to", "⟶": "to", "⟹": "implies", "↦": "maps to", "⇒": "implies",
        "⇔": "if and only if", "←": "from", "↔": "to and from", "↑": "up", "↓": "down", "∞": "infinity",
        "∑": "sum", "∏": "product", "∫": "integral", "√": "root", "∂": "partial", "∇": "gradient",
        "∈": "in", "∉": "not in", "⊂": "inside", "⊆": "inside", "∪": "union", "∩": "intersection",
        "∅": "the empty set", "∀": "for all", "∃": "there is", "∝": "proportional to", "⊕": "direct sum",
        "⊗": "tensor product", "∧": "and", "∨": "or", "¬": "not", "⋆": "star", "⊥": "perpendicular to",
        "°": "degrees", "℃": "degrees Celsius", "℉": "degrees Fahrenheit", "@": "at", "§": "section",
        "′": "prime", "%": "percent", "‰": "per mille",
    }  # fmt: skip
    greek: Mapping[str, str] = greek_letters(_GREEK)
    units: Mapping[str, str] = {
        "km": "kilometres", "cm": "centimetres", "mm": "millimetres", "μm": "micrometres",
        "µm": "micrometres", "nm": "nanometres", "kg": "kilograms", "mg": "milligrams",
        "ms": "milliseconds", "μs": "microseconds", "µs": "microseconds", "ns": "nanoseconds",
        "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "dB": "decibels",
        "fps": "frames per second", "FPS": "frames per second", "kbit/s": "kilobits per second",
        "Mbit/s": "megabits per second", "km/h": "kilometres per hour", "m/s": "metres per second",
        "GB/s": "G B per second", "MB/s": "M B per second", "tokens/s": "tokens per second",
        "°C": "degrees Celsius", "℃": "degrees Celsius", "°": "degrees", "kWh": "kilowatt hours",
        "pp": "percentage points", "m": "metres", "s": "seconds", "min": "minutes", "h": "hours",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "e.g.": "for example", "i.e.": "that is", "vs.": "versus", "vs": "versus", "w/o": "without",
        "w/": "with", "w.r.t.": "with respect to", "et al.": "and others", "etc.": "and so on",
        "cf.": "compare", "Fig.": "figure", "Eq.": "equation", "Sec.": "section",
    }  # fmt: skip
    powers: Mapping[str, str] = {
        "2": "squared", "3": "cubed", "T": "transposed", "⊤": "transposed", "+": "plus", "-": "minus",
        "++": "plus plus", "*": "star", "∗": "star", "⋆": "star", "′": "prime", "°": "degrees",
    }  # fmt: skip
    minus, less, over, apart, pause, number_sign, dot = "minus", "minus", "over", " ", ", ", "number ", "dot"

    def number(self, number: str, before: str = "", behind: str = "") -> str:
        del before, behind
        whole, dot, fraction = number.partition(".")
        if dot:
            return f"{self.number(whole)} point {self.each_digit(fraction)}"
        if len(whole) == 4 and whole[:2] in {"19", "20"} and whole[:3] != "200":
            return _year(whole)
        return _named(whole) if _has_name(whole) else self.each_digit(whole)

    def each_digit(self, digits: str) -> str:
        return " ".join(_SMALL[int(digit)] for digit in digits)

    def ordinal(self, number: str) -> str:
        named = _named(number) if _has_name(number) else self.each_digit(number)
        at = max(named.rfind(" "), named.rfind("-")) + 1
        return named[:at] + _ordinal(named[at:])

    def scientific(self, number: str, power: str) -> str:
        return f"{number} times ten {self.power(power)}"

    def range(self, first: str, last: str) -> str:
        return f"{first} to {last}"

    def percent(self, number: str, sign: str) -> str:
        return f"{number} {self.symbols[sign]}"

    def ratio(self, parts: list[str]) -> str:
        return " to ".join(parts)

    def fraction(self, above: str, below: str) -> str:
        return f"{above} over {below}"

    def times(self, number: str) -> str:
        return f"{number} times"

    def product(self, parts: list[str]) -> str:
        return " by ".join(parts)

    def money(self, number: str, sign: str) -> str:
        return f"{number} {_MONEY.get(sign, 'yuan')}"

    def more_than(self, number: str, *, is_round: bool) -> str:
        return f"more than {number}" if is_round else f"{number} plus"

    def version(self, parts: list[str]) -> str:
        return " point ".join(parts)

    def measured(self, number: str, unit: str) -> str:
        first, blank, rest = unit.partition(" ")
        return f"{number} {first.removesuffix('s') if number == 'one' else first}{blank}{rest}"

    def date(self, year: str, month: int, day: int | None) -> str:
        of_month = f" {self.ordinal(str(day))}," if day else ""
        return f"{_MONTHS[month - 1]}{of_month} {self.number(year)}"

    def decade(self, year: str) -> str:
        said = _year(year) if year != "2000" else self.number(year)
        return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"

    def week(self, year: str, week: int) -> str:
        return f"week {_named(str(week))} of {self.number(year)}"

    def time(self, hour: int, minute: int, second: int | None) -> str:
        if second is not None:
            return (
                f"{_named(str(hour))} hours, {_named(str(minute))} minutes and {_named(str(second))} seconds"
            )
        if minute == 0:
            return f"{_named(str(hour))} o'clock"
        return f"{_named(str(hour))} {'oh ' if minute < 10 else ''}{_named(str(minute))}"

    def power(self, exponent: str) -> str:
        return f"to the power of {exponent}"

    def function(self, name: str) -> str:
        return f"{name} of"


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _has_name(number: str) -> bool:
    return len(number) <= LONGEST and (number == "0" or number[0] != "0")


def _year(year: str) -> str:
    """1999 as it is said: nineteen ninety-nine; a count of 2048 things is said so too."""
    century, rest = _named(year[:2]), int(year[2:])
    if rest == 0:
        return f"{century} hundred"
    return f"{century} {'oh ' if rest < 10 else ''}{_named(str(rest))}"


def _named(number: str) -> str:
    """A whole number up to 10^16: one hundred twenty-three million four."""
    value = int(number)
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return f"{_TENS[value // 10]}{f'-{_SMALL[value % 10]}' if value % 10 else ''}"
    if value < 1000:
        return f"{_SMALL[value // 100]} hundred{f' {_named(str(value % 100))}' if value % 100 else ''}"
    size = (len(str(value)) - 1) // 3
    above, below = divmod(value, 1000**size)
    return f"{_named(str(above))} {_THOUSANDS[size]}{f' {_named(str(below))}' if below else ''}"
