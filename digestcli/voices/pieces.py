"""A paragraph in pieces that a voice speaks at once: whole sentences, as many as are not too long."""

import re
from collections.abc import Iterator

_LONGEST = 240  # characters: a minute or less
_SENTENCE = re.compile(
    r"(?:[^。！？!?；;….]|\.(?!\s|$))*"  # a full stop within a word, 3.5, is none
    r"(?:[。！？；…]+|[.!?;]+(?=\s|$)|[!?;]|$)"
    r"[”’」』）)\"']*\s*"
)
_CLAUSE = re.compile(r"[^，,：:、]*[，,：:、]?\s*")
_WORD = re.compile(r"\S*\s*")


def pieces(paragraph: str) -> Iterator[str]:
    """Those with something to be heard in them; together they are the paragraph."""
    for piece in _joined(_split(paragraph, (_SENTENCE, _CLAUSE, _WORD))):
        if any(map(str.isalnum, piece)):
            yield piece.strip()


def _split(words: str, ways: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """Parts that are short enough, cut no finer than need be."""
    if len(words) <= _LONGEST:
        yield words
    elif not ways:
        yield from (words[at : at + _LONGEST] for at in range(0, len(words), _LONGEST))
    else:
        for part in ways[0].findall(words):
            yield from _split(part, ways[1:])


def _joined(parts: Iterator[str]) -> Iterator[str]:
    """Neighbours together, as long as they are not too long."""
    piece = ""
    for part in parts:
        if len(piece) + len(part) > _LONGEST:
            yield piece
            piece = ""
        piece += part
    yield piece
