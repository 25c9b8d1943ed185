"""A walk along a page's elements: blocks become lines, looks become marks, and what is no word is counted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from digestcli.importers.article.lines import Line
from digestcli.importers.article.source import cleaned
from digestcli.importers.article.told import Told
from digestcli.importers.page.formulas import in_unicode, is_alone, is_of_facts, is_shown_again, tex_of
from digestcli.importers.page.making import Around, Making
from digestcli.importers.page.runs import PLAIN, Look, address
from digestcli.importers.page.tags import (
    BLOCKS,
    SILENT,
    integer,
    is_hidden,
    is_label,
    is_left_out,
    is_value,
    look_of,
    number_of,
    recording_of,
)
from digestcli.markup.escape import escaped
from digestcli.messages import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SAFE = re.compile(r"(?:https?:|mailto:)[^\s]|[^:/?#\s]*(?:[/?#]|\Z)", re.IGNORECASE)
_SOURCES = (
    "data-src",
    "data-original",
    "data-actualsrc",
    "data-lazy-src",
    "src",
)  # the first that leads there
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def lines_of(article: "Element", told: Told, read: "Iterable[Element]" = ()) -> tuple[Line, ...]:
    """The lines of the article, without the elements that were `read` before; what was left out is told."""
    walker = _Walker(told, read)
    walker.walk(article)
    walker.tell()
    return tuple(walker.making.lines)


class _Walker:
    def __init__(self, told: Told, read: "Iterable[Element]" = ()) -> None:
        self.making = Making()
        self._told = told
        self._read = set(read)
        self._looks = [PLAIN]
        self._counts: list[int | None] = []  # the next number of each list around; None: it has bullets
        self._code: list[str] | None = None  # the words of the `pre` around
        self._ends: list[tuple[Element, Callable[[], None]]] = []  # what to do where an element ends
        self._left_out: Counter[str] = Counter()
        self._first_left_out = 0

    def walk(self, article: "Element") -> None:
        """Everything in `article`, in its order; no depth is too deep."""
        from lxml import etree  # noqa: PLC0415 - only where a page is read

        steps = etree.iterwalk(article, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            if event == "start":
                if not self._begin(element, is_root=element is article):
                    steps.skip_subtree()
                continue
            if self._ends and self._ends[-1][0] is element:
                self._ends.pop()[1]()
            if element is not article:
                self._say(element.tail, element)
        self.making.end()

    def tell(self) -> None:
        if self._left_out:
            counted = ", ".join(f"{number} {name}" for name, number in sorted(self._left_out.items()))
            message = _("left out of the page: {what}").format(what=counted)
            self._told.tell("left-out", self._first_left_out, message)

    def _begin(self, element: "Element", *, is_root: bool) -> bool:
        """Whether the walk goes on inside."""
        tag = str(element.tag)
        if not is_root and (element in self._read or self._is_left_out(element, tag)):
            return False
        if tag == "math" and self._is_formula(element):
            return False
        if tag == "table" and (rows := _rows(element)):
            self.making.table([list(map(self._cell, row)) for row in rows], number_of(element))
            return False
        if tag in BLOCKS and not (tag == "dd" and is_value(element)):
            self.making.end()
        self._looks.append(self._look(element, tag))
        undo = self._enter(element, tag)
        self._ends.append((element, lambda: self._leave(element, tag, undo)))
        self._say(element.text, element)
        return True

    def _leave(self, element: "Element", tag: str, undo: Callable[[], object] | None) -> None:
        if tag == "dt" and is_label(element):
            if not _words(element).endswith((":", "：")):
                self._say("：", element)
        elif tag in BLOCKS:
            self.making.end()
        self._looks.pop()
        if undo:
            undo()

    def _is_left_out(self, element: "Element", tag: str) -> bool:
        if is_shown_again(element):
            return True
        if recording := recording_of(element):
            self._say(f" {recording}", element)
            return True
        is_unseen = is_hidden(element)
        if not (is_unseen or is_left_out(tag)):
            return False
        if tag not in SILENT:
            self._left_out[_("hidden") if is_unseen else tag] += 1
            self._first_left_out = self._first_left_out or number_of(element)
        return True

    def _is_formula(self, element: "Element") -> bool:
        """A formula as its TeX; where the page does not have that, its signs are words, and told."""
        number = number_of(element)
        tex = tex_of(element)
        if tex is None or self._code is not None:
            message = _("a formula without its TeX: what is raised or lowered in it is plain now: {words}")
            self._told.tell("formula-flat", number, message.format(words=_words(element)[:40]))
            return False
        tex = cleaned(tex, self._told, number)
        if is_of_facts(element):
            self._say(in_unicode(tex), element)
        elif is_alone(element):
            self.making.formula(tex, number)
        else:
            self.making.show(f"${' '.join(tex.split())}$", number, self._looks[-1].address)
        return True

    def _enter(self, element: "Element", tag: str) -> Callable[[], object] | None:
        """What an element changes, and how that is taken back."""
        making = self.making
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                making.level = int(tag[1])
                return lambda: setattr(making, "level", 0)
            case "blockquote" | "li":
                making.around.append(Around("> ") if tag == "blockquote" else self._item(element))
                return making.around.pop
            case "ul" | "ol":
                self._counts.append(integer(element.get("start"), 1) if tag == "ol" else None)
                return self._counts.pop
            case "figcaption":
                making.is_caption = True
                return lambda: setattr(making, "is_caption", False)
            case "pre":
                self._code = []
                number = number_of(element)
                return lambda: self._end_code(number)
            case "code" if self._code is not None and _is_a_line(element):
                return lambda: self._say("\n", element)
            case _:
                self._alone(element, tag)
        return None

    def _alone(self, element: "Element", tag: str) -> None:
        """An element that stands for something and holds nothing."""
        match tag:
            case "br" if self._code is not None:
                self._code.append("\n")
            case "br":
                self.making.end()
            case "hr":
                self.making.rule(number_of(element))
            case "img":
                self._picture(element)
            case _:
                pass

    def _item(self, element: "Element") -> Around:
        number = self._counts[-1] if self._counts else None
        if number is None:
            return Around("  ", "- ")
        number = integer(element.get("value"), number)
        self._counts[-1] = number + 1
        return Around(" " * len(f"{number}. "), f"{number}. ")

    def _look(self, element: "Element", tag: str) -> Look:
        look = look_of(self._looks[-1], element, tag)
        if tag == "a" and (said := element.get("href")):
            look = replace(look, address=self._address(said, element))
        return look

    def _address(self, said: str, element: "Element") -> str:
        """Where a link leads, if it is one that readers may follow; an anchor in the page itself is none."""
        where = _followed(said)
        if where.startswith("#") or not where:
            return ""
        if not _is_safe(where):
            message = _("a link that no reader may follow is words: {address}").format(address=where[:40])
            self._told.tell("link-unsafe", number_of(element), message)
            return ""
        return where

    def _say(self, words: str | None, element: "Element") -> None:
        if not words:
            return
        words = cleaned(words, self._told, number_of(element))
        if self._code is not None:
            self._code.append(words)
        else:
            self.making.say(words, self._looks[-1], number_of(element))

    def _end_code(self, number: int) -> None:
        words, self._code = "".join(self._code or ()), None
        self.making.code(words, number)

    def _picture(self, element: "Element") -> None:
        said = [_followed(each) for name in _SOURCES if (each := element.get(name))]
        where = next(filter(_is_safe, said), "".join(said[:1]))
        alt = escaped(cleaned(" ".join((element.get("alt") or "").split()), self._told, number_of(element)))
        if not where or not _is_safe(where) or where.lower().startswith("mailto:"):
            if where:
                message = _("a picture in the page itself is left out: {address}").format(address=where[:40])
                self._told.tell("link-unsafe", number_of(element), message)
            self.making.show(alt, number_of(element))
            return
        self.making.show(f"![{alt}]({address(where)})", number_of(element))

    def _cell(self, element: "Element") -> str:
        walker = _Walker(self._told)
        walker.walk(element)
        self._left_out += walker._left_out
        words = " ".join(line.text for line in walker.making.lines)
        return re.sub(r"(?<!\\)\|", r"\\|", words)


def _rows(table: "Element") -> "list[list[Element]]":
    """The cells of a table that holds data; one that only arranges blocks has none."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    is_nested = any(each is not table for each in table.iter("table"))
    blocks = ("p", "ul", "ol", "pre", "h1", "h2", "h3", "blockquote")
    is_layout = any(sum(1 for _each in cell.iter(*blocks)) > 1 for row in rows for cell in row)
    return [] if is_nested or is_layout or max(map(len, rows), default=0) < 2 else rows


def _words(element: "Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _followed(said: str) -> str:
    """Where a browser goes: what is invisible in an address counts for nothing."""
    where = _INVISIBLE.sub("", said).strip()
    return f"https:{where}" if where.startswith("//") else where


def _is_safe(where: str) -> bool:
    """Whether an address is of the web, of mail, or relative; a program, a file and data are none."""
    return _SAFE.match(where.replace(" ", "")) is not None


def _is_a_line(element: "Element") -> bool:
    following = element.getnext()
    return following is not None and following.tag == "code"
