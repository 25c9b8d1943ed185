"""What is still to be written, drawn or listed: found where it is missing, and nowhere else."""

import pytest

from digestcli import checks
from digestcli.model.publication import Publication
from tests.desk import page_of

FULL = """\
---
title: 标题
---

导语。

## 2304.02643

摘要：文字。

![一张图](../figures/2023-W14/a.png)

*图注。*

推荐：读。

# ArXiv Weekly Radiostation

## NLP

- 音频：../audio/2023-W14-nlp.mp3（20:13）
- 2209.14610
- 2303.18223
"""
THERE = ("../figures/2023-W14/a.png", "../audio/2023-W14-nlp.mp3")
TWO = Publication(radio_length=2)
RULES = [*checks.rules("completeness"), *checks.rules("house")]


def found(rule: str, text: str, publication: Publication = TWO, files: tuple[str, ...] = THERE) -> list[str]:
    """The lines in which the rule finds something."""
    page = page_of(text, publication=publication, files=files)
    return [_line(text, fault.span.start) for fault in checks.rules()[rule].find(page)]


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


@pytest.mark.parametrize("rule", RULES)
def test_a_whole_issue_lacks_nothing(rule: str) -> None:
    assert found(rule, FULL) == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "line"),
    [
        ("title-missing", "title: 标题", "title:", "---"),
        ("lead-missing", "导语。\n\n", "", "---"),
        ("summary-missing", "文字。", "", "## 2304.02643"),
        ("summary-missing", "摘要：文字。", "<!-- 文字 -->", "## 2304.02643"),
        ("recommendation-missing", "推荐：读。", "推荐：", "## 2304.02643"),
        ("recommendation-missing", "推荐：读。", "", "## 2304.02643"),
        ("alt-missing", "![一张图]", "![]", "![](../figures/2023-W14/a.png)"),
        ("alt-missing", "![一张图]", "![ ]", "![ ](../figures/2023-W14/a.png)"),
        ("caption-missing", "*图注。*", "图注。", "![一张图](../figures/2023-W14/a.png)"),
        ("picture-lost", "a.png", "b.png", "![一张图](../figures/2023-W14/b.png)"),
        ("radio-length", "- 2303.18223\n", "", "## NLP"),
        ("audio-lost", "nlp.mp3", "cv.mp3", "- 音频：../audio/2023-W14-cv.mp3（20:13）"),
        ("audio-length", "（20:13）", "", "- 音频：../audio/2023-W14-nlp.mp3"),
        ("pick-twice", "2303.18223", "2304.02643v2", "- 2304.02643v2"),
        ("pick-twice", "2303.18223", "2209.14610", "- 2209.14610"),
        ("line-ends", "导语。\n", "导语。\r\n", "导语。\r"),
    ],
)
def test_what_is_missing_is_found_in_its_line(rule: str, old: str, new: str, line: str) -> None:
    assert found(rule, FULL.replace(old, new, 1)) == [line]


def test_a_picture_of_the_web_is_not_looked_for() -> None:
    text = FULL.replace("../figures/2023-W14/a.png", "https://example.org/a.png")
    assert found("picture-lost", text) == []


def test_a_recording_elsewhere_is_not_looked_for() -> None:
    assert found("audio-lost", FULL.replace("../audio/2023-W14-nlp.mp3", "https://example.org/a.mp3")) == []


def test_a_picture_is_there_under_the_name_that_markdown_spells() -> None:
    text = FULL.replace("/a.png", "/%61.png")
    assert found("picture-lost", text) == []
    assert found("picture-lost", text.replace("%61", "%62")) == ["![一张图](../figures/2023-W14/%62.png)"]


def test_the_bench_is_not_printed_and_lacks_nothing() -> None:
    bench = "\n# 备选\n\n## 2303.05398\n"
    assert [rule for rule in RULES if found(rule, FULL + bench)] == []


def test_lists_are_as_long_as_the_library_says() -> None:
    assert found("radio-length", FULL, Publication()) == ["## NLP"]
    assert found("radio-length", FULL, Publication(radio_length=0)) == []
