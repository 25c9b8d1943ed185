"""Which fonts an issue is set in: those of the system, and that of the extra `font`."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from digestcli.values import dataclass

if TYPE_CHECKING:
    from typst import Fonts

_EXTRA = "manimgx_fonts_cjk"  # Noto Sans CJK in all weights: the extra `font`
# Chinese families, those with more characters and real weights first.
_SERIF = (
    "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN",
    "Songti SC", "STSong", "SimSun",
)  # fmt: skip
_SANS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback", "SimHei",
)  # fmt: skip
_LATIN = "Libertinus Serif"  # typst's own, as are the next two
_CODE = "DejaVu Sans Mono"
_MATH = "New Computer Modern Math"


@dataclass(frozen=True, slots=True)
class Faces:
    """Families by what they set, each list in the order they are asked for a character."""

    body: tuple[str, ...]
    heading: tuple[str, ...]
    italic: tuple[str, ...]
    code: tuple[str, ...]
    math: tuple[str, ...]
    chinese: bool  # whether any of them is
    bold: bool  # whether the body has a bold of its own


@cache
def installed() -> "Fonts":
    """Every font there is: the system's, the extra's, typst's own."""
    from typst import Fonts  # noqa: PLC0415 - an extra, and slow on a system of many fonts

    extra = find_spec(_EXTRA)
    folders = extra.submodule_search_locations if extra else None
    return Fonts(True, True, list(folders or ()))  # noqa: FBT003 - it knows no names


def faces(language: str, fonts: "Fonts") -> Faces:
    """The families for a publication in `language`, of those among `fonts`."""
    there = {family.casefold(): family for family in fonts.families()}
    serif, sans = (_first(names, there) for names in (_SERIF, _SANS))
    body, heading = serif or sans, sans or serif
    first, headline = ((_LATIN,), (_LATIN,)) if language.startswith("en") else (body, heading)
    own = [face for face in fonts.fonts() if face.family == (*first, _LATIN)[0]]
    return Faces(
        body=_once(*first, _LATIN, *body),
        heading=_once(*headline, _LATIN, *heading),
        italic=_once(_LATIN, *body),
        code=_once(_CODE, *heading),
        math=_once(_MATH, *body),
        chinese=bool(body),
        bold=any(face.weight >= 600 or _is_variable(face.path) for face in own),
    )


def _first(names: Iterable[str], there: Mapping[str, str]) -> tuple[str, ...]:
    """The first of `names` that is installed; nothing where none is."""
    return tuple(there[name.casefold()] for name in names if name.casefold() in there)[:1]


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


@cache
def _is_variable(path: str | None) -> bool:
    """Whether a font's file draws any weight: it has a table `fvar` (OpenType 1.9)."""
    if path is None:
        return False
    with Path(path).open("rb") as file:
        head = file.read(16)
        # A collection begins with where its fonts do: the first of them speaks for all.
        file.seek(int.from_bytes(head[12:16], "big") if head[:4] == b"ttcf" else 0)
        tables = int.from_bytes(file.read(12)[4:6], "big")
        return any(file.read(16)[:4] == b"fvar" for _table in range(tables))
