"""A book is read back by an XML parser, and by epubcheck where there is a Java."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given, settings

from digestcli import exporters
from digestcli.markup.plain import clean
from digestcli.model.digest import Digest, Series
from digestcli.workflow.export import rendered
from tests import pictures
from tests.books import EPUB, XHTML, Book
from tests.everything import EVERYTHING, EXAMPLE, THERE, bytes_of, example, series
from tests.feeds import HOSTILE, ID, digest_of
from tests.generated import many


def book(of: Series, there: Mapping[str, bytes] = THERE) -> Book:
    return Book(bytes_of(of, there))


def test_an_issue_is_divided_into_chapters_in_its_order() -> None:
    read = book(series(digest_of(EVERYTHING)))
    names = ["front", "paper-1", "paper-2", "passage-2", "radio"]
    chapters = [f"2023-W14/{name}.xhtml" for name in names]
    assert read.spine == ["cover.xhtml", *chapters]
    assert read.toc() == read.ncx()
    assert [place for _title, place in read.toc()] == chapters
    assert [title for title, _place in read.toc()] == [
        "一周论文 | 看得见的推理 x²",
        "论文 1：Segment Anything",
        "论文 2：不在 arXiv 上的论文",
        "编者按 <script>",
        "ArXiv Weekly Radiostation",
    ]


def test_the_package_says_what_is_known() -> None:
    of = series(digest_of(EVERYTHING))
    read = book(of)
    assert read.said("title") == ["一周论文 | 看得见的推理 x²"]
    assert read.said("creator") == ["编辑部"]
    assert read.said("publisher") == ["7 Papers & Radios"]
    assert read.said("language") == ["zh"]
    assert read.said("date") == ["2023-04-09"]
    assert read.meta("dcterms:modified") == ["2023-04-09T00:00:00Z"]
    assert read.meta("group-position") == ["012"]
    (name,) = read.said("identifier")
    assert name == f"urn:uuid:{uuid5(NAMESPACE_URL, f'tag:{ID}.digest.alt,2024:issues/2023-W14')}"
    assert book(series(digest_of(EVERYTHING, "2023-W15"))).said("identifier") != [name]
    assert book(replace(of, id=None)).said("identifier") != [name]
    assert book(replace(of, link="https://example.org/")).said("identifier") == [name]


def test_a_corrected_issue_is_modified_and_an_undated_one_has_no_date() -> None:
    digest = digest_of(EVERYTHING)
    corrected = book(series(replace(digest, published_on="2023-04-10", corrected_on="2023-05-01")))
    assert corrected.said("date") == ["2023-04-10"]
    assert corrected.meta("dcterms:modified") == ["2023-05-01T00:00:00Z"]
    undated = book(series(digest_of(EVERYTHING, "best-of")))
    assert undated.said("date") == []
    assert undated.meta("dcterms:modified") == ["1980-01-01T00:00:00Z"]


def test_pictures_are_in_the_book_once_and_others_are_words() -> None:
    read = book(series(digest_of(EVERYTHING)))
    held = {name: data for name, data in read.files.items() if "/pictures/" in name}
    assert sorted(held.values()) == sorted(set(THERE.values()))
    cover = [item.get("href") for item in read.manifest.values() if item.get("properties") == "cover-image"]
    assert [held[f"EPUB/{place}"] for place in cover] == [pictures.PNG]
    paper = read.chapter("2023-W14/paper-1.xhtml")
    assert all(str(img.get("src")).startswith("../pictures/") for img in paper.iter(f"{XHTML}img"))
    words = "".join(paper.itertext())
    assert "［图］丢了" in words
    assert ("［图］别处的", "https://example.org/x.png") in [
        ("".join(a.itertext()), a.get("href")) for a in paper.iter(f"{XHTML}a")
    ]


def test_links_within_the_issue_lead_to_its_chapters_and_notes_are_notes() -> None:
    read = book(series(digest_of(EVERYTHING)))
    contents = [a.get("href") for a in read.chapter("2023-W14/front.xhtml").iter(f"{XHTML}a")]
    assert "../2023-W14/paper-1.xhtml#paper-2304.02643" in contents
    paper = read.chapter("2023-W14/paper-1.xhtml")
    kinds = [each.get(f"{EPUB}type") for each in paper.iter()]
    assert kinds.count("noteref") == 2
    assert kinds.count("footnote") == 1
    other = read.chapter("2023-W14/paper-2.xhtml")
    hrefs = [a.get("href") for a in other.iter(f"{XHTML}a")]
    assert "../2023-W14/paper-1.xhtml#paper-2304.02643" in hrefs
    assert "没有的" in "".join(other.itertext())


@pytest.mark.parametrize("link", [None, "https://example.org/weekly"])
def test_a_recording_is_a_link_or_words(link: str | None) -> None:
    radio = book(series(digest_of(EVERYTHING), link=link)).chapter("2023-W14/radio.xhtml")
    assert not list(radio.iter(f"{XHTML}audio"))
    assert "音频：20:13NLP" in "".join(radio.itertext())
    hrefs = [a.get("href") for a in radio.iter(f"{XHTML}a")]
    assert ("https://example.org/weekly/audio/2023-W14-nlp.mp3" in hrefs) is bool(link)


def test_chapters_with_formulas_are_marked() -> None:
    read = book(series(digest_of(EVERYTHING)))
    marked = [item.get("href") for item in read.manifest.values() if item.get("properties") == "mathml"]
    assert marked == ["2023-W14/front.xhtml", "2023-W14/paper-1.xhtml"]


def test_a_draft_says_so() -> None:
    front = book(series(replace(digest_of(EVERYTHING), draft=True))).chapter("2023-W14/front.xhtml")
    assert "草稿" in "".join(front.itertext())


def test_a_volume_is_one_book_with_its_issues_as_parts() -> None:
    of = replace(series(digest_of(EVERYTHING, "2023-W13"), digest_of(EVERYTHING)), is_volume=True)
    (artifact,) = exporters.export("epub", of, exporters.Assets(str))
    assert artifact.name == "2023-W13--2023-W14.epub"
    read = book(of)
    assert read.said("title") == ["7 Papers & Radios 2023-W13–2023-W14"]
    assert read.said("creator") == ["编辑部"]
    assert read.spine[:3] == ["cover.xhtml", "title.xhtml", "2023-W13/front.xhtml"]
    assert len(read.toc()) == 2 * 5
    assert read.toc() == read.ncx()
    nested = next(read.chapter("nav.xhtml").iter(f"{XHTML}ol"))
    assert len(nested) == 2


def test_one_issue_is_no_volume() -> None:
    of = replace(series(digest_of(EVERYTHING)), is_volume=True)
    (artifact,) = exporters.export("epub", of, exporters.Assets(str))
    assert artifact.name == "2023-W14.epub"


def test_the_examples_are_books_with_every_word() -> None:
    of = example()
    for digest, artifact in zip(of.digests, rendered(EXAMPLE, ["epub"], of, EXAMPLE.out), strict=True):
        read = Book(artifact.render())
        words = {place: "".join(read.chapter(place).itertext()) for place in read.spine}
        for entry in digest.entries:
            assert entry.note.recommendation
            chapter = words[f"{digest.key}/paper-{entry.number}.xhtml"]
            assert f"论文 {entry.number}：" in chapter
            assert str(entry.url) in chapter
        assert sum(name.endswith(".png") for name in read.files) == len(entry_pictures(digest))


def entry_pictures(digest: Digest) -> set[str]:
    return {figure.path for entry in digest.entries for figure in entry.note.figures}


@settings(max_examples=many(12))
@given(title=HOSTILE, name=HOSTILE, words=HOSTILE)
def test_hostile_words_stay_words(title: str, name: str, words: str) -> None:
    line = words.replace("\r", "").replace("\n", " ").encode(errors="replace").decode()
    text = EVERYTHING.replace("第一段", line).replace("编者按", line)
    of = replace(series(digest_of(text, title=title, name=name)), title=title)
    read = book(of)
    assert read.said("title") == ["一周论文 | 看得见的推理 x²"]
    assert read.said("publisher") in ([clean(title)], [])
    for place in read.spine:
        for element in read.chapter(place)[1].iter():
            assert element.tag.rpartition("}")[2] not in {"script", "iframe", "object", "style", "form"}
            assert not [key for key, _value in element.items() if key.startswith("on")]
            assert element.get("href", "#").startswith(("#", "../", "https:", "http:", "mailto:"))
