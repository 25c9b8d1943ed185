"""A picture is known by its bytes, measured, and taken only whole."""

import pytest

from digestcli.errors import FileError
from digestcli.files.pictures import picture
from tests.pictures import ALL, PNG, SVG, svg


@pytest.mark.parametrize("name", ALL)
def test_the_bytes_say_what_it_is_and_how_large(name: str) -> None:
    found = picture(ALL[name], "page.txt")
    assert (found.ending, found.width, found.height) == (name.split(maxsplit=1)[0], 7, 5)
    assert found.data == ALL[name]


@pytest.mark.parametrize("name", ALL)
def test_a_picture_cut_short_anywhere_is_refused(name: str) -> None:
    data = ALL[name]
    for end in range(len(data)):
        with pytest.raises(FileError):
            picture(data[:end], "x.png")


def test_a_png_with_one_byte_changed_is_refused() -> None:
    for at in range(8, len(PNG)):
        with pytest.raises(FileError, match="cut short or damaged"):
            picture(PNG[:at] + bytes([PNG[at] ^ 1]) + PNG[at + 1 :], "x.png")


@pytest.mark.parametrize(
    ("data", "word", "hint"),
    [
        (b"\0\0\0\x20ftypavif\0\0\0\0", "AVIF", "magick"),
        (b"\0\0\0\x20ftypheic\0\0\0\0", "HEIC", "magick"),
        (b"BM\x36\0\0\0", "BMP", "magick"),
        (b"II*\0\x08\0\0\0", "TIFF", "magick"),
        (b"%PDF-1.7\n", "PDF", "pdftoppm"),
        (b"", "empty", "PNG"),
        (b"## 2304.02643\n", "no picture", "PNG"),
        (b"<!DOCTYPE html><html><svg/></html>", "no picture", "PNG"),
        (b"<?xml version='1.0'?><feed><svg/></feed>", "damaged", "again"),
    ],
)
def test_what_is_not_taken_is_named_with_what_to_do(data: bytes, word: str, hint: str) -> None:
    with pytest.raises(FileError, match=word) as raised:
        picture(data, "page.png")
    assert "page.png" in raised.value.message
    assert hint in str(raised.value.hint)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><SCRIPT/></g>",
        "<foreignObject><p/></foreignObject>",
        '<rect onclick="alert(1)"/>',
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<use href="other.svg#x"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<rect style="fill: url(http://example.org/x)"/>',
        '<rect fill="URL( //example.org/x )"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>rect { fill: u\\72l(//example.org) }</style>",
        '<a href="#"><set attributeName="href" to="javascript:alert(1)"/></a>',
        '<set xmlns:x="http://www.w3.org/1999/xlink" attributeName="x:href" to="javascript:alert(1)"/>',
        '<rect fill="u\\72l(//example.org/x)"/>',
        "<rect style=\"mask: image-set('https://example.org/x.png' 1x)\"/>",
        "<style>rect { mask: image-set('https://example.org/x.png' 1x) }</style>",
        "<style>@imp<?x y?>ort 'https://example.org/x.css';</style>",
        "<style>@imp<g/>ort 'https://example.org/x.css';</style>",
        f"<style>{' ' * 8190}@import 'https://example.org/x.css';</style>",
        '<img xmlns="http://www.w3.org/1999/xhtml" srcset="https://example.org/x 1x"/>',
        '<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=//example.org"/>',
        '<use xml:base="https://example.org/" href="#x"/>',
    ],
)
def test_an_svg_that_does_more_than_draw_is_not_taken(inside: str) -> None:
    with pytest.raises(FileError, match="not taken") as raised:
        picture(svg(inside), "x.svg")
    assert "PNG" in str(raised.value.hint)


def test_an_svg_declares_no_entities_and_loads_no_style() -> None:
    for above in (
        '<!DOCTYPE svg [<!ENTITY x "y">]>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><?xml-stylesheet href="https://example.org/x.css"?>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
    ):
        with pytest.raises(FileError, match="not taken"):
            picture(above.encode() + svg("<rect/>"), "x.svg")


@pytest.mark.parametrize("encoding", ["GB2312", "windows-1252", "rot13", "nonsense"])
def test_an_svg_is_read_by_browsers_as_it_is_by_us(encoding: str) -> None:
    with pytest.raises(FileError, match=f"not taken: it is written in {encoding}, not in UTF-8"):
        picture(f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + SVG[SVG.index(b"<svg") :], "x.svg")


def test_an_svg_may_quote_its_parts_and_name_a_windows_path() -> None:
    inside = """<g aria-label="C:\\x" style="fill: url( '#g' )"/><desc>@import</desc>"""
    assert picture(svg(inside), "x.svg").ending == "svg"


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="7.4" height="5px"', (7, 5)),
        ('width="100%" height="100%" viewBox="0 0 7 5"', (7, 5)),
        ('viewBox="-1,-1,7,5"', (7, 5)),
        ('width="10cm" height="5cm"', (None, None)),
        (f'width="{"9" * 400}" height="5"', (None, None)),
        (f'viewBox="0 0 7 {"9" * 400}"', (None, None)),
        ("", (None, None)),
    ],
)
def test_an_svg_says_its_size_or_has_none(root: str, size: tuple[int | None, int | None]) -> None:
    found = picture(svg("", root), "x.svg")
    assert (found.width, found.height) == size


def test_an_svg_may_have_a_mark_a_comment_and_a_public_doctype_before_it() -> None:
    doctype = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert picture(b"\xef\xbb\xbf<!-- made by hand -->" + doctype + svg("<rect/>"), "x").ending == "svg"
    assert picture(SVG + b"\n", "x").ending == "svg"
