"""An EPUB taken apart: whatever it is made of is well-formed, is listed, and leads somewhere."""

from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_LINKS = ("href", "src")


class Book:
    """A whole book; reading it asserts all that any book must keep."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in infos}
        assert len(self.files) == len(infos)
        assert infos[0].filename == "mimetype"
        assert infos[0].compress_type == ZIP_STORED
        assert data[30:58] == b"mimetypeapplication/epub+zip"
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        self.trees = {
            name: ET.fromstring(content)  # noqa: S314 - our own
            for name, content in self.files.items()
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))
        }
        self.package = self.trees["EPUB/package.opf"]
        self._refuse_what_is_not_listed()
        self._refuse_what_leads_nowhere()

    @property
    def manifest(self) -> dict[str, ET.Element]:
        return {str(item.get("id")): item for item in self.package.iter(f"{OPF}item")}

    @property
    def spine(self) -> list[str]:
        """The chapters in the order they are read."""
        items = self.manifest
        return [str(items[str(ref.get("idref"))].get("href")) for ref in self.package.iter(f"{OPF}itemref")]

    def chapter(self, place: str) -> ET.Element:
        return self.trees[f"EPUB/{place}"]

    def said(self, name: str) -> list[str | None]:
        """What the package says under a name of Dublin Core."""
        return [each.text for each in self.package.iter(f"{DC}{name}")]

    def meta(self, name: str) -> list[str | None]:
        return [each.text for each in self.package.iter(f"{OPF}meta") if each.get("property") == name]

    def toc(self) -> list[tuple[str, str]]:
        """The 目录 of the book: titles and where they lead."""
        nav = next(n for n in self.chapter("nav.xhtml").iter(f"{XHTML}nav") if n.get(f"{EPUB}type") == "toc")
        return [("".join(a.itertext()), str(a.get("href"))) for a in nav.iter(f"{XHTML}a")]

    def ncx(self) -> list[tuple[str, str]]:
        """The same for readers of EPUB 2."""
        points = self.trees["EPUB/toc.ncx"].iter(f"{NCX}navPoint")
        title = f"{NCX}navLabel/{NCX}text"
        return [(p.findtext(title, ""), str(next(p.iter(f"{NCX}content")).get("src"))) for p in points]

    def _refuse_what_is_not_listed(self) -> None:
        listed = [f"EPUB/{item.get('href')}" for item in self.manifest.values()]
        assert len(listed) == len(set(listed))
        own = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
        assert set(listed) | own == self.files.keys()

    def _refuse_what_leads_nowhere(self) -> None:
        for name, tree in self.trees.items():
            for element in tree.iter():
                for link in filter(None, map(element.get, _LINKS)):
                    if not link.startswith(("https://", "http://", "mailto:")):
                        self._follow(name, link)

    def _follow(self, name: str, link: str) -> None:
        path, _, anchor = link.partition("#")
        place = normpath(join(dirname(name), unquote(path))) if path else name
        assert place in self.files, link
        if anchor:
            assert any(each.get("id") == anchor for each in self.trees[place].iter()), link
