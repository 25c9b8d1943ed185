"""Markdown as Chinese editors write it, and plain CommonMark for everybody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from digestcli.markup.markdown import parse, parser

EMPHASIS = {
    "这是**强调。**后面": "这是<strong>强调。</strong>后面",
    "他说**“引号”**了": "他说<strong>“引号”</strong>了",
    "**“引号”**": "<strong>“引号”</strong>",
    "模型**GPT-4（OpenAI）**发布": "模型<strong>GPT-4（OpenAI）</strong>发布",
    "**GPT-4（OpenAI）**发布": "<strong>GPT-4（OpenAI）</strong>发布",
    "用**`code`**来": "用<strong><code>code</code></strong>来",
    "**`code`**来": "<strong><code>code</code></strong>来",
    "见**[链接](https://a.b)**吧": '见<strong><a href="https://a.b">链接</a></strong>吧',
    "**《论文》**与**「书」**都": "<strong>《论文》</strong>与<strong>「书」</strong>都",
    "提升**14%**。": "提升<strong>14%</strong>。",
    "提升**14%**以上": "提升<strong>14%</strong>以上",
    "模型**SAM (v1)**很好": "模型<strong>SAM (v1)</strong>很好",
    "这是*斜体。*后面": "这是<em>斜体。</em>后面",
    "这是***都有！***后面": "这是<em><strong>都有！</strong></em>后面",
    "这是~~删去。~~后面": "这是<s>删去。</s>后面",
    "第一**（一）**，第二**（二）**。": "第一<strong>（一）</strong>，第二<strong>（二）</strong>。",
    "破折号**——插入——**之后": "破折号<strong>——插入——</strong>之后",
    "**한국어(hangul)**는": "<strong>한국어(hangul)</strong>는",
}


@pytest.mark.parametrize(("source", "rendered"), EMPHASIS.items())
def test_emphasis_works_beside_full_width_marks(source: str, rendered: str) -> None:
    assert parser().render(source) == f"<p>{rendered}</p>\n"


def test_the_table_of_emphasis_says_something() -> None:
    stock = MarkdownIt("commonmark").enable("strikethrough")
    assert sum(stock.render(source) != parser().render(source) for source in EMPHASIS) >= 12


@pytest.mark.parametrize(
    "source", ["2 * 3 * 4", "snake_case_name", "a__b__c", "** a **", "这是 ** 空格 ** 吗", "乘号*"]
)
def test_marks_that_are_no_emphasis_stay(source: str) -> None:
    assert parser().render(source) == f"<p>{source}</p>\n"


@given(
    st.text(
        st.sampled_from("*_~`[]()!<>#-+=|$\\&;:/.\"' \n") | st.characters(codec="ascii", min_codepoint=10)
    )
)
def test_text_without_cjk_is_commonmark(source: str) -> None:
    stock = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(stock, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    footnote_plugin(stock, inline=False, move_to_end=False)
    stock.validateLink = parser().validateLink  # type: ignore[method-assign]  # addresses have their own test
    assert parser().render(source) == stock.render(source)


def test_another_parser_is_not_changed() -> None:
    parse("这是**强调。**后面")
    assert MarkdownIt().render("这是**强调。**后面") == "<p>这是**强调。**后面</p>\n"


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("上一行\n下一行", "上一行下一行"),
        ("上一行，\n下一行", "上一行，下一行"),
        ("**上一行**\n*下一行*", "<strong>上一行</strong><em>下一行</em>"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("one\ntwo", "one\ntwo"),
        ("한국어\n한국어", "한국어\n한국어"),
        ("硬换行\\\n下一行", "硬换行<br />\n下一行"),
    ],
)
def test_a_line_end_within_chinese_is_no_blank(source: str, rendered: str) -> None:
    assert parser().render(source) == f"<p>{rendered}</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AA",
        "data:image/svg+xml,x",
        "file:///etc/passwd",
        "//evil.example/x",
        "tel:123",
        "weixin:x",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "![a]({})", "<{}>", "[a]: {}\n\n[a]"])
def test_an_unsafe_address_is_text(form: str, address: str) -> None:
    kinds = {child.type for token in parse(form.format(address)) for child in token.children or ()}
    assert not kinds & {"link_open", "image"}


@pytest.mark.parametrize(
    "address",
    ["https://a.b/c", "http://a.b", "mailto:a@b.c", "../figures/2023-W14/分割.png", "x.png#1", "a/b:c.png"],
)
def test_a_safe_address_is_a_link(address: str) -> None:
    assert "link_open" in {child.type for token in parse(f"[a]({address})") for child in token.children or ()}


def test_html_is_text() -> None:
    assert parser().render("<script>x</script> <b>") == "<p>&lt;script&gt;x&lt;/script&gt; &lt;b&gt;</p>\n"


@pytest.mark.parametrize(
    ("source", "formulas"), [("$5和$6", []), ("用$x^2$表示", ["x^2"]), ("a $ b $ c", [])]
)
def test_prices_are_no_formulas(source: str, formulas: list[str]) -> None:
    found = [
        child.content
        for token in parse(source)
        for child in token.children or ()
        if child.type == "math_inline"
    ]
    assert found == formulas
