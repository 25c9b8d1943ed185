"""A narration script: what its file says is what is read aloud, chapter by chapter."""

import pytest

from digestcli.model.arxiv_id import ArxivId
from digestcli.radio import script
from digestcli.radio.script import Chapter, Script

PYTHIA = ArxivId("2304.01373")
TEXT = """\
# ArXiv Weekly Radiostation：NLP

大家好，这里是论文周刊。

<!-- 待核对：
## 这不是标题
-->
## 2304.01373v2 Pythia: A Suite for Analyzing \\*Large\\* Models

第一篇，
Pythia，
来自 Stella
Biderman。

推荐：看训练全程。<!-- 好 -->

## 结语

下期见。
"""


def test_a_script_is_its_title_and_its_chapters() -> None:
    assert script.read(TEXT) == Script(
        "ArXiv Weekly Radiostation：NLP",
        (
            Chapter("开场", None, ("大家好，这里是论文周刊。",)),
            Chapter(
                "Pythia: A Suite for Analyzing *Large* Models",
                PYTHIA,
                ("第一篇，Pythia，来自 Stella Biderman。", "推荐：看训练全程。"),
            ),
            Chapter("结语", None, ("下期见。",)),
        ),
    )
    assert script.read(TEXT).ids == (PYTHIA,)


def test_each_line_that_is_read_aloud_has_its_number() -> None:
    lines = TEXT.split("\n")
    told = list(script.read_aloud(TEXT))
    assert [number for number, _text in told] == [3, 10, 11, 12, 13, 15, 19]
    assert all(lines[number - 1].startswith(text) for number, text in told)


@pytest.mark.parametrize(
    ("text", "title", "chapters"),
    [
        ("", "", []),
        ("# 只有标题\n", "只有标题", []),
        ("没有标题。\n", "", [("开场", None)]),
        ("## 2304.01373\n\n一段。\n", "", [("2304.01373", PYTHIA)]),
        ("# 一\n\n## arXiv:2304.01373：《Pythia》\n", "一", [("《Pythia》", PYTHIA)]),
        ("# 一\n\n## 2304.013 不是编号\n", "一", [("2304.013 不是编号", None)]),
        ("# 一\n\n# 二\n\n话。\n", "一", [("二", None)]),
        ("# 一\n\n## [2304.01373](https://arxiv.org/abs/2304.01373) 甲\n", "一", [("甲", PYTHIA)]),
        ("# 一\r\n\r\n话。\r\n\r\n## 结语\r\n", "一", [("开场", None), ("结语", None)]),
    ],
)
def test_nothing_in_a_script_is_an_error(
    text: str, title: str, chapters: list[tuple[str, ArxivId | None]]
) -> None:
    read = script.read(text)
    assert read.title == title
    assert [(chapter.title, chapter.id) for chapter in read.chapters] == chapters


def test_the_items_of_a_list_are_paragraphs_and_a_quote_is_without_its_marks() -> None:
    text = "三点：\n- 甲\n  乙\n2. 丙 > 丁\n\n> 引\n> 文 <b>重</b>\n"
    (chapter,) = script.read(text).chapters
    assert chapter.paragraphs == ("三点：", "- 甲乙", "2. 丙 > 丁", "引文 <b>重</b>")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("话。\n\n好 <!-- 待定\n后面的话。\n", [(3, "comment-open")]),
        ("<<<<<<< a\n甲。\n=======\n乙。\n>>>>>>> b\n", [(1, "conflict"), (3, "conflict"), (5, "conflict")]),
        ("输入 -->\n\n```\n话。\n\n$$\n", []),
    ],
)
def test_where_less_or_more_is_read_than_is_meant_is_told(text: str, faults: list[tuple[int, str]]) -> None:
    assert [(each.line, each.rule) for each in script.faults(text, "nlp.md")] == faults


def test_the_opening_is_titled_in_the_language_of_the_publication() -> None:
    assert script.read("Hello.\n", "en").chapters == (Chapter("Opening", None, ("Hello.",)),)
