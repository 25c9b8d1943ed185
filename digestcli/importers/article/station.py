"""The Radiostation of an article: lists of numbered lines, each with the words above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from digestcli import words
from digestcli.importers.article.heads import Head
from digestcli.importers.article.lines import Line
from digestcli.importers.article.sheet import Sheet, harmless
from digestcli.importers.article.told import Told
from digestcli.issuefile.ids import LINK, ids_in
from digestcli.markup.escape import unescape
from digestcli.messages import _
from digestcli.model.publication import Publication

_RECORDING = re.compile(
    r"https?://|\.\w{2,4}(?![^\W_])", re.ASCII
)  # a file or an address, not a length alone

_LENGTH_FIRST = re.compile(r"(\d{1,2}(?:[:：]\d{2}){1,2})\s+(\S+)", re.ASCII)  # as our own pages have it


@dataclass(slots=True)
class _Group:
    """Words, and the list that follows them."""

    above: list[Line] = field(default_factory=list)
    items: list[Line] = field(default_factory=list)  # with what stands between them


class StationWriter:
    """Writes the Radiostation of one article."""

    def __init__(self, sheet: Sheet, told: Told, publication: Publication) -> None:
        self._sheet = sheet
        self._told = told
        self._publication = publication
        self.lists = 0
        self.is_written = False
        labels = filter(None, (publication.radio_audio, *words.AUDIO))
        self._audio = re.compile(rf"({'|'.join(map(re.escape, labels))})[ \t]*[：:]\s*(.+)")
        self._known = {each.casefold() for each in publication.radio_lists}

    def write(self, head: Head, below: Sequence[Line]) -> None:
        self.is_written = True
        self._sheet.put(f"# {head.title}", head.line.number)
        groups, closing = self._groups(below)
        for group in groups:
            self._group(group)
        for line in closing:
            self._sheet.words(line)
        if closing and groups:
            self._told.tell(
                "list-closing",
                closing[0].number,
                _("these words below the last list are read as its own"),
                _("words about the whole issue stand below a heading of their own: # 编者后记"),
            )

    def names(self, below: Sequence[Line]) -> list[str]:
        """What the lists are called."""
        groups, _closing = self._groups(below)
        named = [self._named(group.above)[1] for group in groups]
        return [name or self._unnamed(number) for number, name in enumerate(named, 1)]

    def _unnamed(self, number: int) -> str:
        return f"{words.PAPER[0]} {number}"

    def _group(self, group: _Group) -> None:
        self.lists += 1
        at, name, is_line = self._named(group.above)
        for line in group.above[:at]:
            self._above(line)
        if name is None:
            name = self._unnamed(self.lists)
            self._told.tell(
                "list-unnamed",
                group.items[0].number,
                _("this list has no name, and is called {name}").format(name=name),
                _("give its heading a better one: ## NLP"),
            )
        source = group.above[at] if at < len(group.above) else group.items[0]
        self._sheet.put(f"## {name}", source.number)
        for line in group.above[at + is_line :]:
            self._above(line)
        for place, line in enumerate(group.items):
            self._item(line, apart=place == 0)

    def _above(self, line: Line) -> None:
        audio = None if line.fixed else self._audio.fullmatch(line.unbulleted)
        if audio and _RECORDING.search(audio[2]):
            colon = ": " if audio[1].isascii() else "："
            self._sheet.put(f"- {audio[1]}{colon}{_recording(audio[2])}", line.number)
        else:
            self._sheet.words(replace(line, text=f" {line.text}") if audio else line)

    def _item(self, line: Line, *, apart: bool) -> None:
        if line.counted is None or line.level or line.fixed:
            self._sheet.words(line)
        else:
            self._sheet.put(f"{line.counted}. {line.item}", line.number, apart=apart)

    def _named(self, above: Sequence[Line]) -> tuple[int, str | None, bool]:
        """Where the list's heading goes, what it says, and whether that is a line of the article."""
        for at in range(len(above) - 1, -1, -1):
            line = above[at]
            if self._is_name(line):
                return at, line.text if line.level else line.plain, True
        for at in range(len(above) - 1, -1, -1):
            named = self._lists_in(above[at].plain)
            if len(named) == 1:
                return self._first_about(named, above, at), named.pop(), False
        return (
            (len(above) - 1, above[-1].text, True)
            if above and _is_short(above[-1])
            else (len(above), None, False)
        )

    def _first_about(self, named: set[str], above: Sequence[Line], at: int) -> int:
        """The first of the lines up to `at` that are about one list, those between them about no other."""
        first = at
        for place in range(at - 1, -1, -1):
            said = self._lists_in(above[place].plain)
            if said == named:
                first = place
            elif said:
                break
        return first

    def _groups(self, lines: Sequence[Line]) -> tuple[list[_Group], list[Line]]:
        """The lists with what stands above each, and what stands below the last one."""
        groups: list[_Group] = []
        above: list[Line] = []
        for line in lines:
            if not line.text and not line.fixed:
                continue
            number = line.counted if not line.fixed and not line.level else None
            if number is not None or _is_pick(line):
                is_new = (
                    not groups
                    or (number == 1 and groups[-1].items[-1].counted != 0)
                    or any(map(self._is_name, above))
                )
                if is_new:
                    groups.append(_Group(above))
                else:
                    groups[-1].items += above
                above = []
                groups[-1].items.append(line)
            else:
                above.append(line)
        return groups, above

    def _is_name(self, line: Line) -> bool:
        """Whether a line is a list's heading, or its name alone."""
        return bool(line.level) or line.plain.strip("：: ").casefold() in self._known

    def _lists_in(self, text: str) -> set[str]:
        names = self._publication.radio_lists
        return {
            name
            for name in names
            if re.search(
                rf"(?<![^\W_]){re.escape(name)}(?![^\W_])|(?<=[\u3400-\u9fff]){re.escape(name)}", text
            )
        }


def _recording(said: str) -> str:
    """Where a recording lies, and its length behind that, as it reads in an issue."""
    plain = said if LINK.search(said) else unescape(said)
    printed = _LENGTH_FIRST.fullmatch(plain)
    return f"{printed[2]}（{printed[1]}）" if printed else plain


def _is_short(line: Line) -> bool:
    return len(line.plain) <= 40 and not (line.margin or line.fixed or harmless(line.text) != line.text)


def _is_pick(line: Line) -> bool:
    return bool(line.item) and not line.level and any(ids_in(line.text))
