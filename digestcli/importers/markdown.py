"""Markdown as reposts have it: its words stay as they are, and its marks say what a line is."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digestcli.importers.article.dates import days_in
from digestcli.importers.article.lines import Article, Line
from digestcli.importers.article.marks import closed
from digestcli.importers.article.recognise import Recognised, recognise
from digestcli.importers.article.told import Told
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import FrontMatter, begins_key, is_date, read_front_matter
from digestcli.issuefile.lines import scan
from digestcli.markup.escape import uncommented
from digestcli.messages import _
from digestcli.model.publication import Publication

_MARK = re.compile(
    r"^#{1,6}[ \t]|^(?:```|~~~)|\A---[ \t]*\n\w+[ \t]*[:：]|\]\([^\s()]+\)"
    r"|(?:^|[\s（(：:])\*\*[^\s*][^*\n]*\*\*"
    r"|^[ \t]*\|.*\|[ \t]*\n[ \t]*\|?[ \t]*:?-{3}",
    re.MULTILINE,
)
# In a file that calls itself plain text a `#` may begin a line of some program.
_SURE = re.compile(r"^(?:#{1,6}[ \t]+|\*\*)(?:论文|論文|Paper)[ ]*\d|\]\([^\s()]+\)", re.MULTILINE)
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*\Z")
_MARGIN = re.compile(r"[ \t\u3000]*(?:>[ \t]?)*[ \t]*")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_SENTENCE = re.compile("[。！？；]")
_LONGEST_HEADING = 100
_TAGS = r"(?:</?(?:p|div|center|figure|section|span|br|a)\b[^<>]*>[ \t]*)"
_PICTURE = re.compile(rf"{_TAGS}*(<img\b[^<>]*>)[ \t]*{_TAGS}*", re.IGNORECASE)
_ONLY_TAGS = re.compile(rf"{_TAGS}+", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(src|alt)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_PAIR = re.compile(r"[^\W\d][\w-]*[ \t]*:(?:[ \t]|\Z)", re.ASCII)
_OURS = ("title", "date", "byline")


def recognises(text: str, path: str) -> bool:
    """Whether there are marks of Markdown in it."""
    return bool((_SURE if path.lower().endswith(".txt") else _MARK).search(text))


def read(text: str, told: Told, publication: Publication) -> Recognised:
    """The issue file of an article in Markdown."""
    return recognise(_Reader(told).article(text), told, publication)


class _Reader:
    def __init__(self, told: Told) -> None:
        self._told = told

    def article(self, text: str) -> Article:
        faults = Faults(text, "")
        front = read_front_matter(text, faults)
        lines = text[: front.end].split("\n")[1:]
        while lines and (not lines[-1].strip() or lines[-1].strip() == "---"):
            lines.pop()
        is_sound = not faults.sorted() or {each.rule for each in faults.sorted()} == {"date-form"}
        kept = () if is_sound else tuple(self._kept(lines, faults))
        plain = {key: value.value for key, value in front.plain.items()}
        return Article(
            (*kept, *self._lines(text, front)),
            title=plain.get("title"),
            byline=plain.get("byline"),
            date=self._date(plain.get("date")),
            front=tuple(_others(lines)) if is_sound else tuple(_known(plain)),
        )

    def _kept(self, lines: Sequence[str], faults: Faults) -> Iterator[Line]:
        """Front matter that cannot be read, as a comment."""
        problem = faults.sorted()[0]
        self._told.tell(
            "front-matter-kept",
            problem.line,
            _("front matter that cannot be read is kept as a comment: {why}").format(why=problem.message),
        )
        yield Line(1, "<!--", fixed=True)
        for number, line in enumerate(lines, 2):
            yield Line(number, uncommented(line), fixed=True, goes_on=True)
        yield Line(len(lines) + 1, "-->", fixed=True, goes_on=True)

    def _date(self, said: str | None) -> str | None:
        if said and not is_date(said) and not any(days_in(said)):
            self._told.tell("taken-as-date", 1, _("{date} is no date: left out").format(date=said))
        return said

    def _lines(self, text: str, front: FrontMatter) -> Iterator[Line]:
        """The lines below the front matter; blocks that never close are words."""
        first = text.count("\n", 0, front.end) + 1
        body = closed(text[front.end :], first, self._told)
        raws = body.split("\n")
        scanned = scan(body, 0, Faults(body, ""))
        is_open = False  # whether the line before goes on in the next
        in_list = False
        skip = -1
        again = _front_matter_again(raws)
        for at, (line, raw) in enumerate(zip(scanned, raws, strict=True)):
            number = first + at
            if not line.free and (line.hidden or line.text == raw):
                yield Line(number, raw, fixed=True, goes_on=is_open)
                is_open = True
            elif at == skip or not raw.strip():
                is_open = False
            elif at in again:
                if at == again.start:
                    self._tell_second(number)
                yield Line(number, raw.strip())
                is_open = in_list = False
            elif at + 1 not in again and (heading := _heading(raws, at)):
                skip = heading[2]
                yield Line(number, heading[1], level=heading[0])
                is_open = in_list = False
            elif _is_code(raw, is_open=is_open, in_list=in_list):
                yield Line(number, raw, fixed=True, goes_on=is_open)
                is_open = True
            elif found := self._line(number, raw, goes_on=is_open):
                yield found
                is_open = not found.is_rule
                in_list = bool(_BULLET.match(raw)) or (in_list and raw[:1] in " \t")

    def _tell_second(self, number: int) -> None:
        self._told.tell(
            "second-article",
            number,
            _("a second front matter: another article begins here"),
            _("import each article by itself, from a file of its own"),
        )

    def _line(self, number: int, raw: str, *, goes_on: bool) -> Line | None:
        """A line of words; of HTML that shows a picture, the picture."""
        if picture := _PICTURE.fullmatch(raw.strip()):
            if shown := _shown(picture[1]):
                return Line(number, shown)
        elif _ONLY_TAGS.fullmatch(raw.strip()):
            self._told.tell("left-out", number, _("{tags}: a tag and no words").format(tags=raw.strip()))
            return None
        margin = _MARGIN.match(raw)
        indent = margin[0] if margin else ""
        text = raw[len(indent) :]
        return Line(number, text, goes_on=goes_on, margin=indent.replace("\u3000", ""))


def _front_matter_again(raws: Sequence[str]) -> range:
    """The lines of a second front matter, as two files make it that were put together."""
    rules = [at for at, raw in enumerate(raws) if raw.rstrip() == "---"]
    for start, end in pairwise(rules):
        between = raws[start + 1 : end]
        if between and all(map(_PAIR.match, between)):
            return range(start, end + 1)
    return range(0)


def _others(lines: Sequence[str]) -> Iterator[str]:
    """The lines of front matter that are not written anew."""
    for line in lines:
        if not begins_key(line, 0, _OURS):
            yield line


def _known(plain: dict[str, str]) -> Iterator[str]:
    yield from (f"{key}: {value}" for key, value in plain.items() if key not in _OURS)


def _heading(raws: Sequence[str], at: int) -> tuple[int, str, int] | None:
    """Level and words of the heading that line `at` is, and the line that underlines it, else -1."""
    raw = raws[at]
    if match := _HEADING.match(raw):
        return len(match[1]), (match[2] or "").strip(), -1
    below = _UNDERLINE.match(raws[at + 1]) if at + 1 < len(raws) else None
    if below is None or _BULLET.match(raw) or raw[:1] in {">", "|", " ", "\t"} or _UNDERLINE.match(raw):
        return None
    if below[1][0] == "-" and (_SENTENCE.search(raw) or len(raw) > _LONGEST_HEADING):
        return None
    return (1 if below[1][0] == "=" else 2), raw.strip(), at + 1


def _is_code(raw: str, *, is_open: bool, in_list: bool) -> bool:
    """Whether a line is code by its indent; in a list that is the list's, in a paragraph it is nothing."""
    return raw.expandtabs(4).startswith("    ") and not is_open and not in_list


def _shown(tag: str) -> str | None:
    """The picture that an `<img>` shows."""
    said = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(tag)}
    address = said.get("src", "")
    if not address or re.search(r"[\s<>()\[\]]", address):
        return None
    alt = re.sub(r"[\[\]]", "", said.get("alt", ""))
    return f"![{alt}]({address})"
