"""A document's package: body, notes, styles, lists, what it says about itself; nothing of a template's."""

from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from digestcli.exporters.paper.sheets import Sheets
from digestcli.exporters.word.body import Body, Place
from digestcli.exporters.word.lists import Lists
from digestcli.exporters.word.media import Media
from digestcli.exporters.word.notes import Notes
from digestcli.exporters.word.runs import Runs
from digestcli.exporters.word.xml import t, w
from digestcli.markup.element import Element, walk
from digestcli.values import dataclass

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

_A4 = {"w": "11906", "h": "16838"}
_MARGINS = {
    "top": "1600",
    "right": "1963",
    "bottom": "1500",
    "left": "1963",
    "header": "850",
    "footer": "850",
}
_OURS = (
    "/styles",
    "/numbering",
    "/settings",
    "/officeDocument",
    "/core-properties",
)  # of the template's parts
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say


@dataclass(frozen=True, slots=True)
class About:
    """What a document says about itself."""

    title: str
    author: str
    description: str
    date: str | None
    is_chinese: bool


def document(made: Sheets, about: About) -> bytes:
    """The file of a settled article."""
    from docx import Document  # noqa: PLC0415 - an extra

    word = Document()
    for rels in (word.part.rels, word.part.package.rels):
        for id in [id for id, rel in rels.items() if not rel.reltype.endswith(_OURS)]:
            del rels[id]
    _style(word, about)
    _fill(word, made, about)
    _describe(word, about)
    file = BytesIO()
    word.save(file)
    return _the_same_twice(file)


def _style(word: "Document", about: About) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    styles = parse_xml(files(__package__).joinpath("styles.xml").read_bytes())
    if not about.is_chinese:
        for language in styles.xpath(".//w:lang"):
            language.set(qn("w:eastAsia"), "en-US")
        for indent in styles.xpath(".//w:style[@w:styleId='BodyText']//w:ind"):
            indent.getparent().remove(indent)
    _refill(word.styles.element, styles)
    settings = (
        w("characterSpacingControl", val="compressPunctuation"),
        w("footnotePr", w("footnote", id="-1"), w("footnote", id="0")),
        w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val="15",
            ),
        ),
    )
    _refill(word.settings.element, w("settings", *settings))


def _fill(word: "Document", made: Sheets, about: About) -> None:
    """The body, with its notes, its lists, and what stands above and below each page."""
    media, lists = Media(made.pictures), Lists()
    notes = Notes.of(word.part.package, word.part)
    marked = [each.get("id") for each in walk(made.article) if each.get("id")]
    bookmarks = {id: f"digest_{number}" for number, id in enumerate(marked, 1)}

    def note(of: Element) -> "Xml":
        inside = Runs(notes.part, media, about.is_chinese, note, bookmarks, notes.numbers)
        blocks = Body(inside, lists).blocks(of.children, Place("FootnoteText"))
        return notes.write(of.get("id"), list(blocks))

    body = Body(Runs(word.part, media, about.is_chinese, note, bookmarks, notes.numbers), lists)
    section = word.element.body.sectPr
    for block in body.blocks([made.article]):
        section.addprevious(block)
    _refill(word.part.numbering_part.element, lists.written())
    _refill(section, w("sectPr", w("pgSz", **_A4), w("pgMar", gutter="0", **_MARGINS)))
    _frame(word, about)


def _frame(word: "Document", about: About) -> None:
    """The title above every page but the first, the page's number below each."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    title = w("p", w("pPr", w("pStyle", val="Header")), w("r", t(about.title)))
    _refill(section.header.part.element, w("hdr", title))
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        number = w("fldSimple", w("r", t("1")), instr=" PAGE ")
        _refill(footer.part.element, w("ftr", w("p", w("pPr", w("pStyle", val="Footer")), number)))


def _describe(word: "Document", about: About) -> None:
    """What is known; a document of no known day says none."""
    said = word.core_properties
    said.title, said.author, said.comments = (
        each[:255] for each in (about.title, about.author, about.description)
    )
    said.language = "zh-CN" if about.is_chinese else "en-US"
    try:
        day = datetime.fromisoformat(about.date or "").replace(tzinfo=UTC)
    except ValueError:
        day = None
    if day:
        said.created = said.modified = day
        return
    for rel in word.part.package.rels.values():
        if rel.reltype.endswith("/core-properties"):
            for date in rel.target_part.element.xpath("./dcterms:created | ./dcterms:modified"):
                date.getparent().remove(date)


def _refill(old: "Xml", new: "Xml") -> None:
    """The element `old` of a part holds what `new` does."""
    for child in list(old):
        old.remove(child)
    old.extend(list(new))


def _the_same_twice(file: BytesIO) -> bytes:
    """The package without the time it was made at."""
    made = BytesIO()
    with ZipFile(file) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _LONG_AGO)
            entry.external_attr = 0o600 << 16
            after.writestr(entry, before.read(name), ZIP_DEFLATED)
    return made.getvalue()
