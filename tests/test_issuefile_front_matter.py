"""The front matter: plain keys are text to the line's end, other keys YAML in which every value is text."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digestcli.issuefile import read, value_line
from digestcli.model.key import Key
from tests.issue_texts import faults, issue, reading, said


def test_plain_keys_are_the_text_to_the_lines_end() -> None:
    keys = [
        "title: HuggingGPT: 用 ChatGPT # 指挥",
        "number: 012",
        "date: 2023-04-09",
        "byline: 甲 [编]",
        "cover: a: b",
    ]
    text = "\n".join(["---", *keys, "---", "导语"])
    found = issue(text)
    assert said(found.title) == "HuggingGPT: 用 ChatGPT # 指挥"
    assert (said(found.number), said(found.date), said(found.byline)) == ("012", "2023-04-09", "甲 [编]")
    assert found.cover
    assert found.cover.span.of(text) == found.cover.value == "a: b"


@pytest.mark.parametrize(
    "line", ["title：题", "title : 题", "Title: 题", 'title: "题"', "title: '题'", "title:  题  \r"]
)
def test_a_key_may_be_written_in_more_than_one_way(line: str) -> None:
    text = f"---\n{line}\n---\n"
    title = issue(text).title
    assert title
    assert title.value == title.span.of(text) == "题"


def test_quotes_inside_a_title_stay() -> None:
    assert said(issue('---\ntitle: "甲" 与 "乙"\n---\n').title) == '"甲" 与 "乙"'


def test_an_empty_title_is_not_written() -> None:
    assert issue("---\ntitle:\n---\n\n导语\n").title is None


@pytest.mark.parametrize(
    "text", ["---\n\n导语。\n", "---\n导语。\n---\n", "\n---\ntitle: 题\n---\n", "--- 题\ntitle: x\n---\n"]
)
def test_front_matter_is_only_on_line_one_before_a_key(text: str) -> None:
    assert issue(text).title is None
    assert issue(text).lead


def test_other_keys_are_yaml_with_every_value_text() -> None:
    keys = [
        "sponsor: 010",
        "when: 12:30:00",
        "no: NO",
        "list: [1, 2.0]",
        "more：",
        "  deep: 2023-04-09",
        "empty:",
    ]
    text = "\n".join(["---", "title: 题", *keys, "---", "导语"])
    assert issue(text).extra == {
        "sponsor": "010",
        "when": "12:30:00",
        "no": "NO",
        "list": ["1", "2.0"],
        "more": {"deep": "2023-04-09"},
        "empty": "",
    }
    assert faults(text) == []


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("title: 甲\ntitle: 乙", "3:1 key-twice"),
        ("title:\ntitle: 乙", "3:1 key-twice"),
        ("title: 甲\na: 1\na: 2", "4:1 front-matter-yaml"),
        ("title: 甲\na: 1: 2", "3:5 front-matter-yaml"),
        ("a: !!python/object/apply:os.system [x]", "2:4 front-matter-yaml"),
        ("a: &a [x]\nb: *a", "3:4 front-matter-yaml"),
        ("a: " + "[" * 100, "2:24 front-matter-yaml"),
        ("a: \x07", "2:1 front-matter-yaml"),
        ("title: 甲\n乱", "3:1 front-matter-yaml"),
        ("a: {[x]: y}", "2:5 front-matter-yaml"),
        ("date: 2023-4-9", "2:7 date-form"),
        ("date: 2023-02-30", "2:7 date-form"),
    ],
)
def test_a_fault_in_it_is_an_error_with_its_place(lines: str, fault: str) -> None:
    text = f"---\n{lines}\n---\n\n导语。\n"
    assert faults(text) == [fault]
    assert said(issue(text).lead) == "导语。"


def test_too_much_of_it_is_refused() -> None:
    assert faults(f"---\na: {'x' * 70_000}\n---\n") == ["2:1 front-matter-yaml"]


def test_of_two_values_the_first_counts() -> None:
    assert said(issue("---\ntitle: 甲\ntitle: 乙\n---\n").title) == "甲"


def test_front_matter_never_closed_is_an_error_and_the_papers_are_still_there() -> None:
    text = "---\ntitle: 题\n\n导语。\n\n## 2304.02643\n\n---\n"
    found = reading(text).issue
    assert (said(found.title), said(found.lead), len(found.notes)) == ("题", "导语。", 1)
    assert faults(text) == ["1:1 front-matter-open"]


def test_a_second_front_matter_is_an_error_and_kept_as_words() -> None:
    text = "---\ntitle: 甲\n---\n\n导语。\n\n---\ntitle: 乙\n---\n"
    assert faults(text) == ["7:1 front-matter-again"]
    assert "title: 乙" in str(issue(text).lead)


@pytest.mark.parametrize(
    ("key", "rules"), [("2023-W14", []), ("2023-W14-cvpr", []), ("best-of-2023", ["date-missing"])]
)
def test_an_issue_that_is_no_week_needs_a_date(key: str, rules: list[str]) -> None:
    assert [problem.rule for problem in read("导语。\n", Key(key)).problems] == rules


@given(st.text(st.sampled_from("'\"ab0 1:#-&*!{}[]|>%@,?甲~.\t"), min_size=1, max_size=8))
@example('it\'s "x"')
@example("'a''b'")
@example("012")
@example("no")
@example("12:30")
def test_a_value_is_written_so_that_we_and_yaml_read_the_same(value: str) -> None:
    value = value.strip() or "x"
    text = f"---\n{value_line('byline', value)}\n---\n"
    assert said(issue(text).byline) == value
    read = yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n"))["byline"]
    assert str(read) == value


@pytest.mark.parametrize(
    "value", ["编辑部", "7 Papers & Radios | 分割一切", "12", "2023-04-09", "Ren's", "C# 周报"]
)
def test_a_plain_value_is_written_plain(value: str) -> None:
    assert value_line("title", value) == f"title: {value}"
