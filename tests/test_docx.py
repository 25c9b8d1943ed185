"""The Word document, read back by python-docx and LibreOffice: words, styles, lists, notes, formulas."""

import re
import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings

from digestcli import exporters
from digestcli.compose import compose
from digestcli.exporters import Assets
from digestcli.files.pictures import Picture
from digestcli.library import figures
from digestcli.markup.element import text
from digestcli.markup.page import Article
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from tests import pictures
from tests.generated import many
from tests.issue_texts import reading
from tests.test_exports import EXAMPLE, KEYS, composed, example
from tests.test_exports_read_back import FACTS, FILES

HAN = re.compile(r"[\u4e00-\u9fff]+")
# What the schema of Office Open XML wants in this order; Word refuses a file that has it otherwise.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd kinsoku overflowPunct autoSpaceDE autoSpaceDN spacing "
    "ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs strike color kern sz szCs vertAlign em lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblCellMar",
    "trPr": "cantSplit tblHeader",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
}


def picture(path: str) -> Picture | None:
    kind = path.rpartition(".")[2]
    return Picture(pictures.ALL[kind], kind, 7, 5) if kind in pictures.ALL else None


def artifact(of: Digest | str, language: str = "zh", assets: Assets | None = None) -> Artifact:
    issue = composed(of, Key("2023-W14"), {}, Publication(language=language)) if isinstance(of, str) else of
    series = Series(title="周刊", link=None, language=language, digests=(issue,))
    (made,) = exporters.export("docx", series, assets or Assets(str, picture))
    return made


def docx(of: Digest | str, language: str = "zh") -> bytes:
    return artifact(of, language).render()


def xml(data: bytes, name: str = "document") -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - its parser knows no network and no entities

    return parse_xml(ZipFile(BytesIO(data)).read(f"word/{name}.xml"))


def words(data: bytes) -> str:
    body = xml(data)
    return "".join(each.text or "" for each in body.iter("{*}t"))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and words of the paragraphs, links' words with them."""
    document = Document(BytesIO(data))
    return [
        (str(each.style and each.style.name), "".join(t.text or "" for t in each._p.iter("{*}t")))
        for each in document.paragraphs
    ]


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_an_issue_is_read_back_with_all_its_words_in_order(key: Key) -> None:
    written, facts, about = example(key)
    issue = composed(written, key, facts, about)
    made = artifact(issue, assets=Assets(str, lambda path: figures.load(EXAMPLE, path)))
    data = made.render()
    assert made.render() == data
    assert list(made.remarks()) == []
    wanted = "".join(HAN.findall(text(Article(issue).whole())))
    assert "".join(HAN.findall(words(data))) == wanted
    document = Document(BytesIO(data))
    styles = [str(each.style and each.style.name) for each in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") >= len(issue.entries) + 1
    shown = [each.get("descr") for each in document.element.iter("{*}docPr")]
    assert len(shown) == len(document.inline_shapes) > 0
    assert all(shown)
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert {entry.url for entry in issue.entries} <= links


def test_every_style_and_every_setting_names_chinese_fonts_and_none_of_a_theme() -> None:
    data = docx("# 题\n\n字“引”。\n")
    fonts = list(xml(data, "styles").iter("{*}rFonts"))
    assert len(fonts) > 5
    for each in fonts:
        names = {name.rpartition("}")[2]: value for name, value in each.attrib.items()}
        assert names["eastAsia"] in {"SimSun", "SimHei"}
        assert not [name for name in names if name.endswith("Theme")]
    assert [dict(each.attrib) for each in xml(data, "styles").iter("{*}lang")]
    (language,) = xml(data, "styles").iter("{*}lang")
    assert sorted(language.attrib.values()) == ["ar-SA", "en-US", "zh-CN"]
    assert [each.get(f"{{{each.nsmap['w']}}}hint") for each in xml(data).iter("{*}rFonts")] == ["eastAsia"]


def test_it_says_of_itself_what_is_known_and_nothing_of_a_template() -> None:
    data = docx("---\ntitle: 一期\ndate: 2023-04-09\nbyline: 编辑部\n---\n\n导语。\n")
    said = Document(BytesIO(data)).core_properties
    assert (said.title, said.author, said.comments, said.language) == ("一期", "编辑部", "导语。", "zh-CN")
    assert said.created is not None
    assert said.created.isoformat()[:10] == "2023-04-09"
    package = ZipFile(BytesIO(data))
    assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in package.namelist() if "thumbnail" in name or "app.xml" in name]
    untold = docx("# 题\n")
    bare = ZipFile(BytesIO(untold))
    assert b"python-docx" not in b"".join(map(bare.read, bare.namelist()))
    core = bare.read("docProps/core.xml")
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core


