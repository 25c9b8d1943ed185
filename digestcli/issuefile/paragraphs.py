"""Where a paragraph goes that is put beside lines which stay as they are."""

from digestcli.errors import UsageError
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.labels import Part
from digestcli.issuefile.lines import Line
from digestcli.issuefile.sections import Layout
from digestcli.issuefile.wording import newline_of
from digestcli.messages import _
from digestcli.model.text import Edit


def refuse_rule(layout: Layout, part: Part, faults: Faults, path: str) -> None:
    """Raises UsageError where a `---` in a part without words would be printed once there are some."""
    for piece in layout.pieces[:-1]:  # behind the last one a heading follows: there it separates
        rule = next((line for line in piece.lines if not line.hidden and prose.is_separator(line)), None)
        if rule and piece.part is part and piece.words is None:
            line, _column = faults.place(rule.start)
            raise UsageError(
                _("{path}, line {line}: this --- would be printed below the words").format(
                    path=path, line=line
                ),
                _("delete that line first"),
            )


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
