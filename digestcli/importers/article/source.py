"""The bytes of an article become text, or an error that says what they are and what to do."""

import re
from collections.abc import Iterator
from typing import NoReturn

from digestcli.errors import FileError
from digestcli.importers.article.told import Told
from digestcli.issuefile import foreign
from digestcli.markup.plain import CONTROL, DIRECTION, EMOJI, ZERO_WIDTH
from digestcli.messages import _

# what a file of another kind begins with
_KINDS = (
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"bplist00", "webarchive"),
)
_PACKED = ((b"word/", "Word"), (b"application/epub+zip", "EPUB"), (b"opendocument", "OpenDocument"))
_MAIL = re.compile(
    rb"\A(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?Content-Type:\s*multipart/", re.IGNORECASE
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<(?:\?xml-|!--)[^>]*>\s*)*<(rss|feed|rdf:RDF)[\s>]")
_OBJECT = re.compile(r'\s*(?:\{\s*"|\[\s*\{)')
_CHARSET = re.compile(rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "x-gbk"})
_BEGINNING = 4096
_RARE = 16  # a NUL in so many bytes is a slip, more of them are no text
_OF_AN_ARTICLE = re.compile(r"^[\s\-*•>#]*(论文\s*\d|論文\s*\d|作者|摘要|推荐|推薦|目录|目錄)", re.MULTILINE)
_CHINESE_WORD = re.compile("[\u3400-\u9fff\uff01-\uff5e]{3}")
_CONTROL = re.compile(f"[{CONTROL}]")
_UNSEEN = re.compile(rf"(?!(?<=[{EMOJI}\ufe0f])\u200d)[{DIRECTION}{ZERO_WIDTH}]")  # emoji may be joined


def text_of(data: bytes, path: str, told: Told) -> str:
    """The text of an article, newlines as ours; raises FileError for archives, pictures and other bytes.

    A control character becomes U+FFFD, and is told with its line; what is invisible stays, and is told.
    """
    if kind := _kind(data):
        _refuse_kind(kind, path)
    text = _decoded(data, path, told).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileError(
            _("{path} holds no words").format(path=path), _("save the article again, and import that")
        )
    if kind := _kind_of_data(text):
        _refuse_kind(kind, path)
    hint = _("digest check finds them in the issue")
    _tell(text, _UNSEEN, told, "unseen-kept", message=_("invisible, and kept: {names}"), hint=hint)
    _tell(text, _CONTROL, told, "control-replaced", message=_("no text holds {names}: written as U+FFFD"))
    return _CONTROL.sub("\ufffd", text)


def cleaned(words: str, told: Told, line: int) -> str:
    """Words that come of a page's entities, with the same promise."""
    if not _CONTROL.search(words.replace("\r", "")):
        return words
    told.tell(
        "control-replaced", line, _("no text holds {names}: written as U+FFFD").format(names=_names(words))
    )
    return _CONTROL.sub("\ufffd", words)


def _refuse_kind(kind: str, path: str) -> NoReturn:
    raise FileError(
        _("{path} is {kind}, not an article in text").format(path=path, kind=kind),
        _("save the article as HTML, Markdown or plain text, and import that"),
    )


def _names(words: str) -> str:
    return ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(_CONTROL.findall(words)))


def _kind(data: bytes) -> str | None:
    """What the bytes are, if they are no text."""
    found = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if found == "ZIP":
        return next((kind for mark, kind in _PACKED if mark in data[:_BEGINNING]), found)
    if found is None and data[257:262] == b"ustar":
        return "tar"
    if found is None and (head := _MAIL.match(data[:_BEGINNING])):
        return "MHTML" if b"snapshot-content-location:" in head[0].lower() else "mail"
    return found


def _kind_of_data(text: str) -> str | None:
    """What a text is that programs read, as `digest export --json` and `--rss` write it."""
    if feed := _FEED.match(text):
        return {"rss": "RSS", "rdf:RDF": "RSS"}.get(feed[1], "Atom")
    if not _OBJECT.match(text) or text.rstrip()[-1:] not in {"}", "]"}:
        return None
    import json  # noqa: PLC0415 - few articles begin like data

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return None
    return "JSON"


def _decoded(data: bytes, path: str, told: Told) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        if (read := foreign.read(data)) is None:
            _refuse(data, path)
        return read.text
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_another_encoding(data, path, told)
    if data.count(b"\0") * _RARE > len(data):
        _refuse(data, path)
    return text


def _of_another_encoding(data: bytes, path: str, told: Told) -> str:
    """The text in the encoding a page declares, else where its labels prove one."""
    if declared := _declared(data):
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeError):
            pass
        else:
            told.tell("encoding", 1, _("read as {encoding}, as the page says").format(encoding=declared))
            return text
    if read := foreign.read(data):
        told.tell(
            "encoding", 1, _("read as {encoding}: its labels are in no other").format(encoding=read.encoding)
        )
        return read.text
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        _refuse(data, path)
    if _CONTROL.search(text) or len(set(_OF_AN_ARTICLE.findall(text))) < 2 or _is_partly_utf8(data):
        _refuse(data, path)
    told.tell(
        "encoding",
        1,
        _("read as {encoding}").format(encoding="GB18030"),
        _("look whether the words are right"),
    )
    return text


def _is_partly_utf8(data: bytes) -> bool:
    """Whether a line is Chinese in UTF-8: a file put together from two encodings is in none."""
    return any(
        _CHINESE_WORD.search(line.decode("utf-8", "ignore")) for line in data.split(b"\n") if _is_utf8(line)
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_BEGINNING])
    name = match[1].decode("ascii").lower() if match else None
    if name in {"utf-8", "utf8", None} or name.startswith(
        ("utf-16", "utf-32", "idna", "punycode", "unicode", "raw")
    ):
        return None
    return "gb18030" if name in _CHINESE else name


def _refuse(data: bytes, path: str) -> NoReturn:
    guess = foreign.guessed(data)
    if guess is None or _CONTROL.search(data.decode(guess, "replace")):
        raise FileError(
            _("{path} is no text in an encoding that can be told").format(path=path),
            _("save the article as UTF-8 text, and import that"),
        )
    raise FileError(
        _("{path} is not UTF-8 text; it looks like {encoding}").format(path=path, encoding=guess),
        f"iconv -f {guess} -t UTF-8 '{path}' | digest import -",
    )


def _tell(
    text: str, odd: re.Pattern[str], told: Told, rule: str, *, message: str, hint: str | None = None
) -> None:
    """Where such characters stand: once, at the first of the lines."""
    lines = list(_lines_with(text, odd))
    if not lines:
        return
    number, names = lines[0]
    said = message.format(names=", ".join(names))
    if len(lines) > 1:
        said = _("{what}; so in {count} more lines").format(what=said, count=len(lines) - 1)
    told.tell(rule, number, said, hint)


def _lines_with(text: str, odd: re.Pattern[str]) -> Iterator[tuple[int, list[str]]]:
    if not odd.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := dict.fromkeys(odd.findall(line)):
            yield number, [f"U+{ord(each):04X}" for each in found]
