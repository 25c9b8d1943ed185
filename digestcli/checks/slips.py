"""Slips of the pen: words written twice, 的 for 地 or 得, characters that sound or look like the right ones.

Only what is wrong in nearly every sentence it can stand in; the rest is for human eyes.
"""

import re
from collections.abc import Iterator

from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.checks.slip_list import LATIN, SLIPS, Slip
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

# What may stand twice: 目的 的, 为了 了解, 存在 在, 但是 是否; 的的确确, 是是非非.
_TWICE = re.compile(
    r"""
      的的 (?<![目标打之有]的的)(?![确士])
    | 了了 (?<![甚除为]了了)(?![解断结却然悟事望得无如账])
    | 在在 (?<![存所现内潜好实自外旨贵重正]在在)(?![线场职校于乎意座此])
    | 是是 (?<![于但还就总凡正也只便可算即要先若]是是)(?![否非])
    | 和和 (?<![平饱温柔缓总中求调亲暖]和和)(?![气美谐平解睦声弦蔼])
    | 与与 (?<![参赋给授寓干]与与)(?![会否])
    | 被被 (?<![棉]被被)(?![子套告动褥害])
    | 把把 (?<![一两三几大拖火]把把)(?![手关握脉柄])
    | 从从 (?<![服自遵听顺盲跟随无]从从)(?![容属事头前句零])
    """,
    re.VERBOSE,
)
_WORD_TWICE = re.compile(
    r"(研究者|数据集|模型|论文|作者|算法|网络|参数|结果|我们|他们|它们|可以|因此|但是|然而|以及|通过|由于|进行|其中)\1"
    r"(?![库集论学家卡组图])"
)
_LATIN_TWICE = re.compile(
    r"\b(the|an|of|to|and|for|with|by|from|we|are|be|or|at|this|which)(?:[ ]+|[ ]?\r?\n)\1\b(?![-'’])",
    re.IGNORECASE,
)

_DEGREE = "很|更|更加|非常|十分|越来越|特别|格外|极其|极为|相当|尤为"
_FOR_DI = re.compile(
    r"(?:显著|有效|极大|大大|大幅|大幅度|迅速|成功|很好|更好|准确|不断|逐步|逐渐|明显|巧妙|进一步)(?P<wrong>的)"
    r"(?:提高|提升|降低|减少|减轻|改善|改进|解决|缩短|加快|加速|推动|增强|简化|完成|捕捉|缓解|节省|避免|促进)了(?!解)"
)
_FOR_DI_BEHIND_CAN = re.compile(
    r"能(?<![可性功智机技潜职效动热才万]能)够?(?:很好|更好|较好|准确|快速|自动|灵活)(?P<wrong>的)"
    r"(?=自动|直接|分割|处理|解决|完成|适应|利用|理解|捕捉|学习|生成|识别|区分|反映|保留|刻画)(?![^，。]{0,8}的)"
)
_FOR_DE = (
    re.compile(
        rf"(?:表现|变(?<![不改演多可突应]变)|显(?<![明浅凸突彰尊]显)|跑|做|写|学|说|讲|走|训练)(?P<wrong>的)"
        rf"(?:{_DEGREE})(?:好|快|慢|差|稳定|出色|优秀|清楚|明白|重要|困难|简单|复杂|强大|吃力|准|远|糟)(?![的地])"
    ),
    re.compile(r"觉(?<=[我你他她们]觉)(?P<wrong>的)(?=[这那它他她有很不])"),
    re.compile(r"值(?<=[更很也都还最常，。]值)(?P<wrong>的)(?=注意|一提|一读|一看|期待|关注|借鉴|信赖|思考)"),
    re.compile(r"取(?<![选提获抽爬读采截听汲领换摘]取)(?P<wrong>的)(?=了)"),
)

_WRONG = re.compile("|".join(map(re.escape, SLIPS)))
_WRONG_LATIN = re.compile(r"(?<![A-Za-z])(?:" + "|".join(LATIN) + r")(?=s?(?![A-Za-z]))", re.IGNORECASE)


@rule("word-twice", Severity.WARNING, mends=True)
def word_twice(page: Page) -> Iterator[Fault]:
    """A word stands twice: 的的, 我们我们, the the."""
    for pattern in (_TWICE, _WORD_TWICE):
        for found in pattern.finditer(page.prose):
            yield _twice(found, found[0][: len(found[0]) // 2])
    for found in _LATIN_TWICE.finditer(page.prose):
        if found[0].endswith(found[1].lower()):  # not The The, which is a band, nor an AN
            yield _twice(found, found[1])


def _twice(found: re.Match[str], word: str) -> Fault:
    return Fault(Span(*found.span()), _("{word} stands twice").format(word=word), fix=word)


@rule("particle", Severity.WARNING, mends=True)
def particle(page: Page) -> Iterator[Fault]:
    """The particle 的 stands where 地 or 得 is meant."""
    for pattern, right in ((_FOR_DI, "地"), (_FOR_DI_BEHIND_CAN, "地"), *((each, "得") for each in _FOR_DE)):
        for found in pattern.finditer(page.prose):
            span = Span(*found.span("wrong"))
            words = page.prose[found.start() : max(found.end(), span.end + 1)]
            message = _("in {words}, 的 should be {right}").format(words=words, right=right)
            yield Fault(span, message, fix=right)


@rule("slip", Severity.WARNING, mends=True)
def slip(page: Page) -> Iterator[Fault]:
    """A word is written with the characters of another: 欲言模型, 以经, 阀值."""
    prose = page.prose
    for found in _WRONG.finditer(prose):
        meant: Slip = SLIPS[found[0]]
        if meant.is_one(prose, found.start()):
            yield _meant(found, meant.right)
    for found in _WRONG_LATIN.finditer(prose):
        right = LATIN[found[0].lower()]
        yield _meant(found, right.capitalize() if found[0][0].isupper() else right)


def _meant(found: re.Match[str], right: str) -> Fault:
    message = _("{words} should probably be {right}").format(words=found[0], right=right)
    return Fault(Span(*found.span()), message, fix=right)
