r"""Text that is safe to print: on a terminal, in a pipe, in a file that somebody will `cat`.

What is shown instead of what was there:

- a whole escape sequence (CSI, OSC, DCS, a charset switch): one U+FFFD; a terminal would show nothing of it
- an escape sequence that never ends, and any other control character, C1 and DEL too: U+FFFD for it alone
- U+FFFE and U+FFFF, which no XML may hold: U+FFFD
- bidi controls, tag characters, annotation marks, lone surrogates: their code point, `<U+202E>`
- zero-width characters: nothing, as nothing was visible; a joiner between two emoji stays
- `\r\n`, U+2028, U+2029: a newline. Newlines and tabs stay; a lone `\r`, which overwrites, is a control

Nothing visible is dropped, and words never run together: between them stands the mark.
"""

import re
from functools import cache

_SEQUENCE = (
    r"\x1b(?:"
    r"\[[0-?]*+[ -/]*+[@-~]"  # CSI: colours, cursor, erasing
    r"|[\]PX^_][^\x07\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC up to their end
    r"|[ -/]*+[0-OQ-WYZ`-~]"  # two and more characters: charsets, save and restore, reset
    r")"
)
CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff"  # these, as what stands in a class of a regex
DIRECTION = (
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # and its deprecated relatives
    r"\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags, which hide words
)
ZERO_WIDTH = r"\u200b-\u200d\u2060-\u2064\u180e\ufeff"
EMOJI = r"\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_ODD = (
    rf"(?P<newline>\r\n|[\u2028\u2029])"
    rf"|(?P<joiner>(?<=[{EMOJI}\ufe0f])\u200d(?=[{EMOJI}]))"
    rf"|(?P<control>{_SEQUENCE}|[{CONTROL}])"
    rf"|(?P<unseen>[{DIRECTION}\ud800-\udfff])"
    rf"|(?P<nothing>[{ZERO_WIDTH}])"
)
_BLANKS = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """`text` with nothing in it that a terminal obeys or an eye cannot see; the same when cleaned again."""
    # Whatever is odd is of a class that Python calls unprintable, and most text is asked no more than that.
    return text if text.isprintable() else _odd().sub(_shown, text)


def one_line(text: str) -> str:
    """`text` cleaned, on one line: runs of blanks, tabs and newlines are one blank, none at either end."""
    return _BLANKS.sub(" ", clean(text)).strip()


@cache
def _odd() -> re.Pattern[str]:
    """Compiled for the first text that has anything odd: in most runs there is none."""
    return re.compile(_ODD)


def _shown(odd: re.Match[str]) -> str:
    match odd.lastgroup:
        case "newline":
            return "\n"
        case "joiner":
            return odd[0]
        case "control":
            return "\ufffd"
        case "unseen":
            return f"<U+{ord(odd[0]):04X}>"
        case _:
            return ""
