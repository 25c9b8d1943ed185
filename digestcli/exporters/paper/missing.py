"""What to tell an editor whose words no font can print."""

from collections.abc import Sequence

from digestcli.errors import DigestError
from digestcli.exporters.extras import install
from digestcli.markup.chinese import is_cjk
from digestcli.markup.element import Element, changed, text, walk
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.plain import one_line
from digestcli.messages import _

_MOST = 8  # characters that are named


def told(characters: Sequence[str], article: Element, *, is_chinese: bool) -> DigestError:
    """An error that names each character and where it stands first, or the font that is wanting."""
    if not is_chinese and any(map(is_cjk, "".join(characters))):
        return DigestError(
            _("no Chinese font is installed: 汉字 would come out as boxes"),
            _("{command}, or for the whole system: apt-get install fonts-noto-cjk").format(
                command=install(["font", "pdf"])
            ),
        )
    unique = list(dict.fromkeys(characters))
    named = [_named(each, article) for each in unique[:_MOST]]
    if len(unique) > _MOST:
        named.append(_("{number} more").format(number=len(unique) - _MOST))
    return DigestError(
        _("no font here has {characters}").format(characters=_(", ").join(named)),
        _("install one (rare 汉字: fonts-hanazono; emoji: fonts-symbola), or write it otherwise"),
    )


def _named(characters: str, article: Element) -> str:
    points = " ".join(f"U+{ord(each):04X}" for each in characters)
    place = _place(characters, article)
    if place is None:
        return _("“{character}” ({points})").format(character=characters, points=points)
    return _("“{character}” ({points}, in “{place}”)").format(
        character=characters, points=points, place=place
    )


def _place(characters: str, article: Element) -> str | None:
    """The heading of the part that has them first; the article's own for what stands before all others."""
    (whole,) = changed((article,), {FORMULA: formula_text})
    heading = None
    for part in whole.children if isinstance(whole, Element) else ():
        heading = next((one_line(text(each)) for each in walk(part) if each.tag in {"h1", "h2"}), heading)
        if characters in text(part) and not _is_contents(part):
            return heading
    return None


def _is_contents(part: object) -> bool:
    return isinstance(part, Element) and part.tag == "nav"
