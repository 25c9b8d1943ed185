"""Words looked for as whole ones: LoRA in `用 LoRA 微调` and in `用LoRA微调`, not in `LoRAX`."""

import re
from collections.abc import Iterable

_LETTER = r"0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_IS_LETTER = re.compile(rf"[{_LETTER}]")


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of `words`, the longest first; of none it finds nothing."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest_first)) or r"(?!)")


def _whole(word: str) -> str:
    """A word that begins or ends with a letter goes on with none."""
    before = rf"(?<![{_LETTER}])" if _IS_LETTER.match(word[0]) else ""
    behind = rf"(?![{_LETTER}])" if _IS_LETTER.match(word[-1]) else ""
    return f"{before}{re.escape(word)}{behind}"
