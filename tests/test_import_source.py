"""What an article is made of: bytes that are text or are refused, and what says which issue it is."""

import pytest

from digestcli.errors import FileError
from digestcli.importers.article.dates import the_day, weeks_in
from digestcli.importers.article.naming import key_of
from tests.published import WEEK, imported, paper, told


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("2023-04-09", "2023-W14"), ("2023年4月9日", "2023-W14"), ("20230409", "2023-W14"),
        ("2023/4/9", "2023-W14"), ("7 papers, 2023-W14", "2023-W14"), ("2023W14", "2023-W14"),
        ("2023年第14周", "2023-W14"), ("第14周", None), ("2023-W54", None), ("2023-02-30", None),
        ("2023-04-09 and 2023-03-01", None), ("12023-04-09", None), ("arXiv 2304.02643", None),
    ],
)  # fmt: skip
def test_an_issue_is_named_by_what_it_says_or_never(words: str, key: str | None) -> None:
    found = key_of([], None, [words], "week")
    assert (str(found) if found else None) == key


def test_a_file_named_as_an_issue_is_that_issue() -> None:
    assert str(key_of([], None, [], "old/2023-W14-cvpr.md")) == "2023-W14-cvpr"
    assert str(key_of([], None, [], "old/7-papers-20230409.txt")) == "2023-W14"
    assert key_of([], None, [], "../../2023-W54.md") is None


def test_what_the_article_says_comes_before_its_file_name() -> None:
    assert str(key_of(["key: best-of-2023"], "2023-04-09", [], "2022-W01.txt")) == "best-of-2023"
    assert str(key_of([], "2023-04-09", ["2021-W01"], "2022-W01.txt")) == "2023-W14"
    assert str(key_of([], None, ["第 3 期 2021-W01"], "2022-W01.txt")) == "2021-W01"
    assert the_day("2023-04-09 12:06") is not None
    assert the_day("2023-04-09 的新闻") is None
    assert not list(weeks_in("9999-W60"))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04\x14\x00word/document.xml", "Word"), (b"PK\x03\x04mimetypeapplication/epub+zip", "EPUB"),
        (b"PK\x03\x04../../evil", "ZIP"), (b"%PDF-1.7", "PDF"), (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02\x00\x00", "text"),
        (b"x" * 257 + b"ustar\x0000", "tar"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"a\0b", "text"),
        (b"Snapshot-Content-Location: https://a.b/\r\nContent-Type: multipart/related;\r\n\r\n", "MHTML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n\r\n", "mail"),
        (b"\xff\xfe\x00", "text"), (b"", "no words"), (b"\xef\xbb\xbf\r\n \n", "no words"),
        (b'{"schema": "digest/1", "title": "x"}\n', "JSON"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "RSS"),
        (b'<?xml version="1.0"?><?xml-stylesheet href="a"?><feed xmlns="x">', "Atom"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(FileError) as refused:
        imported(data)
    assert word in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_another_encoding_is_read_where_it_is_certain(encoding: str) -> None:
    assert imported(WEEK.encode(encoding)).text == imported(WEEK).text


def test_control_characters_are_told_and_marked_and_the_unseen_is_kept() -> None:
    found = imported(paper("摘要:甲\x1b]52;c;ZQ==\x07乙\x9b2J\n丙\u202e丁\u200b戊\r\n己\x00"))
    assert told(found)[:2] == ["3 control-replaced", "4 unseen-kept"]
    assert "甲\ufffd\\]52;c;ZQ==\ufffd乙\ufffd2J" in found.text
    assert "丙\u202e丁\u200b戊" in found.text


def test_a_joiner_between_emoji_is_theirs() -> None:
    assert told(imported(paper("摘要:甲\U0001f468\u200d\U0001f469乙"))) == []
    assert told(imported(paper("摘要:甲\u200d乙"))) == ["3 unseen-kept"]


def test_an_article_and_its_file_may_say_two_weeks() -> None:
    found = imported(WEEK.replace("\n", "\n2023-04-10\n", 1), "2023-W14.txt")
    assert str(found.key) == "2023-W15"
    assert "1 other-issue" in told(found)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("2023-W14", "2023-W14"), ("2023年第14周", "2023-W14"), ("2023-04-09 星期日", "2023-W14"),
        ("发布时间：2023年4月9日 12:09", "2023-W14"), ("2023.4.3—2023.4.9", "2023-W14"),
        ("2023.4.3—2023.4.14", None), ("2023-04-09 的新闻", None), ("第14周", None),
    ],
)  # fmt: skip
def test_a_line_of_its_own_says_which_issue_it_is_and_stays(line: str, key: str | None) -> None:
    found = imported(f"周刊\n{line}\n导语。\n论文 1：甲\n作者：乙\n", "a.txt")
    assert str(found.key) == str(key)
    assert line in found.text


def test_a_file_in_two_encodings_is_in_none() -> None:
    first, second = "论文 1：甲乙\n作者：张三\n摘要：一\n", "推荐：很好的\n"
    assert "张三" in imported(first.encode("gb18030")).text
    with pytest.raises(FileError):
        imported(first.encode("gb18030") + second.encode())
