"""The issue file as it is written, line by line, each with the line of the article it comes from."""

import re

from digestcli.importers.article.lines import Line
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import heading_of, is_contents
from digestcli.issuefile.labels import label_of
from digestcli.issuefile.lines import Line as IssueLine
from digestcli.issuefile.lines import scan
from digestcli.issuefile.prose import begins_block


class Sheet:
    """What has been written so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._sources: list[int] = []
        self._head = 0  # how many of the lines are front matter
        self._is_bare = True

    def head_ends(self) -> None:
        """What has been written so far is the front matter."""
        self._head = len(self._lines)

    @property
    def is_bare(self) -> bool:
        """Whether nothing that is printed stands below the front matter yet."""
        if self._is_bare:
            text = "\n".join(self._lines[self._head :])
            lines = scan(text, 0, Faults(text, ""))
            self._is_bare = not any(line.text.strip() for line in lines if not line.hidden)
        return self._is_bare

    @property
    def text(self) -> str:
        return "\n".join([*self._lines, ""])

    def source(self, line: int) -> int:
        """The line of the article that line `line` of the issue file comes from."""
        at = min(line, len(self._sources)) - 1
        return self._sources[at] if at >= 0 else 1

    def put(self, text: str, source: int, *, apart: bool = True) -> None:
        """One line more, below an empty one if it stands `apart`."""
        if apart and self._lines and self._lines[-1]:
            self._append("", source)
        self._append(text, source)

    def words(self, line: Line, *, apart: bool = False, is_lead: bool = False) -> None:
        """A line of the article as words, whatever it looks like; 目录 opens something in a lead only."""
        text = line.text
        if line.level:
            text = f"{'#' * max(3, line.level)} {text}"
        elif not line.fixed and not line.margin:
            text = f"&#{ord(text[0])};{text[1:]}" if is_lead and is_contents(text) else harmless(text)
        self.put(f"{line.margin}{text}", line.number, apart=apart or not line.goes_on)

    def copy(self, text: str, source: int) -> None:
        """A line as it stands."""
        self._append(text, source)

    def note(self, texts: list[str], source: int) -> None:
        """A comment, which nothing prints."""
        self.put(f"<!-- {texts[0]}", source)
        for text in texts[1:]:
            self._append(text, source)
        self._append("-->", source)

    def _append(self, text: str, source: int) -> None:
        self._lines.append(text)
        self._sources.append(source)


def harmless(text: str) -> str:
    """Markdown words that stand at a line's beginning and open nothing: a blank before them hides them."""
    line = IssueLine(0, len(text), text)
    if heading_of(line) or label_of(line):
        return f" {text}"
    return text


def behind_label(text: str) -> str:
    """Markdown words that stand behind a label: there they are no list, no quote and no definition."""
    if not begins_block(text) or text.startswith("!["):
        return text
    number = re.match(r"\d+", text)
    return f"{number[0]}\\{text[number.end() :]}" if number else f"\\{text}"
