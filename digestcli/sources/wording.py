"""Texts as arXiv wraps them, without the wraps."""

import re

# arXiv hard-wraps its abstracts; a paragraph begins with two blanks, or after an empty line.
_PARAGRAPH = re.compile(r"\n {2}(?=\S)|\n[ \t]*\n")


def one_line(text: str) -> str:
    """The text with single blanks for all its white space."""
    return " ".join(text.split())


def paragraphs(text: str) -> str | None:
    """The text with its line breaks undone and its paragraphs kept, an empty line between them."""
    lines = map(one_line, _PARAGRAPH.split(text.strip("\n")))
    return "\n\n".join(filter(None, lines)) or None
