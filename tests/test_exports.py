"""What is exported is the issue: read back it is the same, and hostile facts stay the words they are."""

import json
import re
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digestcli import exporters, issuefile
from digestcli.compose import compose
from digestcli.library import issues, papers, settings
from digestcli.library.root import Library
from digestcli.markup.plain import clean
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Series
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import Publication
from digestcli.workflow.export import as_json, export

ROOT = Path(__file__).parents[1]
EXAMPLE = Library(ROOT / "examples" / "weekly")
KEYS = issues.keys(EXAMPLE)
Facts = dict[ArxivId, Paper]


def composed(text: str, key: Key, facts: Facts, publication: Publication) -> Digest:
    """The digest of an issue's text, which must hold no error."""
    reading = issuefile.read(text, key, publication)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    return compose(reading.issue, facts, publication)


def exported(name: str, digest: Digest) -> str:
    """The one artifact of a format, as text."""
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    (artifact,) = exporters.export(name, series, exporters.Assets(str))
    data = artifact.render()
    assert artifact.render() == data
    return data.decode()


def example(key: Key) -> tuple[str, Facts, Publication]:
    """One of the example's issues with all its facts."""
    publication, problems = settings.load(EXAMPLE)
    assert problems == ()
    text = issuefile.decode(issues.read(EXAMPLE, key).data, issues.name(key))
    ids = {ref.bare for ref in issuefile.read(text, key, publication).issue.refs()}
    return text, dict(papers.load_many(EXAMPLE, ids)), publication


def printed(digest: Digest) -> dict[str, object]:
    """All that readers see, as data: without what only the library knows."""
    data: dict[str, object] = json.loads(exported("json", digest))
    entries = cast("list[dict[str, object]]", data["entries"])
    for entry in entries:
        del entry["title_tex"], entry["facts"], entry["authors"]
    return data


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_the_article_read_back_is_the_same_issue(key: Key) -> None:
    text, facts, publication = example(key)
    digest = composed(text, key, facts, publication)
    article = exported("md", digest)
    again = composed(article, key, facts, publication)
    assert exported("md", again) == article
    assert printed(again) == printed(digest)


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_the_article_needs_no_facts_to_be_read(key: Key) -> None:
    text, facts, publication = example(key)
    article = exported("md", composed(text, key, facts, publication))
    assert exported("md", composed(article, key, {}, publication)) == article


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_plain_text_has_every_printed_word_and_no_mark(key: Key) -> None:
    text, facts, publication = example(key)
    digest = composed(text, key, facts, publication)
    article = exported("txt", digest)
    for entry in digest.entries:
        assert f"论文 {entry.number}：" in article
        assert entry.url is not None
        assert entry.url in article
    assert not re.search(r"\*\*|^#|\]\(|<!--", article, re.MULTILINE)


_PIECES = [
    *"ab1 |*_[]()#`~<>&!\\-=+.{}%$:：@论\n\r\t\x1b\x9b\u202e\u200b",
    "{{",
    "---",
    "<!--",
    "摘要：",
    "](x)",
]
HOSTILE = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=20).map("".join)
ISSUE = "# 题\n\n导语。\n\n## 2304.02643v1\n\n摘要：甲。\n\n推荐：乙。\n\n# 后记\n\n完。\n"


@given(title=HOSTILE.filter(lambda t: any(map(str.isalpha, t))), name=HOSTILE)
def test_a_hostile_title_stays_one_title(title: str, name: str) -> None:
    paper = Paper(id=identify("2304.02643").id, version=1, title=title, authors=(Author(name),))
    facts = {paper.id: paper}
    key = Key("2023-W14")
    digest = composed(ISSUE, key, facts, Publication())
    article = exported("md", digest)
    again = composed(article, key, facts, Publication())
    assert exported("md", again) == article
    assert printed(again) == printed(digest)
    tokens = MarkdownIt("commonmark").parse(article)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h1"]
    assert not any(token.type in {"html_block", "html_inline"} for token in tokens)
    assert clean(article) == article
    plain = exported("txt", digest)
    assert clean(plain) == plain
    assert plain.count("\n\n") == exported("txt", composed(ISSUE, key, {}, Publication())).count("\n\n")
    data = exported("json", digest)
    assert clean(data) == data
    assert json.loads(data)["entries"][0]["title_tex"] == title


