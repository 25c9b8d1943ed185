"""Elements of Office Open XML, made in one line each."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def w(tag: str, *children: "BaseOxmlElement | None", **attributes: str) -> "BaseOxmlElement":
    """An element of WordprocessingML: `w("ind", left="420")` is `<w:ind w:left="420"/>`."""
    return make(f"w:{tag}", *children, **{f"w:{name}": value for name, value in attributes.items()})


def m(tag: str, *children: "BaseOxmlElement | None", **attributes: str) -> "BaseOxmlElement":
    """An element of Office's mathematics."""
    return make(f"m:{tag}", *children, **{f"m:{name}": value for name, value in attributes.items()})


def make(tag: str, *children: "BaseOxmlElement | None", **attributes: str) -> "BaseOxmlElement":
    """Any element of a namespace that python-docx knows; attributes with a prefix are of one too."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(name) if ":" in name else name, value)
    for child in children:
        if child is not None:
            element.append(child)
    return element


def t(words: str, space: str = "w") -> "BaseOxmlElement":
    """Text as it stands, blanks at its ends too."""
    element = make(f"{space}:t", **{"xml:space": "preserve"})
    element.text = words
    return element
