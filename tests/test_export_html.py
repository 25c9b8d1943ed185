"""The web page: whole, closed to the network, with every word of the issue in it."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from digestcli import exporters
from digestcli.exporters import Assets
from digestcli.files.pictures import Picture
from digestcli.markup import lines
from digestcli.markup.flat import flat
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from tests import pictures
from tests.test_exports import KEYS, composed, example

PNG = Picture(pictures.PNG, "png", 7, 5)


def page(digest: Digest, picture: Picture | None = PNG, **series: str) -> str:
    said: dict[str, str | None] = {"title": "周报", "link": None, "language": "zh", **series}
    whole = Series(digests=(digest,), **said)  # type: ignore[arg-type]
    (artifact,) = exporters.export("html", whole, Assets(str, lambda _path: picture))
    assert artifact.name == f"{digest.key}.html"
    assert artifact.render() == artifact.render()
    return artifact.render().decode()


def issue(text: str, **publication: str) -> Digest:
    return composed(text, Key("2023-W14"), {}, Publication(**publication))  # type: ignore[arg-type]


class Outline(HTMLParser):
    """Headings, ids, addresses, and the words that are read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.images: list[dict[str, str]] = []
        self.words = ""
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "a":
            self.links.append(said["href"])
        if tag == "img":
            self.images.append(said)
        if tag in {"style", "script", "title"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within[-1:] == [tag]:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.words += data


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_every_word_of_the_issue_is_on_its_page(key: Key) -> None:
    digest = composed(*_example(key))
    seen = Outline(page(digest))
    written = [
        digest.lead,
        *(text.value for e in digest.entries for text in (e.note.summary, e.note.recommendation) if text),
    ]
    printed = han(seen.words)
    for words in filter(None, written):
        for paragraph in flat(words).split("\n\n"):
            assert han(re.sub("［图］.*", "", paragraph)) in printed
    for entry in digest.entries:
        assert f"论文 {entry.number}：" in seen.words
        assert entry.url in seen.links
    assert seen.headings.count("h1") == 1
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert all(image["alt"] and image["width"] == "7" for image in seen.images)


def han(words: str) -> str:
    """The 汉字 and full-width marks, which no format writes in another way."""
    return re.sub("[^\u3000-\u9fff\uff00-\uffef]", "", words)


def _example(key: Key) -> tuple[str, Key, dict, Publication]:  # type: ignore[type-arg]
    text, facts, publication = example(key)
    return text, key, facts, publication


def test_its_policy_allows_its_own_style_and_nothing_else() -> None:
    html = page(issue("## 2304.02643\n\n摘要：![甲](https://p.example/a.png)\n"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data: https://p.example; "
        "base-uri 'none'; form-action 'none'"
    )
    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/ld+json">']


def test_pictures_are_in_the_page_or_said_in_words() -> None:
    text = "## 2304.02643\n\n摘要：甲。\n\n![图一](a.png)\n\n![图二](http://169.254.169.254/)\n"
    (image,) = Outline(page(issue(text))).images
    assert b64decode(image["src"].removeprefix("data:image/png;base64,")) == pictures.PNG
    lost = page(issue(text), picture=None)
    assert "<img" not in lost
    assert '<span class="lost">［图］图一</span>' in lost
    assert '<a href="http://169.254.169.254/">［图］图二</a>' in lost


def test_pictures_can_be_named_instead_as_files_that_the_page_may_load() -> None:
    digest = issue(
        "## 2304.02643\n\n摘要：甲。\n\n![图](<../figures/a b%25#.png>)\n\n![坏](../figures/x.png)\n"
    )
    series = Series(title=None, link=None, language="zh", digests=(digest,), embeds=False)
    assets = Assets(lambda path: f"../w/{path}", lambda path: PNG if "a b%" in path else None)
    (artifact,) = exporters.export("html", series, assets)
    html = artifact.render().decode()
    assert '<img src="../w/../figures/a%20b%25%23.png" alt="图" width="7" height="5" />' in html
    assert '<span class="lost">［图］坏</span>' in html
    assert "img-src data: 'self';" in html
    assert "base64" not in html.partition("<body>")[2]


def test_what_lies_beside_the_issue_is_led_to_from_where_the_page_goes() -> None:
    words = "见[上期](2023-W13.md#x)、[表](<../figures/a b.csv>)、[这里](#paper-1)。"
    series = Series(title=None, link=None, language="zh", digests=(issue(f"{words}\n"),))
    (artifact,) = exporters.export("html", series, Assets(lambda path: f"../issues/{path}"))
    ways = Outline(artifact.render().decode()).links
    assert ways == ["../issues/2023-W13.md#x", "../issues/../figures/a%20b.csv", "#paper-1"]


def test_a_recording_has_an_address_or_is_one() -> None:
    lists = "".join(f"## {n}\n\n- 音频：{to}\n- 2304.0137{n}\n\n" for n, to in enumerate(RECORDINGS))
    html = page(issue(f"# ArXiv Weekly Radiostation\n\n{lists}"))
    assert re.findall('<audio src="([^"]*)"', html) == ["../audio/a%20%231.mp3", "https://e.org/x.mp3"]
    assert '<a href="http://e.org/x.mp3">http://e.org/x.mp3</a>' in html
    assert "media-src 'self' https://e.org;" in html


RECORDINGS = ("../audio/a #1.mp3", "https://e.org/x.mp3", "http://e.org/x.mp3")


def test_what_machines_are_told_is_true_and_ends_no_element() -> None:
    text, facts, publication = example(Key("2023-W14"))
    digest = composed(
        text.replace("title: 7", "title: </script><script>7"), Key("2023-W14"), facts, publication
    )
    html = page(digest)
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(told)
    assert data["headline"].startswith("</script><script>7 Papers")
    assert data["mentions"][0] == {
        "@type": "ScholarlyArticle",
        "name": "Segment Anything",
        "author": [{"@type": "Person", "name": name} for name in lines.names(digest.entries[0])],
        "url": "https://arxiv.org/abs/2304.02643",
        "identifier": "arXiv:2304.02643",
        "datePublished": "2023-04-05",
    }
    assert html.count("<script") == 1


def test_the_language_of_words_is_theirs() -> None:
    text, facts, _publication = example(Key("2023-W14"))
    english = page(composed(text, Key("2023-W14"), facts, Publication(language="en")), language="en")
    assert '<html lang="en">' in english
    assert '<span class="number">Paper 1: </span><bdi lang="en">Segment Anything</bdi>' in english


def test_a_draft_says_so_and_radio_lists_have_their_player() -> None:
    radio = (
        "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 音频：../audio/n.mp3（20:13）\n- 2304.01373 (from A B)\n"
    )
    html = page(issue(f"## 2304.02643\n\n摘要：甲。\n\n{radio}"))
    assert "草稿" not in html
    assert "草稿" in page(replace(issue(radio), draft=True))
    assert '<audio src="../audio/n.mp3" controls="" preload="none" aria-label="NLP"></audio>' in html
    assert "音频：20:13" in html
    assert '<a href="https://arxiv.org/abs/2304.01373">' in html
    assert "media-src 'self'" in html
