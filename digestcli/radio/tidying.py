"""What is left over where something was left out: blanks, empty brackets, a comma before a full stop."""

import re

from digestcli.radio.amounts import runs_together

_ROUNDS = 8  # where one thing goes, another may be left over
_BLANKS = re.compile(r" {2,}")
_AROUND_WIDE = re.compile(r" *([，。！？；：、（）《》「」『』【】…]) *")
_BEFORE_STOP = re.compile(r" +(?=[,.;:!?)])|(?<=\() +")
_EMPTY = re.compile(
    r"[（《「『【(“‘][（《「『【(“‘，、；：,;: ]{0,40}+[）》」』】)”’](?:[，、；：,;: ]{0,8}[）》」』】)])*"
)
_WEAK = re.compile(r"[，、；：,;:]+ *(?=[，。！？；：、）])|(?<=[（。！？])[，、；：。]+")
_FIRST = re.compile(r"^[ ，、；：。！？,;:.!?)）]+")
_LAST = re.compile(r"[，、, ]+$")
_BETWEEN_HAN = re.compile(r"([\u3400-\u9fff]) (?=([\u3400-\u9fff]))")


def tidy(text: str) -> str:
    """`text` as somebody would have written it; the same when tidied again."""
    for _round in range(_ROUNDS):
        before = text
        text = _AROUND_WIDE.sub(r"\1", _BETWEEN_HAN.sub(_joined, _BLANKS.sub(" ", text)))
        for left_over in (_BEFORE_STOP, _EMPTY, _WEAK, _FIRST, _LAST):
            text = left_over.sub("", text)
        if text == before:
            break
    return text


def _joined(found: re.Match[str]) -> str:
    return found[0] if runs_together(found[1], found[2]) else found[1]
