"""What Chinese typesetting asks about a character."""

from unicodedata import category, east_asian_width

# No line may begin with one of these, nor end with one of those (标点避头尾).
CLOSING = frozenset("，。、；：？！）」』》〉】〕〗］｝”’…·‥～％‰℃﹐﹑﹒﹔﹕﹖﹗｡｣､･々ーゝゞ,.;:!?)]}%»›")
OPENING = frozenset("（「『《〈【〔〖［｛“‘〝｢￥＄([{«‹")
# Marks that Chinese and Western text share; beside an emphasis mark they count as Chinese.
_SHARED = frozenset("“”‘’—…·")


def is_cjk(character: str) -> bool:
    """Whether `character` is Han, kana, hangul, full-width punctuation or a mark shared with them."""
    if character < "\u1100":
        return character == "·"
    return character in _SHARED or (east_asian_width(character) in "WF" and not _is_emoji(character))


def joins_lines(character: str) -> bool:
    """Whether a line end in the source beside `character` stands for no blank: CJK, but hangul has blanks."""
    return is_cjk(character) and not "\uac00" <= character <= "\ud7a3"


def is_mark(character: str) -> bool:
    """Whether `character` is drawn on the one before it: accents, variation selectors, skin tones."""
    return character > "\u02ff" and (
        category(character) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _is_emoji(character: str) -> bool:
    return "\u231a" <= character <= "\u2bff" or "\U0001f000" <= character <= "\U0001faff"
