"""The inside of a paragraph as styled text: emphasis, code, links, pictures, formulas."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from digestcli.markup.plain import clean
from digestcli.markup.tex import to_unicode

if TYPE_CHECKING:
    from markdown_it.token import Token

CODE = Style(color="cyan")
DIM = Style(dim=True)
_LINK = Style(underline=True)
_SPANS = {"strong": Style(bold=True), "em": Style(italic=True), "s": Style(strike=True)}
# What a terminal may be told to open: nothing that could end the sequence it is told in.
_OPENABLE = re.compile(r"https?://[!-~]+")


def inline(tokens: Sequence["Token"], *, in_pipe: bool) -> Text:
    """`tokens` as one text, newlines only where the editor broke the line by hand.

    What is struck out stands between `~~` as well: where no stroke is drawn it would say the opposite.
    """
    text = Text()
    styles = [Style()]
    links: list[tuple[str, int]] = []  # address, and where its words begin
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if edge == "open" and kind == "link":
            address = str(token.attrs.get("href", ""))
            links.append((address, len(text)))
            styles.append(styles[-1] + _link_style(address, in_pipe=in_pipe))
        elif edge == "open":
            styles.append(styles[-1] + _SPANS.get(kind, Style()))
        elif edge == "close":
            styles.pop()
        if kind == "s":
            text.append("~~")
        elif kind == "link" and edge == "close":
            _append_address(text, *links.pop())
        elif edge not in ("open", "close"):
            _append(text, token, styles[-1])
    return text


def one_style(text: str, style: Style | str = "") -> Text:
    """`text` cleaned, tabs as blanks."""
    return Text(clean(text).replace("\t", " "), style)


def _append(text: Text, token: "Token", style: Style) -> None:
    match token.type:
        case "softbreak":
            text.append(" ")
        case "hardbreak":
            text.append("\n")
        case "code_inline":
            text.append_text(one_style(token.content, style + CODE))
        case "math_inline" | "math_inline_double":
            text.append_text(one_style(to_unicode(f"${token.content}$"), style))
        case "image":
            words = inline(token.children or (), in_pipe=True).plain
            path = _readable(str(token.attrs.get("src", "")))
            text.append_text(one_style(f"［图］{words} ".rstrip(), style))
            text.append_text(one_style(f" ({path})", style + DIM))
        case "footnote_ref":
            text.append(f"[{clean(token.meta['label'])}]", style + DIM)
        case _:
            text.append_text(one_style(token.content, style))


def _append_address(text: Text, address: str, begin: int) -> None:
    """The address behind a link's words, unless it is the words: not every terminal opens links."""
    shown = clean(_readable(address))
    if text.plain[begin:] not in (shown, shown.removeprefix("mailto:")):
        text.append(f" ({shown})", DIM)


def _link_style(address: str, *, in_pipe: bool) -> Style:
    if in_pipe or not _OPENABLE.fullmatch(address):
        return Style()
    return _LINK + Style(link=address)


def _readable(address: str) -> str:
    """An address with its percent-encoded 汉字 as such."""
    from markdown_it.common.normalize_url import normalizeLinkText  # noqa: PLC0415 - loaded with the tokens

    return normalizeLinkText(address)
