"""Prose without its Markdown keeps every word."""

import pytest

from digestcli.markup.flat import flat


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("这是**强调。**后面", "这是强调。后面"),
        ("`x*y` 与 ~~旧 **名**~~", "x*y 与 ~~旧 名~~"),
        ("第一行\n第二行", "第一行第二行"),
        ("one line\nand another", "one line and another"),
        ("[综述](https://example.org/)", "综述（https://example.org/）"),
        ("<https://example.org/>", "https://example.org/"),
        ("![图](a.png)", "［图］图（a.png）"),
        ("- 甲\n- 乙\n  续", "- 甲\n- 乙续"),
        ("3. 丙\n4. 丁", "3. 丙\n4. 丁"),
        ("- 甲\n\n  又\n\n- 乙", "- 甲\n\n  又\n\n- 乙"),
        ("- 甲\n  - 子", "- 甲\n  - 子"),
        ("> 引\n>\n> 文", "> 引\n>\n> 文"),
        ("```\nx = 1\n```", "x = 1"),
        ("$\\alpha$ 与 $5", "α 与 $5"),
        ("$$\n\\alpha\n$$", "α"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 | 乙\n1 | 2"),
        ("### 小节\n\n文", "小节\n\n文"),
        ("甲\n---\n乙\n===", "甲\n\n* * *\n\n乙 ==="),
        ("注[^1]\n\n[^1]: 说明", "注[1]\n\n[1] 说明"),
        ("<b>不是标签</b>", "<b>不是标签</b>"),
        ("\x1b[31m红", "\ufffd红"),
    ],
)
def test_the_marks_go_and_the_words_keep_their_meaning(prose: str, words: str) -> None:
    assert flat(prose) == words


def test_a_link_defined_elsewhere_in_the_file_is_followed() -> None:
    assert flat("见[综述][s]", {"s": "https://example.org/"}) == "见综述（https://example.org/）"
    assert flat("见[综述][s]", {"s": "javascript:alert(1)"}) == "见[综述][s]"
