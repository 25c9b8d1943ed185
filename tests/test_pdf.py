"""The PDF, read back: words in order, links, tags, fonts; hostile words stay words; boxes are refused."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import manimgx_fonts_cjk
import pytest
from hypothesis import given, settings
from pypdf import PdfReader
from typst import Fonts

from digestcli.compose import compose
from digestcli.errors import DigestError
from digestcli.exporters import Assets
from digestcli.exporters.pdf import Printing
from digestcli.files.pictures import Picture
from digestcli.library import figures
from digestcli.markup import lines
from digestcli.markup.element import text
from digestcli.markup.flat import flat
from digestcli.markup.page import Article
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from tests import pictures
from tests.generated import many
from tests.issue_texts import reading
from tests.test_exports import EXAMPLE, KEYS, composed, example
from tests.test_exports_read_back import FACTS, FILES

FONT = Path(manimgx_fonts_cjk.__file__).parent
CHINESE = Fonts(include_system_fonts=False, font_paths=[FONT])
NO_CHINESE = Fonts(include_system_fonts=False)
HAN = re.compile(r"[\u4e00-\u9fff]+")
RIGHT_EDGE = (210 / 25.4 * 72 + 38 * 10.5) / 2  # points, of the words on a page


def picture(path: str) -> Picture | None:
    kind = path.rpartition(".")[2]
    return Picture(pictures.ALL[kind], kind, 7, 5) if kind in pictures.ALL else None


def pdf(
    of: Digest | str, fonts: Fonts = CHINESE, language: str = "zh", assets: Assets | None = None
) -> bytes:
    about = Publication(language=language)
    issue = composed(of, Key("2023-W14"), {}, about) if isinstance(of, str) else of
    series = Series(title="周刊", link=None, language=language, digests=(issue,))
    return Printing(issue, series, assets or Assets(str, picture), fonts).render()


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def words(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(data).pages)


@cache
def made(key: Key) -> tuple[Digest, bytes]:
    """One of the example's issues, printed with its own pictures."""
    written, facts, about = example(key)
    issue = composed(written, key, facts, about)
    return issue, pdf(issue, assets=Assets(str, lambda path: figures.load(EXAMPLE, path)))


def links(data: bytes) -> Iterator[Any]:
    for page in read(data).pages:
        for each in page.annotations or ():
            note: Any = each.get_object()
            if note["/Subtype"] == "/Link":
                yield note


