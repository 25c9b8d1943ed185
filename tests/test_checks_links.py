"""Addresses in fields and across papers; those among words are in `tests/corpus/links.txt`."""

import pytest

from digestcli import checks
from digestcli.checks import links
from digestcli.model.probe import Outcome
from tests.desk import page_of
from tests.papers import SEVEN

SAM = "https://github.com/facebookresearch/segment-anything"


def found(rule: str, text: str) -> list[tuple[str, str | None]]:
    """What the rule marks and how it mends it."""
    page = page_of(text, SEVEN)
    return [(fault.span.of(text), fault.fix) for fault in checks.rules("links")[rule].find(page)]


def all_found(text: str) -> set[str]:
    return {rule for rule in checks.rules("links") if found(rule, text)}


@pytest.mark.parametrize(
    ("value", "tail"),
    [
        (f"{SAM}。", "。"),
        (f"{SAM}.", "."),
        (f"{SAM}）", "）"),
        (f"{SAM})", ")"),
        (f"{SAM}).", ")."),
        (f"{SAM}；。", "；。"),
        (SAM, None),
        (f"{SAM}（官方实现）", None),  # words about it, and printed as such
        (f"{SAM}，{SAM}-2", None),
        (f"{SAM} 密码：1234。", None),
        ("https://pan.baidu.com/s/1abc（提取码：8a2b）", None),
        ("https://en.wikipedia.org/wiki/Segment_(disambiguation)", None),
    ],
)
def test_marks_at_the_end_of_a_field_are_no_part_of_its_address(value: str, tail: str | None) -> None:
    text = f"## 2304.02643\n\n- 代码地址：{value}\n"
    assert found("link-end", text) == ([(tail, "")] if tail else [])
    assert not found("link-stuck", text)


@pytest.mark.parametrize("label", ["论文地址", "网盘链接", "代码地址", "音频"])
def test_the_address_of_every_field_is_looked_at(label: str) -> None:
    text = f"## 2304.02643\n\n- {label}：https://https://arxiv.org/abs/2304.02643\n"
    assert found("link-malformed", text) == [
        ("https://https://arxiv.org/abs/2304.02643", "https://arxiv.org/abs/2304.02643")
    ]


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("https://ａｒｘｉｖ.org/abs/2304.02643", "https://arxiv.org/abs/2304.02643"),
        ("https://arxiv。org/abs/2304.02643", None),
        ("https:// arxiv.org/abs/2304.02643", None),
        ("https://http://arxiv.org", None),
        ("https://github", None),
    ],
)
def test_an_address_that_leads_nowhere_is_mended_only_where_it_is_certain(
    value: str, fix: str | None
) -> None:
    [(_marked, mended)] = found("link-malformed", f"## 2304.02643\n\n- 代码地址：{value}\n")
    assert mended == fix


def test_a_link_in_a_field_is_a_link() -> None:
    text = "## 2304.02643\n\n- 代码地址：[代码](http://github.com/a/b?utm_source=c)\n"
    assert all_found(text) == {"link-http", "link-tracking"}


def test_the_paper_of_an_arxiv_file_is_a_page() -> None:
    for file in ("https://arxiv.org/pdf/2304.02643.pdf", "https://ar5iv.org/html/2304.02643"):
        assert found("link-roundabout", f"## 2304.02643\n\n- 论文地址：{file}\n") == [(file, None)]
    for page in ("https://arxiv.org/abs/2304.02643v1", "https://doi.org/10.48550/arXiv.2304.02643"):
        assert not found("link-roundabout", f"## 2304.02643\n\n- 论文地址：{page}\n")


def test_an_address_twice_under_a_paper_is_told() -> None:
    text = f"## 2304.02643\n\n- 代码地址：{SAM}\n- 项目地址：{SAM}/\n- 数据集：{SAM}-data\n"
    assert found("link-again", text) == [(f"{SAM}/", None)]
    assert not found("link-shared", text)
    text = "## 2304.02643\n\n- 代码地址：https://www.example.org/a\n- 项目地址：https://example.org/a\n"
    assert len(found("link-again", text)) == 1


def test_one_address_for_two_papers_is_told() -> None:
    first, second = "## 甲\n\n- 作者：A\n- {}：{}\n\n", "## 乙\n\n- 作者：B\n- {}：{}\n"
    paper = "https://www.nature.com/articles/s41586-021-03819-2"
    text = (first + second).format("论文地址", paper, "论文地址", f"{paper}/?utm_source=a")
    assert [marked for marked, _fix in found("paper-link-shared", text)] == [f"{paper}/?utm_source=a"]
    assert not found("link-shared", text)
    text = (first + second).format("代码地址", SAM, "代码地址", f"{SAM}.git")
    assert [marked for marked, _fix in found("link-shared", text)] == [f"{SAM}.git"]
    assert not found("paper-link-shared", text)


@pytest.mark.parametrize(
    "address",
    [
        "https://huggingface.co",  # a site is nobody's
        "https://github.com/a/b",  # the other paper's is b2
    ],
)
def test_what_is_not_the_same_is_not_shared(address: str) -> None:
    other = address.replace("/b", "/b2")
    text = f"## 2304.02643\n\n- 代码地址：{address}\n\n## 2209.14610\n\n- 代码地址：{other}\n"
    assert not found("link-shared", text)


def test_words_about_another_papers_code_are_free() -> None:
    text = f"## 2304.02643\n\n- 代码地址：{SAM}\n\n## 2209.14610\n\n摘要：基于 [SAM]({SAM})。\n"
    assert all_found(text) == set()


def test_the_parts_that_are_not_printed_are_free() -> None:
    text = "## 2304.02643\n\n<!-- http://arxiv.org/a?utm_source=b -->\n\n```\nhttps://https://x\n```\n"
    assert all_found(text) == set()


ONLINE = """## 2304.02643

- 论文地址：https://arxiv.org/abs/2304.02643
- 代码地址：https://github.com/gone
- 项目地址：https://example.org/busy

摘要：[又](https://github.com/gone) [在](https://example.org/there) ftp://example.org/a [坏](https://x)
"""


def test_each_address_that_can_be_asked_is_asked_for() -> None:
    page = page_of(ONLINE, SEVEN)
    gone, busy, there = "https://github.com/gone", "https://example.org/busy", "https://example.org/there"
    assert links.to_ask(page) == (gone, busy, there)  # arXiv has told of its paper already
    told = {gone: Outcome(404), busy: Outcome(429), there: Outcome(200)}
    page = page_of(ONLINE, SEVEN, probe=told.__getitem__)
    faults = [fault for name in ("link-dead", "link-unasked") for fault in checks.rules()[name].find(page)]
    assert [(fault.span.of(ONLINE), fault.message) for fault in faults] == [
        (gone, "there is nothing at this address (HTTP 404)"),
        (gone, "there is nothing at this address (HTTP 404)"),
        (busy, "this address could not be asked: HTTP 429"),
    ]


def test_what_only_the_network_tells_is_not_told_without_it() -> None:
    assert not {"link-dead", "link-unasked"} & all_found(ONLINE)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        *((status, "there") for status in (200, 206)),
        *((status, "gone") for status in (404, 410)),
        *((status, None) for status in (None, 301, 400, 401, 403, 405, 429, 451, 500, 503)),
    ],
)
def test_only_a_site_that_says_so_is_believed_to_have_nothing(status: int | None, said: str | None) -> None:
    outcome = Outcome(status)
    assert (outcome.is_there, outcome.is_gone) == (said == "there", said == "gone")
