"""The Radiostation: lists of further papers, one line each."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

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
from digestcli.model.publication import Publication
from digestcli.model.text import Edit, Span, Text
from digestcli.values import dataclass

_MARK = re.compile(r"[ \t\u3000]*(?:(?:[-*+•]|\d{1,3}[.)])(?=[ \t\u3000])|\d{1,3}[．、）])[ \t\u3000]*")
_DURATION = re.compile(r"[（(][ \t]*(\d{1,3}[:：]\d{2}(?:[:：]\d{2})?)[ \t]*[）)][ \t]*\Z", re.ASCII)
_SENTENCE = re.compile("[。！？；，]")
_AROUND = " \t\u3000：:，,、-—–"
_WHOLE = re.compile(r"(\*{1,3}|_{1,3})((?:(?!\1).)*)\1")  # words that are emphasised all of them
_LOOSE = re.compile(r"\A[*_]+(?=\s)|(?<=\s)[*_]+\Z")  # marks that emphasise nothing any more


@dataclass(frozen=True, slots=True)
class AudioLine:
    """The line that names a list's recording: the columns of what it says."""

    value: int  # where all that is said begins, behind the colon
    path: tuple[int, int]  # empty where nothing is said
    duration: tuple[int, int] | None  # of the digits


def mark_of(text: str) -> str:
    """What a line of a list begins with: `- `, `3. `."""
    mark = _MARK.match(text)
    return mark[0] if mark else ""


def audio_line(text: str, publication: Publication) -> AudioLine | None:
    """How a line names a list's recording, if it does."""
    text = text.rstrip()
    label = _audio_label(publication.radio_audio).match(text, len(mark_of(text)))
    if label is None:
        return None
    start = len(text) - len(text[label.end() :].lstrip())
    duration = _DURATION.search(text, start)
    end = len(text[: duration.start() if duration else None].rstrip())
    if link := LINK.fullmatch(text, start, end):
        start, end = link.span(2)
    return AudioLine(label.end(), (start, end), duration.span(1) if duration else None)


@cache
def _audio_label(own: str | None) -> re.Pattern[str]:
    labels = _any_of(filter(None, (own, *words.AUDIO)))
    return re.compile(rf"(?:\*\*)?(?:{labels})(?:\*\*)?[ \t]*[：:](?:\*\*)?")


@cache
def _names_behind(own: str) -> re.Pattern[str]:
    """`(from A, B)` and `（A、B）` at a line's end; no blank has to follow 来自."""
    before = rf"(?:{_any_of((own, *words.FROM))})(?:(?<![A-Za-z0-9])|(?=[ \t]))"
    return re.compile(
        rf"(?:[（(][ \t]*{before}[ \t]*([^（）()]*)|（([^（）()]*))[）)][ \t]*\Z", re.IGNORECASE
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(names), key=lambda name: (-len(name), name))))


def read_radio(
    section: Section, lists: Sequence[Section], span: Span, publication: Publication, faults: Faults
) -> Radio:
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
        lists=tuple(_read_list(each, publication, faults) for each in lists),
        span=span,
    )


def _read_list(section: Section, publication: Publication, faults: Faults) -> RadioList:
    _refuse_paper(section, faults)
    reader = _ListReader(publication, faults)
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

    def __init__(self, publication: Publication, faults: Faults) -> None:
        self._publication = publication
        self._faults = faults
        self._names = _names_behind(publication.radio_from)
        self.picks: list[Pick] = []
        self.audio: Text | None = None
        self.duration: str | None = None

    def takes(self, line: Line) -> bool:
        text = line.text.rstrip()
        if not line.free or not text or prose.is_definition(line):
            return False
        mark = mark_of(text)
        start = len(mark)
        if self.audio is None and (audio := audio_line(text, self._publication)):
            self._take_audio(line, audio)
            return True
        if not mark and (_SENTENCE.search(text) or not any(ids_in(text))):
            return False
        if start == len(text):
            return False
        self._take_pick(line, start, text[start:])
        return True

    def _take_audio(self, line: Line, audio: AudioLine) -> None:
        path = line.text[slice(*audio.path)]
        if not path:
            label = self._publication.words.audio
            self._faults.report("field-empty", line.offset(0), _("{label} is empty").format(label=label))
            return
        self.audio = Text(path, line.span(*audio.path))
        if audio.duration:
            self.duration = line.text[slice(*audio.duration)].replace("：", ":")

    def _take_pick(self, line: Line, start: int, body: str) -> None:
        who = self._names.search(body)
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
    for pair in ("()", "（）", "[]", "<>", "****", "____"):
        text = text.replace(pair, "")
    text = text.strip(_AROUND)
    whole = _WHOLE.fullmatch(text)
    return _LOOSE.sub("", whole[2] if whole else text).strip(_AROUND) or None
