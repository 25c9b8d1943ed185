"""What is not read aloud: addresses, ids, pictures, comments, and the marks of Markdown and HTML."""

import re
from html import unescape

from digestcli.issuefile.ids import ids_in

_IN_ADDRESS = r"[^\s<>()\[\]{}（）【】《》“”‘’，。；：、！？\"'`|]"
_TAIL = rf"(?:{_IN_ADDRESS}|\({_IN_ADDRESS}*\))*"
_TOP = "com|org|net|io|ai|edu|gov|cn|co|dev|app|me|uk|de|fr|jp|ch|eu|info|xyz"
ADDRESS = re.compile(
    rf"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*+://|www\.){_TAIL}"
    rf"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_TOP})/{_TAIL}"
    r"|(?:mailto:)?(?<![\w.+-])[\w.+-]+@[a-z][\w-]*(?:\.[a-z][\w-]*)+"
    rf"|(?:doi[:：][ ]?)?(?<![\w.])10\.\d{{4,9}}/{_TAIL}",
    re.IGNORECASE | re.ASCII,
)
_GONE = "\ue000"  # stands for what was left out, until its brackets and its label are too
_TAGS = (
    "a|abbr|audio|b|bdi|big|blockquote|br|center|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i"
    "|iframe|img|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|small|source|span|strong|sub|summary|sup|table|tbody|td"
    "|th|thead|tr|tt|u|ul|video"
)
_NO_WORDS = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?"  # a picture
    r"|\[(?:\^[^\[\]\s]+|\d+(?:[ ]?[,，–-][ ]?\d+)*)\]"  # a footnote, or the numbers of some references
    r"|(?<=\])\((?:[^()]|\([^()]*\))*+\)"  # where a link leads
    r"|~~[^~]+~~"  # struck out
    rf"|</?(?:{_TAGS})(?:\s[a-z-]{{1,20}}=[^<>]*)?\s?/?>",  # a<b and c>d are none
    re.IGNORECASE | re.ASCII,
)
_TOKEN = re.compile(r"<[/|]?([A-Za-z][\w.-]{0,40})\|?>")  # <EOS> is a word
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])(\*{1,3})(?=[^\s*])([^*]+)(?<=\S)\1(?!\*)")
_TEX_ADDRESS = re.compile(r"\\(?:url\{[^{}]*\}|href\{[^{}]*\})")
_ADDED = re.compile(r"(?<=[A-Za-z])\[([A-Za-z]{1,8})\](?!\()")  # Dialog[ue]
_MARKS = re.compile(r"^(?:[ ]*(?:#{1,6}|>|[-*+•])(?=[ ]))+[ ]*")
_NUMBERED = re.compile(r"^(\d{1,2})[.)、][ ]+")
_BRACKETED = re.compile(
    rf"[(（\[【<《][^()（）\[\]【】<>《》{_GONE}]{{0,12}}(?:{_GONE}[ ,，、]*)+[)）\]】>》]"
)
_LABEL = rf"[^\s，。；！？、：:{_GONE}]"
_LABELLED = re.compile(
    rf"(?:^|(?<=[，。；！？、\s]))(?:{_LABEL}{{1,8}}[：:]|{_LABEL}{{0,8}}见)[ ]?(?:{_GONE}[ ,，、]*)+"
)


def without(text: str) -> str:
    """`text` without all that, an address together with its brackets and with a label before it."""
    text = _ADDED.sub(r"\1", _NO_WORDS.sub(" ", _NUMBERED.sub(r"\1, ", _MARKS.sub("", unescape(text)))))
    text = _TOKEN.sub(r" \1 ", _EMPHASIS.sub(r"\2", _TEX_ADDRESS.sub("", text)))
    text = ADDRESS.sub(lambda address: _GONE + _stops(address[0]), _without_ids(text))
    for pattern in (_BRACKETED, _LABELLED):
        text = pattern.sub(" ", text)
    return text.replace(_GONE, " ")


def _without_ids(text: str) -> str:
    parts, at = [], 0
    for found in ids_in(text):
        parts += [text[at : found.start], _GONE]
        at = found.end
    return "".join([*parts, text[at:]])


def _stops(address: str) -> str:
    """The marks that end a sentence, not the address."""
    return address[len(address.rstrip(".,;:!?*_~")) :]
