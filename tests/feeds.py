"""Feeds of a made-up issue, and how they are read back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import strategies as st

from digestcli import exporters, issuefile
from digestcli.compose import compose
from digestcli.files.pictures import Picture
from digestcli.model.digest import Digest, Series
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import Publication

LINK = "https://example.org/weekly"
ID = "0b6e0f8a-1f2e-4c3d-9a8b-7c6d5e4f3a2b"
NAME = f"tag:{ID}.digest.alt,2024:issues"
XML = ("rss", "atom")
FEEDS = (*XML, "jsonfeed")
ISSUE = """\
---
title: 一周论文 | **看得见**的推理
byline: 编辑部
---

导语里有[链接](https://example.org/a)和公式 $e^{kt}$。

## 2304.02643

摘要：第一段[^1]。

![两个头](../figures/2023-W14/a%20b.png)

![不在文库里](../../../etc/x.png)

[^1]: 脚注。

推荐：`<script>`。

# ArXiv Weekly Radiostation

## NLP

- 音频：../audio/2023-W14 nlp.mp3（20:13）
- 2304.01373
"""

_PIECES = [
    *"ab1 |*_[]()#`~<>&\"'!\\-=+.{}$:：论\n\r\t\x00\x0b\x1b\x9b\ufffe\u202e\u200b",
    "]]>", "<![CDATA[", "</title>", "<script>alert(1)</script>", "&#0;", "&lt;", "\ud800", "--><",
    "[x](javascript:x)",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=20).map("".join)


def digest_of(text: str, key: str = "2023-W14", **facts: str) -> Digest:
    paper = Paper(
        id=identify("2304.02643").id,
        version=1,
        title=facts.get("title", "Segment Anything"),
        authors=(Author(facts.get("name", "A. Kirillov")),),
        primary_category=facts.get("category", "cs.CV"),
    )
    return compose(issuefile.read(text, Key(key)).issue, {paper.id: paper}, Publication())


def series(*digests: Digest, link: str | None = LINK) -> Series:
    return Series(title="7 Papers & Radios", link=link, language="zh", digests=digests, id=ID)


def there(path: str) -> Picture | None:
    return Picture(b"", "png", 300, 200) if path.startswith("../figures/") else None


def exported(name: str, of: Series) -> bytes:
    (artifact,) = exporters.export(name, of, exporters.Assets(str, there))
    data = artifact.render()
    assert artifact.render() == data
    return data


def read(name: str, of: Series) -> Any:  # feedparser has no types
    data = exported(name, of)
    ET.fromstring(data)  # noqa: S314 - well-formed, whatever feedparser puts up with
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def read_json(of: Series) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(exported("jsonfeed", of))
    fits(document, JSON_FEED)
    for item in document["items"]:
        fits(item, JSON_ITEM)
        assert datetime.fromisoformat(item["date_published"]).tzinfo
    return document


# JSON Feed 1.1, as far as we say anything: what must be there, and of what kind each thing is.
JSON_FEED = {
    "version!": str,
    "title!": str,
    "home_page_url": str,
    "feed_url": str,
    "language": str,
    "items!": list,
}
JSON_ITEM = {
    "id!": str, "url": str, "title": str, "content_html!": str, "summary": str, "image": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list,
}  # fmt: skip


def fits(document: Mapping[str, object], schema: Mapping[str, type]) -> None:
    known = {name.removesuffix("!"): kind for name, kind in schema.items()}
    assert document.keys() <= known.keys()
    assert document.keys() >= {name.removesuffix("!") for name in schema if name.endswith("!")}
    assert all(isinstance(value, known[name]) for name, value in document.items())


def contents(of: Series) -> list[str]:
    """The first item's HTML in all three feeds."""
    return [
        read("rss", of).entries[0].content[0].value,
        read("atom", of).entries[0].content[0].value,
        read_json(of)["items"][0]["content_html"],
    ]
