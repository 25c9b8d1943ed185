"""Sections are moved, taken out and put in whole: the same characters, and not one beside them changes."""

import pytest

from digestcli.errors import UsageError
from digestcli.issuefile import Place, lift, move_note, put_in, read, take_out
from digestcli.model.issue import Note
from digestcli.model.key import Key
from tests.issue_texts import faults, figures, outline, reading

A = "## 2304.02643 甲\n\n- 代码：https://example.org/a\n\n摘要：甲一。\n\n推荐：甲。\n\n<!-- abs\n# x\n-->"
B = "## 2209.14610v3\n\n摘要：乙。\n\n![图](../figures/2023-W13/b.png)\n\n*图注*"
C = "## 题目丙\n\n- 作者：丙\n\n```\n## x\n```"
HEAD = "---\ntitle: 题\n---\n\n导语。\n\n"
END = "\n\n# 编者后记\n\n下周见。\n"
ABC = f"{HEAD}{A}\n\n{B}\n\n{C}{END}"
BENCH, LAST = Place(on_bench=True), Place()


def note(text: str, number: int) -> Note:
    """The paper `number`; the bench's come after the others."""
    issue = reading(text).issue
    return (*issue.notes, *issue.bench)[number - 1]


def moved(text: str, number: int, place: Place) -> str:
    return move_note(text, reading(text), note(text, number), place).text


def before(text: str, number: int) -> Place:
    return Place(before=note(text, number))


def behind(text: str, number: int) -> Place:
    return Place(behind=note(text, number))


def put(number: int, text: str, into: str, place: Place = LAST) -> str:
    """The section `number` of `text` put into another file."""
    return put_in(into, reading(into), lift(text, reading(text), note(text, number)), place).text


def without(text: str, *numbers: int) -> str:
    return take_out(text, reading(text), [note(text, number) for number in numbers])


def test_neighbours_change_places_and_what_stands_between_them_does_not_move() -> None:
    text = f"{HEAD}{A}\n---\n\n{B} \n\n\n\n{C}\n***\n\n# 编者后记"
    assert moved(text, 2, before(text, 1)) == f"{HEAD}{B} \n---\n\n{A}\n\n\n\n{C}\n***\n\n# 编者后记"
    assert moved(text, 1, LAST) == f"{HEAD}{B} \n\n\n\n{C}\n---\n\n{A}\n***\n\n# 编者后记"
    assert moved(text, 3, before(text, 1)) == f"{HEAD}{C}\n\n\n\n{A}\n---\n\n{B} \n***\n\n# 编者后记"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n\n", "\n\n---", "\n# 编者后记"])
def test_the_way_back_leads_to_the_same_bytes(newline: str, tail: str) -> None:
    text = f"\ufeff{A}\n\n{B}\n\n{C}{tail}".replace("\n", newline)
    there = moved(text, 3, before(text, 1))
    assert (outline(there)[:3], len(there)) == (["题目丙", "2304.02643", "2209.14610v3"], len(text))
    assert moved(there, 1, LAST) == text
    assert moved(text, 1, before(text, 1)) == moved(text, 1, behind(text, 1)) == text
    assert moved(text, 2, before(text, 3)) == moved(text, 3, LAST) == text


GROUPS = f"{HEAD}# 视觉\n\n{A}\n\n{B}\n\n---\n\n# 语言\n\n有的话。\n\n{C}{END}"


@pytest.mark.parametrize(("number", "place", "expected"), [
    (1, behind(GROUPS, 2), ["= 视觉", "2209.14610v3", "2304.02643", "= 语言", "题目丙"]),
    (1, before(GROUPS, 3), ["= 视觉", "2209.14610v3", "= 语言", "2304.02643", "题目丙"]),
    (1, LAST, ["= 视觉", "2209.14610v3", "= 语言", "题目丙", "2304.02643"]),
    (3, behind(GROUPS, 2), ["= 视觉", "2304.02643", "2209.14610v3", "题目丙", "= 语言"]),
    (3, before(GROUPS, 1), ["= 视觉", "题目丙", "2304.02643", "2209.14610v3", "= 语言"]),
])  # fmt: skip
def test_a_paper_comes_into_the_group_of_the_one_it_stands_beside(
    number: int, place: Place, expected: list[str]
) -> None:
    new = moved(GROUPS, number, place)
    assert outline(new) == [*expected, "= 编者后记"]
    assert new.count("\n\n---\n\n# 语言\n\n有的话。\n\n") == 1  # the rule stays before its group


