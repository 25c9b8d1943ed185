"""There and back: what is exported is imported as the issue it was, and an article is exported as it was."""

import re

import pytest
from hypothesis import assume, given, settings

from digestcli.compose import compose
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication
from tests.generated import many
from tests.issue_texts import reading
from tests.published import SEED, WEEK, imported, read_again, told
from tests.test_exports import exported, printed
from tests.test_exports_read_back import FACTS, FILES


@settings(max_examples=many(100))
@given(FILES)
def test_an_export_in_markdown_is_imported_as_the_same_issue(text: str) -> None:
    found = reading(text)
    assume(found.issue.notes and not any(each.severity is Severity.ERROR for each in found.problems))
    article = exported("md", compose(found.issue, FACTS, found.publication))
    back = imported(article, "2023-W14.md")
    assert back.format == "issue"
    assert [each.rule for each in back.told] == []
    assert str(back.key) == "2023-W14"
    before, after = (
        compose(each.issue, FACTS, Publication()) for each in (reading(article), read_again(back))
    )
    assert exported("md", after) == article
    assert printed(after) == printed(before)


ISSUE = """\
---
title: 看得见的推理
byline: 编辑部
---

两段导语。

第二段，有 *强调*。

## 2304.02643 提醒

- 代码：https://example.org/a_b

摘要：第一段，`码`与 $x^2$。

- 甲
- 乙

![图](../figures/2023-W14/a.png)

*说明*

推荐：一句话。

# 招聘

投稿请发邮件。

## 用旧报纸训练语言模型

- 作者：甲、乙 等
- 链接：https://example.org/1

摘要：语料。

# ArXiv Weekly Radiostation

另选两篇。

## NLP

- 音频：a.mp3（20:13）
- 2303.18223 (from A, B)

## CV

1. 2209.14610

# 编者后记

下周见。
"""


def test_an_export_in_plain_text_is_imported_as_far_as_it_goes() -> None:
    digest = compose(reading(ISSUE).issue, FACTS, Publication())
    article = exported("txt", digest)
    back = imported(article, "2023-W14.txt")
    assert [each.rule for each in back.told] == ["taken-as-title", "picture-local"]
    again = compose(read_again(back).issue, {}, Publication())
    assert exported("txt", again) == article
    for before, after in zip(digest.entries, again.entries, strict=True):
        assert (after.title, after.url) == (before.title, before.url)
        assert after.authors == before.named
        assert after.others == before.others
    assert [each.name for each in again.radio.lists] == ["NLP", "CV"] if again.radio else False


def test_our_own_page_is_imported_as_the_issue_it_shows() -> None:
    issue = ISSUE.replace("byline", "number: 12\ndate: 2023-04-09\nbyline").replace(
        "第二段，", "第二段 $a_i$，"
    )
    before = compose(reading(issue).issue, FACTS, Publication())
    page = exported("html", before)
    back = imported(page, "2023-W14.html")
    assert {each.rule for each in back.told} == {"taken-as-title", "taken-as-byline", "taken-as-date"}
    assert (str(back.key), back.papers, back.lists) == ("2023-W14", 2, 2)
    after = compose(read_again(back).issue, {}, Publication())
    lost = exported("txt", before).replace("［图］图（../figures/2023-W14/a.png）", "［图］图")
    assert exported("txt", after) == lost
    assert (after.number, after.date, after.byline) == (before.number, before.date, before.byline)
    assert [each.ref for each in read_again(back).issue.notes] == [each.id for each in before.entries]
    for one, other in (
        zip(before.radio.lists, after.radio.lists, strict=True) if before.radio and after.radio else ()
    ):
        assert (other.audio, other.duration) == (one.audio, one.duration)
        assert [each.id for each in other.entries] == [each.id for each in one.entries]


def test_our_own_page_of_an_issue_without_a_title_gives_it_none() -> None:
    digest = compose(reading("导语一句。\n\n## 2304.02643\n\n摘要：甲。\n").issue, FACTS, Publication())
    found = imported(exported("html", digest), "out/2023-W14.html")
    assert (read_again(found).issue.title, told(found)) == (None, [])


def expected(article: str) -> str:
    """What is exported of an imported article, by the list of differences in docs/importing.md."""
    text = re.sub(r"^(论文 \d|- 作者|- 论文地址|摘要|推荐):", r"\1：", article, flags=re.MULTILINE)
    return re.sub(r"^- ArXiv Weekly Radiostation.*\n", "", text, flags=re.MULTILINE).strip()


def test_an_article_is_exported_as_it_was() -> None:
    article = WEEK.replace(
        "- Self-Consistency\n", "- Self-Consistency\n- ArXiv Weekly Radiostation:NLP(附音频)\n"
    )
    digest = compose(read_again(imported(article)).issue, {}, Publication())
    assert exported("txt", digest).replace("\n\n", "\n").strip() == expected(article)


def test_the_article_the_project_began_with_is_exported_as_it_was() -> None:
    if not SEED.exists():
        pytest.skip("the article is in ../shared, which is not here")
    digest = compose(read_again(imported(SEED.read_bytes(), SEED.name)).issue, {}, Publication())
    article = SEED.read_text(encoding="utf-8")
    assert exported("txt", digest).replace("\n\n", "\n").strip() == expected(article)
