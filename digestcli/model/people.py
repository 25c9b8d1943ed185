"""Lines of names: what parts them, and what among them is none."""

import re

BREAK = re.compile(r"[、，,；;]|\sand\s")  # between two names
OTHERS = re.compile(r"\s*(?:等(?:人|\s*\d+\s*人)?|et\s+al\.?)\s*$", re.IGNORECASE)  # that there are more


_FOOTNOTES = "*†‡§¶#^¹²³⁰⁴⁵⁶⁷⁸⁹\\ \u3000"  # behind a name: `Pan Lu*`, `Liang Qiu†`


def unmarked(name: str) -> str:
    """A name without the footnote marks that papers print behind it."""
    return name.strip().rstrip(_FOOTNOTES)


def is_name(text: str) -> bool:
    """Whether `text` names somebody: arXiv lists a bare `:` and `et al.` among authors now and then."""
    return any(map(str.isalpha, text)) and not is_others(text)


def is_others(text: str) -> bool:
    """Whether `text` says that there are more, and nothing else."""
    return OTHERS.fullmatch(text) is not None
