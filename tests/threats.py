"""What a stranger may write where an issue's words stand, and an issue in which it stands everywhere.

`PAYLOADS` are those of the threats that are answered where something is published; `issue` and `facts` say
one of them in every place that an editor's or arXiv's words have, each time with a word of our own behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestcli.markup.plain import clean
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper

ROWS = {
    4: "a link of ours that ends a terminal's link",
    5: "HTML and scripts in words",
    6: "addresses of other schemes and places",
    7: "what XML may not hold",
    8: "what the editor of Official Accounts refuses",
    9: "what site generators obey",
    10: "formulas of spreadsheets",
    11: "BibTeX that gets out of its field",
    12: "LaTeX that reads, writes and runs",
    13: "typst that reads and loads",
    14: "HTML for makers of PDF",
    16: "names that leave a folder",
    20: "figures that are no pictures",
    23: "expressions of templates",
}


@dataclass(frozen=True, slots=True)
class Payload:
    row: int
    name: str
    words: str
    facts_only: bool = False  # in an issue file it would open a comment, or be another line

    @property
    def key(self) -> Key:
        return Key(f"t{self.row}-{self.name.replace(' ', '-')}")

    @property
    def typed(self) -> str:
        """As an editor can write it: on one line of a file."""
        return "harmless" if self.facts_only else " ".join(self.words.split("\n"))


def _row(row: int, said: dict[str, str], *, facts_only: bool = False) -> tuple[Payload, ...]:
    return tuple(Payload(row, name, words, facts_only) for name, words in said.items())


PAYLOADS = (
    *_row(4, {"link": "https://e.com/\x1b\\\x1b]52;c;AA\x07 \x9d52;c;AA\x9c\x7f"}),
    *_row(5, {
        "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "attribute": "\"><svg/onload=1>'><iframe srcdoc='<script>1</script>'>",
        "closing": "</title></style></textarea></template></script><script>alert(1)</script>",
        "formula": "$<img src=x onerror=1>$ $\\href{javascript:x}{x}$ $\\style{a:url(//e.com)}{b}$",
        "comment": "--><script>alert(1)</script> &lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
        "policy": "https://e.com;script-src 'unsafe-inline' *;x/a.mp3",
    }),
    *_row(6, {
        "javascript": "javascript:alert(1)",
        "capitals": "JaVaScRiPt:alert(1)",
        "entity": "java&#115;cript:alert(1)",
        "control": "\x01javascript:alert(1)",
        "tab": "java\tscript:alert(1)",
        "data": "data:text/html,<script>alert(1)</script>",
        "data-svg": "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+",
        "vbscript": "vbscript:msgbox(1)",
        "file": "file:///etc/passwd",
        "file-host": "file://evil.example/share/x.png",
        "scheme-relative": "//evil.example/x.png",
        "unc": "\\\\evil.example\\share\\x.png",
        "link-local": "http://169.254.169.254/latest/meta-data/",
        "absolute": "/etc/passwd",
        "search-ms": "search-ms:query=x&crumb=location:evil",
    }),
    *_row(7, {
        "controls": "a\x1bb\x00c\x0bd\x7fe\x85f \ufffe\uffff \ud800 \u202eb\u2069",
        "cdata": "]]> <![CDATA[x]]> &amp; & <?xml?> <!DOCTYPE x [<!ENTITY e SYSTEM 'f'>]> &e;",
    }),
    *_row(
        8,
        {"style": "\"; position:fixed; background:url(//e.com) ;@import 'x' <style></style><iframe>"},
    ),
    *_row(9, {
        "rule": "--- x",
        "heading": "# h",
        "pipes": "a | b |---|",
        "key": "x\nlayout: v\n---\n",
        "tag": "!!python/object/apply:os.system [x]",
        "alias": "*a: &b {c: d} # e",
        "definition": "[x]: javascript:alert(1)",
        "picture": "![x](http://169.254.169.254/)",
    }),
    *_row(9, {"open-comment": "<!-- x"}, facts_only=True),
    *_row(10, {
        "equals": '=HYPERLINK("http://e.com",1)',
        "plus": "+1+cmd|' /C calc'!A0",
        "minus": "-1",
        "at": "@SUM(1)",
        "full-width": "＝1＋1",
        "blank": "  =1",
    }),
    *_row(10, {"tab": "\t=1", "return": "\r=1", "newline": "\n=1"}, facts_only=True),
    *_row(11, {
        "field": "a}, author={Evil}, note={x",
        "entry": "x}\n@string{e = {y}}\n@misc{pwn, title={z}",
        "open": "Unbalanced {",
        "close": "Unbalanced } 100% $x_1$ & # ~ ^ _ \\",
        "ris": "x\nER  - \n\nTY  - JOUR\nTI  - Evil",
    }),
    *_row(12, {
        "input": "\\input{/etc/passwd} $\\input{/etc/passwd}$ \\immediate\\write18{id} $\\write18{id}$",
        "csname": "\\csname input\\endcsname ^^5cinput $^^5cinput$ \\openin5=x \\catcode`\\{=12",
    }),
    *_row(13, {
        "read": '#read("secret.txt") #eval("1+1") #import "@preview/x:1.0.0"',
        "code": '#panic() @ref $#sys$ #{ ] " // x /* x */ = x \\u{41}',
    }),
    *_row(14, {"file": '<img src=file:///etc/passwd><img src=file:///dev/urandom><p style="width:1e99px">'}),
    *_row(16, {
        "up": "../../../../etc/passwd",
        "up-encoded": "..%2f..%2fsecret.png",
        "drive": "C:\\w.png",
        "null": "../figures/ok.png\x00.svg",
        "long": f"../figures/{'x' * 300}.png",
    }),
    *_row(20, {
        "html": "../figures/page.png",
        "svg": "../figures/evil.svg",
        "svg-loads": "../figures/loads.svg",
        "link-out": "../figures/out.png",
        "folder-out": "../figures/away/secret.png",
        "outside": "../../secret.png",
    }),
    *_row(23, {
        "sum": "{{7*7}} {{''.__class__.__mro__}} ${7*7} #{7*7} <%= 7*7 %>",
        "loop": '{% for i in range(10**9) %} {% include "/etc/passwd" %} {{< x >}} {{% x %}} {# c #}',
    }),
)  # fmt: skip

# Every place is marked by a word of its own, `mk` and its name, behind the payload.
EDITORS = (
    "title", "byline", "lead", "label", "summary", "recommendation", "item", "quote", "cell", "code", "alt",
    "caption", "footnote", "strong", "link", "own", "passage", "passagewords", "radio", "radiowords", "pick",
    "presenter",
)  # fmt: skip
ARXIVS = ("fact", "author", "abstract", "comment", "journal")
_ISSUE = """\
---
title: {0} mktitle
number: {front}
date: 2023-01-02
byline: {front} mkbyline
cover: {front}
---

