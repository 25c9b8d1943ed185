"""The Radiostation: lists of further papers, one line each."""

import re
from collections.abc import Sequence

from digestcli import words
from digestcli.errors import BadId
from digestcli.issuefile import prose
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import named_by
from digestcli.issuefile.ids import LINK, Found, first_word, ids_in, is_meant_as_id
from digestcli.issuefile.lines import Line
from digestcli.issuefile.sections import Section, lay_out
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.issue import Pick, Radio, RadioList
from digestcli.model.text import Edit, Span

_MARK = re.compile(r"[ \t\u3000]*(?:(?:[-*+•]|\d{1,3}[.)])(?=[ \t\u3000])|\d{1,3}[．、])[ \t\u3000]*")
_NAMES = re.compile(r"(?:[（(][ \t]*from[ \t]+([^（）()]*)|（([^（）()]*))[）)][ \t]*\Z", re.IGNORECASE)
_AUDIO = re.compile(rf"(?:\*\*)?(?:{'|'.join(words.AUDIO)})(?:\*\*)?[ \t]*[：:](?:\*\*)?")
_DURATION = re.compile(r"[（(][ \t]*(\d{1,3}[:：]\d{2}(?:[:：]\d{2})?)[ \t]*[）)][ \t]*\Z", re.ASCII)
_SENTENCE = re.compile("[。！？；，]")
_AROUND = " \t\u3000：:，,、-—–*_"


def read_radio(section: Section, lists: Sequence[Section], span: Span, faults: Faults) -> Radio:
    """The Radiostation that opens with `section`, with a list for each `##` below it."""
    for line in section.lines:
        if line.free and _MARK.match(line.text) and any(ids_in(line.text)):
            faults.report(
                "radio-list",
                line.offset(0),
                _("this paper stands in no list of the Radiostation"),
                _("open one above it: ## NLP"),
            )
            break
    return Radio(
        heading=section.heading.words,
        text=prose.words(section.lines),
        lists=tuple(_read_list(each, faults) for each in lists),
        span=span,
    )


def _read_list(section: Section, faults: Faults) -> RadioList:
    _refuse_paper(section, faults)
    reader = _ListReader(faults)
    rest = [line for line in section.lines if not reader.takes(line)]
    return RadioList(
        name=section.heading.text,
        text=prose.words(rest),
        picks=tuple(reader.picks),
        audio=reader.audio,
        duration=reader.duration,
        span=section.span,
    )


def _refuse_paper(section: Section, faults: Faults) -> None:
    named = named_by(section.heading, faults)
    fields = {field.label for _line, field in lay_out(section.lines).fields}
    if named.is_paper or fields & {*words.AUTHORS, *words.LINK}:
        refuse_paper(named.ref, section.heading.line.start, faults)


def refuse_paper(ref: ArxivId | None, at: int, faults: Faults) -> None:
    """Reports a section about `ref` that an export, or a reader, would take for one of the lists."""
    faults.report(
        "radio-paper",
        at,
        _("a paper's section below the Radiostation"),
        _("move it above the Radiostation, or write it as a line of a list: - {id}").format(
            id=ref or "2304.02643"
        ),
    )


class _ListReader:
    """Takes the lines of one list that are its papers or its audio; the others are words."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.picks: list[Pick] = []
        self.audio: str | None = None
        self.duration: str | None = None

    def takes(self, line: Line) -> bool:
        text = line.text.rstrip()
        if not line.free or not text or prose.is_definition(line):
            return False
        mark = _MARK.match(text)
        start = mark.end() if mark else 0
        if self.audio is None and (audio := _AUDIO.match(text, start)):
            self._take_audio(line, text[audio.end() :].strip())
            return True
        if mark is None and (_SENTENCE.search(text) or not any(ids_in(text))):
            return False
        if start == len(text):
            return False
        self._take_pick(line, start, text[start:])
        return True

    def _take_audio(self, line: Line, text: str) -> None:
        if not text:
            self._faults.report(
                "field-empty", line.offset(0), _("{label} is empty").format(label=words.AUDIO[0])
            )
            return
        if duration := _DURATION.search(text):
            self.duration = duration[1].replace("：", ":")
            text = text[: duration.start()].rstrip()
        link = LINK.fullmatch(text)
        self.audio = link[2] if link else text

    def _take_pick(self, line: Line, start: int, body: str) -> None:
        who = _NAMES.search(body)
        rest = body[: who.start()].rstrip() if who else body
        ref, title = self._paper(line, start, rest)
        names = tuple(name.strip() for name in re.split("[、，,;；]", who[1] or who[2] or "")) if who else ()
        place = Span(line.start, line.end)
        self.picks.append(Pick(ref=ref, title=title, names=tuple(filter(None, names)), span=place))

    def _paper(self, line: Line, start: int, text: str) -> tuple[ArxivId | None, str | None]:
        """The one paper a line names and its other words; a line that names none keeps all of its words."""
        linked: list[ArxivId] = []
        # `[Title](address).` as our own export has it: the stop ends the line, not the title
        sentence = text.removesuffix(".") if text.endswith(").") else text
        shown = LINK.sub(lambda link: _link_words(link, linked), sentence)
        found = list(ids_in(shown)) or ([] if linked else self._odd_id(line, start, text))
        ids = linked or [each.id for each in found]
        if len({ref.bare for ref in ids}) == 1:
            return ids[0], _words_beside([each for each in found if each.id.bare == ids[0].bare], shown)
        self._report_unnamed(line, start, text, len(ids))
        return None, text

    def _odd_id(self, line: Line, start: int, text: str) -> list[Found]:
        """An id in full-width digits or with a slip in it."""
        word, begin, end = first_word(text)
        if not is_meant_as_id(word):
            return []
        place = line.span(start + begin, start + end)
        try:
            odd = identify(word)
        except BadId as error:
            self._faults.report("id-form", place.start, error.message, error.hint)
            return []
        self._faults.report("id-read", place.start, odd.remark or str(odd.id), fix=Edit(place, str(odd.id)))
        return [Found(odd.id, begin, end)]

    def _report_unnamed(self, line: Line, start: int, text: str, ids: int) -> None:
        at = line.offset(start)
        if ids:
            message = _("this line names {count} papers: kept as it stands").format(count=ids)
            self._faults.report("two-ids", at, message, _("one line, one paper"))
        else:
            message = _("{line} names no arXiv paper: kept as a title").format(line=text)
            self._faults.report("pick-unnamed", at, message, _("begin the line with the paper's id"))


def _link_words(link: re.Match[str], linked: list[ArxivId]) -> str:
    """A link's words where it leads to a paper, which is noted in `linked`; any other link as it stands."""
    try:
        linked.append(identify(link[2]).id)
    except BadId:
        return link[0]
    return link[1]


def _words_beside(found: Sequence[Found], text: str) -> str | None:
    for each in reversed(found):
        text = text[: each.start] + text[each.end :]
    for pair in ("()", "（）", "[]", "<>"):
        text = text.replace(pair, "")
    return text.strip(_AROUND) or None
