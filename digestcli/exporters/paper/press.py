"""Sheets become a PDF: typst, our two templates, the tree as data, and nothing else within its reach."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from digestcli.exporters.paper.sheets import Sheets
from digestcli.markup.element import Node

if TYPE_CHECKING:
    from typst import Fonts

_STANDARD: Final = "ua-1"  # tagged for those who hear it; and typst then refuses what no font has
_LACKS = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class Lacking(Exception):
    """Characters that no font has."""

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__(", ".join(characters))
        self.characters = tuple(characters)


class Refused(Exception):
    """What typst could not set; its message says what, and where in our template."""


def pressed(about: Mapping[str, object], made: Sheets, fonts: "Fonts") -> bytes:
    """The PDF of an issue; raises Lacking for what no font has, Refused for what typst will not set."""
    issue = json.dumps({**about, "article": _data(made.article)}, ensure_ascii=False).encode()
    pictures = {name: picture.data for name, picture in made.pictures.items()}
    return _compiled({**_templates(), "issue.json": issue, **pictures}, fonts)


def _data(node: Node) -> object:
    """What the template walks: `[tag, attributes, children]`, and strings."""
    return (
        node if isinstance(node, str) else [node.tag, dict(node.attributes), list(map(_data, node.children))]
    )


def is_drawn(name: str, data: bytes, fonts: "Fonts") -> bool:
    """Whether typst can draw a picture."""
    page = f'#set document(title: "x")\n#image("{name}", alt: "x")'
    try:
        _compiled({"main.typ": page.encode(), name: data}, fonts)
    except Refused:
        return False
    except Lacking:  # words in a drawing
        return True
    return True


@cache
def _templates() -> dict[str, bytes]:
    folder = files(__package__)
    return {
        "main.typ": folder.joinpath("article.typ").read_bytes(),
        "formula.typ": folder.joinpath("formula.typ").read_bytes(),
    }


def _compiled(within: Mapping[str, bytes], fonts: "Fonts") -> bytes:
    from typst import TypstError, compile_with_warnings  # noqa: PLC0415 - an extra

    with TemporaryDirectory(prefix="digest-") as folder:  # typst's whole world: these files, and no packages
        for name, data in within.items():
            Path(folder, name).write_bytes(data)
        try:
            pdf, warnings = compile_with_warnings(
                str(Path(folder, "main.typ")),
                root=folder,
                package_path=folder,
                package_cache_path=folder,
                font_paths=fonts,
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=_STANDARD,
            )
        except TypstError as error:
            if lacking := [_unescaped(each) for each in _LACKS.findall(error.diagnostic)]:
                raise Lacking(lacking) from None
            raise Refused(error.diagnostic) from None
    for warning in warnings:
        if "converge" not in warning.message:  # another font, or something left out: not in an issue
            raise Refused(warning.diagnostic)
    return pdf


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