def test_the_bench_opens_at_the_end_where_it_takes_no_other_section_along() -> None:
    text = ABC + "\n## 招聘\n\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2205.11916\n"
    there = moved(text, 2, BENCH)
    assert there == text.replace(f"{B}\n\n", "") + f"\n# 备选\n\n{B}\n"
    assert moved(there, 3, before(there, 2)) == text + "\n# 备选\n"
    assert outline(moved(there, 1, BENCH))[-2:] == ["(2209.14610v3)", "(2304.02643)"]


def test_a_bench_that_stands_before_other_parts_is_used_and_left_where_it_is() -> None:
    text = f"{HEAD}{A}\n\n# 备选\n\n{B}\n\n# 编者后记\n\n## 招聘\n"
    assert outline(moved(text, 1, BENCH)) == ["= 编者后记", "== 招聘", "(2209.14610v3)", "(2304.02643)"]
    assert moved(text, 2, LAST) == f"{HEAD}{A}\n\n{B}\n\n# 备选\n\n# 编者后记\n\n## 招聘\n"
    assert moved(text, 2, before(text, 1)) == f"{HEAD}{B}\n\n{A}\n\n# 备选\n\n# 编者后记\n\n## 招聘\n"


def test_the_last_section_of_a_file_without_final_newline() -> None:
    text = f"{HEAD}{A}\n\n# 编者后记\n\n# 备选\n\n{B}"
    assert moved(text, 2, before(text, 1)) == f"{HEAD}{B}\n\n{A}\n\n# 编者后记\n\n# 备选"
    assert without(text, 2) == f"{HEAD}{A}\n\n# 编者后记\n\n# 备选"
    assert put(1, text, f"{HEAD}{C}") == f"{HEAD}{C}\n\n{A}"


RULE = "\n\n---\n\n"


@pytest.mark.parametrize(("numbers", "left"), [
    ([1], ["导语。", B, C, "# 编者后记"]),
    ([2], ["导语。\n\n" + A, C, "# 编者后记"]),
    ([3], ["导语。\n\n" + A, B, "# 编者后记"]),
    ([3, 1], ["导语。", B, "# 编者后记"]),
    ([2, 1, 3], ["导语。", "# 编者后记"]),
])  # fmt: skip
def test_of_the_rules_around_a_section_that_goes_one_stays(numbers: list[int], left: list[str]) -> None:
    text = HEAD + RULE.join([A, B, C, "# 编者后记"])
    assert without(text, *numbers) == HEAD.removesuffix("导语。\n\n") + RULE.join(left)


def test_all_that_is_left_of_an_issue_is_what_was_not_in_a_section() -> None:
    assert without(ABC, 1, 2, 3) == HEAD[:-2] + END
    assert without(f"---\ntitle: 题\n---\n\n{A}\n", 1) == "---\ntitle: 题\n---\n"
    assert without(f"\ufeff\n{A}\n\n---\n\n{B}", 1) == f"\ufeff\n---\n\n{B}"
    assert without(f"\ufeff{A}", 1) == "\ufeff"


def test_into_another_issue_a_section_goes_as_it_is() -> None:
    other = "---\ntitle: 另一期\n---\n\n## 2303.18223\n"
    assert put(2, ABC, other) == f"{other}\n{B}\n"
    assert put(2, ABC, other, before(other, 1)) == other.replace("## ", f"{B}\n\n## ")
    assert put(2, ABC, other, BENCH) == f"{other}\n# 备选\n\n{B}\n"
    assert put(2, ABC, "") == f"{B}\n"
    tight = "---\ntitle:\n---\n## 2303.18223"
    assert put(2, ABC, tight, before(tight, 1)) == tight.replace("## ", f"\n{B}\n\n## ")
    assert figures(put(2, ABC, "")) == [("../figures/2023-W13/b.png", "图", "图注")]


def test_its_line_ends_become_those_of_its_new_file_where_that_has_others() -> None:
    windows = "---\ntitle:\n---\n\n## 2303.18223\n".replace("\n", "\r\n")
    there = put(1, ABC, windows)
    assert there == windows + "\r\n" + A.replace("\n", "\r\n") + "\r\n"
    assert put(2, there, "导语。\n") == f"导语。\n\n{A}\n"
    assert put(2, there, windows) == there


