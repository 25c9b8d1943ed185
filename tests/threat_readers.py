"""For each format, what a real reader of it meets: `READERS` has every format of the table, and the site."""

import csv
import io
import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import rispy
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from digestcli.cli.formats import SCHEMA
from digestcli.markup.plain import clean
from tests.books import Book
from tests.test_citations import plain, read_bib
from tests.threat_pages import Seen, page, together
from tests.threat_word import docx

_OBEYED_BY_TEX = re.compile(
    r"\\(?:input|include|write|immediate|open(?:in|out)|read|csname|catcode|def|let|special|directlua|href|style"
    r"|url|expandafter|loop|usepackage)(?![A-Za-z])|\^\^|(?<!\\)%"
)
_OBEYED_BY_GENERATORS = re.compile(r"(?<!\\)\{[{%#<].{0,20}|<%.{0,20}")


def markdown(data: bytes) -> Seen:
    """As a site generator reads it: front matter by YAML, its own tags, then Markdown with HTML in it."""
    text = data.decode()
    seen = Seen(words=text)
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    said = yaml.safe_load(front)
    assert said.keys() <= {"title", "number", "date", "byline", "cover"}
    seen.words += "\n".join(map(str, said.values()))
    seen.active += _OBEYED_BY_GENERATORS.findall(body)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = _any  # type: ignore[method-assign]
    for token in reader.parse(body):
        for each in (token, *(token.children or ())):
            if each.type in {"html_block", "html_inline"}:
                seen.active.append(each.content)
            if each.type == "link_open":
                seen.led(str(each.attrs["href"]))
            if each.type == "image":
                seen.loaded.append(str(each.attrs["src"]))
            if each.type in {"text", "code_inline", "fence", "code_block", "softbreak"}:
                seen.words += each.content
    return seen


def _any(url: str) -> bool:  # noqa: ARG001 - markdown-it's own rule is not to be leant on
    return True


def text(data: bytes) -> Seen:
    return Seen(words=data.decode())


def html(data: bytes) -> Seen:
    return page(data.decode())


def email(data: bytes) -> Seen:
    read = message_from_bytes(data, policy=default)
    assert [part.defects for part in read.walk() if part.defects] == []
    assert read.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    seen = together((page(_body(read, "html")), Seen(words=f"{_body(read, 'plain')}\n{read['Subject']}")))
    within = {part["Content-ID"]: part for part in read.walk() if part["Content-ID"]}
    assert {f"<{source.removeprefix('cid:')}>" for source in seen.loaded} == within.keys()
    seen.loaded = [source for source in seen.loaded if not source.startswith("cid:")]
    seen.pictures += [bytes(part.get_content()) for part in within.values()]
    seen.names += [str(part.get_filename()) for part in within.values()]
    return seen


def _body(read: Any, kind: str) -> str:
    part = read.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def epub(data: bytes) -> Seen:
    book = Book(data)  # which refuses what leads out of it, or nowhere
    seen = together(page(book.files[f"EPUB/{place}"].decode()) for place in (*book.spine, "nav.xhtml"))
    seen.words += "\n".join("".join(tree.itertext()) for tree in (book.package, book.trees["EPUB/toc.ncx"]))
    kinds = {str(item.get("properties")) for item in book.manifest.values()}
    assert kinds <= {"None", "nav", "mathml", "cover-image"}  # neither scripted nor remote-resources
    seen.loaded = [each for each in seen.loaded if re.match("[A-Za-z]+:|/", each)]
    seen.names += book.files
    seen.pictures += [held for name, held in book.files.items() if "/pictures/" in name]
    return seen


def tree(data: bytes) -> Seen:
    """What typst's template is given: `[tag, attributes, children]` and strings it prints, and pictures."""
    seen = Seen()
    given = json.loads(data)
    _node(given["article"], seen)
    seen.words += "\n".join(given[name] for name in ("title", "author", "description"))
    seen.names += given["pictures"]
    seen.pictures += map(b64decode, given["pictures"].values())
    return seen


def _node(node: Any, seen: Seen) -> None:
    if isinstance(node, str):
        seen.words += node
        return
    _tag, said, children = node
    for name, value in said.items():
        if name == "href":
            seen.led(value)
            assert re.match("https?:|mailto:", value)
        elif name == "file":
            seen.names.append(value)
        else:
            seen.words += f"{value}\n"
    for child in children:
        _node(child, seen)


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_bytes()))


