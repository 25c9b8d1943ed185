"""An article for an Official Account: only what its editor keeps, and all of the words."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from digestcli import exporters, messages
from digestcli.exporters.account.article import MOST, Pasted
from digestcli.exporters.account.preflight import results
from digestcli.exporters.web.styles import style
from digestcli.files.pictures import Picture, picture
from digestcli.library import figures
from digestcli.markup.element import changed, text, to_html
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.page import Article
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import THEMES
from tests import pictures
from tests.generated import many
from tests.papers import SEVEN
from tests.test_email import THERE, digest_of, squeezed
from tests.test_exports import EXAMPLE, HOSTILE, KEYS, composed, example

TAGS = {
    *(
        "section",
        "p",
        "span",
        "strong",
        "em",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "img",
        "table",
        "thead",
    ),
    *("tbody", "tr", "th", "td", "pre", "code", "br", "hr", "sup", "a", "svg", "path"),
}
NAMES = {"style", "src", "alt", "href", "start", "xmlns", "width", "height", "viewbox", "d", "fill"}


class Pasteboard(HTMLParser):
    """The article in a preview: its words, tags, attributes and addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.names = "", set[str](), set[str]()
        self.links, self.sources, self.styles = list[str](), list[str](), list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.names.add(name)
            kept = {"href": self.links, "src": self.sources, "style": self.styles}.get(name)
            if kept is not None:
                kept.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def pasted(digest: Digest, there: Mapping[str, Picture] | None = None, css: str | None = None) -> Pasted:
    sheet = css if css is not None else style("wechat-plain")
    return Pasted(digest, exporters.Assets(str, (there or {}).get, lambda: sheet))


def board(of: Pasted) -> Pasteboard:
    return Pasteboard("".join(map(to_html, of.preview())))


def faults(of: Pasted) -> list[str]:
    return [result.said for result in results(of, lambda text: text) if not result.is_good]


def preview(digest: Digest, there: Mapping[str, Picture] | None = None) -> Artifact:
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    assets = exporters.Assets(str, (there or {}).get)
    (made,) = exporters.export("wechat", series, assets)
    (again,) = exporters.export("wechat", series, assets)
    assert made.render() == made.render() == again.render()
    return made


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("theme", THEMES)
def test_an_issue_keeps_its_words_in_what_the_editor_keeps(key: object, theme: str) -> None:
    key = next(each for each in KEYS if each == key)
    words, facts, publication = example(key)
    digest = composed(words, key, facts, publication)
    load = lambda path: figures.load(EXAMPLE, path)  # noqa: E731 - one line of it
    article = Pasted(digest, exporters.Assets(str, load, lambda: style(f"wechat-{theme}")))
    seen = board(article)
    assert seen.tags <= TAGS
    assert seen.names <= NAMES
    assert all(source.startswith("data:image/png;base64,") for source in seen.sources)
    assert len(seen.sources) == len(re.findall(r"^!\[", words, re.MULTILINE))
    assert len(article.uploaded()) < MOST * 0.96

    def printed(formula: object) -> str:
        return "" if to_html(formula) in article.drawn else formula_text(formula)  # type: ignore[arg-type]

    whole = Article(digest).whole().children
    said = changed(whole, {FORMULA: printed, "h1": lambda _title: ()})
    own = re.sub(r"\[\d+\]", "", seen.words.split("参考链接")[0])
    assert squeezed(own) == squeezed(text(*said))


CORNERS = """---
title: 题
byline: 编辑部
---

导语有~~删去~~，见[旧文](https://mp.weixin.qq.com/s/a)、[假的](https://mp.weixin.qq.com.evil.example/s)和[别处](https://example.org/b?c=1&d=2)，再见[别处](https://example.org/b?c=1&d=2)，<https://example.org/bare>，[信](mailto:a@example.org)。

## 2304.02643

摘要：首段。

- 甲
  - 乙
    - 丙
  3. 丁
  4. 戊

  又一段

#### 小题

```
if x:
    y  = 1
```

脚注[^n]。

[^n]: 注文。
"""


def test_links_are_numbered_once_and_listed_at_the_end() -> None:
    seen = board(pasted(digest_of(CORNERS)))
    assert seen.links == ["https://mp.weixin.qq.com/s/a"]
    assert "假的[1]和别处[2]，再见别处[2]，https://example.org/bare，信[3]。" in seen.words
    assert squeezed(seen.words).endswith(
        "参考链接[1]https://mp.weixin.qq.com.evil.example/s[2]https://example.org/b?c=1&d=2[3]a@example.org"
    )


def test_the_number_of_a_link_is_no_footnotes() -> None:
    links = "见[那里](https://example.org/)，另有注[^2]，又见[这里](https://example.org/x)。"
    text = f"# 题\n\n{links}\n\n[^2]: 注文。\n"
    assert "见那里[3]，另有注[2]，又见这里[4]。" in board(pasted(digest_of(text))).words


