"""Bytes become text, or an error that names the byte and the cure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import FileError
from digestcli.issuefile import NotUtf8, decode, foreign

TEXT = "---\ntitle: 题\n---\n\n导语：分割一切。\n"


def test_utf8_is_read_with_its_byte_order_mark_kept() -> None:
    assert decode(TEXT.encode(), "a.md") == TEXT
    assert decode(TEXT.encode("utf-8-sig"), "a.md") == f"\ufeff{TEXT}"


ENCODINGS = {"gb18030": "GB18030", "utf-16": "UTF-16", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_another_encoding_is_told_with_the_command_that_cures_it(encoding: str) -> None:
    with pytest.raises(NotUtf8) as raised:
        decode(TEXT.encode(encoding), "issues/2023-W14.md")
    assert raised.value.guess == ENCODINGS[encoding]
    assert f"it looks like {ENCODINGS[encoding]}" in raised.value.message
    assert raised.value.hint == "digest doctor --convert"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_what_can_only_be_guessed_is_left_to_whoever_knows(encoding: str) -> None:
    without_label = TEXT.replace("导语：", "").encode(encoding)
    with pytest.raises(NotUtf8) as raised:
        decode(without_label, "issues/2023-W14.md")
    assert str(raised.value.hint).startswith(f"iconv -f {ENCODINGS[encoding]} -t UTF-8 ")


def test_a_damaged_byte_is_named_with_its_line() -> None:
    with pytest.raises(FileError, match="byte 8, line 3") as raised:
        decode(b"a\n\xe4\xbd\xa0\nab\xff\xff", "a.md")
    assert str(raised.value.hint).startswith("line 2 is UTF-8")


def test_two_encodings_in_one_file_are_told_by_a_line_of_each() -> None:
    data = "摘要：话。\n".encode("gb18030") + "推荐：好\n".encode()
    with pytest.raises(NotUtf8, match="line 1") as raised:
        decode(data, "a.md")
    assert str(raised.value.hint).startswith("line 2 is UTF-8")
    assert raised.value.guess is None


def test_a_stray_nul_is_named_and_no_encoding_guessed() -> None:
    with pytest.raises(FileError, match="byte 3, line 1") as raised:
        decode(f"题\0{TEXT}".encode(), "a.md")
    assert "iconv" not in str(raised.value.hint)


DOUBTFUL = {
    "no label tells the encoding": "一段没有标签的文字。\n".encode("gb18030"),
    "a byte that is none": "摘要：话。".encode("gb18030") + b"\xff",
    "two encodings in one file": "摘要：话。\n".encode("gb18030") + "推荐：话。\n".encode(),
    "two encodings, each of which is GB18030 too": "摘要：话。\n".encode("gb18030") + "推荐：好\n".encode(),
    "two encodings in one line": "摘要：话".encode("gb18030") + "推荐：好\n".encode(),
    "Latin among GB18030": "摘要：话。\n".encode("gb18030") + "Schrödinger\n".encode(),
    "half of a character": "摘要：话。".encode("utf-16")[:-1],
    "a label that is not at a line's beginning": "她说摘要：话。".encode("gb18030"),
    "Latin": "Résumé : déjà vu.\n".encode("latin-1"),
    "Korean": "요약: 한 문장。\n".encode("euc_kr"),
    "a control character": "摘要：\x1b话。".encode("gb18030"),
}


@pytest.mark.parametrize("why", DOUBTFUL)
def test_what_may_be_read_in_two_ways_is_in_no_encoding(why: str) -> None:
    assert foreign.read(DOUBTFUL[why]) is None
    with pytest.raises(NotUtf8) as raised:
        decode(DOUBTFUL[why], "a.md")
    assert raised.value.hint != "digest doctor --convert"


# every character that GBK spells, and no control
GBK = "".join(
    char for char in map(chr, range(0x20, 0x10000)) if char.isprintable() and char.encode("gbk", "ignore")
)


@given(st.text(GBK), st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "gb18030"]))
def test_a_text_that_is_known_is_the_text_that_was_written(words: str, encoding: str) -> None:
    text = f"摘要：{words}\n推荐：好。\n"
    known = foreign.read(text.encode(encoding))
    assert known is not None
    assert known.text == text
