"""The TeX of a page's formulas, which MathML has beside them: its signs alone would say something else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def tex_of(math: "Element") -> str | None:
    """What a `<math>` says in TeX; None where it does not, or no text between `$` can hold it."""
    notes = [each for each in math.iter("annotation") if each.get("encoding") == "application/x-tex"]
    said = (notes[0].text if notes else None) or math.get("alttext") or ""
    tex = "\n".join(filter(None, map(str.strip, said.split("\n"))))
    return tex if tex and "$" not in tex and not tex.endswith("\\") else None


def is_shown_again(element: "Element") -> bool:
    """Whether it only draws the formula before it once more, as KaTeX has it."""
    before = element.getprevious()
    return (
        element.get("class") == "katex-html"
        and before is not None
        and any(tex_of(each) for each in before.iter("math"))
    )


def is_alone(math: "Element") -> bool:
    """Whether a formula stands on lines of its own."""
    return math.get("display") == "block"


def is_of_facts(math: "Element") -> bool:
    """Whether it stands in arXiv's words on one of our own pages, as in a title."""
    return any(each.get("lang") == "en" for each in math.iterancestors("bdi"))


def in_unicode(tex: str) -> str:
    """A formula as our exports in Markdown and plain text print those of arXiv's words."""
    from digestcli.markup.tex import to_unicode  # noqa: PLC0415 - where a title holds a formula

    return to_unicode(f"${tex}$")
