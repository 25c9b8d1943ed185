r"""Names from sources that keep family and given names apart, spelled back as arXiv's API spells them.

Whoever answers for arXiv, the authors are to read the same: what one source keeps as `N\'u\~nez`, `Mar\'ia`
and another as `Núñez, María` is `María Núñez`. What is not surely in that order is left in its own.
"""

from digestcli.markup.tex import to_unicode
from digestcli.sources.wording import one_line

_JUNIORS = frozenset({"Jr", "Jr.", "Sr", "Sr."})
_SUFFIXES = _JUNIORS | {"II", "III", "IV", "V"}
_OF_MANY = frozenset({"and", "&", "Collaboration", "Collaborations", "Consortium", "Group", "Team"})
_FIRMS = frozenset({"Inc", "Inc.", "Ltd", "Ltd.", "LLC", "GmbH", "Corp.", "Co.", "S.A."})


def spelled(family: str, given: str, suffix: str = "") -> str:
    """`Given Family Suffix`, with TeX's accents in Unicode; a collaboration has no given name."""
    return one_line(" ".join(map(to_unicode, (given, family, suffix))))


def turned(name: str) -> str:
    """`Family, Given` as `Given Family`, a `Jr` last wherever it stood; any other name in its own order."""
    parts = [one_line(part) for part in name.split(",")]
    if not all(parts):
        return spelled(name, "")
    match parts:
        case [family, suffix] if suffix in _JUNIORS:  # while `Kumar, V` and `Ivanov, II` have initials
            return spelled(family, "", suffix)
        case [family, given] if _is_a_person(family, given):
            return spelled(family, given)
        case [family, suffix, given] if suffix in _SUFFIXES and given not in _SUFFIXES:
            return spelled(family, given, suffix)
        case [family, given, suffix] if suffix in _SUFFIXES and given not in _SUFFIXES:
            return spelled(family, given, suffix)
        case _:
            return spelled(name, "")


def _is_a_person(family: str, given: str) -> bool:
    """Whether the two may change places: a firm may not, nor `The CMS Collaboration: Khachatryan, V.`."""
    several = family.replace(":", " ").split()
    is_of_many = len(several) > 1 and not _OF_MANY.isdisjoint(several)
    return not is_of_many and _OF_MANY.isdisjoint(given.split()) and given not in _FIRMS
