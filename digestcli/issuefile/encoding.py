"""The bytes of an issue file become text, or an error that names the byte and the cure."""

from digestcli.errors import FileError
from digestcli.messages import _


class NotUtf8(FileError):
    """Another encoding, or damage; `line` is where it shows, `guess` what it looks like."""

    def __init__(
        self, message: str, hint: str | None = None, line: int = 1, guess: str | None = None
    ) -> None:
        super().__init__(message, hint)
        self.line = line
        self.guess = guess


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
    from digestcli.issuefile.foreign import guessed, read, utf8_line  # noqa: PLC0415 - most issues are in UTF-8

    line = data.count(b"\n", 0, at) + 1
    guess = guessed(data)
    if guess is None:
        other = utf8_line(data)
        hint = _("open it in the editor that wrote it and save it as UTF-8")
        if other:
            hint = _("line {other} is UTF-8: the file is in two encodings, or damaged; mend it by hand")
        return NotUtf8(
            _("{path} is not UTF-8 text: byte {byte}, line {line}").format(path=path, byte=at, line=line),
            hint.format(other=other),
            line,
        )
    return NotUtf8(
        _("{path} is not UTF-8 text: byte {byte}, line {line}; it looks like {encoding}").format(
            path=path, byte=at, line=line, encoding=guess
        ),
        "digest doctor --convert"
        if read(data)
        else f"iconv -f {guess} -t UTF-8 '{path}' > utf8.md && mv utf8.md '{path}'",
        line,
        guess,
    )