def test_pictures_are_named_from_where_the_article_goes_and_addresses_stay(tmp_path: Path) -> None:
    library = Library(tmp_path)
    text = (
        "---\ncover: ../figures/c.png\n---\n\n## 2304.02643\n\n摘要：`![code](../figures/x.png)`\n\n"
        "![甲](../figures/a b.png)\n\n![乙](<../figures/a b.png>)\n\n![丙](../figures/c.png)\n\n![丁](https://example.org/d.png)\n\n"
        "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 音频：../audio/n.mp3（20:13）\n- 2304.01373\n"
    )
    reading = issuefile.read(text, Key("2023-W14"))
    digest = compose(reading.issue, {}, Publication())
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    (written,) = export(library, ["md"], series, f"{tmp_path}/deep/er/")
    article = written.read_text(encoding="utf-8")
    assert "cover: ../../figures/c.png" in article
    assert "音频：../../audio/n.mp3（20:13）" in article
    assert "![丙](../../figures/c.png)" in article
    assert "![乙](<../../figures/a b.png>)" in article
    assert "`![code](../figures/x.png)`" in article
    assert "![丁](https://example.org/d.png)" in article
    document = json.loads(as_json(series))
    assert [figure["path"] for figure in document["entries"][0]["figures"]][-1] == "https://example.org/d.png"


PAPER = "\n\n导语。\n\n## 2304.02643\n\n摘要：甲。\n"
AWKWARD = {
    "a title that would be the bench": f"---\ntitle: 备选\n---{PAPER}",
    "a title that would be the contents": f"---\ntitle: 目录\n---{PAPER}",
    "a title that would be a paper": f"---\ntitle: 2304.02643 特辑\n---{PAPER}",
    "a title that would be the radio": f"---\ntitle: ArXiv Weekly Radiostation 五\n---{PAPER}",
    "a title with a mark at its end": f"---\ntitle: 题 #\n---{PAPER}",
    "words that begin with a definition": "# 题\n\n## 2304.02643\n\n摘要：\n\n[s]: a.html\n\n见 [s]。\n",
    "a passage that would be the title": "# 备选\n\n## 2209.14610\n\n# 视觉\n\n词。\n",
    "a passage beside a title that is no heading": "---\ntitle: 备选\n---\n# 备选\n\n# 视觉\n\n词。\n",
    "words that begin with a rule": "\n---\nlayout: 甲\n\n## 2304.02643\n",
    "a definition below the bench": "# 题\n\n## 2304.02643\n\n# 备选\n\n[My S]: <a b> 'x'\n",
    "code at the beginning": "# 题\n\n## 2304.02643\n\n摘要：\n\n    x = 1\n    y = 2\n",
    "a radio line without an id": "# 题\n\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- 没有编号的一条\n",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_issue_is_the_same_when_read_back(name: str) -> None:
    key = Key("2023-W14")
    digest = composed(AWKWARD[name], key, {}, Publication())
    again = composed(exported("md", digest), key, {}, Publication())
    assert exported("md", again) == exported("md", digest)
    assert printed(again) == printed(digest)
    assert again.links == digest.links


def test_a_definition_below_the_bench_still_serves_the_article() -> None:
    text = "# 题\n\n## 2304.02643\n\n摘要：见 [s]。\n\n# 备选\n\n[s]: https://example.org\n"
    article = exported("md", composed(text, Key("2023-W14"), {}, Publication()))
    assert article.endswith("摘要：见 [s]。\n\n[s]: https://example.org\n")


def test_words_in_bold_stay_beside_their_label() -> None:
    text = "# 题\n\n## 2304.02643\n\n摘要：**先说结论。**能用。\n\n推荐：-1 比 1 好。\n"
    article = exported("md", composed(text, Key("2023-W14"), {}, Publication()))
    assert "摘要：**先说结论。**能用。" in article
    assert "推荐：-1 比 1 好。" in article
