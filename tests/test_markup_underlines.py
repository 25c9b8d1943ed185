"""No line of dashes makes a heading of the words above it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digestcli.markup.underlines import set_apart


@pytest.mark.parametrize(
    ("article", "apart"),
    [
        ("甲\n---\n乙", "甲\n\n---\n乙"),
        ("甲\n===\n---\n", "甲\n\n===\n\n---\n"),
        ("> 甲\n> ---", "> 甲\n>\n> ---"),
        ("- 甲\n  -", "- 甲\n\n  -"),
        ("甲\n\n---\n", "甲\n\n---\n"),
        ("> 甲\n---\n", "> 甲\n---\n"),
        ("```\n甲\n---\n```", "```\n甲\n---\n```"),
        ("$$\na\n---\nb\n$$", "$$\na\n---\nb\n$$"),
        ("甲\r\n---\r\n", "甲\r\n\n---\r\n"),
        ("甲\r乙\n---\n", "甲\r乙\n\n---\n"),
        ("甲\r-", "甲\r\n\n-"),
        ("甲\r-\r乙", "甲\r\n\n-\r乙"),
    ],
)
def test_a_blank_line_keeps_words_and_underline_apart(article: str, apart: str) -> None:
    assert set_apart(article) == apart


@given(st.lists(st.sampled_from([*"甲a \n\n-=>\r\t", "- ", "1. ", "---", "```", "[a]: b\n"])).map("".join))
def test_nothing_but_blank_lines_is_added_and_no_underline_is_left(article: str) -> None:
    apart = set_apart(article)
    tokens = MarkdownIt("commonmark", {"html": False}).parse(apart)
    assert not any(token.type == "heading_open" and token.markup in {"-", "="} for token in tokens)
    assert _written(apart) == _written(article)


def _written(article: str) -> list[str]:
    """The lines of `article` in which something stands."""
    return [line for line in re.split(r"\r\n|\r|\n", article) if line.strip(" \t>")]
