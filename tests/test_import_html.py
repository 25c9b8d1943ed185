"""Pages of WeChat and blogs: what an editor wrote is kept, what a program wrote is left out and counted."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.errors import FileError
from digestcli.importers import Imported
from digestcli.markup.escape import unescape
from tests.generated import many
from tests.issue_texts import outline, said
from tests.published import below, imported, read_again, told

KATEX = "<math><mi>x</mi><mn>2</mn><annotation encoding='application/x-tex'>x^2</annotation></math>"
ARTICLES = Path(__file__).parent / "articles"


def page(body: str, head: str = '<meta charset="utf-8">') -> Imported:
    return imported(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "week.html")


def one(words: str) -> str:
    """What becomes of some HTML in a 摘要."""
    found = page(f"<p>论文 1：题</p><p>作者：甲</p><p>摘要：前</p>{words}<p>推荐：荐</p>")
    reading = read_again(found)
    assert [each.rule for each in reading.problems] == []
    [note] = reading.issue.notes
    assert said(note.recommendation) == "荐"
    return str(note.summary).removeprefix("前").strip("\n")


def test_a_page_of_wechat_is_read_as_the_issue_it_is() -> None:
    found = imported((ARTICLES / "wechat.html").read_bytes(), "wechat.html")
    issue = read_again(found).issue
    assert (str(issue.title), str(issue.byline), str(issue.date)) == (
        "看得见的推理 | 一周论文",
        "推理周报",
        "2023-04-09",
    )
    assert outline(found.text) == [
        "2201.11903", "2203.11171v4", "~ ArXiv Weekly Radiostation", "= © THE END",
    ]  # fmt: skip
    first, second = issue.notes
    assert [figure.caption for figure in first.figures] == ["两种提示"]
    assert first.figures[0].path.startswith("https://mmbiz.qpic.cn/")
    assert "| 一遍 | a\\|b |" in str(second.summary)
    assert "alert" not in re.sub(r"点这里.*", "", found.text)
    assert "看不见" not in found.text
    assert "阅读原文" not in found.text
    assert "link-unsafe" in "".join(told(found))
    [left] = [each for each in found.told if "iframe" in each.message]
    assert left.message.endswith("1 hidden, 1 iframe, 1 mp-common-profile, 1 svg")


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("<p>甲<b>乙</b>丙</p>", "甲**乙**丙"),
        ("<p><b>甲</b><span><b>乙</b></span> <i>丙</i></p>", "**甲乙** *丙*"),
        ("<p><b> 甲 </b>乙</p>", "**甲** 乙"),
        ("<p><b>甲<i>乙</b>丙</i></p>", "**甲乙**丙"),
        ("<p>甲&nbsp;乙 &mdash; &#x4e2d; &hellip;</p>", "甲\xa0乙 — 中 …"),
        (
            "<p>a * b _c_ [d] `e` &lt;f&gt; # &amp;amp;</p>",
            "a \\* b \\_c\\_ \\[d\\] \\`e\\` &lt;f> # &amp;amp;",
        ),
        ("<p># 不是标题</p><p>1. 不是列表</p>", "\\# 不是标题\n\n1\\. 不是列表"),
        ("<p>a<b>(b)</b>c 甲<b>（乙）</b>丙</p>", "a(b)c 甲（乙）丙"),
        ("<p>甲<b>（乙）</b>丙</p>", "甲**（乙）**丙"),
        ("甲<br>乙<br><br>丙", "甲\n\n乙\n\n丙"),
        ("<ul><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></li></ul>", "- 甲\n- 乙\n  - 丙"),
        ("<ol start=3><li>甲<p>续</p></li><li>乙</li></ol>", "3. 甲\n\n   续\n4. 乙"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "> 甲\n\n> 乙"),
        ("<pre>a\n  b &lt;\n\n# c</pre>", "```\na\n  b <\n\n# c\n```"),
        ("<p>用 <code>a_b `c`</code> 写</p>", "用 `` a_b `c` `` 写"),
        ("<p><a href='https://a.b/c d'>词</a></p>", "[词](https://a.b/c%20d)"),
        ("<p><a href='https://a.b/c_d'>https://a.b/c_d</a></p>", "<https://a.b/c_d>"),
        ("<p><a href='//a.b/'>词</a> <a href='#x'>锚</a></p>", "[词](https://a.b/) 锚"),
        ("<p><a href='/x?y=1'>词</a></p>", "[词](/x?y=1)"),
        ("<p><img src='https://a.b/x (1).png' alt='图[1]'></p>", "![图\\[1\\]](https://a.b/x%20%281%29.png)"),
        ("<figure><img src=x.png><figcaption>说明</figcaption></figure>", "![](x.png)\n\n*说明*"),
        ("<p><img data-src=https://a.b/1 src='data:image/gif;base64,AA'></p>", "![](https://a.b/1)"),
        ("<h4>小题</h4><p>甲</p>", "#### 小题\n\n甲"),
        ("<p>甲<hr>乙</p>", "甲\n\n---\n\n乙"),
        ("<p>H<sub>2</sub>O x<sup>2</sup></p>", "H₂O x²"),
        ("<p>10<sup>-5</sup> 甲<sup>1, 2</sup> 乙<sup>*</sup> 5<sup>th</sup></p>", "10⁻⁵ 甲¹, ² 乙\\* 5th"),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n\n乙"),
        ("<table><tr><td>a<td>b<tr><td colspan=2>c</table>", "| a | b |\n| --- | --- |\n| c |  |"),
        ("<p>\u200b</p><p>\u3000\u3000甲</p><p>&nbsp;</p>", "甲"),
        ("<section><section><span>甲<section>乙</section>丙</span></section></section>", "甲\n\n乙\n\n丙"),
        ("<p><s>旧</s>新</p>", "~~旧~~新"),
        ("<p><a href='https://a.b/'>甲<b>乙</b> 丙</a></p>", "[甲**乙** 丙](https://a.b/)"),
        ("<p><img data-src='data:,' data-actualsrc=https://a.b/1 src='data:,'></p>", "![](https://a.b/1)"),
        ("<p>用 <math alttext='x^2'><mi>x</mi><mn>2</mn></math> 算</p>", "用 $x^2$ 算"),
        ("<math display=block alttext='x\n\n<y'><mi>x</mi></math>", "$$\nx\n<y\n$$"),
        (f"<p>用 <span>{KATEX}</span><span class=katex-html>x2</span> 算</p>", "用 $x^2$ 算"),
        ("<dl><dt>会议</dt><dd>甲</dd><dd>乙</dd></dl>", "会议：甲\n\n乙"),
        ("<p>甲<!-- 注 -->乙<?php x ?>丙</p>", "甲乙丙"),
        ("<p>&lt;!-- 甲 --&gt; 乙 --&gt;</p>", "&lt;!-- 甲 --&gt; 乙 --&gt;"),
    ],
)
def test_looks_become_marks_and_words_stay_words(words: str, markdown: str) -> None:
    assert one(words) == markdown


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<style>p{}</style>", "<iframe src=x>y</iframe>", "<p hidden>y</p>",
        "<div style='DISPLAY : none'><p>y</p></div>", "<textarea>y</textarea>",
        "<svg onload=alert(1)><text>y",
        "<noscript><p>y</p></noscript>", "<template><p>y</p></template>", "<mpvoice name=y></mpvoice>",
        "<object data=x>y</object>", "<select><option>y</select>", "<button>y</button>",
    ],
)  # fmt: skip
def test_what_is_no_word_is_left_out_and_counted(words: str) -> None:
    found = page(f"<p>论文 1：题</p><p>作者：甲</p><p>摘要：乙</p>{words}")
    assert re.search(r"[yx]|alert", found.text.partition("摘要")[2]) is None
    assert "1 left-out" in told(found)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", " &#9;javascript:x",
        "weixin:x", "java\nscript:x",
    ],
)  # fmt: skip
def test_a_link_nobody_may_follow_is_words(address: str) -> None:
    found = page(
        f"<p>论文 1：题</p><p>作者：甲</p><p>摘要：乙<a href='{address}'>词</a><img src='{address}'></p>"
    )
    assert "摘要：乙词" in found.text
    assert "](" not in found.text
    assert "link-unsafe" in "".join(told(found))


def test_entities_make_no_control_characters() -> None:
    found = page("<p>论文 1：题</p><p>作者：甲</p><p>摘要：a&#27;]52;c&#x9b;b&#0;c</p>")
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", found.text) is None
    assert "1 control-replaced" in told(found)


@pytest.mark.parametrize("tag", ["div", "b", "ul", "section", "span", "table", "blockquote"])
def test_a_page_nested_too_deep_is_refused(tag: str) -> None:
    assert "深处" in page(f"<{tag}>" * 150 + "深处").text
    with pytest.raises(FileError, match="nested"):
        page(f"<{tag}>" * 100_000 + "深处")


@pytest.mark.parametrize(
    "body", ["", "<!-- -->", "<p> </p>", "<p>", "<<<>>>", "</p></div>", "&", "<a", "<p/><b/>"]
)
def test_a_page_of_nothing_is_no_crash(body: str) -> None:
    try:
        found = page(body)
    except FileError:
        return
    assert found.papers == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "big5"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    article = f'<html><head><meta charset="{encoding}"></head><body><p>導語</p><p>摘要</p></body></html>'
    assert "導語" in imported(article.encode(encoding), "week.html").text
    spelled = f"<meta http-equiv=Content-Type content='text/html; charset={encoding}'>"
    article = f"<html><head>{spelled}</head><body><p>導語</p><p>摘要</p></body></html>"
    assert "導語" in imported(article.encode(encoding), "week.html").text


def test_a_blog_is_read_by_its_one_article() -> None:
    found = page(
        "<nav>首页</nav><article><h1>题目</h1><time datetime='2023-04-09'>四月</time><p>导语。</p>"
        "<h2>论文 1：甲</h2><p>链接：<a href='https://arxiv.org/abs/2201.11903v2'>原文</a></p><p>摘要：乙</p></article>"
        "<footer>版权</footer>"
    )
    [note] = read_again(found).issue.notes
    assert str(note.ref) == "2201.11903v2"
    assert (str(found.key), str(read_again(found).issue.title)) == ("2023-W14", "题目")
    assert "首页" not in found.text
    assert "版权" not in found.text


SOUP = st.recursive(
    st.text(alphabet="甲乙ab *_[]()<&#-`.1 \n", min_size=1, max_size=8).map(html.escape),
    lambda inside: st.tuples(
        st.sampled_from(
            [
                "p",
                "div",
                "b",
                "i",
                "span",
                "section",
                "ul",
                "li",
                "ol",
                "h3",
                "blockquote",
                "td",
                "tr",
                "table",
                "code",
            ]
        ),
        st.lists(inside, max_size=4).map("".join),
        st.booleans(),
    ).map(lambda made: f"<{made[0]}>{made[1]}" + (f"</{made[0]}>" if made[2] else "")),
    max_leaves=20,
)


@settings(max_examples=many(100))
@given(SOUP)
def test_every_word_of_a_soup_of_tags_is_in_the_issue(soup: str) -> None:
    found = page(f"<p>论文 1：题</p><p>作者：甲</p><p>摘要：乙</p>{soup}")
    assert len(read_again(found).issue.notes) == 1
    words = re.sub(r"\W", "", html.unescape(re.sub(r"<[^<>]*>", "", soup)))
    kept = re.sub(r"\W", "", unescape(found.text))
    for character in set(words):
        assert kept.count(character) >= words.count(character), found.text


def test_a_comment_that_never_ends_hides_nothing() -> None:
    found = page("<p>论文 1：题</p><!-- 注 --><p>作者：甲</p><p>摘要：乙<!-- 丙</p><p>推荐：丁</p><!-- 戊")
    [note] = read_again(found).issue.notes
    assert str(note.summary) == "乙&lt;!-- 丙"
    assert str(note.recommendation) == "丁\n\n&lt;!-- 戊"
    assert "1 mark-escaped" in told(found)


def test_a_page_whose_one_heading_is_a_paper_has_no_title() -> None:
    found = page("<p>导语。</p><h1>论文 1：题</h1><p>作者：甲</p><p>摘要：乙</p>")
    assert read_again(found).issue.title is None
    assert found.papers == 1


def test_what_is_told_all_the_time_is_told_by_count() -> None:
    found = page("<p>论文 1：题</p><p>作者：甲</p><p>摘要：乙" + "<a href='file:x'>丙</a>" * 50 + "</p>")
    unsafe = [each.message for each in found.told if each.rule == "link-unsafe"]
    assert len(unsafe) == 20
    assert "so 30 times more" in unsafe[-1]


def test_a_formula_without_its_tex_is_told() -> None:
    found = page(
        "<p>论文 1：题</p><p>作者：甲</p><p>摘要：<math><msup><mi>x</mi><mn>2</mn></msup></math> 次</p>"
    )
    assert "摘要：x2 次" in found.text
    assert "1 formula-flat" in told(found)


def test_a_heading_is_no_bolder_than_others_and_fields_may_be_a_list_of_definitions() -> None:
    found = page(
        "<h2>论文 1：<strong>题</strong></h2><dl><div><dt>作者</dt><dd>甲、乙</dd></div>"
        "<dt>论文地址：</dt><dd><a href='https://arxiv.org/abs/2201.11903'>arXiv</a></dd></dl>"
        "<h3><strong>摘要</strong></h3><p>一</p>"
    )
    assert below(found) == (
        "## 论文 1：题\n\n- 作者：甲、乙\n- 论文地址：[arXiv](https://arxiv.org/abs/2201.11903)\n\n摘要：\n\n一"
    )


def test_a_title_leads_to_no_page_of_its_site() -> None:
    found = page(
        "<h2>论文 1：<a href='../papers/1.html'>甲</a></h2><p>作者：乙</p>"
        "<h2><a href='/b'>论文 2：丙</a></h2>"
    )
    assert outline(found.text) == ["甲", "丙"]
