r"""Titles and names from arXiv's TeX to Unicode, formula by formula.

`Poincar\'e` is Poincaré and `$B^0_s\to\mu^+\mu^-$` is B⁰ₛ→μ⁺μ⁻. What is not surely TeX is left alone:
outside formulas `_`, `^`, `%`, `&`, `#` and `~` are the characters they are. A formula or macro that Unicode
cannot say is shown as its source, whole: nothing is dropped in silence.
"""

from typing import NamedTuple

_LONGEST = 20_000  # characters; an abstract has at most 1,920


def to_unicode(text: str) -> str:
    """`text` with its accents, macros and formulas in Unicode; the very same text where it holds none.

    Not cleaned: `plain.clean` is for whoever prints. Never fails: what is hostile comes back as it is.
    """
    if ("\\" not in text and "$" not in text) or len(text) > _LONGEST:
        return text
    from digestcli.markup.tex_reader import Reader  # noqa: PLC0415 - most titles hold no TeX

    return Reader(text).text()


class Piece(NamedTuple):
    """Some words in Unicode, or a formula that Unicode can say, with its TeX."""

    text: str
    formula: str | None = None


def pieces(text: str) -> list[Piece]:
    """`text` cut up at its formulas; the texts of all pieces together are what `to_unicode` gives."""
    if ("\\" not in text and "$" not in text) or len(text) > _LONGEST:
        return [Piece(text)]
    from digestcli.markup.tex_reader import Reader  # noqa: PLC0415 - as above

    return [Piece(*each) for each in Reader(text).pieces()]
