"""A lead is the editor's own phrases, joined; what joins them is ours and nothing else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from digestcli.errors import FileError, UsageError
from digestcli.library.root import Library
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk
from digestcli.workflow.lead import Proposal, propose


def proposed(
    folder: Path,
    phrases: Sequence[str | None],
    *picked: str,
    key: str = "2023-W14",
    language: str = "zh",
    title: str | None = None,
) -> Proposal:
    """What is proposed for papers with these phrases; None has no field at all."""
    issues = folder / "issues"
    issues.mkdir()
    fields = [None if phrase is None else f"- 导语：{phrase}\n\n" for phrase in phrases]
    papers = [f"## 2304.{number:05}\n\n{field or ''}摘要：甲。\n" for number, field in enumerate(fields, 1)]
    (issues / f"{key}.md").write_text("\n".join(papers), encoding="utf-8")
    about = Publication(language=language, title=title)
    return propose(Desk(Library(folder), about, date(2023, 4, 9)), Key(key), picked)


@pytest.mark.parametrize(
    ("phrases", "lead"),
    [
        (["甲", "乙"], "本周论文包括甲；乙等。"),
        (["甲。", "乙；", "丙;"], "本周论文包括甲；乙；丙等。"),
        (["SAM", "乙 GPT"], "本周论文包括 SAM；乙 GPT 等。"),
        (["*SAM*（图）", "真的吗？"], "本周论文包括 *SAM*（图）；真的吗？等。"),
        (["甲 et al.", None], "本周论文包括甲 et al. 等。"),
        ([None, "一。二。"], "本周论文包括一。二等。"),
        (["甲 <!-- 想想 -->", "。", ""], "本周论文包括甲等。"),
        (
            ["**一点**即得的 `SAM`", "[HuggingGPT](https://a.org)"],
            "本周论文包括**一点**即得的 `SAM`；[HuggingGPT](https://a.org) 等。",
        ),
        (["1. 甲", "![图](a.png)"], "本周论文包括 1. 甲等。"),
    ],
)
def test_the_phrases_stand_as_they_were_written(tmp_path: Path, phrases: list[str | None], lead: str) -> None:
    assert proposed(tmp_path, phrases).lead == lead


def test_an_issue_that_is_no_weeks_says_so(tmp_path: Path) -> None:
    assert proposed(tmp_path, ["甲"], key="best-of-2023").lead == "本期论文包括甲等。"


def test_english_has_one_full_stop(tmp_path: Path) -> None:
    told = proposed(tmp_path, ["one", "Kirillov et al."], language="en")
    assert told.lead == "This week's papers: one; Kirillov et al."
    assert told.title == "one; Kirillov et al."


@pytest.mark.parametrize("mark", [".", "?", "!", "…"])
def test_english_that_has_its_own_mark_gets_no_other(tmp_path: Path, mark: str) -> None:
    told = proposed(tmp_path, [f"one{mark}"], language="en")
    assert told.lead == f"This week's papers: one{mark}"


@pytest.mark.parametrize(
    ("phrase", "title"),
    [
        ("**一点**即得的 `SAM`", "一点即得的 SAM"),
        ("[HuggingGPT](https://a.org)：*调度*", "HuggingGPT：调度"),
        ("[甲][页]，$\\alpha$ 与 5\\*6", "甲，α 与 5*6"),
        ("# 甲", "# 甲"),
        ("甲![图](a.png)", "甲"),
    ],
)
def test_a_title_is_plain_words(tmp_path: Path, phrase: str, title: str) -> None:
    assert proposed(tmp_path, [phrase, "乙\n\n[页]: https://a.org"], "1").title == title


@pytest.mark.parametrize(
    ("picked", "title"),
    [((), "周报 | 乙；丙"), (("4", "2304.00002"), "周报 | 丁；乙"), (("3",), "周报 | 丙")],
)
def test_the_title_is_of_two_phrases(tmp_path: Path, picked: tuple[str, ...], title: str) -> None:
    told = proposed(tmp_path, [None, "乙。", "丙", "丁"], *picked, title="周报")
    assert told.title == title
    assert [entry.number for entry in told.without] == [1]


def test_a_picked_paper_without_a_phrase_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"1 arXiv:2304\.00001 has no phrase") as raised:
        proposed(tmp_path, [None, "乙"], "1")
    assert "- 导语：" in str(raised.value.hint)


def test_no_phrase_at_all_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no paper of 2023-W14") as raised:
        proposed(tmp_path, [None, "。"])
    assert "issues/2023-W14.md: - 导语：" in str(raised.value.hint)
