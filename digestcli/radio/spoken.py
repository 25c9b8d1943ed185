r"""Words as a voice is to say them: 86.4% is 百分之八十六点四, `$\alpha$` is 阿尔法, an address is nothing.

What is said stays in its language: a clause without 汉字 and with some words is English, as titles are, and
its numbers are English words. The same words come back when they are spoken again.
"""

import re
from collections.abc import Mapping

from digestcli.markup.plain import one_line
from digestcli.radio import amounts, pronunciation, symbols
from digestcli.radio.english import English
from digestcli.radio.formulas import in_words
from digestcli.radio.left_out import without
from digestcli.radio.mandarin import Mandarin
from digestcli.radio.tidying import tidy
from digestcli.radio.tongue import Tongue

_ROUNDS = 8  # saying one word may bring up another that the dictionary knows; nobody has seen a fourth
_MANDARIN, _ENGLISH = Mandarin(), English()
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FORMULA = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")  # its letters are no English
_ENGLISH_WORDS = 3  # that make a clause without 汉字 English
_BETWEEN_CLAUSES = re.compile(rf"([{symbols.WIDE_PAUSES}]+|——)")
_WIDE = {ord(wide): ord(wide) - 0xFEE0 for wide in map(chr, range(0xFF10, 0xFF5B)) if wide.isalnum()}


def spoken(words: str, language: str, dictionary: Mapping[str, str]) -> str:
    """`words` for a voice, on one line; `dictionary` says how the library's own words are said."""
    said = one_line(words)
    for _round in range(_ROUNDS):
        before, said = said, _once(said, language, dictionary)
        if said == before:
            break
    return said


def _once(text: str, language: str, dictionary: Mapping[str, str]) -> str:
    text = pronunciation.said(without(text.translate(_WIDE)), dictionary)
    parts = _BETWEEN_CLAUSES.split(text)  # every other one is what stands between
    parts[::2] = [_clause(each, _tongue(each, language)) for each in parts[::2]]
    return tidy("".join(parts))


def _tongue(clause: str, language: str) -> Tongue:
    if _HAN.search(clause):
        return _MANDARIN
    is_english = (
        language.lower().startswith("en") or len(_WORD.findall(_FORMULA.sub("", clause))) >= _ENGLISH_WORDS
    )
    return _ENGLISH if is_english else _MANDARIN


def _clause(text: str, tongue: Tongue) -> str:
    text = in_words(text, tongue)
    text = symbols.abbreviations(text, tongue)
    text = amounts.read(symbols.plain_figures(text), tongue)
    text = symbols.greek(text, tongue)
    return symbols.read(text, tongue)
