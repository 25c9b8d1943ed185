"""What kind of picture some bytes are, how large it is, and whether it is whole.

The bytes decide, never a file's name. Each format is walked from its first byte to its last: a walk that only
looked at the head (as imagesize does) would call a download that stopped half way a picture.
"""

import zlib
from collections.abc import Callable, Iterator

from digestcli.errors import FileError
from digestcli.files import svg
from digestcli.messages import _
from digestcli.values import dataclass

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # JPEG's tables, in the middle of its frame headers
_OTHERS = (  # what it is, where it says so, in which bytes
    ("AVIF", 4, (b"ftypavif", b"ftypavis")),
    ("HEIC", 4, (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")),
    ("JPEG XL", 0, (b"\xff\x0a", b"\x00\x00\x00\x0cJXL ")),
    ("TIFF", 0, (b"II*\x00", b"MM\x00*")),
    ("BMP", 0, (b"BM",)),
    ("PostScript", 0, (b"%!PS",)),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture; its pixels are unknown where an SVG does not say."""

    data: bytes
    ending: str  # of its file's name
    width: int | None
    height: int | None


def picture(data: bytes, path: str) -> Picture:
    """The picture in `data`; raises FileError, naming `path`, for what is none, not whole, or of no use."""
    for ending, begins, size in _KINDS:
        if begins(data):
            try:
                width, height = size(data)
            except (IndexError, EOFError):
                raise FileError(
                    _("{path} is cut short or damaged: its {kind} does not end well").format(
                        path=path, kind=ending.upper()
                    ),
                    _("fetch it or save it again"),
                ) from None
            except svg.Unsafe as fault:
                raise FileError(
                    _("{path} is not taken: {why}").format(path=path, why=fault),
                    _("save it as plain SVG or as PNG, and take that"),
                ) from None
            return Picture(data, ending, width, height)
    raise _refusal(data, path)


def _refusal(data: bytes, path: str) -> FileError:
    from shlex import quote  # noqa: PLC0415 - for a command in a hint

    taken = _("PNG, JPEG, GIF, WebP and SVG are taken")
    if data.startswith(b"%PDF-"):
        return FileError(
            _("{path} is a {kind}: no page can show it").format(path=path, kind="PDF"),
            f"pdftoppm -png -r 200 -singlefile {quote(path)} page",
        )
    for kind, at, marks in _OTHERS:
        if data.startswith(marks, at):
            return FileError(
                _("{path} is a {kind}: not every reader can see it").format(path=path, kind=kind),
                f"magick {quote(path)} picture.png",
            )
    if not data:
        return FileError(_("{path} is empty").format(path=path), taken)
    return FileError(_("{path} is no picture").format(path=path), taken)


def _number(data: bytes, at: int, length: int, order: str = "big") -> int:
    """A number in `data`; raises EOFError where the bytes end before it does."""
    part = data[at : at + length]
    if len(part) < length:
        raise EOFError
    return int.from_bytes(part, "big" if order == "big" else "little")


def _png(data: bytes) -> tuple[int, int]:
    kinds = []
    for kind, body, check in _png_chunks(data):
        if zlib.crc32(kind + body) != check:
            raise EOFError
        kinds.append(kind)
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise EOFError
    return _drawn(_number(data, 16, 4), _number(data, 20, 4))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Each chunk's name, what it holds and its checksum, up to the last."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length = _number(data, at, 4)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        yield kind, body, _number(data, at + 8 + length, 4)
        at += length + 12


def _jpeg(data: bytes) -> tuple[int, int]:
    at, size = 2, None
    while True:
        if data[at] != 0xFF:
            raise EOFError
        mark = data[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark == 0xDA:  # the pixels: from here on FF D9 is nothing but the end
            break
        if 0xC0 <= mark <= 0xCF and mark not in _NO_SIZE:
            size = _number(data, at + 7, 2), _number(data, at + 5, 2)
        at += 2 + _number(data, at + 2, 2)
    if size is None or data.find(b"\xff\xd9", at) < 0:
        raise EOFError
    return _drawn(*size)


def _gif(data: bytes) -> tuple[int, int]:
    at = 13 + _gif_colours(data[10])
    is_drawn = False
    while (mark := data[at]) != 0x3B:
        if mark == 0x2C:
            is_drawn = True
            at = _gif_blocks(data, at + 11 + _gif_colours(data[at + 9]))
        elif mark == 0x21:
            at = _gif_blocks(data, at + 2)
        else:
            raise EOFError
    if not is_drawn:
        raise EOFError
    return _drawn(_number(data, 6, 2, "little"), _number(data, 8, 2, "little"))


def _gif_colours(flags: int) -> int:
    """The bytes of the table of colours that follows."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """Where a run of blocks ends."""
    while length := data[at]:
        at += 1 + length
    return at + 1


def _webp(data: bytes) -> tuple[int, int]:
    if len(data) < 8 + _number(data, 4, 4, "little"):
        raise EOFError
    match data[12:16]:
        case b"VP8X":
            return 1 + _number(data, 24, 3, "little"), 1 + _number(data, 27, 3, "little")
        case b"VP8L":
            bits = _number(data, 21, 4, "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            return _drawn(_number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF)
        case _:
            raise EOFError


def _drawn(width: int, height: int) -> tuple[int, int]:
    if not width or not height:
        raise EOFError
    return width, height


_Size = tuple[int, int] | tuple[None, None]
_KINDS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], _Size]], ...] = (
    ("png", lambda data: data.startswith(_PNG), _png),
    ("jpg", lambda data: data.startswith(_JPEG), _jpeg),
    ("gif", lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif),
    ("webp", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _webp),
    ("svg", svg.is_one, svg.size),
)
