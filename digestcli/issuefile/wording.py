"""Words on their way into an issue file: what they would print, and what they must not open."""

import re
from collections.abc import Mapping

from digestcli.errors import UsageError
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import PLAIN_KEYS, begins_key
from digestcli.issuefile.headings import heading_of
from digestcli.issuefile.labels import label_of
from digestcli.issuefile.lines import Line, scan
from digestcli.issuefile.sections import lay_out
from digestcli.messages import _
from digestcli.model.issue import Note
from digestcli.model.text import Edit, Text

_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # a surrogate stands for a byte that is not UTF-8


def above_heading(words: str) -> str:
    """What is printed of `words` where a heading follows them: not a `---` at their end, which separates."""
    text = prose.words(scan(words, 0, Faults(words, "")))
    return text.value if text else ""


def beside_pictures(words: Text | None) -> str:
    """What somebody has written: the words without pictures that stand alone, and their captions."""
    if words is None or "![" not in words.value:
        return words.value if words else ""
    return prose.beside_pictures(scan(words.value, 0, Faults(words.value, "")))


def is_written(note: Note) -> bool:
    """Whether somebody has written both 摘要 and 推荐; pictures alone are no words."""
    return all(map(beside_pictures, (note.summary, note.recommendation)))


class Words:
    """The words of one 摘要 or 推荐, newlines as the file's, a BOM and the blanks around them gone."""

    def __init__(self, text: str, newline: str) -> None:
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").strip().lstrip("\ufeff").strip()
        self._newline = newline
        self._faults = Faults(self._text, "")
        self._lines = scan(self._text, 0, self._faults)

    @property
    def written(self) -> str:
        return self._text.replace("\n", self._newline)

    @property
    def value(self) -> str:
        """What is printed of them."""
        text = prose.words(self._lines)
        return text.value if text else ""

    def names(self, links: Mapping[str, str]) -> set[str]:
        """The pictures they show and the link definitions they hold, as `prose.apart` names them."""
        return prose.named(self._lines, links)

    def after(self, label: str) -> str:
        """The label and the words behind it."""
        if not self._text or self._begins_block:
            label = label.rstrip()
        return f"{label}{self.behind_label}"

    @property
    def behind_label(self) -> str:
        """The words as they follow a colon: a list, code or a picture stands below it."""
        return self._newline * 2 + self.written if self._begins_block else self.written

    @property
    def _begins_block(self) -> bool:
        return prose.begins_block(self._text)

    def refuse_structure(self, *, labelled: bool = True) -> None:
        """Raises UsageError naming the line that would be read as more than words.

        Words without a label before them must not begin with a field either.
        """
        if odd := _NO_TEXT.search(self._text):
            above = self._text.count("\n", 0, odd.start())
            raise _refusal(above + 1, _("a byte that is no UTF-8 text"), _("give the words in UTF-8"))
        for problem in self._faults.sorted():
            raise _refusal(problem.line, problem.message, problem.hint)
        hint = _("inside a text a heading is ###, and a code block keeps any line")
        for number, line in enumerate(self._lines, 1):
            if why := self._structure(line):
                raise _refusal(number, why, hint)
        last = next((line for line in reversed(self._lines) if not line.hidden), None)
        if last and prose.is_separator(last):
            raise _refusal(len(self._lines), _("--- before a heading separates and is not printed"))
        if not labelled and lay_out(self._lines).fields:
            raise _refusal(1, _("this line would be a field"), _("begin with a sentence"))

    def _structure(self, line: Line) -> str | None:
        if label := label_of(line):
            return _("this line would be the label {label}").format(label=label.name)
        if heading_of(line):
            return _("this line would open a section")
        if line.free and line.text.rstrip() == "---" and begins_key(self._text, line.end + 1, PLAIN_KEYS):
            return _("this line would begin a front matter")
        return None


def _refusal(line: int, why: str, hint: str | None = None) -> UsageError:
    return UsageError(_("line {line} of the words: {why}").format(line=line, why=why), hint)


def newline_of(text: str) -> str:
    """The newline most of the file's lines end with."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def set_apart(text: str, at: int, block: str) -> Edit:
    """`block` put at `at`, where a line begins, with an empty line on either side.

    A file without a final newline stays one, and a BOM stays first.
    """
    at = at or int(text.startswith("\ufeff"))
    newline = newline_of(text)
    before, after = text[:at], text[at:]
    opening = ""
    if before.strip("\ufeff \t\r\n"):
        opening = newline if before.endswith("\n") else newline * 2
    closing = newline
    if not after:
        closing = "" if opening == newline * 2 else newline
    elif after.partition("\n")[0].strip():
        closing = newline * 2
    return Edit.insert(at, f"{opening}{block}{closing}")
