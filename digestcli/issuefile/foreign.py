"""An issue in another encoding than UTF-8: what it looks like, and its text where that is beyond doubt.

Bytes alone prove little: most Chinese text can be read as GB18030 and as Korean, and nearly any as UTF-16.
What proves an encoding is that the labels of an issue stand in it at the beginning of lines; where they do in
one encoding and in no other, nothing is guessed. A file that somebody put together from two of them has no
encoding: bytes of UTF-8 read as GB18030 are Chinese characters too, and no word of the editor's.
"""

import re

from digestcli import words
from digestcli.values import dataclass

# The names iconv knows, and Python's.
_ENCODINGS = {
    "GB18030": "gb18030",
    "BIG5": "big5",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "SHIFT_JIS": "shift_jis",
    "EUC-JP": "euc_jp",
    "EUC-KR": "euc_kr",
}
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LABELS = "|".join(
    label
    for label in (*words.SUMMARY, *words.RECOMMENDATION, *words.AUTHORS, *words.LINK, *words.LEAD_PHRASE)
    if not label.isascii()
)
_LABELLED = re.compile(rf"^(?:\u3000*+|[-*+][ \t]++)(?:\*\*)?(?:{_LABELS})(?:\*\*)?[：:]", re.MULTILINE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
_CHINESE_IN_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")  # three characters in a row


@dataclass(frozen=True, slots=True)
class Foreign:
    """An issue's text, and the encoding it was read in."""

    text: str
    encoding: str


def read(data: bytes) -> Foreign | None:
    """The text of bytes that are not UTF-8, where they can be read in one way only.

    They are when their mark tells that they are UTF-16, or else when a label stands in them in one of the
    encodings of Chinese and its neighbours, and in no other, and no line of them is in UTF-8 already; and the
    text, written again, is the same bytes.
    """
    if encoding := _MARKS.get(data[:2]):
        text = _decoded(data[2:], encoding)
        return None if text is None else Foreign(text, "UTF-16")
    if utf8_line(data):
        return None
    readings = [Foreign(text, name) for name, each in _ENCODINGS.items() if (text := _decoded(data, each))]
    labelled = [reading for reading in readings if _LABELLED.search(reading.text)]
    return labelled[0] if len(labelled) == 1 else None


def utf8_line(data: bytes) -> int | None:
    """The first line in UTF-8 of a file that is not; None where there is none, and in UTF-16."""
    if b"\0" in data:
        return None
    lines = enumerate(data.split(b"\n"), 1)
    return next((number for number, line in lines if not line.isascii() and _is_utf8(line)), None)


def _is_utf8(line: bytes) -> bool:
    return bool(_CHINESE_IN_UTF8.search(line)) or _decoded(line, "utf-8") is not None


def guessed(data: bytes) -> str | None:
    """What the bytes look like: many NULs mean UTF-16 without its mark, Chinese mostly comes as GB18030."""
    if proven := read(data):
        return proven.encoding
    if data[:2] in _MARKS:
        return "UTF-16"
    if data.count(b"\0") * 16 > len(data):
        return "UTF-16LE" if data.index(b"\0") % 2 else "UTF-16BE"
    if b"\0" in data or utf8_line(data) or _decoded(data, "gb18030") is None:
        return None
    return "GB18030"


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text, if every byte is told by it and it holds nothing that no text does."""
    try:
        text = data.decode(encoding)
        is_whole = text.encode(encoding) == data
    except UnicodeError:
        return None
    return text if is_whole and not _NO_TEXT.search(text) else None
