"""What the corpus of typography cannot say: the library's style, and what mending makes of whole texts."""

import pytest

from digestcli import checks, issuefile
from digestcli.checks.page import Page
from digestcli.model.publication import Publication
from tests.desk import page_of

WORDS = ("spaces", "marks", "pairs", "emphasis", "capitals")


def page(words: str, spacing: str = "wide") -> Page:
    return page_of(f"## 2304.02643\n\n摘要：{words}\n", publication=Publication(spacing=spacing))


def spacing(words: str, style: str) -> list[tuple[str, str | None]]:
    at = page(words, style)
    return [(fault.span.of(at.text), fault.fix) for fault in checks.rules()["spacing"].find(at)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("在 GPT-4 上", [(" ", ""), (" ", "")]),
        ("共  38 道题", [("  ", ""), (" ", "")]),
        ("Segment Anything 模型", [(" ", "")]),
        ("在GPT-4上，共38道题", []),
        ("Segment Anything，Meta 的模型。", [(" ", "")]),
        ("\n\n### 2.1 方法\n\n1. 模型\n2. 数据\n\n> 3 层", []),
        ("见 `code` 和 $x$ 处", []),
        ("在 https://example.org/汉字a 上", []),
    ],
)
def test_a_tight_library_wants_no_blanks(words: str, found: list[tuple[str, str | None]]) -> None:
    assert spacing(words, "tight") == found


def test_a_library_that_does_not_care_hears_nothing() -> None:
    assert spacing("在GPT-4 上，共  38道题", "any") == []


def test_names_and_what_arxiv_says_are_nobodys_typography() -> None:
    text = "# 标题\n\n## 2304.02643 Attention,注意力\n\n- 作者：张三,李四\n- 代码地址：https://a.org/代码A\n\n摘要：好。\n"
    text += "\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2201.11903 (from 张三,李四)\n"
    found = [
        each
        for family in WORDS
        for rule in checks.rules(family).values()
        for each in rule.find(page_of(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("模型(LLM)充当控制器,并在GPT-4上 ,测试。。", "模型（LLM）充当控制器，并在 GPT-4 上，测试。"),
        ("如下图所示, Mod-Squad...而**结论：**先排队", "如下图所示，Mod-Squad……而**结论**：先排队"),
        ('他用「提示」，不用"指令"；用Pytorch 。', "他用「提示」，不用「指令」；用 PyTorch。"),
        ("更多论文 (附音频) 在这里--读ＡＢＣ吧!", "更多论文（附音频）在这里——读 ABC 吧！"),
    ],
)
def test_what_is_mended_together_stands_as_an_editor_would_write_it(words: str, mended: str) -> None:
    at = page(words)
    names = [name for family in WORDS for name in checks.rules(family)]
    for _round in range(4):
        edits = [each.fix for each in checks.check(at, names) if each.fix]
        text = issuefile.retouch(at.text, at.reading, edits)
        at = page(text.partition("：")[2].removesuffix("\n"))
    assert at.text == f"## 2304.02643\n\n摘要：{mended}\n"
    assert list(checks.check(at, names)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Segment Anything (分割一切), by Meta.",
        'The authors call it 分割一切, "cut anything": it cuts...',
        "See 论文: it is long -- but 好.",
        "Peking University(北京大学)",
    ],
)
def test_an_english_publication_quotes_chinese_in_its_own_marks(words: str) -> None:
    text = f"# Weekly\n\nLead.\n\n## 2304.02643\n\nSummary: {words}\n"
    names = [name for family in ("spaces", "marks", "pairs") for name in checks.rules(family)]
    assert list(checks.check(page_of(text, publication=Publication(language="en")), names)) == []


def test_a_chinese_paragraph_of_an_english_publication_is_chinese() -> None:
    text = "# Weekly\n\nLead.\n\n## 2304.02643\n\nSummary: 作者说,这还不够.\n"
    page = page_of(text, publication=Publication(language="en"))
    found = [each.rule for each in checks.check(page, ["half-width-mark", "half-width-stop"])]
    assert found == ["half-width-mark", "half-width-stop"]
