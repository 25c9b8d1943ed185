"""A message read back as mail programs read it: all of its words and pictures, nothing that loads or runs."""

import re
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli import exporters
from digestcli.exporters.web import head
from digestcli.files.pictures import Picture, picture
from digestcli.library import figures
from digestcli.markup.element import changed, text
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.page import Article
from digestcli.markup.plain import one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import Publication
from tests import pictures
from tests.generated import many
from tests.papers import SEVEN
from tests.test_exports import EXAMPLE, HOSTILE, KEYS, Facts, composed, example, exported

KEY = Key("2023-W14")
FACTS = {SEVEN[0].id: SEVEN[0]}


def digest_of(text: str, facts: Facts | None = None) -> Digest:
    return composed(text, KEY, facts or FACTS, Publication())


def artifact(digest: Digest, there: Mapping[str, Picture] | None = None) -> Artifact:
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    assets = exporters.Assets(str, (there or {}).get)
    (made,) = exporters.export("email", series, assets)
    assert made.render() == made.render()
    (again,) = exporters.export("email", series, assets)
    assert again.render() == made.render()
    return made


def message(made: Artifact) -> EmailMessage:
    read = message_from_bytes(made.render(), policy=default)
    assert isinstance(read, EmailMessage)
    assert [part.defects for part in read.walk() if part.defects] == []
    return read


class Page(HTMLParser):
    """What a mail program makes of the HTML: words, and every address it would have to do with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.links, self.sources = "", set[str](), list[str](), list[str]()
        self.names = set[str]()
        self._head = True
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._head = self._head and tag != "body"
        self.tags.add(tag)
        self.names |= said.keys()
        self.links += [said["href"] or ""] if "href" in said else []
        self.sources += [said["src"] or ""] if "src" in said else []

    def handle_data(self, data: str) -> None:
        self.words += "" if self._head else data


def parts(read: EmailMessage) -> tuple[str, Page]:
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    return plain.get_content().replace("\r\n", "\n"), Page(html.get_content())


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_an_issue_is_read_back_whole(key: Key) -> None:
    words, facts, publication = example(key)
    digest = composed(words, key, facts, publication)
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    assets = exporters.Assets(str, lambda path: figures.load(EXAMPLE, path))
    (made,) = exporters.export("email", series, assets)
    assert list(made.remarks()) == []
    read = message(made)
    plain, page = parts(read)
    there = {part["Content-ID"]: part.get_content() for part in read.walk() if part["Content-ID"]}
    assert page.sources
    assert [f"<{source.removeprefix('cid:')}>" for source in page.sources] == list(there)
    paths = re.findall(r"^!\[.*?\]\((.*?)\)", words, re.MULTILINE)
    assert list(there.values()) == [figures.load(EXAMPLE, path).data for path in paths]
    whole = changed((Article(digest).whole(),), {FORMULA: formula_text})
    assert squeezed(page.words) == squeezed(text(*whole))
    assert re.sub("（[^（）]*figures[^（）]*）", "", exported("txt", digest)) == plain
    assert read["Subject"] == one_line(digest.title or "")
    assert page.names <= {"lang", "charset", "name", "content", "style", "href", "src", "alt", "width"}


def test_it_is_a_draft_and_invents_nobody() -> None:
    read = message(artifact(digest_of("# 题\n\n导语。\n")))
    assert read.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert read["X-Unsent"] == "1"
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


PICTURES = """# 题

## 2304.02643

摘要：甲。

![点](p.png)

![线](j.jpg)

![面](g.gif)

![又是点](q.png)

![体](w.webp)

![图](s.svg)

![失](gone.png)

![远](https://example.org/far.png)

推荐：见[下文](#paper)，见[那里](https://example.org/)[^a]。

[^a]: 注。
"""
THERE = {
    f"{name[0]}.{name}": picture(data, name)
    for name, data in pictures.ALL.items()
    if name in {"png", "jpg", "gif", "webp", "svg"}
}


def test_pictures_that_mail_programs_show_are_within_and_others_are_words() -> None:
    made = artifact(digest_of(PICTURES), {**THERE, "q.png": THERE["p.png"]})
    read = message(made)
    plain, page = parts(read)
    kinds = [part.get_content_type() for part in read.walk() if part["Content-ID"]]
    assert kinds == ["image/png", "image/jpeg", "image/gif"]
    assert len(page.sources) == 4
    assert page.sources[3] == page.sources[0]
    assert all(source.startswith("cid:") for source in page.sources)
    for words in ("［图］体", "［图］图", "［图］失", "［图］远"):
        assert words in page.words
        assert words in plain
    assert set(page.links) == {
        "https://arxiv.org/abs/2304.02643", "https://example.org/far.png", "https://example.org/"
    }  # fmt: skip
    assert [remark.split(" ")[0] for remark in made.remarks()] == [
        "w.webp", "s.svg", "https://example.org/far.png",
    ]  # fmt: skip


def test_a_recording_goes_by_its_name_unless_it_has_an_address() -> None:
    radio = "# ArXiv Weekly Radiostation\n\n## {}\n\n- 音频：{}（1:00）\n- 2304.02643\n"
    text = radio.format("NLP", "../audio/n.mp3")
    plain, page = parts(message(artifact(digest_of(text))))
    assert "音频：n.mp3（1:00）" in plain
    assert "音频：1:00 n.mp3" in page.words
    plain, page = parts(message(artifact(digest_of(radio.format("CV", "https://example.org/c.mp3")))))
    assert "https://example.org/c.mp3" in page.links
    assert "audio" not in page.tags


def test_a_page_that_gmail_cuts_off_is_told_of() -> None:
    long = artifact(digest_of(f"# 题\n\n{'长' * 35_000}\n"))
    assert re.findall(r"\d+ kB", " ".join(long.remarks())) == ["104 kB"]


@settings(max_examples=many(30))
@given(title=HOSTILE.filter(lambda t: any(map(str.isalpha, t))), name=HOSTILE)
def test_hostile_words_stay_words(title: str, name: str) -> None:
    paper = Paper(id=SEVEN[0].id, version=1, title=title, authors=(Author(name),))
    digest = digest_of("# 题\n\n## 2304.02643\n\n摘要：甲。\n", {paper.id: paper})
    _, page = parts(message(artifact(digest)))
    assert page.tags <= {
        *("html", "head", "meta", "title", "body", "div", "h1", "h2", "p", "span", "strong", "br"),
        *("ol", "ul", "li", "a", "code"),
    }
    assert page.links == ["https://arxiv.org/abs/2304.02643"]
    whole = changed((Article(digest).whole(),), {FORMULA: formula_text})
    assert squeezed(page.words) == squeezed(text(*whole))


@settings(max_examples=many(30))
@given(title=HOSTILE, long=st.booleans())
def test_a_subject_is_one_header_whatever_the_title(title: str, long: bool) -> None:  # noqa: FBT001
    said = f"{'很长的标题，' * 20 if long else ''}{title}\r\nBcc: a@example.org\n\n<b>"
    digest = replace(digest_of("# 题\n\n导语。\n"), title=said)
    read = message(artifact(digest))
    assert read.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert read["Subject"] == head.title(digest)
