"""The bytes of an issue file become text, or an error that names the byte and the cure."""

from digestcli.errors import FileError
from digestcli.messages import _


class NotUtf8(FileError):
    """Bytes that are no issue file; `line` is that of the first one that is no text."""

    def __init__(self, message: str, hint: str | None = None, line: int = 1) -> None:
        super().__init__(message, hint)
        self.line = line


def decode(data: bytes, path: str) -> str:
    """The text of an issue file in UTF-8; a BOM stays as its first character, so that offsets count it.

    Raises NotUtf8 for any other encoding: guessed aloud, never guessed on writing.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(data, path, error.start) from None
    if "\0" in text:
        raise _refusal(data, path, data.index(b"\0"))
    return text


def _refusal(data: bytes, path: str, at: int) -> NotUtf8:
    line = data.count(b"\n", 0, at) + 1
    guess = _guess(data)
    if guess is None:
        return NotUtf8(
            _("{path} is not UTF-8 text: byte {byte}, line {line}").format(path=path, byte=at, line=line),
            _("open it in the editor that wrote it and save it as UTF-8"),
            line,
        )
    return NotUtf8(
        _("{path} is not UTF-8 text: byte {byte}, line {line}; it looks like {encoding}").format(
            path=path, byte=at, line=line, encoding=guess
        ),
        f"iconv -f {guess} -t UTF-8 '{path}' > utf8.md && mv utf8.md '{path}'",
        line,
    )


def _guess(data: bytes) -> str | None:
    """What the bytes look like: many NULs mean UTF-16 without its mark, Chinese mostly comes as GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if data.count(b"\0") * 16 > len(data):
        return "UTF-16LE" if data.index(b"\0") % 2 else "UTF-16BE"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if b"\0" in data else "GB18030"
