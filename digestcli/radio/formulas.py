r"""Formulas in words: `$\frac{a}{b}$` is b 分之 a, `$x^2$` is x 平方, and so is the x² of some prose.

TeX becomes Unicode first, as for print; what is left of it in figures and single symbols is read with the
words around. A formula that Unicode cannot say keeps its letters: nothing of it is dropped.
"""

import re
from unicodedata import decomposition, normalize

from digestcli.markup.tex import pieces
from digestcli.radio.tongue import Tongue

_CODES = [chr(code) for code in (*range(0xA0, 0x2100), 0x2C7C, 0x2C7D)]
_RAISED = "".join(each for each in _CODES if decomposition(each).startswith("<super>"))
_LOWERED = "".join(each for each in _CODES if decomposition(each).startswith("<sub>"))
_SCRIPTS = re.compile(rf"(.?)([{_RAISED}]+)|([{_LOWERED}]+)")
_TEX_POWER = re.compile(r"\^(?:\{([^{}]*)\}|(\S))")
_TYPED_POWER = re.compile(r"(?<=[\w)])\^(?:\{([^{}]+)\}|([-−]?(?:[0-9]+|[A-Za-z]+)))")
_TEX_INDEX = re.compile(r"_(?:\{([^{}]*)\}|(\S))")
_OPERAND = r"\([^()]*\)|[^\s()/+\-−=<>≤≥≈≠∼~,×⋅·|→∈]+"
_FRACTION = re.compile(rf"({_OPERAND})[/⁄]({_OPERAND})")
_FUNCTION = re.compile(r"(?<![A-Za-z])([A-Za-z])\(")
_STAR = re.compile(r"(?<=[\w)])\*(?![ ]?[\w(])")
_STARRED = re.compile(r"(?<![A-Za-z\\])([A-Za-z]{1,4})\*(?![A-Za-z0-9*(])")  # A*, which is no emphasis
_MINUS = re.compile(r"(?<![A-Za-z]{2})[-−](?![A-Za-z]{2})")
_JOINT = "\ue001"  # between words and a formula, until the hyphens there are gone: `$k$-Center`
_HYPHENS = re.compile(rf"(?<=[^\W\d_] {_JOINT})-(?=\w|{_JOINT})|(?<=[^\W\d_])-(?={_JOINT} ?[^\W\d_])")
_ORDINALS = frozenset({"th", "st", "nd", "rd"})
_LETTERLIKE = re.compile("[\u2100-\u2121\u2123-\u214f\U0001d400-\U0001d7ff]")


def in_words(text: str, tongue: Tongue) -> str:
    """`text` with its formulas in words, figures and single symbols apart; TeX's accents are letters."""
    said = [_formula(piece.text, tongue) if piece.formula else piece.text for piece in pieces(text)]
    return scripts(_HYPHENS.sub(" ", _JOINT.join(said)).replace(_JOINT, ""), tongue)


def scripts(text: str, tongue: Tongue) -> str:
    """Raised and lowered characters in words, letters of mathematics as plain ones."""
    plain = _LETTERLIKE.sub(lambda letter: normalize("NFKC", letter[0]), text)
    plain = _STARRED.sub(rf"\1 {tongue.powers['*']} ", plain)
    plain = _TYPED_POWER.sub(lambda found: f" {_power(found[1] or found[2], tongue)} ", plain)
    return _SCRIPTS.sub(lambda found: _script(found, tongue), plain)


def _formula(said: str, tongue: Tongue) -> str:
    """What `markup.tex` says of a formula, its operators in words where they mean something else in prose.

    A formula that is nothing but raised belongs to the word before it: M$^2$.
    """
    is_raised = said[:1] == "^" or said[:1] in _RAISED
    said = _FRACTION.sub(lambda each: f" {_of(each, tongue)} ", said)
    said = _TEX_POWER.sub(lambda each: f" {_power(each[1] or each[2] or '', tongue)} ", said)
    said = _TEX_INDEX.sub(lambda each: f" {each[1] or each[2] or ''} ", said)
    said = _STAR.sub(f" {tongue.powers['*']} ", said)
    said = _FUNCTION.sub(lambda each: f"{tongue.function(each[1])} (", said)
    said = _MINUS.sub(lambda each: f" {_sign(each, tongue)} ", said)
    said = said.replace("*", f" {tongue.symbols['×']} ").replace("/", f" {tongue.over} ")
    return f"{'' if is_raised else ' '}{re.sub(r'[()]', ' ', said)} "


def _of(fraction: re.Match[str], tongue: Tongue) -> str:
    return tongue.fraction(f" {fraction[1]} ", f" {fraction[2]} ")


def _sign(minus: re.Match[str], tongue: Tongue) -> str:
    before = minus.string[: minus.start()].rstrip()[-1:]
    is_between = before.isalnum() or before in {")", "]", "}", "′", "|"}
    return tongue.less if before and is_between else tongue.minus


def _script(found: re.Match[str], tongue: Tongue) -> str:
    base, raised, lowered = found[1] or "", found[2], found[3]
    if lowered:
        index = normalize("NFKC", lowered)
        return f" {' '.join(index) if len(index) == 2 and index.isalpha() else _signed(index, tongue)} "
    exponent = normalize("NFKC", raised)
    if exponent in _ORDINALS:
        return f"{base}{exponent}"
    if not base or base > "\u2e7f" or base.isspace():  # a note's number, not a power
        return f"{base} {_signed(exponent, tongue)} "
    return f"{base} {_power(exponent, tongue)} "


def _power(exponent: str, tongue: Tongue) -> str:
    exponent = exponent.strip().replace("−", "-")
    return tongue.powers.get(exponent) or tongue.power(_signed(exponent, tongue))


def _signed(number: str, tongue: Tongue) -> str:
    number = number.replace("−", "-")
    return f"{tongue.minus} {number[1:]}" if number.startswith("-") else number
