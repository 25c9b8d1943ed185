"""Papers that came before: by id, and by title where the ids differ or there is none."""

import pytest

from digestcli import checks
from digestcli.checks.earlier import signature
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.key import Key
from tests.desk import earlier_of, page_of
from tests.papers import SEVEN, paper

RADIO = "# ArXiv Weekly Radiostation\n\n## ML\n\n"
SURVEY = "A Survey of Large Language Models"


def before(key: str, number: int | None, id: str | None, title: str | None = None) -> Appearance:
    return Appearance(Key(key), number, identify(id).id if id else None, title)


def said(text: str, *earlier: Appearance) -> list[tuple[str, str, str, str | None]]:
    page = page_of(text, SEVEN, earlier=earlier)
    return [
        (rule.name, fault.span.of(text), fault.message, fault.hint)
        for rule in checks.rules("repeats").values()
        for fault in rule.find(page)
    ]


def test_a_paper_of_an_earlier_issue_is_told_whatever_its_version() -> None:
    assert said("## 2304.02643v1\n", before("2023-W10", 3, "2304.02643")) == [
        ("paper-before", "## 2304.02643v1", "2304.02643 was paper 3 of 2023-W10", None)
    ]


def test_a_radio_list_on_either_side_is_a_hint() -> None:
    listed = before("2023-W10", None, "2304.02643")
    assert said("## 2304.02643\n", listed) == [
        ("pick-before", "## 2304.02643", "2304.02643 stood in a radio list of 2023-W10", None)
    ]
    assert said(f"{RADIO}- 2304.02643\n", before("2023-W10", 3, "2304.02643")) == [
        ("pick-before", "- 2304.02643", "2304.02643 was paper 3 of 2023-W10", None)
    ]


def test_a_section_is_told_rather_than_a_later_list() -> None:
    earlier = (before("2023-W10", 3, "2304.02643"), before("2023-W11", None, "2304.02643"))
    assert [fault[0] for fault in said("## 2304.02643\n", *earlier)] == ["paper-before"]


def test_neither_the_issue_itself_nor_a_later_one_comes_before() -> None:
    own, later = before("2023-W14", 1, "2304.02643"), before("2023-W15", 1, "2304.02643")
    assert said("## 2304.02643\n", own, later) == []
    assert said("## 2304.02643\n", before("2023-W13", 2, None, "X"), own, later) == []


@pytest.mark.parametrize(
    ("text", "id", "title", "name"),
    [
        # the same work under another id
        ("## 2303.18223\n", "2302.00001", "A survey on large language models", "2302.00001"),
        ("## 2303.18223\n", "2302.00001", "A Survey of Large Language Model", "2302.00001"),
        # off arXiv then, on it now
        ("## 2303.18223\n", None, "A Survey of Large Language Models.", "a paper of this title"),
        ("## 2304.02643\n", None, "Segment Anything", "a paper of this title"),
        # on arXiv then, off it now
        ("## Segment Anything\n\n- 作者：A\n", "2304.02643", "Segment Anything", "2304.02643"),
        ("## 论文 1：**Segment Anything**\n\n- 作者：A\n", "2304.02643", "Segment Anything", "2304.02643"),
        # facts still to be fetched: the reminder is all there is
        (
            r"## 2304.09999 Modelling \*Everything\* as Graphs" + "\n",
            "2302.00001",
            "Modeling Everything as a Graph",
            "2302.00001",
        ),
    ],
)
def test_a_title_that_came_before_under_another_name_is_told(
    text: str, id: str | None, title: str, name: str
) -> None:
    faults = said(text, before("2023-W10", 5, id, title))
    assert [(fault[0], fault[2]) for fault in faults] == [("title-before", f"{name} was paper 5 of 2023-W10")]


@pytest.mark.parametrize(
    ("text", "id", "title"),
    [
        ("## 2303.18223\n", "2302.00001", "A Survey of Small Language Models"),
        ("## 2303.18223\n", "2302.00001", "A Survey of Large Language Models II"),
        ("## 2303.18223\n", "2302.00001", "Large Language Models: A Survey"),
        ("## 2304.02643\n", "2302.00001", "Segment Anything"),  # two words, and two ids
        ("## 2304.02643 题目待填\n", "2302.00001", "题目待填"),
        ("## Deep Nets\n\n- 作者：A\n", "2302.00001", "Deep Nets"),  # too short to tell
        ("## 2304.09999 GPT-3 for Code Review\n", "2302.00001", "GPT-4 for Code Review"),
    ],
)
def test_a_title_that_is_only_like_another_is_left_alone(text: str, id: str | None, title: str) -> None:
    assert said(text, before("2023-W10", 5, id, title)) == []


def test_one_title_twice_in_an_issue_is_told() -> None:
    text = f"## 2303.18223\n\n## {SURVEY}\n\n- 作者：A\n\n{RADIO}- 2304.09999 {SURVEY.upper()}\n"
    assert [(rule, message, hint) for rule, _marked, message, hint in said(text)] == [
        ("same-title", "2303.18223 stands in this issue already", "on arXiv it is 2303.18223"),
        ("same-title", "2303.18223 stands in this issue already", None),
    ]
    assert said("## 2303.18223\n\n## 2303.18223\n") == []  # paper-twice tells of these


def test_titles_that_differ_in_what_counts_have_different_signatures() -> None:
    titles = [
        SURVEY,
        "A Survey of Vision Language Models",
        "A Survey of Large Language Models for Code",
        "Scaling Laws I",
        "Scaling Laws II",
        "大语言模型综述",
        "大语言模型评测综述",
    ]
    assert len(set(map(signature, titles))) == len(titles)
    assert signature("Generalising Colour Models") == signature("Generalizing a Color Model")


def test_twenty_thousand_papers_are_asked_for_one_by_one() -> None:
    """Whoever compares each with each would not come back within hours."""
    papers = [
        Appearance(
            Key(f"{2000 + n // 2000}-{n // 40 % 50 + 10}"),
            n % 7,
            ArxivId(f"{n:09}"),
            f"Learning to count {n} sheep in the dark",
        )
        for n in range(20_000)
    ]
    earlier = earlier_of(papers)
    found = [earlier.named(each.id or ArxivId("0"), each.key) for each in papers]
    found += [earlier.titled(each.title or "", None, each.key) for each in papers]
    assert found == [None] * (2 * len(papers))


def test_facts_titles_keep_their_tex() -> None:
    tex = paper("2304.02643", r"Poincar\'e Embeddings of $\beta$-Trees", "A B")
    page = page_of(
        "## 2304.02643\n", [tex], earlier=[before("2023-W10", 1, None, "Poincaré embeddings of beta-trees")]
    )
    assert len(list(checks.rules()["title-before"].find(page))) == 1