词 {0} mklead

{0} 词。

[def]: <{1}>

## {id}

- 代码：{0} mklabel
- 项目：{1}

摘要：{0} mksummary

**{0} mkstrong** [mklink](<{1}>) <{1}> [词][def] ![词][def]

- {0} mkitem

> {0} mkquote

| 甲 | 乙 |
|:--|--:|
| {cell} mkcell | 词 |

```{0}
{0} mkcode
```

![{0} mkalt](<{1}>)

*{0} mkcaption*

![有](../figures/ok.png)

![远](https://pictures.example/far.png)

[^1]: {0} mkfootnote

推荐：{0} mkrecommendation[^1]

## {0} mkown

- 作者：李四、{0}
- 论文地址：{1}

摘要：词。

## {other}

摘要：词。

# {0} mkpassage

{0} mkpassagewords

# ArXiv Weekly Radiostation

词 {0} mkradiowords

## {0} mkradio

- 音频：{1}（20:13）
- {other} (from A{presenter} mkpresenter)
- {0} mkpick
"""
_NOT_STORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LINK = "https://weekly.example/w"
ID = "0b6e0f8a-1f2e-4c3d-9a8b-7c6d5e4f3a2b"


def typed(payload: Payload) -> str:
    """What an editor can save in a line of a text file."""
    return payload.typed.encode("utf-8", "replace").decode().replace("\0", "")


def stored(payload: Payload) -> str:
    """What a library takes for facts: arXiv's XML can hold no more."""
    return _NOT_STORED.sub("", payload.words)


def issue(payload: Payload, *, by_hand: bool = True) -> str:
    """The issue file; unless `by_hand`, its prose is harmless."""
    words = typed(payload)
    said = words if by_hand else "harmless"
    first, second = ids(payload)
    return _ISSUE.format(
        said,
        words if by_hand else "https://e.com/harmless",
        front=words if by_hand else clean(words),
        cell=said.replace("|", "\\|"),
        presenter=re.sub("[()（）#]", "", said),
        id=first,
        other=second,
    )


def ids(payload: Payload) -> tuple[ArxivId, ArxivId]:
    number = PAYLOADS.index(payload) * 2 + 1
    return ArxivId(f"2301.{number:05}"), ArxivId(f"2301.{number + 1:05}")


def facts(payload: Payload, words: str) -> Iterator[Paper]:
    """Two papers that say `words`, by the same author, so that there is a page for the name."""
    yield from (
        Paper(
            id=id,
            version=1,
            title=f"{words} mkfact",
            authors=(Author(f"{words} mkauthor"), Author("B")),
            abstract=f"{words} mkabstract",
            published="2023-01-01T00:00:00Z",
            updated="2023-01-01T00:00:00Z",
            primary_category=words,
            categories=(words,),
            comment=f"{words} mkcomment",
            journal_ref=f"{words} mkjournal",
            doi=words,
            license=words,
        )
        for id in ids(payload)
    )
