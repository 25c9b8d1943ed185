"""Prose for the terminal: Markdown as lines of `rich.text.Text`, broken where Chinese may be broken.

With a width, lines are at most `MEASURE` cells long, as longer ones are hard to read; without one (a pipe)
every paragraph is one line. Whatever is printed has been through `clean`; nothing is read as rich's markup.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from digestcli.cli.prose_inline import CODE, DIM, inline
from digestcli.cli.prose_table import table
from digestcli.markup.linebreak import break_lines
from digestcli.markup.markdown import NONE, Links, parse
from digestcli.markup.plain import clean
from digestcli.markup.tex import to_unicode

if TYPE_CHECKING:
    from markdown_it.token import Token

MEASURE = 84  # cells: 42 汉字
_NARROWEST = 8  # what margins leave to the words at least
_INDENT = " " * 4


def render(prose: str, width: int | None, lead: Text | None = None, links: Links = NONE) -> list[Text]:
    """The lines of `prose`, blocks a blank line apart; `lead` (`摘要：`) begins its first paragraph."""
    page = _Page(width, lead)
    for token in parse(prose, links):
        page.take(token)
    return page.finished()


def wrap(
    text: Text, width: int | None, first: str | Text = "", rest: str | Text = "", *, measure: int = MEASURE
) -> list[Text]:
    """`text` as lines of at most `width` cells, `first` before the first and `rest` before the others.

    Newlines in `text` end lines; without a width nothing else does. `text` is clean already.
    """
    if width is None:
        lines = list(text.split("\n", allow_blank=True))
    else:
        margin = max(cell_len(str(first)), cell_len(str(rest)))
        cuts = break_lines(text.plain, max(min(width, measure) - margin, _NARROWEST), cell_len)
        lines = list(text.divide([edge for cut in cuts for edge in cut]))[1::2]
    return [Text.assemble(rest if number else first, line) for number, line in enumerate(lines)]


class _Margin:
    """What stands left of the lines of a list item, a quote or a footnote: a marker once, then `rest`."""

    def __init__(self, marker: str, rest: str | None = None) -> None:
        self.rest = " " * cell_len(marker) if rest is None else rest
        self.next = marker
        self.is_used = False

    def take(self) -> str:
        taken, self.next, self.is_used = self.next, self.rest, True
        return taken


class _Page:
    """Takes block tokens one after the other and grows lines."""

    def __init__(self, width: int | None, lead: Text | None) -> None:
        self._width = width
        self._lead = lead
        self._lines: list[Text] = []
        self._margins: list[_Margin] = []
        self._rows: list[list[Text]] | None = None  # of the table we are in
        self._style = ""
        self._lists = 0  # how deep we are in them
        self._gap = False  # whether a blank line is due before the next one

    def finished(self) -> list[Text]:
        self._let_lead_stand_alone()
        return self._lines

    def take(self, token: "Token") -> None:
        if token.type not in ("paragraph_open", "inline"):
            self._let_lead_stand_alone()
        kind, _, edge = token.type.rpartition("_")
        if edge == "open":
            self._open(kind, token)
        elif edge == "close":
            self._close(kind)
            self._gap = self._gap or self._ends_block(kind, token)
        else:
            self._block(token)

    def _open(self, kind: str, token: "Token") -> None:
        match kind:
            case "bullet_list" | "ordered_list":
                self._lists += 1
            case "list_item" if token.info:
                self._enter(_Margin(f"{token.info}{token.markup} "))
            case "list_item":
                self._enter(_Margin("- " if self._width is None else "• "))
            case "blockquote":
                bar = "> " if self._width is None else "│ "
                self._enter(_Margin(bar, bar))
            case "footnote_reference":
                self._enter(_Margin(f"[{clean(token.meta['label'])}] "))
            case "heading":
                self._style = "bold"
            case "table":
                self._rows = []
            case "tr" if self._rows is not None:
                self._rows.append([])
            case _:
                pass

    def _close(self, kind: str) -> None:
        match kind:
            case "bullet_list" | "ordered_list":
                self._lists -= 1
            case "list_item" | "blockquote" | "footnote_reference":
                if not self._margins[-1].is_used:
                    self._emit([Text()])
                self._margins.pop()
            case "heading":
                self._style = ""
            case "table" if self._rows is not None:
                rows, self._rows = self._rows, None
                for line in table(rows, self._room()):
                    self._wrap(line)
            case _:
                pass

    def _ends_block(self, kind: str, token: "Token") -> bool:
        """Whether a blank line follows; in a tight list none does."""
        if kind == "paragraph":
            return not token.hidden
        if kind in ("bullet_list", "ordered_list"):
            return self._lists == 0
        return kind in ("heading", "blockquote", "table")

    def _block(self, token: "Token") -> None:
        if token.type == "inline":
            text = inline(token.children or (), in_pipe=self._width is None)
            if self._rows is not None:
                self._rows[-1].append(text)
            else:
                text.stylize(self._style)
                self._wrap(Text.assemble(self._lead, text) if self._lead else text)
                self._lead = None
            return
        if token.type == "hr":
            self._emit([Text("---" if self._width is None else "─" * 12, DIM)])
        elif token.type == "math_block":
            self._emit(_indented(to_unicode(f"$${token.content.strip()}$$")))
        elif token.content:  # code, and whatever else has words of its own
            self._emit(_indented(token.content, CODE))
        self._gap = True

    def _let_lead_stand_alone(self) -> None:
        if self._lead:
            self._lines.append(self._lead)
            self._lead = None

    def _enter(self, margin: _Margin) -> None:
        self._fill_gap()
        self._margins.append(margin)

    def _fill_gap(self) -> None:
        if self._gap and self._lines:
            self._lines.append(Text("".join(margin.rest for margin in self._margins).rstrip(), DIM))
        self._gap = False

    def _room(self) -> int | None:
        if self._width is None:
            return None
        return min(self._width, MEASURE) - sum(cell_len(margin.rest) for margin in self._margins)

    def _wrap(self, text: Text) -> None:
        self._fill_gap()
        first = Text("".join([margin.take() for margin in self._margins]), DIM)
        rest = Text("".join(margin.rest for margin in self._margins), DIM)
        self._lines += wrap(text, self._width, first, rest)

    def _emit(self, lines: Iterable[Text]) -> None:
        """Lines that are never broken: what they show stands in columns."""
        self._fill_gap()
        for line in lines:
            self._lines.append(Text.assemble(("".join([m.take() for m in self._margins]), DIM), line))


def _indented(content: str, style: Style | str = "") -> list[Text]:
    lines = clean(content).rstrip("\n").expandtabs(4).split("\n")
    return [Text(f"{_INDENT}{line}" if line else "", style) for line in lines]