def json_document(data: bytes) -> Seen:
    """Data: a program is given every word as it is, and nothing that a terminal obeys stands in the file."""
    assert clean(data.decode()) == data.decode()
    document = json.loads(data)
    _schema().validate(document)
    return Seen(words=clean("\n".join(_strings(document))))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)
        case _:  # numbers and nothing
            pass


def bib(data: bytes) -> Seen:
    seen = Seen()
    entries = read_bib(data)
    assert len(entries) == 3
    for fields in entries.values():
        assert {"title", "author"} <= fields.keys()
        for name, value in fields.items():
            assert _depth(value) == 0
            seen.words += f"{plain(value)}\n"
            seen.active += [] if name == "url" else _OBEYED_BY_TEX.findall(value)
            if name == "url":
                seen.led(value.strip("{}"))
                assert "\\" not in value
    return seen


def _depth(value: str) -> int:
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    return depth


def ris(data: bytes) -> Seen:
    lines = data.decode().split("\r\n")
    assert [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
    entries = rispy.loads(data.decode())
    assert len(entries) == 3
    seen = Seen(words="\n".join(_strings(entries)))
    for line in lines:
        if line.startswith("UR  - "):
            seen.led(line.removeprefix("UR  - "))
    return seen


def csl(data: bytes) -> Seen:
    items = json.loads(data)
    assert len(items) == 3
    seen = Seen(words="\n".join(_strings(items)))
    for item in items:
        seen.led(item.get("URL", ""))
    return seen


def table(data: bytes) -> Seen:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {11}
    assert len(rows) == 1 + 3 + 2
    cells = [cell for row in rows for cell in row]
    active = [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)]
    return Seen(words="\n".join(cells), active=active)


def feed(data: bytes) -> Seen:
    ET.fromstring(data)  # noqa: S314 - our own
    read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.bozo_exception
    (entry,) = read.entries
    seen = page(f"<div>{entry.content[0].value}</div>")
    tags = (tag.term for tag in entry.get("tags", ()))
    seen.words += "\n".join([entry.title, entry.author, entry.summary, read.feed.title, *tags])
    for each in (*read.feed.links, *entry.links):
        seen.led(each.href)
    return seen


def json_feed(data: bytes) -> Seen:
    document = json.loads(data)
    (item,) = document["items"]
    seen = page(f"<div>{item.pop('content_html')}</div>")
    seen.loaded += [item["image"]] if "image" in item else []
    for address in (item["url"], document["home_page_url"], document["feed_url"]):
        seen.led(address)
    seen.words += "\n".join(_strings(document))
    return seen


def podcast(data: bytes) -> Seen:
    """What a player shows of an episode, what it loads, and where it leads."""
    tree = ET.fromstring(data)  # noqa: S314 - our own
    read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.bozo_exception
    (entry,) = read.entries
    seen = page(f"<div>{entry.content[-1].value}</div>")
    seen.words += f"{entry.title}\n{entry.author}\n{entry.summary}\n{read.feed.title}\n{read.feed.subtitle}"
    for each in tree.iter():
        address = each.get("url") or each.get("href") or (each.text if each.tag == "link" else None)
        if address:
            seen.led(address)
    seen.loaded += [enclosure.href for enclosure in entry.enclosures]
    return seen


def site(data: bytes) -> Seen:
    """The pages that tell of an issue and the data that is searched, by their names in a JSON document."""
    files: dict[str, str] = json.loads(data)
    return together(_file(name, content) for name, content in files.items())


def _file(name: str, content: str) -> Seen:
    if name.endswith(".html"):
        seen = page(content)
        up = "../" * name.count("/")
        seen.loaded = [each if ":" in each else each.removeprefix(up) for each in seen.loaded]
        return seen
    told = re.fullmatch(r'digestSearch\("[0-9]*",(.*)\);\n', content, re.DOTALL)
    assert told
    assert not re.search("[<>&\u2028\u2029]", content)
    rows: list[list[str]] = json.loads(told[1])
    seen = Seen(words="\n".join(cell for row in rows for cell in row))
    for row in rows:
        seen.led(row[0])
    return seen


READERS: Mapping[str, Callable[[bytes], Seen]] = {
    "md": markdown, "txt": text, "html": html, "wechat": html, "email": email, "pdf": tree, "docx": docx,
    "epub": epub, "json": json_document, "bib": bib, "csl": csl, "ris": ris, "csv": table, "rss": feed,
    "atom": feed, "jsonfeed": json_feed, "podcast": podcast, "site": site,
}  # fmt: skip
