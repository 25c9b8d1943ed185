"""Prose as elements: what Markdown says is there, every word is, and nothing of it acts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digestcli.markup.element import changed, el, text, to_html, walk
from digestcli.markup.flat import flat
from digestcli.markup.html import FORMULA, address, facts, formula_text, link, prose
from digestcli.markup.mathml import mathml

SAID = {
    "**强调。**后面": "<p><strong>强调。</strong>后面</p>",
    "第一行\n第二行": "<p>第一行第二行</p>",
    "one\ntwo": "<p>one\ntwo</p>",
    "行  \n断": "<p>行<br />断</p>",
    "`a<b`": "<p><code>a&lt;b</code></p>",
    "~~删~~": "<p><s>删</s></p>",
    "### 小标题": "<h3>小标题</h3>",
    "# 大标题": "<h3>大标题</h3>",
    "> 引": "<blockquote><p>引</p></blockquote>",
    "- a\n- b\n  1. c": "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
    "3. c": '<ol start="3"><li>c</li></ol>',
    "```py\n<x>\n```": '<pre tabindex="0"><code>&lt;x&gt;\n</code></pre>',
    "| a | b |\n|:-:|--:|\n| 1 | 2 |": '<table tabindex="0"><thead><tr><th class="center">a</th>'
    '<th class="right">b</th></tr></thead><tbody><tr>'
    '<td class="center">1</td><td class="right">2</td></tr></tbody></table>',
    "$\\alpha$": '<p><formula display="inline">\\alpha</formula></p>',
    "$$\nE=mc^2\n$$": '<p class="formula" tabindex="0"><formula display="block">E=mc^2</formula></p>',
    "![图 *一*](<a b.png>)": '<figure><img src="a%20b.png" alt="图 一" /></figure>',
    "![甲](a.png)\n\n*说明 $x$。*": '<figure><img src="a.png" alt="甲" /><figcaption>说明 '
    '<formula display="inline">x</formula>。</figcaption></figure>',
    "![甲](a.png)\n![乙](b.png)\n\n*共*": '<figure><img src="a.png" alt="甲" /></figure>'
    '<figure><img src="b.png" alt="乙" /><figcaption>共</figcaption></figure>',
    "见 ![甲](a.png)": '<p>见 <img src="a.png" alt="甲" /></p>',
    "*说明*": "<p><em>说明</em></p>",
    "注[^é1]\n\n[^é1]: 脚": '<p>注<sup><a href="#p-note--e91" role="doc-noteref">[é1]</a></sup></p>'
    '<aside id="p-note--e91" class="footnote" role="doc-footnote">'
    '<span class="label">[é1] </span><p>脚</p></aside>',
    "注[^1]\n\n[^1]: 甲\n\n[^1]: 乙": '<p>注<sup><a href="#p-note-1" role="doc-noteref">[1]</a></sup></p>'
    '<aside id="p-note-1" class="footnote" role="doc-footnote"><span class="label">[1] </span><p>甲</p>'
    '</aside><aside class="footnote" role="doc-footnote"><span class="label">[1] </span><p>乙</p></aside>',
    '[a](http://x.y/"q)': '<p><a href="http://x.y/%22q">a</a></p>',
    "[a](javascript:x)": "<p>[a](javascript:x)</p>",
    "<b>x</b>": "<p>&lt;b&gt;x&lt;/b&gt;</p>",
    "---": "<hr />",
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_markdown_becomes_these_elements(words: str) -> None:
    assert to_html(*prose(words, anchor="p")) == SAID[words]


class _Seen(HTMLParser):
    """What a reader of HTML makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


HOSTILE = st.lists(
    st.sampled_from(
        [*"ab1 |*_[]()#`~<>&!\\-=+.{}%$:：@论\n\r\t\"'\x00\x1b\x9b\u202e\u200b\ufffe", "<script>", "]]>",
         "--><!--", "](javascript:x)", "![x](", "\\frac", "\\href{javascript:x}{y}", "&#60;", "[^1]",
         "[^1]: ", "onload=", "<svg/onload=1>"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_whatever_is_written_is_well_formed_and_acts_nowhere(words: str) -> None:
    nodes = changed(prose(words, anchor="p"), {FORMULA: mathml})
    page = to_html(el("div", *nodes, title=words))
    etree.fromstring(page.encode())
    seen = _Seen(page)
    assert {"script", "svg", "iframe", "style"}.isdisjoint(seen.tags)
    for name, value in seen.attributes:
        assert not name.startswith("on")
        if name in {"href", "src"}:
            assert not re.match(r"\s*(javascript|data|vbscript|file)\s*:", value or "", re.IGNORECASE)


@given(HOSTILE)
def test_what_arxiv_says_keeps_its_words(words: str) -> None:
    page = to_html(el("p", *changed(facts(words), {FORMULA: formula_text})))
    etree.fromstring(page.encode())
    assert "<script" not in page
    kept = "".join(_Seen(page).words)
    assert set(re.findall(r"[ab论@]", words.replace("\\frac", ""))) <= set(kept)


@pytest.mark.parametrize(
    "tex", [r"\frac{", r"x}{", "^", r"\left(", r"\middle|", "{" * 3000, "x" * 5000, r"\begin{a}"]
)
def test_a_formula_nobody_can_read_stays_as_it_was_written(tex: str) -> None:
    made = mathml(el(FORMULA, tex, display="inline"))
    assert (made.tag, text(made)) == ("code", tex)


def test_a_formula_takes_over_neither_address_nor_style() -> None:
    made = mathml(
        el(FORMULA, r"\href{javascript:x}{y}\style{a:url(x)}{b}\class{c}{d}\text{<b>}", display="inline")
    )
    names = {name for element in walk(made) for name in element.attributes}
    assert names <= {"xmlns", "display", "alttext"}
    assert "&lt;b&gt;" in to_html(made)


@pytest.mark.parametrize(
    "url", ["javascript:x", "data:text/html,x", "//evil", "file:///x", "/x", "x", " ", "http://a b"]
)
def test_no_link_leads_where_nobody_should_go(url: str) -> None:
    assert address(url) in (None, "http://a%20b")
    assert "javascript" not in to_html(*((made,) if not isinstance(made := link(url, "w"), tuple) else made))


DEEP = {
    "quotes": "> ", "bare quotes": ">", "bullets": "- ", "quoted lists": "> - ", "numbers": "1. ",
}  # fmt: skip


@pytest.mark.parametrize("marks", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("depth", [10, 19, 25, 45, 60, 99, 1000])
def test_no_word_is_lost_however_deep_it_stands(marks: str, depth: int) -> None:
    words = f"外\n\n{marks * depth}字"
    assert to_html(*prose(words)).count("字") == 1
    assert flat(words).count("字") == 1


@pytest.mark.parametrize("depth", [10, 45, 60, 200])
def test_no_item_of_nested_lists_is_lost(depth: int) -> None:
    words = "\n".join(f"{'  ' * level}- 字" for level in range(depth))
    assert to_html(*prose(words)).count("字") == depth
    assert flat(words).count("字") == depth
