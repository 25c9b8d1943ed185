"""The version in a heading is moved on, and no other byte of the file."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import set_version
from digestcli.model.arxiv_id import ArxivId
from tests.issue_texts import outline, reading

SAM = ArxivId("2304.02643", version=4)

HEADINGS = {
    "## 2304.02643v1 Segment Anything": "## 2304.02643v4 Segment Anything",
    "## 2304.02643 Segment Anything": "## 2304.02643v4 Segment Anything",
    "## 2304.02643v1": "## 2304.02643v4",
    "##2304.02643v1 SAM": "##2304.02643v4 SAM",
    "## arXiv:2304.02643v1 SAM": "## arXiv:2304.02643v4 SAM",
    "## **2304.02643v1** SAM": "## **2304.02643v4** SAM",
    "## 论文 1：2304.02643v1 SAM": "## 论文 1：2304.02643v4 SAM",
    "## [SAM](https://arxiv.org/abs/2304.02643v1)": "## [SAM](https://arxiv.org/abs/2304.02643v4)",
    "## [2304.02643v1](https://arxiv.org/abs/2304.02643v1) SAM": (
        "## [2304.02643v4](https://arxiv.org/abs/2304.02643v4) SAM"
    ),
    "## <!-- 2304.02643v1 -->2304.02643v1 SAM": "## <!-- 2304.02643v1 -->2304.02643v4 SAM",
    "## arxiv:2304.02643V1 SAM": "## arxiv:2304.02643v4 SAM",
    "## https://arxiv.org/pdf/2304.02643v1.pdf": "## https://arxiv.org/pdf/2304.02643v4.pdf",
}


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_heading_in_any_form_names_the_new_version(heading: str, newline: str) -> None:
    lines = [
        "\ufeff# 标题",
        "",
        heading,
        "",
        "摘要：2304.02643v1 的第一版。 ",
        "",
        "## 2209.14610v1",
        "推荐：好",
    ]
    text = newline.join(lines)
    before = reading(text)
    after = set_version(text, before, before.issue.notes[0], SAM)
    assert after == text.replace(heading, HEADINGS[heading], 1)
    assert outline(after) == ["2304.02643v4", "2209.14610v1"]


def test_the_newest_version_already_named_changes_nothing() -> None:
    text = "## 2304.02643v4 SAM\n"
    assert set_version(text, reading(text), reading(text).issue.notes[0], SAM) == text


@pytest.mark.parametrize(
    "heading", ["## 论文 1：SAM\n\n- 论文地址：https://arxiv.org/abs/2304.02643", "## ２３０４.02643 SAM"]
)
def test_an_id_the_heading_does_not_spell_is_left_to_a_hand(heading: str) -> None:
    text = f"{heading}\n\n摘要：甲。\n"
    note = reading(text).issue.notes[0]
    assert note.ref == SAM.bare
    with pytest.raises(UsageError) as caught:
        set_version(text, reading(text), note, SAM)
    assert caught.value.hint == "begin it by hand with ## 2304.02643v4"
