"""Where a paragraph goes that is put beside lines which stay as they are."""

from digestcli.issuefile.lines import Line
from digestcli.issuefile.wording import newline_of
from digestcli.model.text import Edit


def below(text: str, line: Line, paragraph: str) -> Edit:
    """A paragraph below what is printed of `line`."""
    at = line.offset(len(line.text.rstrip()) - 1) + 1
    newline = newline_of(text)
    edit = insert(text, at, line, f"{newline}{newline}{paragraph}")
    following = text.find("\n", line.end) + 1
    is_alone = edit.span.start < line.end or not following or not text[following:].partition("\n")[0].strip()
    return edit if is_alone else Edit(edit.span, f"{edit.text}{newline}")


def insert(text: str, at: int, line: Line, words: str) -> Edit:
    """At `at` if a comment follows there, which then begins a line of its own; else at the line's end."""
    if text[at : line.end].strip():
        return Edit.insert(at, f"{words}{newline_of(text)}")
    return Edit.insert(line.end, words)
