"""Bytes become text, or an error that names the byte and the cure."""

import pytest

from digestcli.errors import FileError
from digestcli.issuefile import NotUtf8, decode

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
    assert "iconv" not in str(raised.value.hint)


def test_a_stray_nul_is_named_and_no_encoding_guessed() -> None:
    with pytest.raises(FileError, match="byte 3, line 1") as raised:
        decode(f"题\0{TEXT}".encode(), "a.md")
    assert "iconv" not in str(raised.value.hint)
