"""What TeX's names mean in Unicode, as far as titles and names need it; symbols proper are pylatexenc's."""

from functools import lru_cache
from unicodedata import lookup

# Marks over or under a character, by their combining characters.
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "t": "\u0361",
}  # fmt: skip
FORMULA_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "underline": "\u0332", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
    "not": "\u0338", "slashed": "\u0338",
}  # fmt: skip
LINES = frozenset(("overline", "underline"))  # these go on over several letters
LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
DOTLESS = {"ı": "i", "ȷ": "j"}  # under an accent from above

# Switches and sizes: they change how letters look, and Unicode has one look.
_SWITCHES = """
    em it bf rm sc tt sf sl cal bfseries mdseries itshape slshape scshape upshape rmfamily sffamily ttfamily
    normalfont boldmath unboldmath displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits left
    right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr protect xspace relax ensuremath
"""
SWITCHES = frozenset(_SWITCHES.split())
# Macros that print their one argument, in words or in the formula's letters.
_WORDS = """
    text textrm textbf textit textsl textsc texttt textsf textmd textup textnormal emph mbox hbox
    textsuperscript textsubscript
"""
WORDS = frozenset(_WORDS.split())
_WRAPPERS = """
    mathrm mathbf mathit mathsf mathtt mathnormal mathop mathbin mathrel operatorname operatorname*
    boldsymbol bm pmb
"""
WRAPPERS = frozenset(_WRAPPERS.split())
ALPHABETS = {
    "mathbb": ("DOUBLE-STRUCK", "MATHEMATICAL DOUBLE-STRUCK"),
    "Bbb": ("DOUBLE-STRUCK", "MATHEMATICAL DOUBLE-STRUCK"),
    "mathcal": ("SCRIPT", "MATHEMATICAL SCRIPT"),
    "mathscr": ("SCRIPT", "MATHEMATICAL SCRIPT"),
    "mathfrak": ("BLACK-LETTER", "MATHEMATICAL FRAKTUR"),
}
FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"))
OPERATORS = frozenset(("mathop", "operatorname", "operatorname*"))
WITH_ARGUMENTS = WORDS | WRAPPERS | FRACTIONS | ALPHABETS.keys() | {"sqrt"}

_RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡ",
        strict=True,
    )
) | {"∘": "°", "⊤": "ᵀ"} | {mark: mark for mark in "′*∗⋆★†‡±∓"}  # fmt: skip
_LOWERED = dict(
    zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
_OPERATORS = "arg cot coth csc deg det dim gcd hom ker lg liminf limsup sec Im Pr Re"
# Where pylatexenc has none, or another.
_SYMBOLS = {
    **{character: character for character in "$%&#_{}"},
    **dict.fromkeys((" ", ",", ";", ":", ">", "\\", "\n", "quad", "qquad", "space", "newline"), " "),
    **dict.fromkeys("!/-", ""),
    **{name: name for name in ("TeX", "LaTeX", "BibTeX", "XeTeX")},
    **{name: name for name in _OPERATORS.split()},
    "ne": "≠", "bigstar": "★", "S": "§", "copyright": "©", "pounds": "£", "checkmark": "✓", "slash": "/",
    "vert": "|", "Vert": "‖", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "|": "‖", "prime": "′",
    "ast": "*", "models": "⊨", "colon": ":", "lbrace": "{", "rbrace": "}", "ldotp": ".", "mod": "mod",
    "bmod": "mod", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "backslash": "\\",
    "textunderscore": "_", "dag": "†", "ddag": "‡", "ddagger": "‡", "neg": "¬", "bot": "⊥", "triangle": "△",
    "Box": "□", "imath": "ı", "jmath": "ȷ", "lsim": "≲", "gsim": "≳", "degree": "°", "P": "¶",
}  # fmt: skip


def script(mark: str, text: str) -> str:
    """`text` raised (`^`) or lowered (`_`), in TeX's writing where Unicode lacks a character of it."""
    table = _RAISED if mark == "^" else _LOWERED
    text = text.strip()
    if all(character in table for character in text):
        return "".join(table[character] for character in text)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


def styled(alphabet: str, text: str) -> str:
    """`text` with its ASCII letters in one of `ALPHABETS`."""
    return "".join(_styled(alphabet, character) for character in text)


def _styled(alphabet: str, character: str) -> str:
    if not (character.isascii() and character.isalpha()):
        return character
    case = "CAPITAL" if character.isupper() else "SMALL"
    for style in ALPHABETS[alphabet]:
        try:
            return lookup(f"{style} {case} {character}")
        except KeyError:
            continue
    return character


@lru_cache(maxsize=512)
def symbol(name: str) -> str | None:
    """The character or operator's name that `name` without its backslash stands for; None if we know none."""
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - costs 50 ms

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = spec.simplify_repl if spec else None
    # What is longer, or a template, stands for a macro that does something: \today, \cite, \footnote.
    return text if isinstance(text, str) and 0 < len(text) <= 6 and not set(text) & set("%<>\n") else None
