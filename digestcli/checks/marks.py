"""Punctuation: half-width marks among 汉字, marks that stand twice, dashes and dots, full-width letters."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from digestcli.checks.letters import CLOSING, FULL, HAN, LATIN, OPENING, PAUSES, WIDE
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_BEHIND = f"{HAN}{CLOSING}”"  # behind one of these a mark is Chinese
_AHEAD = f"{HAN}{OPENING}“"  # and before one of these

_PAUSE = re.compile(
    rf"""
    [,;:!?](?:
      (?P<behind> (?<=[{_BEHIND}].) | (?<=[！？][!?]) ) (?! [=/\[] | (?<=[:;])[()] ) [ ]*+
    | (?<=[{_BEHIND}][ ].) (?=[ ]?[{_AHEAD}])                  # `文 ,字`
    | (?<![\s,;:!?.&].) (?=[{_AHEAD}])                          # `GPT,文`
    | (?<=[A-Za-z0-9)%\]][,;:]) (?P<apart> [ ] (?=[{_AHEAD}]))  # `GPT, 文`
    )
    """,
    re.VERBOSE,
)
_NOT_PAUSE = re.compile(r":[a-z0-9_+-]+:|&[A-Za-z0-9#]{1,10};")  # an emoji's name, an entity
_STOP = re.compile(rf"\.(?<=[{_BEHIND}].)(?![.0-9A-Za-z…。]|[ ]\.)")
_NUMERAL = re.compile(
    r"[#>\s]*第?[一二三四五六七八九十百零]+[章节篇]?|[#>\s]*[图表式附录]+[一二三四五六七八九十]+"
)
_WESTERN_END = re.compile(r"[a-z0-9)]\.(?=[ \t]*(?:\r?\n|\0|\Z))")
_WORD = re.compile("[A-Za-z]+")
_SHORT = re.compile(
    r"(?:^|[^A-Za-z])(?:al|etc|Inc|Ltd|Co|Corp|Jr|Sr|vs|cf|ed|eds|no|vol|pp|St|[A-Za-z])\Z", re.IGNORECASE
)

_BRACKETS = re.compile(r"\((?P<inner>[^()\n]{1,200})\)")
_FORMULA = re.compile(r"[|=\\]|\A[\"']")  # or a tuple: ("甲", "乙")
_FUNCTION = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|sim|log|exp|max|min|softmax|argmax|argmin)\Z")
_ANY_HAN = re.compile(f"[{HAN}]")

_RUN = re.compile(rf"[{PAUSES}](?:[{PAUSES},;:!?]++(?!=)|(?<=。)\.(?![.。…0-9A-Za-z]))")
_PILED = re.compile(r"[！？][！？!?]{3,}")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．]*")
_DOTS = re.compile(r"[.。…](?:[.。…]+|(?<=…))")
_DASH = re.compile(r"-{2,3}(?!-)")


@rule("half-width-mark", Severity.WARNING, mends=True)
def half_width_mark(page: Page) -> Iterator[Fault]:
    """A half-width comma, colon, semicolon, question or exclamation mark among 汉字."""
    prose = page.chinese
    for found in _PAUSE.finditer(prose):
        at = found.start()
        if _is_no_pause(prose, at):
            continue
        mark = prose[at].translate(WIDE)
        message = _("{half} among 汉字 should be {full}").format(half=prose[at], full=mark)
        if found["behind"] is not None:
            is_last = prose[found.end() : found.end() + 1] in {"", "\r", "\n"}
            yield Fault(Span(at, at + 1) if is_last else Span(*found.span()), message, fix=mark)
        elif prose[at - 1] == " ":
            yield Fault(Span(at - 1, at + 1), message, fix=mark)
        elif found["apart"] and prose[at] == ",":  # the others of a list may be half-width too, or want 、
            yield Fault(Span(at, at + 1), message)
        else:
            yield Fault(Span(*found.span()), message, fix=mark)


def _is_no_pause(prose: str, at: int) -> bool:
    around = prose[max(0, at - 12) : at + 24]
    here = min(at, 12)
    return any(each.start() <= here < each.end() for each in _NOT_PAUSE.finditer(around))


@rule("half-width-stop", Severity.WARNING, mends=True)
def half_width_stop(page: Page) -> Iterator[Fault]:
    """A full stop of Western writing ends a Chinese sentence."""
    prose = page.chinese
    for found in _STOP.finditer(prose):
        at, end = found.span()
        if _NUMERAL.fullmatch(page.line_before(at)) or (
            prose[end : end + 1] == "\0" and not _ends(page.text, end)
        ):
            continue
        message = _("{half} among 汉字 should be {full}").format(half=".", full="。")
        if _ANY_HAN.match(prose, end):  # a name in two parts wants ·, two sentences want 。
            yield Fault(Span(at, end), _("a half-width . stands between 汉字"))
        else:
            yield Fault(Span(at, end), message, fix="。")
    for found in _WESTERN_END.finditer(prose):
        at = found.end() - 1
        if _ends(page.text, at + 1) and _is_chinese(page.line_before(at)):
            message = _("{half} among 汉字 should be {full}").format(half=".", full="。")
            yield Fault(Span(at, at + 1), message, fix="。")


def _ends(text: str, at: int) -> bool:
    """Whether words end here: with the line, the text, or a mark of emphasis."""
    return at >= len(text) or text[at] in " \t\r\n*_~"


def _is_chinese(line: str) -> bool:
    """Whether the sentence that ends `line` is Chinese, and its stop not that of a short form."""
    if _SHORT.search(line):
        return False
    sentence = re.split("[。！？]", line)[-1]
    return len(_ANY_HAN.findall(sentence)) >= max(4, len(_WORD.findall(sentence)))


@rule("half-width-brackets", Severity.WARNING, mends=True)
def half_width_brackets(page: Page) -> Iterator[Fault]:
    """Half-width brackets around 汉字, or hard behind them."""
    prose = page.chinese
    for found in _BRACKETS.finditer(prose):
        start, end = found.span()
        before = prose[start - 1 : start] if start else ""
        if before == "\\" or _FORMULA.search(found["inner"]) or _FUNCTION.search(prose, start - 8, start):
            continue
        is_chinese = _ANY_HAN.search(found["inner"]) is not None
        is_behind = _ANY_HAN.fullmatch(before) is not None and len(found["inner"]) > 2
        if is_chinese or is_behind:
            first = start - (before == " " and start > 1 and prose[start - 2] not in "\0\n>#|+*-.")
            inner = page.text[start + 1 : end - 1].strip(" ")
            message = _("half-width brackets among 汉字 should be （）")
            yield Fault(Span(first, end), message, fix=f"（{inner}）")


@rule("mark-twice", Severity.WARNING, mends=True)
def mark_twice(page: Page) -> Iterator[Fault]:
    """Two pauses stand in a row, as in `。。` or `，。`, where one is meant."""
    prose = page.chinese
    for found in _RUN.finditer(prose):
        start, end = found.span()
        marks = set(found[0].replace(".", "。").translate(WIDE))
        if marks <= {"！", "？"} or (marks == {"。"} and (len(found[0]) > 2 or "." in found[0])):
            continue  # 。。。 and 。.. are dots
        if marks in ({"！", "、"}, {"？", "、"}):  # 、 between sentences that are listed: Wow！、Yes！
            continue
        if _is_spoken_of(prose, start, end):
            continue
        message = _("{marks}: one mark too many").format(marks=found[0])
        yield Fault(Span(start, end), message, fix=marks.pop() if len(marks) == 1 else None)


def _is_spoken_of(prose: str, start: int, end: int) -> bool:
    """Whether nothing but these marks stands in quotes or brackets: 「...」 is not ……."""
    opening, closing = prose[start - 1 : start], prose[end : end + 1]
    return opening in {*OPENING, "“", "‘"} and closing in {*CLOSING, "”", "’"}


@rule("marks-piled", Severity.HINT)
def marks_piled(page: Page) -> Iterator[Fault]:
    """More than three question or exclamation marks in a row."""
    for found in _PILED.finditer(page.chinese):
        yield Fault(Span(*found.span()), _("more than three marks in a row"))


@rule("full-width-letter", Severity.WARNING, mends=True)
def full_width_letter(page: Page) -> Iterator[Fault]:
    """Full-width letters or digits."""
    for found in _FULL_WIDTH.finditer(page.chinese):
        half = normalize("NFKC", found[0])
        message = _("{full} should be half-width: {half}").format(full=found[0], half=half)
        yield Fault(Span(*found.span()), message, fix=half)


@rule("ellipsis", Severity.WARNING, mends=True)
def ellipsis(page: Page) -> Iterator[Fault]:
    """Dots among 汉字 that are no `……`, as in `...`, `。。。` or a lonely `…`."""
    prose = page.chinese
    for found in _DOTS.finditer(prose):
        dots, (start, end) = found[0], found.span()
        around = prose[start - 1 : start] + prose[end : end + 1] if start else prose[end : end + 1]
        if _is_spoken_of(prose, start, end):
            continue
        is_chinese = re.search(f"[{HAN}{FULL}]", around) is not None
        is_short = set(dots) == {"…"} and (len(dots) == 1 or len(dots) == 3)
        is_western = set(dots) == {"."} and len(dots) >= 3
        if (is_chinese and (is_short or is_western)) or (set(dots) == {"。"} and len(dots) >= 3):
            yield Fault(Span(start, end), _("an ellipsis is written ……"), fix="……")


@rule("dash", Severity.WARNING, mends=True)
def dash(page: Page) -> Iterator[Fault]:
    """Hyphens among 汉字 that stand for ——."""
    prose = page.chinese
    for found in _DASH.finditer(prose):
        start, end = found.span()
        before, after = prose[max(0, start - 2) : start].rstrip(" "), prose[end : end + 2].lstrip(" ")
        behind = re.search(f"[{HAN}{LATIN}{CLOSING}”)]\\Z", before)
        if behind and re.match(f"[{HAN}{OPENING}“]", after):
            first = start - (prose[start - 1] == " ")
            last = end + (prose[end : end + 1] == " ")
            yield Fault(Span(first, last), _("a dash is written ——"), fix="——")
