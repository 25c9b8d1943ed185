"""An issue's title and lead, put at its head."""

import re
from dataclasses import replace as changed

from digestcli.errors import UsageError
from digestcli.issuefile.faults import Faults, Places
from digestcli.issuefile.lines import Line
from digestcli.issuefile.proof import prove, refuse_conflict
from digestcli.issuefile.prose import is_blank
from digestcli.issuefile.reading import Parts, Reading, parts_of
from digestcli.issuefile.references import refuse_lost
from digestcli.issuefile.wording import Words, newline_of, set_apart
from digestcli.messages import _
from digestcli.model.text import Edit, Span, Text

_NOWHERE = Span(0, 0)
_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_EMPTY_TITLE = re.compile(
    r"""^(title[ \t]*[:：])[ \t]*(?:"[ \t]*"|'[ \t]*')?[ \t]*(?=\r?$)""", re.MULTILINE | re.IGNORECASE
)


def set_lead(text: str, reading: Reading, words: str, *, replace: bool = False) -> str:
    """`text` with `words` as its lead, proved; every other byte stays.

    Raises UsageError over a lead that is there already, unless `replace`; for words that would be read as
    more than that; and where a comment, a 目录 or a link other words need would be lost with the old ones.
    """
    refuse_conflict(reading)
    new_words = Words(words, newline_of(text))
    if not new_words.value:
        raise UsageError(_("there are no words to write"))
    new_words.refuse_structure()
    old = reading.issue.lead
    if old and old.value == new_words.value:
        return text
    edit = (
        _in_place(text, reading, old, new_words, replace=replace) if old else _new(text, reading, new_words)
    )
    refuse_lost(text, reading, edit)
    new = edit.apply(text)
    prove(reading, new, changed(reading.issue, lead=Text(new_words.value, _NOWHERE)))
    return new


def _in_place(text: str, reading: Reading, old: Text, words: Words, *, replace: bool) -> Edit:
    what, hint = _("{part} is written already"), _("--replace puts these words in its place")
    if replace:
        if old.span.of(text).replace("\r\n", "\n") == old.value:
            return Edit(old.span, words.written)
        what = _("a comment or a 目录 stands among the words of {part} and would be lost")
        hint = _("move or delete it first")
    line, _column = Places(text).of(old.span.start)
    what = what.format(part=_("the lead"))
    raise UsageError(_("{path}, line {line}: {what}").format(path=reading.path, line=line, what=what), hint)


def _new(text: str, reading: Reading, words: Words) -> Edit:
    """Below the title and the comments that stand there, above whatever follows."""
    parts = parts_of(text, reading.publication, Faults(text, reading.path))
    above = [*_title_line(parts), *_comments(text, parts)]
    if not above:
        return set_apart(text, parts.front.end, words.written)
    newline = text.find("\n", above[-1].end)
    return set_apart(text, newline + 1 if newline >= 0 else len(text), words.written)


def _title_line(parts: Parts) -> list[Line]:
    """The heading that is the title, where one is: it stands right before the lead."""
    above = len(parts.lines) - sum(len(section.lines) + 1 for section in parts.outline.sections)
    above -= len(parts.outline.lead)
    return parts.lines[:above][-1:]


def _comments(text: str, parts: Parts) -> list[Line]:
    """The lines below the title up to where the last of the comments there is closed."""
    lines = []
    for line in parts.outline.lead:
        if not (is_blank(line) or (line.hidden and not line.text)):
            break
        lines.append(line)
    while lines and not text[lines[-1].start : lines[-1].end].rstrip().endswith("-->"):
        lines.pop()
    return lines


def set_title(text: str, reading: Reading, title: str) -> str:
    """`text` with `title` in its front matter, which is made if there is none; proved.

    Raises UsageError over a title that is there already, in the front matter or as a heading.
    """
    refuse_conflict(reading)
    if reading.issue.title:
        raise UsageError(
            _("{path} has a title already: {title}").format(
                path=reading.path, title=reading.issue.title.value
            )
        )
    new = _title_edit(text, reading, _written(title)).apply(text)
    prove(reading, new, changed(reading.issue, title=Text(title, _NOWHERE)))
    return new


def _title_edit(text: str, reading: Reading, title: str) -> Edit:
    newline = newline_of(text)
    end = parts_of(text, reading.publication, Faults(text, reading.path)).front.end
    opening = _OPENING.match(text)
    if end == 0 or opening is None:
        at = text.startswith("\ufeff")
        gap = newline if text[at:].partition("\n")[0].strip() else ""
        return Edit.insert(at, f"---{newline}title: {title}{newline}---{newline}{gap}")
    if empty := _EMPTY_TITLE.search(text, opening.end(), end):
        return Edit(Span(*empty.span()), f"{empty[1]} {title}")
    return Edit.insert(opening.end(), f"title: {title}{newline}")


def _written(title: str) -> str:
    """The title as a front matter gives it back: quotes around all of it need others around them."""
    ends = title[:1] + title[-1:]
    return f"'{title}'" if ends == '""' and "'" not in title else f'"{title}"' if ends == "''" else title
