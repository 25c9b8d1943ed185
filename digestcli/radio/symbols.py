"""What is neither a letter nor a figure: said by its name, kept where it is a pause, or left out."""

import re
from unicodedata import category, decimal, normalize

from digestcli.radio.tongue import Tongue

WIDE_PAUSES = "，。！？；：、（）《》「」『』【】“”…"  # between clauses
_PAUSES = frozenset(" ,.;:!?'\"()“”‘’·")
_DASHES = frozenset("-‐‑–−—")
_SIGN = re.compile(r"[^A-Za-z ,\u3400-\u9fff]")
_DOT = re.compile(r"(?<=[A-Za-z]{2})\.(?=[a-z]{2})")
_TYPED_DASH = re.compile(r"(?<=[^\W\d_])--(?=[^\W\d_])")  # TeX's, within a name
_GREEK = re.compile(r"(?<![\u0370-\u03ff])[\u0370-\u03ff\u00b5]{1,2}(?![\u0370-\u03ff])")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNSEEN = frozenset(map(chr, (0x20E3, *range(0xFE00, 0xFE10))))  # they only change how a sign looks


def plain_figures(text: str) -> str:
    """Every figure as one of 0 to 9: ①, Ⅱ and ½ too."""
    return text if text.isascii() else _BEYOND_ASCII.sub(lambda each: _figure(each[0]), text)


def _figure(character: str) -> str:
    if (value := decimal(character, None)) is not None:
        return str(value)
    if category(character) not in {"No", "Nl"}:
        return character
    plain = normalize("NFKC", character)
    return f" {plain} " if plain.replace("⁄", "").isalnum() and plain != character else character


def abbreviations(text: str, tongue: Tongue) -> str:
    """`text` with what is short for something in full."""
    for short, full in tongue.abbreviations.items():
        if short in text:
            text = re.sub(rf"(?<![\w.]){re.escape(short)}(?!\w)", f" {full} ", text, flags=re.ASCII)
    return text


def greek(text: str, tongue: Tongue) -> str:
    """Greek letters by their names; a whole Greek word is left to the voice."""

    def name(letter: str) -> str:
        return tongue.greek.get(letter.lower().replace("µ", "μ"), letter)

    return _GREEK.sub(lambda found: "".join(f" {name(each)} " for each in found[0]), text)


def read(text: str, tongue: Tongue) -> str:
    """`text` with its symbols in words; what no words are known for is left out."""
    text = _TYPED_DASH.sub("-", _DOT.sub(f" {tongue.dot} ", text))
    return _SIGN.sub(lambda found: _said(found[0], *_beside(found), tongue), text)


def _beside(found: re.Match[str]) -> tuple[str, str]:
    start, end = found.span()
    return found.string[start - 1 : start] if start else "", found.string[end : end + 1]


def is_left_out(character: str, tongue: Tongue) -> bool:
    """Whether nothing at all is said for a character, not even by a pause."""
    return character not in WIDE_PAUSES and _said(character, "a", "a", tongue) == " "


def _said(sign: str, before: str, behind: str, tongue: Tongue) -> str:
    if sign in _PAUSES:
        return sign
    if sign in _DASHES:
        return _dash(before, behind, tongue)
    if sign == "/":
        return tongue.apart if before.isalnum() and behind.isalnum() else " "
    if sign in tongue.symbols:
        return f" {tongue.symbols[sign]} "
    if sign.isalpha():
        return sign
    is_mark = category(sign)[0] == "M" and sign not in _UNSEEN
    return sign if is_mark and before.isalpha() else " "


def _dash(before: str, behind: str, tongue: Tongue) -> str:
    """A hyphen within a word stays; a dash between words makes a voice pause."""
    if _is_western(before) and _is_western(behind):
        return "-"
    return tongue.pause if before == behind == " " else " "


def _is_western(letter: str) -> bool:
    return letter.isalpha() and letter < "\u2e80"
