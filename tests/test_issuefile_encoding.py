"""Bytes become text, or an error that names the byte and the cure."""

import pytest

from digestcli.errors import FileError
from digestcli.issuefile import decode

TEXT = "---\ntitle: 题\n---\n\n导语：分割一切。\n"


def test_utf8_is_read_with_its_byte_order_mark_kept() -> None:
    assert decode(TEXT.encode(), "a.md") == TEXT
    assert decode(TEXT.encode("utf-8-sig"), "a.md") == f"\ufeff{TEXT}"


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
    ],
)
def test_another_encoding_is_guessed_aloud_with_the_command_that_cures_it(data: bytes, guess: str) -> None:
    with pytest.raises(FileError) as raised:
        decode(data, "issues/2023-W14.md")
    assert guess in raised.value.message
    assert str(raised.value.hint).startswith(f"iconv -f {guess} -t UTF-8 ")


def test_a_damaged_byte_is_named_with_its_line() -> None:
    with pytest.raises(FileError, match="byte 8, line 3") as raised:
        decode(b"a\n\xe4\xbd\xa0\nab\xff\xff", "a.md")
    assert "iconv" not in str(raised.value.hint)


def test_a_stray_nul_is_named_and_no_encoding_guessed() -> None:
    with pytest.raises(FileError, match="byte 3, line 1") as raised:
        decode(f"题\0{TEXT}".encode(), "a.md")
    assert "iconv" not in str(raised.value.hint)
