"""What in a script's line is not said as it stands: formulas, addresses, signs that nobody can say."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digestcli.radio import symbols
from digestcli.radio.left_out import ADDRESS
from digestcli.radio.mandarin import Mandarin
from digestcli.radio.spoken import spoken

_FORMULA = re.compile(r"\$[^$]+\$|\\[A-Za-z]+(?:\{[^{}]*\})*")
_SIGNS = re.compile(r"[^\w\s*`#>{}\[\]\\$-]+")
_SHOWN = 40  # characters


class Stumble(NamedTuple):
    words: str  # as they stand
    said: str  # as they are said; empty where they are left out


def stumbles(line: str, language: str, dictionary: Mapping[str, str]) -> Iterator[Stumble]:
    """Them all, in the order of the line; figures and what Markdown marks are said without a doubt."""
    found = [(each.start(), each[0]) for each in ADDRESS.finditer(line)]
    rest = ADDRESS.sub(lambda each: " " * len(each[0]), line)
    found += [(each.start(), each[0]) for each in _FORMULA.finditer(rest)]
    rest = _FORMULA.sub(lambda each: " " * len(each[0]), rest)
    for each in _SIGNS.finditer(rest):
        if odd := "".join(sign for sign in each[0] if symbols.is_left_out(sign, Mandarin())):
            found.append((each.start(), odd))
    for _start, words in sorted(found):
        yield Stumble(words[:_SHOWN], spoken(words, language, dictionary))
