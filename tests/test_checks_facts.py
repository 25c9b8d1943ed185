"""Titles and reminders beside arXiv's, versions, withdrawals, and facts that are not there."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from digestcli import checks
from digestcli.model.appearance import Appearance
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.paper import DATACITE, OAI, Paper
from tests.desk import page_of
from tests.papers import OLD, SEVEN, WITHDRAWN, paper

SAM, PROMPT, SURVEY, HUGGING = SEVEN[:4]
STUDENTS = r"Teaching Poincar\'e's $\alpha$-Students: A \& B"
ALPHA = paper("2304.00001", STUDENTS, "Ada Example")


def found(rule: str, text: str, papers: Iterable[Paper] = SEVEN) -> list[tuple[str, str]]:
    """What the rule marks, and what it says of it."""
    page = page_of(text, (*papers, ALPHA, OLD))
    return [(fault.span.of(text), fault.message) for fault in checks.rules("facts")[rule].find(page)]


SAME = [
    ("2304.02643", "SEGMENT ANYTHING"),
    ("2304.02643", "Segment  Anything."),
    ("2304.02643", "Ｓｅｇｍｅｎｔ　Ａｎｙｔｈｉｎｇ"),
    ("2304.00001", "Teaching Poincare’s alpha-students — A and B"),
    ("2304.00001", r"Teaching Poincaré's α-Students: A \& B"),
    ("2303.17580", "HuggingGPT: Solving AI Tasks with ChatGPT and its Friends in HuggingFace"),
    ("hep-th/9711200", "The Large N limit of superconformal field theories"),
]


@pytest.mark.parametrize(("id", "title"), SAME)
def test_spelling_alone_makes_no_other_title(id: str, title: str) -> None:
    for text in (
        f"## {id} {title}\n",
        f"## {id}\n\n- 标题：{title}\n",
        f"## 论文 1：{title}\n\n- 论文地址：https://arxiv.org/abs/{id}\n",
    ):
        assert not found("title-differs", text)
        assert not found("reminder-differs", text)


@pytest.mark.parametrize(
    "title",
    [
        "分割一切",  # a translation is compared with nothing
        "Segment Anything Model：分割一切",
        "题目待填",
        "Segment Anything Model (ICCV 2023)",  # more than arXiv says
        "Segment",  # its beginning
        "SAM",
    ],
)
def test_a_title_of_the_editors_own_making_is_left_alone(title: str) -> None:
    paper = replace(SAM, title="Segment Anything Model")
    assert not found("title-differs", f"## 2304.02643\n\n- 标题：{title}\n", [replace(paper)])


def test_a_title_that_arxiv_does_not_have_is_told_with_the_place() -> None:
    text = "## 论文 1：A Survey of Lage Language Models\n\n- 论文地址：https://arxiv.org/abs/2303.18223\n"
    assert found("title-differs", text) == [
        ("A Survey of Lage Language Models", "Lage stands where arXiv has Large")
    ]
    text = "## 2304.02643\n\n- 标题：Segment Everything at Once\n"
    assert found("title-differs", text) == [
        ("Segment Everything at Once", "Everything at Once stands where arXiv has Anything")
    ]
    text = "## 2304.02643\n\n- 标题：Learning to Draw\n"
    assert found("title-differs", text) == [("Learning to Draw", "this is not the title arXiv has")]


def test_a_title_that_is_another_papers_names_that_paper() -> None:
    text = "## 论文 1：A Survey of Large Language Models\n\n- 论文地址：https://arxiv.org/abs/2304.02643\n"
    assert found("title-differs", text) == [
        ("A Survey of Large Language Models", "this is the title of 2303.18223")
    ]
    assert found("reminder-differs", "## 2304.02643 HuggingGPT\n") == [
        ("HuggingGPT", "this is the title of 2303.17580")
    ]


def test_a_title_of_an_earlier_issue_names_its_paper() -> None:
    before = Appearance(Key("2023-W10"), 1, identify("2302.00001").id, "Reading Tables by Drawing Them")
    page = page_of("## 2304.02643 Reading Tables By Drawing Them\n", SEVEN, earlier=[before])
    faults = list(checks.rules()["reminder-differs"].find(page))
    assert [fault.message for fault in faults] == ["this is the title of 2302.00001"]


@pytest.mark.parametrize(
    "reminder",
    [
        "SAM",
        "Segment",
        "Kirillov et al.",
        "needs figures before Friday",
        "for Li Lei",
        "@Li Lei",
        "分割一切",
        "Meta 的分割模型",
        "HuggingFace",  # not said of it, and no title
        "Segment Anything by Kirillov, Mintun and Ravi",
        "Anything",
    ],
)
def test_a_reminder_that_is_no_title_is_left_alone(reminder: str) -> None:
    assert not found("reminder-differs", f"## 2304.02643 {reminder}\n")


def test_a_reminder_from_another_version_or_paper_is_told() -> None:
    text = "## 2303.18223 A Survey on Large Language Models\n"
    assert found("reminder-differs", text) == [
        ("A Survey on Large Language Models", "on stands where arXiv has of")
    ]
    text = "## 2304.02643 Walking Robots in Heavy Rain\n"
    assert found("reminder-differs", text) == [
        ("Walking Robots in Heavy Rain", "this is not the title arXiv has")
    ]
    text = "## 2303.17580 HuggingGPT: Solving Tasks with ChatGPT and Friends in HugingFace\n"
    assert len(found("reminder-differs", text)) == 1


def test_the_words_of_a_radio_line_are_compared_too() -> None:
    station = "# ArXiv Weekly Radiostation\n\n## NLP\n\n"
    line = "- 2304.02643 Walking Robots in Heavy Rain (from A B)"
    assert found("reminder-differs", f"{station}{line}\n") == [(line, "this is not the title arXiv has")]
    for line in (
        "- 2304.02643 Segment Anything",
        "- 2304.02643 SAM",
        "- 2304.02643 分割一切",
        "- 2304.02643",
    ):
        assert not found("reminder-differs", f"{station}{line}\n")


def test_nothing_is_told_while_nothing_is_known() -> None:
    text = "## 2304.02643 Walking Robots in Heavy Rain\n\n- 标题：Other\n- 作者：Nobody Else\n"
    assert [rule for rule in checks.rules("facts") if found(rule, text, [])] == ["facts-pending"]
    assert not any(found(rule, text.replace("2304.02643 ", "")) for rule in checks.rules("facts"))


@pytest.mark.parametrize(
    ("heading", "link", "message"),
    [
        ("2209.14610v3", "https://arxiv.org/abs/2209.14610v2", "the link leads to v2, the heading names v3"),
        ("2209.14610", "https://arxiv.org/pdf/2209.14610v1.pdf", "the link leads to v1, and arXiv has v3"),
        ("2209.14610", "https://arxiv.org/abs/2209.14610v3", None),
        ("2209.14610v3", "https://arxiv.org/abs/2209.14610v3", None),
        ("2209.14610v3", "https://arxiv.org/abs/2209.14610", None),
        ("2209.14610", "https://openreview.net/forum?id=DHyHRBwJUTN", None),
    ],
)
def test_a_link_leads_to_the_version_that_is_named(heading: str, link: str, message: str | None) -> None:
    text = f"## {heading}\n\n- 论文地址：{link}\n"
    assert found("link-version", text) == ([(link, message)] if message else [])


def test_words_written_for_another_version_are_told_with_the_command() -> None:
    page = page_of("## 2304.02643\n\n## 2209.14610v1\n\n## 2303.18223v17\n", SEVEN)
    faults = list(checks.rules()["version-behind"].find(page))
    assert [(fault.message, fault.hint) for fault in faults] == [
        ("written for v1, and arXiv has v3", "once you have looked: digest set --seen 2 --issue 2023-W14"),
        (
            "the heading names v17, and arXiv has no more than v16",
            "once you have looked: digest set --seen 3 --issue 2023-W14",
        ),
    ]


def test_a_version_that_only_the_link_names_is_the_links() -> None:
    text = "## 论文 1：Dynamic Prompt\n\n- 论文地址：https://arxiv.org/abs/2209.14610v1\n"
    assert found("link-version", text) == [
        ("https://arxiv.org/abs/2209.14610v1", "the link leads to v1, and arXiv has v3")
    ]
    assert not found("version-behind", text)


def test_a_withdrawn_paper_is_told_in_its_own_words() -> None:
    text = "## 2301.00002\n\n# ArXiv Weekly Radiostation\n\n## ML\n\n- 2304.02643\n- 2303.18223\n"
    empty = replace(SAM, withdrawn=True)
    words = "This paper has been withdrawn by the authors, as a lemma is wrong"
    assert found("withdrawn", text, [WITHDRAWN, empty, SURVEY]) == [
        (
            "## 2301.00002",
            f"2301.00002 says that it was withdrawn: {words}",
        ),
        ("- 2304.02643", "2304.02643 may have been withdrawn: its newest version is empty"),
    ]


def test_facts_that_are_lacking_or_partial_are_told_wherever_the_paper_stands() -> None:
    text = "## 2304.02643\n\n## 2209.14610\n\n# ArXiv Weekly Radiostation\n\n## ML\n\n- 2303.18223 Survey\n"
    known = [replace(SAM, source=DATACITE), replace(PROMPT, source=OAI)]
    assert found("facts-pending", text, known) == [
        ("- 2303.18223 Survey", "the facts of 2303.18223 are not fetched yet")
    ]
    assert found("facts-partial", text, known) == [
        ("## 2304.02643", "2304.02643 is known from DataCite only"),
        ("## 2209.14610", "2209.14610 is known from arXiv's OAI-PMH only"),
    ]
    assert not found("facts-partial", text, [replace(SAM, source="a collection")])