def test_lists_number_themselves_as_deep_as_they_are() -> None:
    data = docx("# 题\n\n3. 三\n   - 甲\n\n     又甲\n   - 乙\n     1. 一\n4. 四\n\n话\n\n1. 重来\n")
    document = xml(data)
    levels = []
    for each in document.iter("{*}p"):
        number = next(each.iter("{*}numPr"), None)
        if number is not None:
            level, id = (part.get(f"{{{part.nsmap['w']}}}val") for part in number)
            levels.append(("".join(t.text for t in each.iter("{*}t")), level, id))
    assert [(said, level) for said, level, _id in levels] == [
        ("三", "0"), ("甲", "1"), ("乙", "1"), ("一", "2"), ("四", "0"), ("重来", "0"),
    ]  # fmt: skip
    ids = {said: id for said, _level, id in levels}
    assert ids["三"] == ids["四"] != ids["重来"]
    starts = {
        each.getparent().getparent().get(f"{{{each.nsmap['w']}}}numId"): each.get(f"{{{each.nsmap['w']}}}val")
        for each in xml(data, "numbering").iter("{*}startOverride")
    }
    assert (starts[ids["三"]], starts[ids["重来"]]) == ("3", "1")
    assert ("List Continue", "又甲") in paragraphs(data)


def test_notes_tables_code_quotes_and_emphasis_come_out() -> None:
    data = docx(
        "# 题\n\n话[^a]，又[^a]。*着重 ab*、**粗**、~~删~~、`码`、[词](a.md)\n\n"
        "[^a]: 注文 <https://example.org/n>\n\n> 引文\n\n"
        "| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n\n```\na\tb\n  c\n```\n"
    )
    assert "注文 https://example.org/n" in "".join(t.text for t in xml(data, "footnotes").iter("{*}t"))
    (reference,) = xml(data).iter("{*}footnoteReference")
    assert [
        each.get(f"{{{each.nsmap['w']}}}instr").split()[0] for each in xml(data).iter("{*}fldSimple")
    ] == ["NOTEREF"]
    assert reference.get(f"{{{reference.nsmap['w']}}}id") == "1"
    (table,) = Document(BytesIO(data)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["甲", "乙"], ["1", "2"]]
    said = paragraphs(data)
    assert ("Quote", "引文") in said
    assert ("Code", "ab  c") in said
    stressed = [each for each in xml(data).iter("{*}r") if list(each.iter("{*}em"))]
    assert ["".join(t.text for t in each.iter("{*}t")) for each in stressed] == ["着重"]
    assert "词（a.md）" in words(data)


FORMULAS = {
    r"\frac{a}{b}": "f num den",
    r"\sqrt[3]{x}": "rad deg",
    r"x_i^2": "sSubSup sub sup",
    r"\sum_{i=1}^n x_i": "nary sub sup",
    r"\left( x \right)": "d",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "d m mr",
    r"\hat{x}": "acc",
    r"\overline{x}": "bar",
    r"\underbrace{x}_{y}": "groupChr limLow lim",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "m mr mcJc",
    r"\binom{n}{k}": "d f type",
    r"\text{若} x": "nor",
}


@pytest.mark.parametrize(("tex", "wanted"), FORMULAS.items())
def test_a_formula_is_words_own(tex: str, wanted: str) -> None:
    body = xml(docx(f"# 题\n\n$$\n{tex}\n$$\n"))
    tags = {
        each.tag.rpartition("}")[2]
        for each in body.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}*")
    }
    assert set(wanted.split()) <= tags


