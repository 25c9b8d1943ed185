"""A lead and a title go to the head of an issue; every other byte stays."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import set_lead, set_title
from tests.issue_texts import issue, reading, said

PAPER = "## 2304.02643\n\n摘要：甲。\n"


def led(text: str, *, replace: bool = False) -> str:
    new = set_lead(text, reading(text), "新的导语。", replace=replace)
    assert said(issue(new).lead) == "新的导语。"
    return new


def titled(text: str, title: str = "新题") -> str:
    new = set_title(text, reading(text), title)
    assert said(issue(new).title) == title
    return new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "新的导语。\n"),
        (PAPER, f"新的导语。\n\n{PAPER}"),
        ("---\ntitle:\n---\n", "---\ntitle:\n---\n\n新的导语。\n"),
        ("---\ntitle:\n---", "---\ntitle:\n---\n\n新的导语。"),
        (f"---\ntitle: 题\n---\n\n{PAPER}", f"---\ntitle: 题\n---\n\n新的导语。\n\n{PAPER}"),
        (f"---\ntitle: 题\n---\n{PAPER}", f"---\ntitle: 题\n---\n\n新的导语。\n\n{PAPER}"),
        (f"# 题\n\n{PAPER}", f"# 题\n\n新的导语。\n\n{PAPER}"),
        (f"# 题 <!-- 暂定\n-->\n{PAPER}", f"# 题 <!-- 暂定\n-->\n\n新的导语。\n\n{PAPER}"),
        (f"<!-- 周四\n写 -->\n\n{PAPER}", f"<!-- 周四\n写 -->\n\n新的导语。\n\n{PAPER}"),
        (f"<!-- 周四\n写 --> {PAPER}", f"新的导语。\n\n<!-- 周四\n写 --> {PAPER}"),
        (f"**目录**\n\n1. 甲\n\n{PAPER}", f"新的导语。\n\n**目录**\n\n1. 甲\n\n{PAPER}"),
        (f"[页]: https://a.org\n\n{PAPER}", f"新的导语。\n\n[页]: https://a.org\n\n{PAPER}"),
    ],
)
def test_a_lead_stands_below_the_title_and_its_comments(before: str, after: str) -> None:
    assert led(before) == after
    assert led(f"\ufeff{before}") == f"\ufeff{after}"
    assert led(before.replace("\n", "\r\n")) in {after.replace("\n", "\r\n"), after}


def test_a_lead_that_is_there_stays_without_replace() -> None:
    text = f"---\ntitle: 题\n---\n\n旧的\n\n导语。\n\n{PAPER}"
    with pytest.raises(UsageError, match=r"line 5.*lead") as raised:
        led(text)
    assert "--replace" in str(raised.value.hint)
    assert led(text, replace=True) == text.replace("旧的\n\n导语。", "新的导语。")


def test_the_same_lead_again_changes_nothing() -> None:
    text = f"新的导语。  \n\n{PAPER}"
    assert led(text) == text


def test_a_comment_in_the_old_lead_is_never_lost() -> None:
    with pytest.raises(UsageError, match="comment"):
        led(f"旧<!-- 想 -->的。\n\n{PAPER}", replace=True)


def test_a_contents_list_in_the_old_lead_is_never_lost() -> None:
    with pytest.raises(UsageError, match="目录"):
        led(f"旧。\n\n**目录**\n\n1. 甲\n\n的。\n\n{PAPER}", replace=True)


def test_a_link_that_other_words_need_is_never_lost() -> None:
    text = f"旧[页]。\n\n[页]: https://a.org\n\n的。\n\n{PAPER}"
    assert led(text, replace=True) == f"新的导语。\n\n{PAPER}"
    with pytest.raises(UsageError, match=r"\[页\]") as raised:
        led(f"{text}\n见[网页][页]。\n", replace=True)
    assert "[页]: https://a.org" in str(raised.value.hint)
    kept = f"{text}\n见[网页][页]。\n\n# 备选\n\n[页]: https://a.org\n"
    assert led(kept, replace=True).endswith("[页]: https://a.org\n")


@pytest.mark.parametrize("words", ["## 题", "摘要：甲", "甲\n<!-- 没关", "目录\n- 甲", ""])
def test_words_that_are_more_than_a_lead_are_refused(words: str) -> None:
    with pytest.raises(Exception, match=r"line|written|words"):
        set_lead(PAPER, reading(PAPER), words)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ntitle: 新题\n---\n"),
        (PAPER, f"---\ntitle: 新题\n---\n\n{PAPER}"),
        ("\n甲。\n", "---\ntitle: 新题\n---\n\n甲。\n"),
        ("---\ntitle:\n---\n", "---\ntitle: 新题\n---\n"),
        ('---\nnumber: 1\nTitle： ""  \n---\n', "---\nnumber: 1\nTitle： 新题\n---\n"),
        ("---\nnumber: 1\n---\n甲", "---\ntitle: 新题\nnumber: 1\n---\n甲"),
        ("---\n\n甲\n", "---\ntitle: 新题\n---\n\n---\n\n甲\n"),
    ],
)
def test_a_title_stands_in_the_front_matter(before: str, after: str) -> None:
    assert titled(before) == after
    assert titled(f"\ufeff{before}") == f"\ufeff{after}"
    assert titled(before.replace("\n", "\r\n")) in {after.replace("\n", "\r\n"), after}


@pytest.mark.parametrize("title", ["HuggingGPT: 谁来派活 # 1", '"甲"', "'甲'", "7 Papers & Radios | 甲；乙"])
def test_a_title_is_given_back_as_it_was(title: str) -> None:
    titled(PAPER, title)


@pytest.mark.parametrize("text", ["# 题\n\n甲。\n", "---\ntitle: 题\n---\n"])
def test_a_title_that_is_there_stays(text: str) -> None:
    with pytest.raises(UsageError, match="题"):
        titled(text)


def test_in_a_conflict_the_markers_are_told_and_not_that_something_is_written() -> None:
    text = f"# 题\n\n<<<<<<< ours\n一。\n=======\n二。\n>>>>>>> theirs\n\n{PAPER}"
    for write in (led, titled):
        with pytest.raises(UsageError, match="line 3: a conflict marker of git"):
            write(text)
