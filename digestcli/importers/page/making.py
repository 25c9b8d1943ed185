"""Lines in the making: words are gathered until their block ends, and then are one line of Markdown."""

import re
from dataclasses import dataclass, replace

from digestcli.importers.article.lines import Line
from digestcli.importers.page.runs import PLAIN, Look, Run, rendered
from digestcli.markup.tex_tables import script as raised_or_lowered

_OF_SCRIPTS = re.compile(r"[a-z]|[-+\u2212]?[0-9]+(?:, ?[0-9]+)*", re.ASCII)


@dataclass(slots=True)
class Around:
    """A quote, or an item of a list, around the lines."""

    margin: str  # before each of its lines
    mark: str = ""  # before the first one, in place of the margin


class Making:
    """The lines that are made, and the one in the making."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.around: list[Around] = []
        self.level = 0  # of the heading that is being made
        self.is_caption = False
        self._runs: list[Run] = []
        self._number = 0
        self._was_item = False

    def say(self, words: str, look: Look, number: int) -> None:
        """Words more."""
        self._number = self._number or (number if words.strip() else 0)
        if look.script:
            words, look = _scripted(look.script, words), replace(look, script="")
        if self.level:
            look = replace(look, bold=False)  # as all headings are
        self._runs.append(Run(words, look))

    def show(self, markdown: str, number: int, where: str = "") -> None:
        """A piece of Markdown more, such as a picture; it may be part of a link that leads somewhere."""
        self._number = self._number or number
        self._runs.append(Run(markdown, replace(PLAIN, address=where), ready=True))

    def end(self) -> None:
        """The line ends, if there is anything in it."""
        text = rendered(self._runs)
        number, self._number, self._runs = self._number, 0, []
        if not text:
            return
        if self.is_caption and "*" not in text and not text.startswith("!["):
            text = f"*{text}*"
        mark, margin = self._beginning()
        if self.level:
            self.lines.append(Line(number, text, level=self.level))
        else:
            self.lines.append(Line(number, mark + text, goes_on=bool(mark) and self._was_item, margin=margin))
        self._was_item = any(not each.margin.startswith(">") for each in self.around)

    def rule(self, number: int) -> None:
        self.end()
        self.lines.append(Line(number, "---"))

    def code(self, words: str, number: int) -> None:
        """A block of code, between marks that it does not hold."""
        self.end()
        words = words.strip("\n")
        if not words.strip():
            return
        fence = "`" * max(3, 1 + max((len(row) for row in re.findall("`+", words)), default=0))
        margin = self._beginning()[1]
        texts = [fence, *words.split("\n"), fence]
        for place, text in enumerate(texts):
            self.lines.append(
                Line(
                    number + place,
                    text.rstrip(),
                    fixed=True,
                    goes_on=place > 0,
                    margin=margin if text else "",
                )
            )

    def formula(self, tex: str, number: int) -> None:
        """A formula that stands alone."""
        self.end()
        margin = self._beginning()[1]
        for place, text in enumerate(["$$", *filter(str.strip, tex.strip().split("\n")), "$$"]):
            self.lines.append(Line(number, text.strip(), fixed=True, goes_on=place > 0, margin=margin))

    def table(self, rows: list[list[str]], number: int) -> None:
        """A table whose first row heads it."""
        self.end()
        width = max(map(len, rows))
        texts = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        texts.insert(1, "|" + " --- |" * width)
        margin = self._beginning()[1]
        for place, text in enumerate(texts):
            self.lines.append(Line(number, text, goes_on=place > 0, margin=margin))

    def _beginning(self) -> tuple[str, str]:
        """The mark of an item that begins here, and what stands before it."""
        mark = self.around[-1].mark if self.around else ""
        outer = self.around[:-1] if mark else self.around
        margin = "".join(each.margin for each in outer)
        for each in self.around:
            each.mark = ""
        return mark, margin


def _scripted(script: str, words: str) -> str:
    """Numbers, and a letter alone, as Unicode raises or lowers them; other words stay as they are."""
    if not _OF_SCRIPTS.fullmatch(words.strip()):
        return words
    return "".join(
        each if each in ", " else raised_or_lowered(script, each.replace("\u2212", "-")) for each in words
    )
