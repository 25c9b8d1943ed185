"""An EPUB's archive: a ZIP of the same bytes on every machine, which is why nothing in it is deflated."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the time that a ZIP knows
_UNIX = 3
CONTAINER = b"""\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def archive(contents: Mapping[str, bytes]) -> bytes:
    """The book with `contents` by their places from the package; `mimetype` stands first, as EPUB asks."""
    files = {f"EPUB/{place}": data for place, data in sorted(contents.items())}
    out = BytesIO()
    with ZipFile(out, "w") as book:
        _put(book, "mimetype", b"application/epub+zip")
        _put(book, "META-INF/container.xml", CONTAINER)
        for name, data in files.items():
            _put(book, name, data)
    return out.getvalue()


def _put(book: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, _BEGINNING)
    info.compress_type = ZIP_STORED
    info.create_system = _UNIX  # Windows would say another
    info.external_attr = 0o644 << 16
    book.writestr(info, data)