def bookmarks(outline: list[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from bookmarks(each)
        else:
            yield each.title


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_all_han_of_an_issue_come_out_in_order(key: Key) -> None:
    issue, data = made(key)
    running = "".join(HAN.findall(issue.title or ""))  # above every page but the first
    printed = "".join(HAN.findall(words(data))).replace(running, "")
    for entry in issue.entries:
        for part in (entry.note.summary, entry.note.recommendation):
            assert part is not None
            blocks = [each for each in flat(part.value, issue.links).split("\n\n") if "［图］" not in each]
            assert [each for each in blocks if "".join(HAN.findall(each)) not in printed] == []


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_it_is_a4_with_bookmarks_links_and_tags(key: Key) -> None:
    issue, data = made(key)
    pages = read(data)
    assert 3 <= len(pages.pages) <= 6
    assert {tuple(map(round, page.mediabox[2:])) for page in pages.pages} == {(595, 842)}
    first = re.sub(r"\s+", "", pages.pages[0].extract_text())
    assert [each.plain for each in lines.contents(issue) if re.sub(r"\s+", "", each.plain) not in first] == []
    titles = list(bookmarks(pages.outline))
    for entry in issue.entries:
        assert lines.heading(entry, issue.words) + lines.title(entry).plain in titles
    addresses = {str(each["/A"]["/URI"]) for each in links(data) if "/URI" in each.get("/A", {})}
    assert {entry.url for entry in issue.entries} <= addresses
    inside = [each for each in links(data) if "/URI" not in each.get("/A", {})]
    assert len(inside) >= len(issue.entries)  # the 目录
    root: Any = pages.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_font_lies_within_the_file_and_bold_is_a_font_of_its_own() -> None:
    fonts: dict[str, Any] = {}
    for page in read(pdf("# 题\n\n字与 **粗**、$x$、`码 code`、Łukasz\n")).pages:
        resources: Any = page["/Resources"]
        fonts |= {name: each.get_object() for name, each in resources["/Font"].items()}
    inside = [each["/DescendantFonts"][0]["/FontDescriptor"] for each in fonts.values()]
    assert all({"/FontFile2", "/FontFile3"} & each.keys() for each in inside)
    chinese = [str(each["/BaseFont"]) for each in fonts.values() if "NotoSansCJK" in str(each["/BaseFont"])]
    assert len(set(chinese)) >= 2


def test_it_says_of_itself_what_is_known_and_is_the_same_twice() -> None:
    head = "---\ntitle: 一期 $x^2$\ndate: 2023-04-09\nbyline: 编辑部\n---\n\n导语**一**。\n"
    data = pdf(head)
    assert data == pdf(head)
    about: Any = read(data).metadata
    assert (about.title, about.author, about.subject) == ("一期 x²", "编辑部", "导语一。")
    assert about["/CreationDate"].startswith("D:20230409")
    untold: Any = read(pdf("# 题\n")).metadata
    assert untold.author is None
    assert "/CreationDate" not in untold
    assert "/ModDate" not in untold


PAYLOADS = [
    '#read("secret.txt")', '#import "@preview/x:1.0.0"', "#panic()", "@ref", '#eval("1+1")',
    '#include "/etc/passwd"', "$#sys.version$", r"\\u{41}", "#[x]", "// 注", "/* 注 */", "= 题", "+ 项",
    "#set page(width: 1cm)", "]", "#{", '"',
]  # fmt: skip


def test_what_typst_would_obey_is_words() -> None:
    """In a title, a label's value, prose and code."""
    papers = [
        f"## 甲 {each}\n\n- 作者：乙 {each}\n\n摘要：丙 {each}\n\n```\n丁 {each}\n```\n\n推荐：戊。\n\n"
        for each in PAYLOADS
    ]
    printed = normalize("NFKC", re.sub(r"\s+", "", words(pdf("# 题\n\n" + "".join(papers)))))
    for each in PAYLOADS:
        shown = re.sub(r"\s|\\(?=\\)", "", each).strip("$")
        assert [place for place in "甲乙丙" if f"{place}{shown}" not in printed] == []
        assert "丁" + re.sub(r"\s", "", each) in printed
    assert printed.count("戊。") == len(PAYLOADS)


def test_a_title_that_is_typst_stays_a_title() -> None:
    about: Any = read(pdf('# #read("x") @a $#eval$\n')).metadata
    assert about.title.startswith('#read("x") @a')


@settings(max_examples=many(12))
@given(FILES)
def test_whatever_an_issue_is_made_of_is_printed_with_all_its_words(written: str) -> None:
    found = reading(written)
    issue = compose(found.issue, FACTS, found.publication)
    wanted = "".join(HAN.findall(text(Article(issue).whole())))
    assert set(wanted) <= set(words(pdf(issue)))


def test_a_character_that_no_font_has_is_named_with_its_place() -> None:
    with pytest.raises(DigestError) as refused:
        pdf(
            "# 题\n\n## 第一篇\n\n- 作者：甲\n\n摘要：好。\n\n## 第二篇\n\n- 作者：乙\n\n"
            "摘要：坏\u0378字 \U0010fffd。\n"
        )
    assert "“\u0378” (U+0378, in “论文 2：第二篇”)" in refused.value.message
    assert "U+10FFFD" in refused.value.message
    assert refused.value.hint is not None


def test_without_a_chinese_font_there_is_no_pdf_but_what_to_install() -> None:
    with pytest.raises(DigestError) as refused:
        pdf("# 题\n", NO_CHINESE)
    assert "no Chinese font" in refused.value.message
    assert "pip install 'digestcli[font,pdf]'" in str(refused.value.hint)
    assert "fonts-noto-cjk" in str(refused.value.hint)


def test_an_english_issue_needs_no_chinese_font() -> None:
    data = pdf("# A week\n\nHello, **world**.\n", NO_CHINESE, "en")
    assert "Hello, world." in words(data)
    root: Any = read(data).trailer["/Root"]
    assert root["/Lang"] == "en-US"


def test_notes_tables_lists_and_code_come_out() -> None:
    printed = words(
        pdf(
            "# 题\n\n话[^a]，又[^a]。\n\n[^a]: 注文 **粗**\n\n1. 一\n   - 二\n\n     段\n\n"
            "| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n\n"
            "```\n  码\n```\n\n> 引文\n\n~~删~~ [词](a.md) <https://example.org/>\n"
        )
    )
    for each in (
        "[a]",
        "注文 粗",
        "一",
        "二",
        "段",
        "甲",
        "乙",
        "码",
        "引文",
        "删",
        "词（a.md）",
        "https://example.org/",
    ):
        assert each in printed
    assert printed.count("注文") == 1


def test_pictures_that_cannot_be_shown_are_their_words() -> None:
    written = (
        "# 题\n\n![有](a.png)\n\n![没有](gone.xyz)\n\n![远](https://example.org/d.png)\n\n![坏](bad.jpg)\n"
    )

    def found(path: str) -> Picture | None:
        return Picture(b"\xff\xd8\xff no more", "jpg", 7, 5) if path == "bad.jpg" else picture(path)

    issue = composed(written, Key("2023-W14"), {}, Publication())
    printing = Printing(
        issue, Series(title=None, link=None, language="zh", digests=(issue,)), Assets(str, found)
    )
    data = printing.render()
    printed = words(data)
    assert "［图］有" not in printed
    for each in ("［图］没有", "［图］远", "［图］坏"):
        assert each in printed
    assert [str(each["/A"]["/URI"]) for each in links(data)] == ["https://example.org/d.png"]
    assert list(printing.remarks()) == [
        "https://example.org/d.png is a link in it: nothing is fetched",
        "bad.jpg is left out, as typst cannot draw it: save it as PNG",
    ]
    assert sum(len(page.images) for page in read(data).pages) == 1


LONG = [
    "a" * 300, f"`{'b' * 300}`", f"```\n{'c' * 300}\n```", f"| x | y |\n|--|--|\n| {'d' * 300} | e |",
    f"1. - > {'f' * 300}",
]  # fmt: skip


def test_what_has_no_place_to_break_at_breaks_anywhere() -> None:
    printed = words(pdf("# 题\n\n" + "\n\n话\n\n".join(LONG)))
    assert all(printed.count(letter) >= 300 for letter in "abcdf")
    assert max(len(run) for run in re.findall(r"([abcdf])\1+", printed) + printed.split()) < 130


def test_headings_are_of_levels_that_follow_each_other() -> None:
    assert b"%PDF" in pdf("# 题\n\n##### 五级\n\n话\n\n### 三级\n\n话\n\n###### 六级\n\n话\n")


def test_marks_and_blocks_may_lie_as_deep_as_markdown_lets_them() -> None:
    quotes, items = "> " * 15 + "引", "\n".join("  " * at + "- 层" for at in range(9))
    printed = words(pdf(f"# 题\n\n{'*' * 160}深{'*' * 160}\n\n{quotes}\n\n{items}\n"))
    assert "深" in printed
    assert "引" in printed
    assert printed.count("层") == 9
