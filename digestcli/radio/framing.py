"""What a presenter says around the papers; it varies with their places, and is the same again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Framing:
    greeting: str  # holds {publication} and {issue}
    subject: str  # holds {list} and {count}
    only: str  # leads in the paper of a list of one
    first: str
    between: tuple[str, ...]  # by turns; each holds {number}
    last: str
    by: str  # behind a title; holds {names}
    by_after_mark: str  # the same where the title ends with its own mark
    two_names: str  # holds {first} and {second}
    comma: str  # between more of them
    more_names: str  # there are others; holds {names}
    recommendation: str  # before the 推荐
    end: str  # the title of the last chapter
    closing: str  # holds {list} and {count}
    issue: str  # holds {number}
    stop: str


CHINESE = Framing(
    greeting="大家好，这里是{publication}{issue}。",
    subject="本期 {list} 电台为大家带来 {count} 篇论文。",
    only="这一篇是，",
    first="第一篇，",
    between=(
        "接下来是第 {number} 篇，",
        "第 {number} 篇，",
        "再来看第 {number} 篇，",
        "第 {number} 篇，",
        "我们继续，第 {number} 篇，",
        "第 {number} 篇，",
    ),
    last="最后一篇，",
    by="，来自 {names}",
    by_after_mark="来自 {names}",
    two_names="{first} 和 {second}",
    comma="、",
    more_names="{names} 等",
    recommendation="推荐理由：",
    end="结语",
    closing=(
        "以上就是本期 {list} 电台的 {count} 篇论文，论文地址都列在本期的文章里。感谢收听，我们下期再见。"
    ),
    issue="第 {number} 期",
    stop="。",
)
ENGLISH = Framing(
    greeting="Hello, this is {publication}{issue}.",
    subject="On our {list} radio today: {count}.",
    only="The paper is: ",
    first="First: ",
    between=(
        "Next, number {number}: ",
        "Number {number}: ",
        "On to number {number}: ",
        "Number {number}: ",
        "Then, number {number}: ",
        "Number {number}: ",
    ),
    last="And last: ",
    by=", by {names}",
    by_after_mark="By {names}",
    two_names="{first} and {second}",
    comma=", ",
    more_names="{names} and others",
    recommendation="Why read it: ",
    end="Closing",
    closing=(
        "That was our {list} radio: {count}. Their addresses are in the issue. "
        "Thank you for listening, and until next time."
    ),
    issue=", number {number}",
    stop=".",
)


def framing(language: str) -> Framing:
    """The words of a publication's `language`: English where it is `en`, else Chinese."""
    return ENGLISH if language.lower().startswith("en") else CHINESE
