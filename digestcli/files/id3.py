"""What an MP3 says of itself, in a tag at its beginning: its title, and its chapters.

Written is ID3v2.3, which every player knows; read is 2.3 and 2.4 as well. The format is that of
<https://id3.org/id3v2.3.0>, <https://id3.org/id3v2.4.0-structure> and the addendum on chapters
<https://id3.org/id3v2-chapters-1.0>. A tag may be anybody's: what makes no sense in it is as if it were not
there, and its words are as they were written, to be cleaned by whoever prints them.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from digestcli.values import dataclass

HEAD = 10  # bytes before the frames of a tag, and before what is in a frame
MOST_MARKS = 255  # a table of contents counts them in one byte
_MOST_FRAMES = 10_000  # that anybody looks at
_NOWHERE = b"\xff" * 8  # in place of a chapter's bytes: its times are what counts
_TOP, _ORDERED = 2, 1
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_NAME = re.compile(rb"[A-Z0-9]{4}")
_FOLLOWED = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter of a recording, in seconds from its beginning."""

    start: float
    end: float
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    title: str = ""
    marks: tuple[Mark, ...] = ()
    maker: str = ""  # the program that made the recording


def tag(title: str, marks: Sequence[Mark], *, artist: str = "", album: str = "", maker: str = "") -> bytes:
    """The bytes a file begins with; of more than 255 chapters the rest are left out."""
    marks = marks[:MOST_MARKS]
    said = (("TIT2", title), ("TPE1", artist), ("TALB", album), ("TSSE", maker))
    frames = [_frame(name, _text(words)) for name, words in said if words]
    if marks:
        frames.append(_frame("CTOC", _contents(len(marks))))
    frames += [_frame("CHAP", _chapter(number, mark)) for number, mark in enumerate(marks)]
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _sevens(len(body)) + body


def _contents(number: int) -> bytes:
    return b"toc\x00" + bytes([_TOP | _ORDERED, number]) + b"".join(map(_name, range(number)))


def _chapter(number: int, mark: Mark) -> bytes:
    times = b"".join(round(each * 1000).to_bytes(4, "big") for each in (mark.start, mark.end))
    told = _frame("TIT2", _text(mark.title))
    if mark.url:
        address = quote(mark.url, safe="%/:=&?~#+!$,;'@()*[]")  # the format has no other letters for it
        told += _frame("WXXX", b"\x00\x00" + address.encode("latin-1"))
    return _name(number) + times + _NOWHERE + told


def _name(number: int) -> bytes:
    return f"chapter{number + 1}\x00".encode()


def _text(words: str) -> bytes:
    return b"\x01\xff\xfe" + words.encode("utf-16-le", errors="replace")


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + len(body).to_bytes(4, "big") + b"\x00\x00" + body


def _sevens(number: int) -> bytes:
    """A length whose bytes are never taken for the beginning of sound."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def length(head: bytes) -> int:
    """How many bytes the tag that begins so has in all; 0 where none begins."""
    if len(head) < HEAD or head[:3] != b"ID3" or head[3] == 0xFF or max(head[6:HEAD]) > 0x7F:
        return 0
    footer = HEAD if head[3] == 4 and head[5] & 0x10 else 0
    return HEAD + _unsevens(head[6:HEAD]) + footer


def read(data: bytes) -> Tag:
    """What the tag in `data` says, as far as it can be understood."""
    if len(data) < HEAD or data[:3] != b"ID3" or data[3] not in {3, 4}:
        return Tag()
    version, flags = data[3], data[5]
    body = data[HEAD : HEAD + _unsevens(data[6:HEAD])]
    if flags & 0x80 and version == 3:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & 0x40:  # something before the frames
        extra = _unsevens(body[:4]) if version == 4 else 4 + int.from_bytes(body[:4], "big")
        body = body[extra:] if extra else b""
    title = maker = ""
    marks: list[Mark] = []
    for name, told in _frames(body, version):
        if name == b"TIT2" and not title:
            title = _words(told)
        elif name == b"TSSE":
            maker = _words(told)
        elif name == b"CHAP" and len(marks) < MOST_MARKS and (mark := _mark(told, version)):
            marks.append(mark)
    return Tag(title, tuple(sorted(marks, key=lambda mark: mark.start)), maker)


def _frames(data: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    """Each frame's name and what is in it, up to the first that does not fit."""
    at = 0
    for _each in range(_MOST_FRAMES):
        if not _NAME.fullmatch(data, at, at + 4):
            return
        size, flags = data[at + 4 : at + 8], data[at + 8 : at + HEAD]
        long = _unsevens(size) if version == 4 else int.from_bytes(size, "big")
        body = data[at + HEAD : at + HEAD + long]
        if len(flags) < 2 or len(body) < long:
            return
        yield data[at : at + 4], _plain(body, flags[1], version)
        at += HEAD + long


def _plain(body: bytes, flags: int, version: int) -> bytes:
    """What a frame holds; nothing where it is packed or encrypted."""
    if flags & (0x0C if version == 4 else 0xC0):
        return b""
    if version == 4:
        body = body[4:] if flags & 0x01 else body
        return body.replace(b"\xff\x00", b"\xff") if flags & 0x02 else body
    return body


def _mark(told: bytes, version: int) -> Mark | None:
    _id, end_of_id, rest = told.partition(b"\x00")
    if not end_of_id or len(rest) < 16:
        return None
    start, end = (int.from_bytes(rest[at : at + 4], "big") / 1000 for at in (0, 4))
    title, url = "", None
    for name, body in _frames(rest[16:], version):
        if name == b"TIT2":
            title = _words(body)
        elif name == b"WXXX":
            url = _address(body)
    return Mark(start, end, title, url) if start <= end else None


def _words(told: bytes) -> str:
    """The first line of text in a frame."""
    if not told or told[0] >= len(_ENCODINGS):
        return ""
    words = told[1:].decode(_ENCODINGS[told[0]], errors="replace")
    return words.partition("\x00")[0].strip()


def _address(told: bytes) -> str | None:
    """The address behind a description, if it may be followed."""
    double = told[:1] in {b"\x01", b"\x02"}
    described = told[1:]
    end = next((at for at in range(0, len(described), 2) if described[at : at + 2] == b"\x00\x00"), None)
    address = (
        b""
        if double and end is None
        else described[(end or 0) + 2 :]
        if double
        else described.partition(b"\x00")[2]
    )
    found = _FOLLOWED.fullmatch(address.rstrip(b"\x00").decode("latin-1"))
    return found[0] if found else None


def _unsevens(data: bytes) -> int:
    number = 0
    for each in data:
        number = number << 7 | each & 0x7F
    return number
