"""Footnotes, which python-docx has no names for: a part of their own. Word numbers them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digestcli.exporters.word.xml import t, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.opc.part import XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml
    from docx.package import Package

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass
class Notes:
    part: "XmlPart"
    numbers: dict[str, int] = field(default_factory=dict)  # by their ids in the page

    @classmethod
    def of(cls, package: "Package", document: "XmlPart") -> "Notes":
        """The notes of a document, with the lines that Word draws between them and the page."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - an extra
        from docx.opc.part import XmlPart  # noqa: PLC0415 - an extra

        lines = (
            w("footnote", w("p", w("r", w(kind))), type=kind, id=id)
            for id, kind in (("-1", "separator"), ("0", "continuationSeparator"))
        )
        part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, w("footnotes", *lines), package)
        document.relate_to(part, _KIND)
        return cls(part)

    def write(self, id: str, blocks: "Sequence[Xml]") -> "Xml":
        """A new note; gives its mark, for where it is named."""
        number = str(len(self.numbers) + 1)
        mark = w("r", _look(), w("footnoteRef"), t(" "))
        first, *others = blocks or [w("tbl")]
        if first.tag.endswith("}p"):
            first.insert(1, mark)
            words = [first, *others]
        else:  # a table, or nothing
            words = [w("p", w("pPr", w("pStyle", val="FootnoteText")), mark), *blocks]
        self.part.element.append(w("footnote", *words, id=number))
        self.numbers[id] = int(number)
        return w("r", _look(), w("footnoteReference", id=number))


def _look() -> "Xml":
    return w("rPr", w("rStyle", val="FootnoteReference"))
