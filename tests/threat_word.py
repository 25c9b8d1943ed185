"""What Word meets in a document: its words, its fields, where its parts lead and what they load."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from docx import Document

from tests.threat_pages import Seen

_INSTRUCTION = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr"
_OURS = re.compile(r" PAGE | NOTEREF digest_\d+ \\h ")
_ACTIVE = frozenset({
    "object", "OLEObject", "altChunk", "control", "instrText", "attachedTemplate", "mailMerge", "subDoc",
    "pict",
})  # fmt: skip


def docx(data: bytes) -> Seen:
    seen = Seen()
    document = Document(BytesIO(data))
    assert document.paragraphs
    with ZipFile(BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in package.namelist():
            seen.names.append(name)
            if name.endswith((".xml", ".rels")):
                _part(ET.fromstring(package.read(name)), seen)  # noqa: S314 - our own
            else:
                assert re.fullmatch(r"word/media/picture-\d+\.(png|jpg|gif)", name)
                seen.pictures.append(package.read(name))
    return seen


def _part(tree: ET.Element, seen: Seen) -> None:
    for each in tree.iter():
        tag = each.tag.rpartition("}")[2]
        seen.words += (each.text or "") + str(each.get("descr") or "")
        if tag == "Relationship" and each.get("TargetMode") == "External":
            seen.led(str(each.get("Target")))
            if not str(each.get("Type")).endswith("/hyperlink"):
                seen.loaded.append(str(each.get("Target")))
        if tag in _ACTIVE or (tag == "fldSimple" and not _OURS.fullmatch(str(each.get(_INSTRUCTION)))):
            seen.active.append(f"{tag} {each.attrib}")