def test_what_not_every_word_shows_is_words_and_is_told() -> None:
    made = artifact("# 题\n\n![有](a.png) ![矢量](a.svg) ![新](a.webp)\n\n![远](https://example.org/d.png)\n")
    data = made.render()
    assert list(made.remarks()) == [
        "a.svg is left out, as not every Word shows SVG: save it as PNG",
        "a.webp is left out, as not every Word shows WEBP: save it as PNG",
        "https://example.org/d.png is a link in it: nothing is fetched",
    ]
    assert [each.get("descr") for each in xml(data).iter("{*}docPr")] == ["有"]
    for each in ("［图］矢量", "［图］新", "［图］远"):
        assert each in words(data)


def test_an_english_issue_has_no_chinese_indents() -> None:
    data = docx("# A week\n\nHello.\n", "en")
    assert ("Body Text", "Hello.") in paragraphs(data)
    assert Document(BytesIO(data)).core_properties.language == "en-US"
    assert not [
        each
        for each in xml(data, "styles").iter("{*}ind")
        if any(name.endswith("firstLineChars") for name in each.attrib)
    ]


@settings(max_examples=many(25))
@given(FILES)
def test_whatever_an_issue_is_made_of_is_a_document_with_all_its_words(written: str) -> None:
    found = reading(written)
    issue = compose(found.issue, FACTS, found.publication)
    data = docx(issue)
    package = ZipFile(BytesIO(data))
    said = "".join(t.text or "" for name in ("document", "footnotes") for t in xml(data, name).iter("{*}t"))
    assert set("".join(HAN.findall(text(Article(issue).whole())))) <= set(said)
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            _is_in_order(xml(data, name[5:-4]))


def _is_in_order(root: Any) -> None:
    for tag, order in ORDER.items():
        known = order.split()
        for each in root.iter(f"{{{root.nsmap['w']}}}{tag}"):
            places = [known.index(child.tag.rpartition("}")[2]) for child in each]
            assert all(a <= b for a, b in pairwise(places))


def test_hostile_words_stay_words() -> None:
    hostile = "<w:p/> ]]> &amp; \x00\x0b \u202e {{x}} =1+1 <script>alert(1)</script>"
    data = docx(
        f"# 题 {hostile}\n\n## 甲 {hostile}\n\n- 作者：乙 {hostile}\n\n"
        f"摘要：[x](javascript:alert(1)) {hostile}\n\n推荐：`{hostile}`\n"
    )
    said = words(data)
    assert said.count("<w:p/> ]]> &") >= 3
    assert "\u202e" not in said
    assert not [
        rel.target_ref for rel in Document(BytesIO(data)).part.rels.values() if "javascript" in rel.target_ref
    ]


@pytest.mark.tool
def test_libreoffice_opens_it_and_shows_every_han(tmp_path: Path) -> None:
    key = Key("new-year-2026")
    written, facts, about = example(key)
    issue = composed(written, key, facts, about)
    path = tmp_path / "issue.docx"
    path.write_bytes(artifact(issue, assets=Assets(str, lambda name: figures.load(EXAMPLE, name))).render())
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    order = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    from pypdf import PdfReader  # noqa: PLC0415 - for this test alone

    pages = PdfReader(tmp_path / "issue.pdf").pages
    shown = "".join("".join(HAN.findall(page.extract_text())) for page in pages)
    running = "".join(HAN.findall(issue.title or ""))
    for entry in issue.entries:
        recommendation = entry.note.recommendation
        assert recommendation is not None
        assert "".join(HAN.findall(recommendation.value)) in shown.replace(running, "")
    assert "ℱ" in "".join(page.extract_text() for page in pages)


def test_a_note_that_is_a_table_or_empty_has_its_number() -> None:
    data = docx("# 题\n\n话[^a]与[^b]\n\n[^a]:\n    | 甲 |\n    |--|\n    | 乙 |\n\n[^b]: &nbsp;\n")
    notes = [each for each in xml(data, "footnotes") if each.get(f"{{{each.nsmap['w']}}}type") is None]
    assert [len(list(each.iter("{*}footnoteRef"))) for each in notes] == [1, 1]
    assert all(each[0].tag.endswith("}p") for each in notes)