def test_lists_within_lists_are_lines_of_one_list() -> None:
    html = "".join(map(to_html, pasted(digest_of(CORNERS), css="").preview()))
    assert "<ul><li>甲<br />– 乙<br />\u3000– 丙<br />(3) 丁<br />(4) 戊<br />又一段</li></ul>" in html
    assert '<span style="text-decoration:line-through">删去</span>' in html
    assert "<h3>小题</h3>" in html
    assert ">if x:<br />\u00a0\u00a0\u00a0 y\u00a0 = 1</code></pre>" in html
    assert "<p>[n] 注文。</p>" in html
    assert "脚注<sup>[n]</sup>。" in html


PICTURES = """# 题

导语。

## 2304.02643

摘要：甲。

![点](p.png)

![体](w.webp)

![图](s.svg)

![失](gone.png)

![远](https://example.org/far.png)
"""


def test_pictures_are_in_the_article_where_wechat_takes_them_and_words_elsewhere() -> None:
    made = pasted(digest_of(PICTURES), THERE)
    seen = board(made)
    assert len(seen.sources) == 1
    assert re.findall(r"［图］\w+(?:\[\d\])?", seen.words) == [
        "［图］体",
        "［图］图",
        "［图］失",
        "［图］远[1]",
    ]
    assert [fault.partition(":")[0] for fault in faults(made)] == ["w.webp", "s.svg", "gone.png", "https"]
    page = preview(digest_of(PICTURES), THERE).render().decode()
    assert "<strong>p.png</strong> · PNG · 1 kB · 7 × 5" in page
    assert page.count("微信可收") == 1
    heavy = {"p.png": Picture(b"x" * 10_000_001, "png", 9, 9)}
    assert faults(pasted(digest_of("# 题\n\n导语。\n\n![点](p.png)\n"), heavy)) == [
        "p.png: 11 MB, WeChat takes 10; save it smaller"
    ]


def test_a_picture_counts_as_the_address_it_is_uploaded_to() -> None:
    text = "# 题\n\n导语。\n\n![点](p.png)\n"
    small, large = picture(pictures.PNG, "p"), Picture(pictures.PNG * 1000, "png", 7, 5)
    lengths = {len(pasted(digest_of(text), {"p.png": each}).uploaded()) for each in (small, large)}
    assert len(lengths) == 1


def test_what_is_over_a_limit_says_by_how_much_and_what_is_longest() -> None:
    long = (
        f"---\ntitle: {'题' * 33}\nbyline: {'名' * 17}\n---\n\n{'导' * 129}\n\n## 2304.02643\n\n摘要：{{}}\n"
    )
    said = faults(pasted(digest_of(long.format("长" * 20_000))))
    assert said[0] == "title: 33 characters, 1 more than the 32 WeChat takes"
    assert said[1] == "author: 17 characters, 1 more than the 16 WeChat takes"
    assert said[2].endswith("129 characters, 1 more than the 128 WeChat takes")
    assert re.search(r"\d+ too many; the longest: 论文 1：Segment Anythin… 20\d\d\d, ", said[3])
    room = MOST - 1 - len(pasted(digest_of(long.format("长"))).uploaded())
    assert len(faults(pasted(digest_of(long.format("长" * (room + 1)))))) == 3
    assert len(faults(pasted(digest_of(long.format("长" * (room + 2)))))) == 4
    heavy = faults(pasted(digest_of(f"# 题\n\n{'长' * 340_000}\n")))
    assert heavy[-1] == "article: 1020 kB, WeChat takes less than 1000"


def test_the_preview_speaks_the_librarys_language_and_is_the_same_for_everybody() -> None:
    made = preview(digest_of(PICTURES), THERE)
    page = made.render()
    spoken = messages.language()
    try:
        messages.speak("en" if spoken == "zh" else "zh")
        assert preview(digest_of(PICTURES), THERE).render() == page
    finally:
        messages.speak(spoken)
    assert "复制正文" in page.decode()


def test_the_policy_names_the_one_script_and_the_one_style_and_loads_nothing() -> None:
    page = preview(digest_of("# 题\n\n导语。\n")).render().decode()
    policy = re.findall(r'Content-Security-Policy" content="(.*?)"', page)[0]
    for tag in ("script", "style"):
        ((inside),) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert b64encode(sha256(inside.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    assert not re.search(r"fetch|XMLHttp|import|eval|src=\"http", page)


@settings(max_examples=many(30))
@given(title=HOSTILE.filter(lambda t: any(map(str.isalpha, t))), name=HOSTILE)
def test_hostile_words_stay_words(title: str, name: str) -> None:
    paper = Paper(id=SEVEN[0].id, version=1, title=title, authors=(Author(name),))
    digest = digest_of("# 题\n\n## 2304.02643\n\n摘要：甲。\n", {paper.id: paper})
    article = pasted(digest)
    seen = board(article)
    assert seen.tags <= TAGS
    assert seen.names <= NAMES
    assert seen.links == []
    if not article.drawn:
        said = changed(Article(digest).whole().children, {FORMULA: formula_text, "h1": lambda _title: ()})
        assert squeezed(seen.words) == squeezed(text(*said))
