"""Cleaned text can be printed anywhere: nothing in it is obeyed or invisible."""

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.markup.plain import clean, one_line

HOSTILE = st.text(
    st.sampled_from(
        "a中\u200d😀🏽\ufe0f\x1b[]()0;:m2J\x07\x9b\x9c\x9d\\\r\n\t\x00\x7f\u202e\u2066\u200b\ufeff\U000e0041"
    )
)
ANY_TEXT = st.text() | HOSTILE | st.text(st.characters())

PAYLOADS = {
    "clipboard": ("a\x1b]52;c;ZWNobyBwd24=\x07b", "a\ufffdb"),
    "erase and colour": ("x\x1b[2J\x1b[31my", "x\ufffd\ufffdy"),
    "c1 csi": ("\x9b2J", "\ufffd2J"),
    "c1 osc": ("a\x9d52;c;AA\x9cb", "a\ufffd52;c;AA\ufffdb"),
    "dcs": ("\x1bP1;2|data\x1b\\z", "\ufffdz"),
    "ask for the cursor": ("\x1b[6n", "\ufffd"),
    "never ending osc": ("\x1b]title words", "\ufffd]title words"),
    "escape at the end": ("x\x1b", "x\ufffd"),
    "escape twice": ("\x1b\x1b[31mx", "\ufffd\ufffdx"),
    "charset": ("\x1b(0lqk", "\ufffdlqk"),
    "link": ("\x1b]8;;http://e.com\x1b\\t\x1b]8;;\x1b\\", "\ufffdt\ufffd"),
    "overwriting": ("good\revil", "good\ufffdevil"),
    "nul and del": ("a\x00b\x7fc", "a\ufffdb\ufffdc"),
    "backspace": ("ab\x08c", "ab\ufffdc"),
    "not for xml": ("\ufffe\uffff", "\ufffd\ufffd"),
    "right to left": ("a\u202ecba\u202c", "a<U+202E>cba<U+202C>"),
    "isolates": ("\u2066x\u2069", "<U+2066>x<U+2069>"),
    "direction marks": ("\u200e\u200f\u061c", "<U+200E><U+200F><U+061C>"),
    "tags": ("a\U000e0041\U000e007f", "a<U+E0041><U+E007F>"),
    "lone surrogate": ("a\ud800b", "a<U+D800>b"),
    "zero width": ("a\u200bb\u200cc\ufeffd\u200de", "abcde"),
    "family": ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    "burning heart": ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
    "joiner at the end": ("👩\u200d", "👩"),
    "windows line end": ("a\r\nb", "a\nb"),
    "unicode line ends": ("a\u2028b\u2029c", "a\nb\nc"),
    "plain": ("「分割一切」AI 模型；Dollár\tx\ny", "「分割一切」AI 模型；Dollár\tx\ny"),
}


@pytest.mark.parametrize(("hostile", "shown"), PAYLOADS.values(), ids=PAYLOADS)
def test_a_payload_is_shown_and_not_obeyed(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@given(ANY_TEXT)
def test_cleaned_text_holds_nothing_a_terminal_obeys(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not re.search(
        r"[\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]", cleaned
    )
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text) == one_line(clean(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_and_marks_are_left_alone(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
def test_one_line_is_one_line_without_blanks_at_its_ends(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert not re.search(r"[ \t]{2}", line)


def test_a_title_over_two_lines_becomes_one() -> None:
    assert one_line(" Observation of\n  the rare decay\t") == "Observation of the rare decay"


@pytest.mark.parametrize(
    "bit", ["\x1b]", "\x1b[", "\x1b[1;", "\x1bP", "\x1b(", "\x9d", "\u200d", "😀\u200d", "a\x1b"]
)
def test_endless_hostile_text_is_cleaned(bit: str) -> None:
    cleaned = clean(bit * 100_000)
    assert "\x1b" not in cleaned
    assert "\x9d" not in cleaned


def test_whatever_is_printable_may_stand_as_it_is() -> None:
    """Behind a character that is not, each is looked at singly."""
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert clean(printable) == printable
    assert clean(f"\0{printable}") == f"\ufffd{printable}"
