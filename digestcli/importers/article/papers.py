"""The section of one paper: heading, fields, 摘要 and 推荐, in the order an issue file has them."""

from collections.abc import Sequence
from enum import Enum

from digestcli import issuefile, words
from digestcli.importers.article.fields import NAMING, Field, address_of, fields_above
from digestcli.importers.article.heads import Head
from digestcli.importers.article.lines import Line
from digestcli.importers.article.sheet import Sheet, behind_label
from digestcli.importers.article.told import Told
from digestcli.issuefile.labels import Label, Part, label_of
from digestcli.issuefile.lines import Line as IssueLine
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication

_LABELS = frozenset((*words.SUMMARY, *words.RECOMMENDATION))


class Misread(Enum):
    """What a title would be in a heading."""

    WRONG = "wrong"  # an error, or no paper
    OTHERWISE = "otherwise"  # another title


class PaperWriter:
    """Writes the papers of one article."""

    def __init__(self, sheet: Sheet, told: Told, publication: Publication) -> None:
        self._sheet = sheet
        self._told = told
        self._publication = publication
        self._number = 0
        self._is_counted = False  # whether the article has given a paper its number

    def write(self, head: Head, below: Sequence[Line], *, is_last: bool) -> None:
        self._number += 1
        fields, rest = self._fields(head, below)
        self._heading(head, is_shown=any(field.label in NAMING for _line, field in fields))
        for at, (line, field) in enumerate(fields):
            self._sheet.put(field.written, line.number, apart=at == 0)
        self._parts(rest)
        if is_last:
            self._tell_closing(rest)

    def _heading(self, head: Head, *, is_shown: bool) -> None:
        """The heading; with a number where neither that of the article, an id nor a field shows a paper."""
        line = head.line
        number, title = head.number, head.title
        if not is_shown and not _opens_paper(title):
            number = number or self._number
        if _misreads(head) is Misread.WRONG:
            number, title = number or self._number, ""
        mark = "" if number is None else f"{head.word} {number}{': ' if head.word.isascii() else '：'}"
        self._sheet.put(f"## {mark}{title}".rstrip(), line.number)
        if head.number == 1 and self._is_counted:
            self._told.tell(
                "second-article",
                line.number,
                _("the numbers begin anew: another article may begin here"),
                _("import each article by itself, from a file of its own"),
            )
        elif head.number is not None and head.number != self._number:
            self._told.tell(
                "renumbered",
                line.number,
                _("paper {number} of the article is number {place} of the issue").format(
                    number=head.number, place=self._number
                ),
                _("numbers are derived: a paper's number is its place"),
            )
        self._is_counted = self._is_counted or head.number is not None

    def _fields(self, head: Head, below: Sequence[Line]) -> tuple[list[tuple[Line, Field]], list[Line]]:
        """The fields, with what else the heading says of the paper, and the lines that are none."""
        fields, rest = fields_above(below, self._publication)
        addresses = {address_of(field) for _line, field in fields}
        if head.address and head.address not in addresses:
            fields.append((head.line, Field(_in_language(words.LINK, head), head.address)))
        if _misreads(head):
            fields.insert(0, (head.line, Field(_in_language(words.TITLE, head), head.title)))
        return fields, rest

    def _parts(self, lines: Sequence[Line]) -> None:
        labels = {at: label for at, line in enumerate(lines) if (label := _label(line))}
        first = min(labels, default=len(lines))
        before = [line for line in lines[:first] if line.text or line.fixed]
        moved: Line | None = None
        if before and first in labels and labels[first].part is Part.SUMMARY:
            moved = lines[first]
            self._put_label(moved, labels[first], "")
            self._told.tell(
                "label-moved",
                before[0].number,
                _("this stands above {label} and is put below it").format(label=labels[first].name),
            )
        for place, line in enumerate(before):
            self._sheet.words(line, apart=place == 0)
        seen: set[Part] = {Part.SUMMARY} if before else set()
        for at, line in enumerate(lines[first:], first):
            label = labels.get(at)
            if label is None:
                if line.text or line.fixed:
                    self._sheet.words(line)
            elif line is moved:
                self._rest_of(line, label)
            elif label.part in seen:
                self._repeat(line, label)
            else:
                self._put_label(line, label, _behind(line, label))
            if label:
                seen.add(label.part)

    def _put_label(self, line: Line, label: Label, rest: str) -> None:
        colon = ": " if label.name.isascii() else "："
        bold = label.open_bold if rest else ""
        self._sheet.put(f"{bold}{label.name}{colon}{rest}".rstrip(), line.number)

    def _rest_of(self, line: Line, label: Label) -> None:
        """The words that stood behind a label which has been written already."""
        if rest := _behind(line, label):
            self._sheet.put(f"{label.open_bold}{rest}", line.number)

    def _repeat(self, line: Line, label: Label) -> None:
        """A label that the paper has already is words."""
        self._told.tell(
            "label-repeated",
            line.number,
            _("{label} stands twice in this paper: kept as words").format(label=label.name),
            _("join the two, or give one of them another name"),
        )
        colon = ":" if label.name.isascii() else "："
        self._sheet.put(f" {label.open_bold}{label.name}{colon}{_behind(line, label)}", line.number)

    def _tell_closing(self, lines: Sequence[Line]) -> None:
        """Below the last 推荐 there may be words about the whole article."""
        labels = [(at, label) for at, line in enumerate(lines) if (label := _label(line))]
        if not labels:
            return
        at, label = labels[-1]
        behind = [
            line
            for line in lines[at + 1 :]
            if line.text and not (line.is_picture or line.is_caption or line.is_rule)
        ]
        if not _behind(lines[at], label):  # its words stand below it
            behind = behind[1:]
        if behind:
            self._told.tell(
                "words-closing",
                behind[0].number,
                _("taken as words about the last paper: {words}").format(words=_begun(behind[0])),
                _("words about the whole issue stand below a heading of their own: # 编者后记"),
            )


def _label(line: Line) -> Label | None:
    """The 摘要 or 推荐 this line begins with, as a heading or behind a bullet too."""
    if line.fixed or line.margin.strip():
        return None
    text = _labelled(line)
    return label_of(IssueLine(0, len(text), text))


def _labelled(line: Line) -> str:
    """The line as an issue file would have it; the name of a label that stands alone is one."""
    if line.plain in _LABELS:
        return f"### {line.plain}"
    return f"### {line.text}" if line.level else line.unbulleted


def _behind(line: Line, label: Label) -> str:
    rest = _labelled(line)[label.column :].strip()
    return behind_label(rest)


def _in_language(labels: Sequence[str], head: Head) -> str:
    """One of the labels that mean the same, in the language of the heading."""
    return next(label for label in labels if label.isascii() == head.word.isascii())


def _misreads(head: Head) -> Misread | None:
    """How a heading would not give the paper this title; one that begins with an id names the paper."""
    if not head.title:
        return None
    reading = issuefile.read(f"## {words.PAPER[0]} 1：{head.title}\n", Key("import"))
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return Misread.WRONG
    notes = reading.issue.notes
    if not notes:
        return Misread.WRONG
    is_read = len(notes) == 1 and (notes[0].ref is not None or str(notes[0].title) == head.title)
    return None if is_read else Misread.OTHERWISE


def _opens_paper(title: str) -> bool:
    """Whether a heading of these words is a paper's, whatever stands below it."""
    return bool(issuefile.read(f"## {title}\n", Key("import")).issue.notes)


def _begun(line: Line) -> str:
    return line.plain if len(line.plain) <= 24 else f"{line.plain[:23]}…"
