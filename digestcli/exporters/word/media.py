"""Pictures within a document, each once, with the words that say what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digestcli.exporters.word.xml import make, w
from digestcli.files.pictures import Picture

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

MIME = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}
"""What every Word shows, by a picture's ending."""

_PIXEL = 9525  # EMU at 96 pixels an inch
_WIDEST, _HIGHEST = 5_060_000, 3_300_000  # 38 汉字 of 10.5 pt; a good third of a page
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass
class Media:
    pictures: Mapping[str, Picture]
    parts: "dict[str, Part]" = field(default_factory=dict)
    count: int = 0  # of pictures shown

    def drawing(self, part: "Part", file: str, alt: str) -> "Xml":
        """A picture that stands like a letter in its line."""
        picture = self.pictures[file]
        self.count += 1
        width, height = _size(picture)
        size = {"cx": str(width), "cy": str(height)}
        kind = make("pic:nvPicPr", make("pic:cNvPr", id=str(self.count), name=file), make("pic:cNvPicPr"))
        fill = make(
            "pic:blipFill",
            make("a:blip", **{"r:embed": self._id(part, file)}),
            make("a:stretch", make("a:fillRect")),
        )
        frame = make("a:xfrm", make("a:off", x="0", y="0"), make("a:ext", **size))
        shape = make("pic:spPr", frame, make("a:prstGeom", make("a:avLst"), prst="rect"))
        return w(
            "drawing",
            make(
                "wp:inline",
                make("wp:extent", **size),
                make("wp:docPr", id=str(self.count), name=f"Picture {self.count}", descr=alt),
                make("wp:cNvGraphicFramePr", make("a:graphicFrameLocks", noChangeAspect="1")),
                make("a:graphic", make("a:graphicData", make("pic:pic", kind, fill, shape), uri=_PICTURE)),
                distT="0", distB="0", distL="0", distR="0",
            ),
        )  # fmt: skip

    def _id(self, part: "Part", file: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - an extra
        from docx.opc.part import Part  # noqa: PLC0415 - an extra

        if file not in self.parts:
            picture = self.pictures[file]
            place = PackURI(f"/word/media/{file}")
            self.parts[file] = Part(place, MIME[picture.ending], picture.data, part.package)
        return part.relate_to(self.parts[file], RELATIONSHIP_TYPE.IMAGE)


def _size(picture: Picture) -> tuple[int, int]:
    """As large as it is, or as fits on the page."""
    width, height = (picture.width or 400) * _PIXEL, (picture.height or 300) * _PIXEL
    smaller = min(1.0, _WIDEST / width, _HIGHEST / height)
    return max(1, round(width * smaller)), max(1, round(height * smaller))
