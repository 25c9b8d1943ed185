"""The site of a library where everything is odd: no word is lost, no way leads nowhere, nothing is stale."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from digestcli.library import papers
from digestcli.library.root import Library
from tests import pictures
from tests.papers import paper
from tests.strangers import tree
from tests.test_site import built, follow, pages

HEBREW = "שלום כהן"
W14 = r"""---
title: 「引号」[里](https://example.org/t) & <b> $E=mc^2$
---

导语。

## 2304.00001

摘要：有脚注[^1]，见[下期](2023-W15.md)、[大图](../figures/o/big.png)和[某处](../../etc/passwd)。

![图 [甲] 说](../figures/o/a.png)

![括号](../figures/o/x(1).png)

![百分](<../figures/o/50%25 图#.png>)

![引用][pic]

![坏](../figures/o/bad.png)

[^1]: 摘要的。

[pic]: ../figures/o/r.png

推荐：也有[^1]。

[^1]: 推荐的。

## 一篇 arXiv 没有的 $x^2$

- 作者：甲（清华大学）、乙
- 论文地址：https://example.org/p

摘要：正文。

# ArXiv Weekly Radiostation

## NLP

- 音频：../audio/n 1#.flac（20:13）
- 2304.00002

## CV

- 音频：../audio/lost.mp3

## ML

- 音频：http://example.org/x.mp3
"""
LATER = "---\ndate: {day}\n---\n\n## 2304.00001\n\n推荐：又见[^1]。\n\n[^1]: 再见的。\n\n## 2304.00002\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    for folder in ("issues", "papers", "figures/o", "audio"):
        (library.root / folder).mkdir(parents=True)
    for name in ("a.png", "big.png", "x(1).png", "50% 图#.png", "r.png"):
        (library.figures / "o" / name).write_bytes(pictures.PNG)
    (library.figures / "o" / "bad.png").write_bytes(pictures.PNG[:-9])
    (library.figures / "us.png").write_bytes(pictures.PNG)
    (library.root / "audio" / "n 1#.flac").write_bytes(b"fLaC")
    settings = 'title = "周报"\nid = "5dc079b9-ce23-4402-b7e7-6695aa6757d9"\nlink = "https://example.org/w"\n'
    (library.root / "digest.toml").write_text(settings, encoding="utf-8")
    (library.issues / "2023-W14.md").write_text(W14, encoding="utf-8")
    (library.issues / "2023-W15.md").write_text(LATER.format(day="2023-04-16"), encoding="utf-8")
    (library.issues / "undated.md").write_text("只有导语。\n", encoding="utf-8")
    (library.root / "about.md").write_text("我们：![合影](figures/us.png)", encoding="utf-8")
    add(library, "2304.00001", r"On $\mathcal{O}(n^2)$ and \"uber", [HEBREW, "張三", "Bo Li"])
    add(library, "2304.00002", "Two hands", ["Ada Byron", "Bo Li"])
    return library


def add(library: Library, id: str, title: str, names: list[str]) -> None:
    facts = paper(id, title, ", ".join(names), abstract=r"For \$5 we get $x^2$; for \$6, y.")
    papers.save(library, facts)


def test_every_way_leads_somewhere_and_nothing_is_lost(library: Library, tmp_path: Path) -> None:
    told: list[str] = []
    built(library, tmp_path / "site", tell=lambda event: told.append(event.message))
    follow(tmp_path / "site", but=["http://example.org/x.mp3"])
    page = (tmp_path / "site" / "issues" / "2023-W14.html").read_text("utf-8")
    for words in ("［图］坏", "一篇 arXiv 没有的", "甲（清华大学）、乙", "lost.mp3", "20:13", "推荐的。"):
        assert words in page
    assert page.count("<img ") == 4
    assert page.count("<audio ") == 1
    assert '见<a href="../issues/2023-W15.html">下期</a>' in page
    assert '<a href="../figures/o/big.png">大图</a>和某处（../../etc/passwd）。' in page
    assert 'src="figures/us.png"' in (tmp_path / "site" / "about.html").read_text("utf-8")
    about_paper = (tmp_path / "site" / "papers" / "2304.00001.html").read_text("utf-8")
    assert about_paper.index("又见") < about_paper.index("也有")
    assert "For $5 we get <math" in about_paper
    assert [each for each in told if "undated" in each] == [
        "issues/undated.md has no date, and so is in no feed"
    ]
    feed = (tmp_path / "site" / "feed.json").read_text("utf-8")
    assert "undated" not in feed
    assert (
        r"见<a href=\"https://example.org/w/issues/2023-W15.html\">下期</a>、大图（../figures/o/big.png）和某处（../../etc/passwd）。"
        in feed
    )


def test_names_stand_in_their_order_in_whatever_direction_they_are_written(
    library: Library, tmp_path: Path
) -> None:
    built(library, tmp_path / "site")
    page = (tmp_path / "site" / "issues" / "2023-W14.html").read_text("utf-8")
    assert f"<dd><bdi>{HEBREW}</bdi>、<bdi>張三</bdi> 等</dd>" in page


def test_all_is_valid_in_lists_and_no_page_is_large(library: Library, tmp_path: Path) -> None:
    add(library, "2304.00002", "Many hands", [f"Konstantin Number{n}" for n in range(3000)] + ["Bo Li"])
    built(library, tmp_path / "site")
    for name, page in pages(tmp_path / "site").items():
        assert "formula" not in page.tags, name
        text = (tmp_path / "site" / name).read_text("utf-8")
        assert not re.search(r"<a [^>]*>((?!</a>).)*<a ", text), name
        assert len(text.encode()) < 100_000, name
    seen = (tmp_path / "site" / "papers" / "2304.00002.html").read_text("utf-8")
    assert "Konstantin Number29<details><summary>另外 2971 位</summary>Konstantin Number30、" in seen
    assert 'Konstantin Number2999、<a href="../authors/bo-li.html">Bo Li</a></details>' in seen


CHANGES: dict[str, Callable[[Library], object]] = {
    "a picture in the feeds": lambda lib: (lib.figures / "o" / "a.png").unlink(),
    "a picture in about.md": lambda lib: (lib.figures / "us.png").unlink(),
    "a picture that is mended": lambda lib: (lib.figures / "o" / "bad.png").write_bytes(pictures.PNG),
    "a recording comes": lambda lib: (lib.root / "audio" / "lost.mp3").write_bytes(b"ID3"),
    "an issue that another leads to": lambda lib: (lib.issues / "2023-W15.md").unlink(),
    "an issue with another name": lambda lib: (lib.issues / "2023-W15.md").rename(lib.issues / "w15.md"),
    "no day": lambda lib: [*map(Path.unlink, lib.issues.glob("2023*.md"))],
    "a day": lambda lib: (lib.issues / "undated.md").write_bytes(b"---\ndate: 2023-01-01\n---\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_written_again_is_the_site_as_if_it_were_new(
    library: Library, tmp_path: Path, change: Callable[[Library], object]
) -> None:
    built(library, tmp_path / "site")
    assert built(library, tmp_path / "site").written == ()
    change(library)
    built(library, tmp_path / "site")
    built(library, tmp_path / "new")
    ours, new = tree(tmp_path / "site"), tree(tmp_path / "new")
    ours.pop(".digest-site.json"), new.pop(".digest-site.json")
    assert ours == new


def test_words_before_a_paper_leave_its_page_alone(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    issue = library.issues / "2023-W14.md"
    issue.write_text(W14.replace("导语。", "导语更长了。"), encoding="utf-8")
    again = built(library, tmp_path / "site")
    assert [name for name in again.written if name.startswith("papers/")] == []
