"""Lists that Word numbers itself: nested, each beginning where its editor began it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digestcli.exporters.word.xml import w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

LEVELS = 9  # as many as Word knows
STEP = 420  # twentieths of a point that each level stands further in
_BULLETS, _NUMBERS = "1", "2"
_SIGNS = "•–·"


@dataclass
class Lists:
    """The lists of a document, in the order they stand."""

    nums: "list[Xml]" = field(default_factory=list)

    def new(self, depth: int, start: int | None) -> str:
        """The id of a list `depth` levels down; one with a `start` has numbers."""
        id = str(len(self.nums) + 3)
        if start is None:
            self.nums.append(w("num", w("abstractNumId", val=_BULLETS), numId=id))
        else:
            first = w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(min(depth, LEVELS - 1)))
            self.nums.append(w("num", w("abstractNumId", val=_NUMBERS), first, numId=id))
        return id

    def item(self, id: str, depth: int) -> "Xml":
        return w("numPr", w("ilvl", val=str(min(depth, LEVELS - 1))), w("numId", val=id))

    def written(self) -> "Xml":
        """`word/numbering.xml`."""
        bullets = [_level(at, "bullet", _SIGNS[at % len(_SIGNS)]) for at in range(LEVELS)]
        numbers = [_level(at, "decimal", f"%{at + 1}.") for at in range(LEVELS)]
        multi = [w("multiLevelType", val="hybridMultilevel") for _kind in range(2)]
        return w(
            "numbering",
            w("abstractNum", multi[0], *bullets, abstractNumId=_BULLETS),
            w("abstractNum", multi[1], *numbers, abstractNumId=_NUMBERS),
            w("num", w("abstractNumId", val=_BULLETS), numId="1"),
            w("num", w("abstractNumId", val=_NUMBERS), numId="2"),
            *self.nums,
        )


def _level(at: int, kind: str, sign: str) -> "Xml":
    return w(
        "lvl",
        w("start", val="1"),
        w("numFmt", val=kind),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=str(STEP * (at + 1)), hanging=str(STEP - 60))),
        w("rPr", w("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", hint="default")),
        ilvl=str(at),
    )