def test_a_paper_that_is_there_is_not_put_in_again() -> None:
    source, there = read(ABC, Key("2023-W13")), "# 备选\n\n## 2304.02643v2\n"
    with pytest.raises(UsageError, match=r"2304\.02643 is in issues/2023-W14\.md already") as refused:
        put_in(there, reading(there), lift(ABC, source, source.issue.notes[0]), LAST)
    assert refused.value.hint == "join the two sections by hand, then: digest rm 2304.02643 --issue 2023-W13"
    with pytest.raises(UsageError, match="题目丙 stands in line"):
        put(3, ABC, "## 题目丙\n\n- 作者：x\n")


LINE = "[网页]: https://example.org/x"


@pytest.mark.parametrize(
    "use", ["[作者][网页]", "[网页][]", "[网页]", "![图][网页]", "[甲][a] [乙\n丙][网页]"]
)
def test_a_section_does_not_leave_behind_what_its_links_need(use: str) -> None:
    text = f"## 2304.02643\n\n{use}\n\n## 2209.14610\n\n{LINE}\n"
    with pytest.raises(UsageError, match=r"needs \[网页\]") as refused:
        put(1, text, "")
    assert refused.value.hint == f"copy this line to the end of the section first: {LINE}"
    assert outline(put(1, text, f"导语。\n\n{LINE}\n")) == ["2304.02643"]  # it holds there too
    assert outline(moved(text, 1, LAST)) == ["2209.14610", "2304.02643"]


def test_a_section_does_not_take_along_what_other_links_need() -> None:
    text = f"## 2304.02643\n\n[网页]\n\n## 2209.14610\n\n{LINE}\n"
    with pytest.raises(UsageError, match=r"need \[网页\], which is defined in the section") as refused:
        without(text, 2)
    assert refused.value.hint == f"move this line out of the section first: {LINE}"
    assert without(text, 1, 2) == ""
    assert without(text.replace("[网页]\n", f"[网页]\n\n{LINE}\n"), 2).count(LINE) == 1


@pytest.mark.parametrize("there", ["[网页]: https://example.org/other", "[网页]"])
def test_no_name_in_brackets_gets_another_meaning(there: str) -> None:
    mine = f"## 2304.02643\n\n见[网页]。\n\n{LINE}\n"
    with pytest.raises(UsageError, match=r"网页\]? (leads to|would lead elsewhere)"):
        put(1, mine, f"## 2209.14610\n\n{there}\n")
    with pytest.raises(UsageError, match=r"\[1\] would lead elsewhere"):
        put(1, "## 2304.02643\n\n文献 [1]。\n", "[1]: https://example.org\n")


def test_a_footnote_goes_with_the_words_that_need_it() -> None:
    text = "## 2304.02643\n\n甲[^1]。\n\n## 2209.14610\n\n乙。\n\n[^1]: 注。\n"
    with pytest.raises(UsageError, match=r"needs \[\^1\]"):
        put(1, text, "")
    own = "## 2304.02643\n\n甲[^1]。\n\n[^1]: 甲注。\n\n## 2209.14610\n\n乙[^1]。\n\n[^1]: 乙注。\n"
    assert put(1, own, without(own, 1)) == without(own, 1) + "\n## 2304.02643\n\n甲[^1]。\n\n[^1]: 甲注。\n"


@pytest.mark.parametrize("top", ["", "---\ntitle:\n---\n\n", "---\ntitle: 题\n---\n\n", "<!-- 导语 -->\n"])
def test_a_heading_does_not_become_the_title(top: str) -> None:
    text = f"{top}{A}\n\n# 编者后记\n\n下周见。\n"
    with pytest.raises(UsageError, match="编者后记 would become the title") as refused:
        without(text, 1)
    assert refused.value.hint
    assert "a line of the lead" in refused.value.hint
    assert outline(without(text.replace("## 2304", "导语。\n\n## 2304"), 1)) == ["= 编者后记"]


def test_a_heading_that_would_be_read_as_a_label_is_left_to_the_editor() -> None:
    text = "## 2304.02643\n\n推荐：好。\n\n## 推荐\n\n别的。\n\n## 2209.14610\n"
    with pytest.raises(UsageError, match="would not read") as refused:
        moved(text, 2, behind(text, 1))
    assert (
        refused.value.hint
        == "something around the section would be read otherwise: move it in your own editor"
    )


def test_moving_mends_and_breaks_nothing_else() -> None:
    text = f"## 2304.0264\n\n{A}\n\n## 招聘\n\n{B}\n"
    assert sorted(rule.partition(" ")[2] for rule in faults(moved(text, 3, before(text, 1)))) == sorted(
        rule.partition(" ")[2] for rule in faults(text)
    )
