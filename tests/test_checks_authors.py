"""The editor's line of authors beside arXiv's: who is meant, in what order, and whether 等 is due."""

import pytest

from digestcli import checks
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import Publication
from tests.desk import page_of
from tests.papers import paper

AUTHORS = (
    r"Wayne Xin Zhao, Kai-Wei Chang, Piotr Doll\'ar, Juan M. Maldacena, Bill Gates Jr, Nguyễn Văn An, "
    "Wei Li, Wei Zhang, OpenAI, The CMS Collaboration"
)
MANY = paper("2304.02643", "Segment Anything", AUTHORS)
TWO = paper("2304.02643", "Segment Anything", "Alexander Kirillov, Eric Mintun")


def said(line: str, about: Paper = MANY) -> list[tuple[str, str, str]]:
    """The rules that find something in the line, what they mark and what they say."""
    page = page_of(f"## 2304.02643\n\n- 作者：{line}\n", [about])
    return [
        (rule.name, fault.span.of(page.text), fault.message)
        for rule in checks.rules("authors").values()
        for fault in rule.find(page)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Wayne Xin Zhao、Kai-Wei Chang 等",
        "Wayne Xin Zhao等",
        "wayne xin zhao、 Kaiwei Chang 等",
        "W. X. Zhao、K.-W. Chang、P. Dollár 等",
        "Wayne Zhao、Piotr Dollar 等",
        "Zhao、Chang、Maldacena 等",  # family names
        "Zhao Wayne Xin, Chang Kai-Wei et al.",
        "Wayne X. Zhao*†、Kai-Wei Chang¹ 等 10 人",
        r"Wayne Xin Zhao\*、Kai-Wei Chang<sup>2</sup>（UCLA） 等",
        "Wayne Xin Zhao（UCLA、Meta）、Kai-Wei Chang 等",
        "赵鑫、Kai-Wei Chang 等",  # arXiv has nobody in Chinese
        "赵鑫、张凯威",
        "Juan Maldacena、Bill Gates 等",
        "Nguyen Van An、Wei Li、Wei Zhang 等",
        "OpenAI 等",
        "CMS Collaboration",  # stands for all of its members
        "CMS 合作组",
        "Wayne Xin Zhao / Kai-Wei Chang 等",
        "Wayne Xin Zhao　Kai-Wei Chang 等",
        "Wayne Xin Zhao Kai-Wei Chang Piotr Dollar 等",  # nobody knows where one ends
        "Wayne Xin Zhao<sup>1,2</sup>、Kai-Wei Chang1,2 等",
        "Wayne Xin Zhao 和 Kai-Wei Chang 等",
        "Zhao, W. X.、Chang, K.-W. 等",
        "Wayne Xin Zhao, Kai-Wei Chang, and others",
        "[Wayne Xin Zhao](https://example.org)、某人",  # a link is not read for names
        "",
    ],
)
def test_a_line_that_names_arxivs_authors_in_order_is_left_alone(line: str) -> None:
    assert said(line) == []


@pytest.mark.parametrize(
    ("line", "marked", "message"),
    [
        ("Wayne Xin Zao、Kai-Wei Chang 等", "Wayne Xin Zao", "Wayne Xin Zao is Wayne Xin Zhao on arXiv"),
        ("Wayne Xin Zhao、Ada Lovelace 等", "Ada Lovelace", "Ada Lovelace is not among arXiv's authors"),
        ("Wei Li、Wei Li 等", "Wei Li", "Wei Li is named twice"),
        ("Xiaowei Li 等", "Xiaowei Li", "Xiaowei Li is not among arXiv's authors"),
    ],
)
def test_a_name_that_is_not_arxivs_is_told(line: str, marked: str, message: str) -> None:
    assert said(line) == [("author-unknown", marked, message)]


def test_the_order_is_arxivs() -> None:
    message = "Wayne Xin Zhao comes before Kai-Wei Chang on arXiv"
    assert said("Kai-Wei Chang、Wayne Xin Zhao 等") == [("author-order", "Wayne Xin Zhao", message)]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("Alexander Kirillov、Eric Mintun 等", "Alexander Kirillov、Eric Mintun"),
        ("Alexander Kirillov、Eric Mintun等人", "Alexander Kirillov、Eric Mintun"),
        ("Alexander Kirillov, Eric Mintun et al.", "Alexander Kirillov, Eric Mintun"),
        ("Alexander Kirillov", "Alexander Kirillov 等"),
        ("Alexander Kirillov*（Meta）", "Alexander Kirillov*（Meta） 等"),
        ("Alexander Kirillov、Eric Mintun", None),
        ("Alexander Kirillov 等", None),
        ("Alexander Kirillov, …", None),
        ("Alexander Kirillov……", None),
        ("Alexander Kirillov, ...", None),
        ("Alexander Kirillov and others", None),
        ("Alexander Kirillov、Erik Mintum 等", None),  # who is meant comes first
        ("Alexander Kirillov、某人 等", None),
    ],
)
def test_others_stand_where_somebody_is_left_out(line: str, mended: str | None) -> None:
    text = f"## 2304.02643\n\n- 作者：{line}\n"
    rules = checks.rules("authors")
    page = page_of(text, [TWO])
    faults = [fault for name in ("others-needless", "others-missing") for fault in rules[name].find(page)]
    new = [text[: fault.span.start] + (fault.fix or "") + text[fault.span.end :] for fault in faults]
    assert new == ([f"## 2304.02643\n\n- 作者：{mended}\n"] if mended else [])
    assert not said(mended or "", TWO)


def test_an_english_issue_says_it_in_english() -> None:
    text = "## 2304.02643\n\n- Authors: Alexander Kirillov\n"
    page = page_of(text, [TWO], publication=Publication(language="en"))
    assert [fault.fix for fault in checks.rules()["others-missing"].find(page)] == [
        "Alexander Kirillov et al."
    ]


def test_a_list_that_arxiv_left_open_counts_nobody() -> None:
    left_open = paper("2304.02643", "Segment Anything", "Alexander Kirillov, et al.")
    assert said("Alexander Kirillov 等", left_open) == []
    assert said("Alexander Kirillov", left_open) == []


def test_a_thousand_authors_cost_no_second() -> None:
    crowd = Paper(
        id=MANY.id, title="T", authors=tuple(Author(f"Ada {'abcdefghij'[n % 10]}{n}x") for n in range(3_000))
    )
    assert len(said("、".join(f"Eve Nobody{n}" for n in range(20)) + " 等", crowd)) == 20
