"""A script is written once for each list, in words a voice can say, and is its editor's from then on."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import FileError, Pending, UsageError
from digestcli.library import issues, settings
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import RadioEntry
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.radio import narration
from digestcli.radio import script as reader
from digestcli.radio.spoken import spoken
from digestcli.workflow.desk import Desk
from digestcli.workflow.radio_script import Told, scripts_of
from tests import papers
from tests.hand import nobody
from tests.strangers import tree

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "2026-W03-nlp.md"
SHARP = ("# A", "<!-- B", "-->", "```", "$$", "## 2304.09999", "- x", "~~~", "---", "\\", "$x$ & *y*")
KEY = Key("2023-W14")
FORMULA = papers.paper("2304.00001", r"$\beta$-VAE with 10x Fewer Labels?", r"Jos\'e P\'erez, Đorđe Ng")
ISSUE = """\
---
number: 12
---

## 2303.18223

推荐：让 86.4% 的专家歇着。代码见 https://a.org/b。

第二段：$\\alpha$。

# ArXiv Weekly Radiostation

## NLP

这一次选了三篇。

- 2304.02643 (from Eric Mintun)
- 2304.00001
- 2303.18223

## CV

- 2304.01089
- 一篇没有编号的论文

## ML

# 备选

## 2304.00001

推荐：先放着，但值得听。
"""
SCRIPT = """\
# ArXiv Weekly Radiostation：NLP

大家好，这里是一周论文第十二期。本期 NLP 电台为大家带来三篇论文。

这一次选了三篇。

## 2304.02643 Segment Anything

第一篇，Segment Anything，来自 Eric Mintun 等。

## 2304.00001 β-VAE with 10x Fewer Labels?

接下来是第二篇，beta VAE with ten times Fewer Labels? 来自 José Pérez 和 Đorđe Ng。

推荐理由：先放着，但值得听。

## 2303.18223 A Survey of Large Language Models

最后一篇，A Survey of Large Language Models，来自 Wayne Xin Zhao、Junyi Li 等。

推荐理由：让百分之八十六点四的专家歇着。

第二段：阿尔法。

## 结语

以上就是本期 NLP 电台的三篇论文，论文地址都列在本期的文章里。感谢收听，我们下期再见。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = Library(tmp_path)
    library.issues.mkdir()
    library.settings.touch()
    issues.path(library, KEY).write_text(ISSUE, encoding="utf-8")
    for paper in (*papers.SEVEN, FORMULA):
        paper_files.save(library, paper)
    return Desk(library, Publication(title="一周论文"), date(2023, 4, 9))


def told(desk: Desk, name: str | None = "nlp", *, again: bool = False, dry_run: bool = False) -> Told:
    (only,) = scripts_of(desk, KEY, name, nobody, replace=again, dry_run=dry_run)
    return only


def put(desk: Desk, name: str, text: str) -> None:
    place = desk.library.root / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="")


def test_a_script_has_titles_in_their_languages_names_and_the_recommendations(desk: Desk) -> None:
    new = told(desk)
    assert new.text == SCRIPT
    assert (new.path, new.is_new, new.kept, new.stumbles) == ("audio/2023-W14-nlp.md", True, None, ())
    assert (desk.library.root / new.path).read_text(encoding="utf-8") == SCRIPT


def test_what_a_script_says_is_what_a_voice_is_given(desk: Desk) -> None:
    script = reader.read(told(desk).text)
    said = [paragraph for chapter in script.chapters for paragraph in chapter.paragraphs]
    assert [spoken(paragraph, "zh", {}) for paragraph in said] == said
    titles = [chapter.title for chapter in script.chapters]
    assert titles[1:3] == ["Segment Anything", "β-VAE with 10x Fewer Labels?"]
    assert (titles[0], titles[-1]) == ("开场", "结语")


def test_a_line_without_an_id_is_read_as_the_editor_wrote_it(desk: Desk) -> None:
    text = told(desk, "CV").text
    assert "## 一篇没有编号的论文\n\n最后一篇，一篇没有编号的论文。\n" in text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "来自 Zhihang Yuan、Jiawei Liu 等。"),
        (" (from Lin Niu)", "来自 Lin Niu 等。"),
        (" (from Zhihang Yuan, Lin Niu, Jiawei Liu)", "来自 Zhihang Yuan、Lin Niu、Jiawei Liu。"),
        (" (from Zhihang Yuan 等)", "来自 Zhihang Yuan 等。"),
        (" (from 后摩智能)", "来自后摩智能。"),  # no author: nothing is said of others
    ],
)
def test_nobody_is_left_out_in_silence_and_nobody_made_up(desk: Desk, names: str, said: str) -> None:
    put(desk, "issues/2023-W14.md", ISSUE.replace("- 2304.01089", f"- 2304.01089{names}"))
    assert f"Quantization for Large Language Models，{said}\n" in told(desk, "cv").text


def test_in_english(desk: Desk) -> None:
    text = told(replace(desk, publication=Publication(title="Papers", language="en"))).text
    assert "Hello, this is Papers, number twelve. On our NLP radio today: three papers.\n" in text
    assert "First: Segment Anything, by Eric Mintun and others.\n" in text
    assert "Next, number two: beta VAE with ten times Fewer Labels? By José Pérez and Đorđe Ng.\n" in text


def test_a_library_says_how_its_names_are_said(desk: Desk) -> None:
    put(desk, "pronunciation.toml", 'Anything = "万物"\n')
    assert "第一篇，Segment 万物，来自" in told(desk).text


def test_all_lists_in_which_something_is_picked(desk: Desk) -> None:
    assert [each.path for each in scripts_of(desk, KEY, None, nobody)] == [
        "audio/2023-W14-nlp.md",
        "audio/2023-W14-cv.md",
    ]


def test_a_script_that_is_there_is_its_editors(desk: Desk) -> None:
    mine = "# 我的\n\n## 2304.00001 一\n\n写好的话，$\\alpha$ 🎧。\n\n## 2304.02643 二\n\n## 2209.14610 三\n"
    put(desk, "audio/2023-W14-nlp.md", mine)
    before = tree(desk.library.root)
    now = told(desk)
    assert (now.text, now.is_new) == (mine, False)
    assert [str(id) for id in now.unread] == ["2303.18223"]
    assert [str(id) for id in now.no_picks] == ["2209.14610"]
    assert not now.is_in_order
    assert [(line, *each) for line, each in now.stumbles] == [(5, "$\\alpha$", "阿尔法"), (5, "🎧", "")]
    assert tree(desk.library.root) == before


def test_replacing_one_keeps_it(desk: Desk) -> None:
    mine = "# 我的\r\n\r\n写好的话。\r\n"
    put(desk, "audio/2023-W14-nlp.md", mine)
    assert told(desk, again=True, dry_run=True).kept is None
    assert (desk.library.root / "audio/2023-W14-nlp.md").read_bytes() == mine.encode()
    new = told(desk, again=True)
    assert (new.text, new.is_new) == (SCRIPT, True)
    assert new.kept
    assert (desk.library.root / new.kept).read_bytes() == mine.encode()
    again = told(desk, again=True)
    assert (again.is_new, again.kept) == (False, None)


def test_a_title_is_never_guessed(desk: Desk) -> None:
    put(desk, "issues/2023-W14.md", ISSUE.replace("- 2304.01089", "- 2303.00002 Some Title (from A)"))
    before = tree(desk.library.root)
    with pytest.raises(Pending, match=r"2303\.00002") as raised:
        scripts_of(desk, KEY, None, nobody)
    assert raised.value.hint == "digest fetch --issue 2023-W14"
    assert tree(desk.library.root) == before
    assert told(desk).is_new  # the other list's papers are known


@pytest.mark.parametrize(
    ("issue", "name", "fault", "words"),
    [
        (ISSUE, "SPEECH", UsageError, "no radio list 'SPEECH'"),
        (ISSUE, "ml", FileError, "nothing is picked for ML"),
        ("## 2304.02643\n", None, FileError, "no radio list of 2023-W14 has a paper in it"),
        (ISSUE.replace("## CV", "## nlp!"), None, FileError, r"several .* audio/2023-W14-nlp\.md"),
        (ISSUE.replace("## CV", "## nlp!"), "nlp", FileError, r"several .* audio/2023-W14-nlp\.md"),
    ],
)
def test_what_cannot_be_done_is_told(
    desk: Desk, issue: str, name: str | None, fault: type[Exception], words: str
) -> None:
    put(desk, "issues/2023-W14.md", issue)
    with pytest.raises(fault, match=words):
        scripts_of(desk, KEY, name, nobody)
    assert not (desk.library.root / "audio").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
def test_nothing_outside_the_library_is_shown_as_a_script(desk: Desk) -> None:
    (desk.library.root / "audio").mkdir()
    (desk.library.root / "audio" / "2023-W14-nlp.md").symlink_to("/etc/hostname")
    with pytest.raises(FileError, match="leads out of"):
        scripts_of(desk, KEY, "nlp", nobody)


TITLES = st.one_of(st.text(max_size=30), st.sampled_from([*SHARP, "".join(SHARP)]))


@given(TITLES, TITLES, TITLES, st.sampled_from(["zh", "en"]))
def test_whatever_a_title_holds_the_script_has_its_chapters(
    title: str, name: str, words: str, language: str
) -> None:
    ids = [identify(f"2304.0000{number}").id for number in range(1, 4)]
    pieces = tuple(narration.Piece(entry=entry(id, title), others=False, recommendation=words) for id in ids)
    text = narration.script(programme(name, words, pieces, language), {})
    script = reader.read(text, language)
    assert script.ids == tuple(ids)
    assert len(script.chapters) == 5
    shown = one_line(to_unicode(title))
    as_shown = {shown, shown.strip(" \u3000:："), *map(str, ids)}
    assert {chapter.title for chapter in script.chapters[1:4]} <= as_shown
    for chapter in script.chapters:
        assert chapter.paragraphs
        assert [spoken(each, language, {}) for each in chapter.paragraphs] == list(chapter.paragraphs)


def entry(id: ArxivId, title: str) -> RadioEntry:
    return RadioEntry(
        number=1, id=id, title=title, title_is_ours=False, names=("A. B", "C"), names_are_ours=False, url=None
    )


def programme(
    name: str, words: str, pieces: tuple[narration.Piece, ...], language: str
) -> narration.Programme:
    return narration.Programme(
        publication=name,
        issue="12",
        station="ArXiv Weekly Radiostation",
        name=name,
        text=words,
        pieces=pieces,
        language=language,
        colon="：",
    )


def test_the_script_of_the_example_is_the_golden_one() -> None:
    library = Library(ROOT / "examples" / "radio")
    desk = Desk(library, settings.load(library)[0], date(2026, 1, 15))
    (nlp,) = scripts_of(desk, Key("2026-W03"), "NLP", nobody, replace=True, dry_run=True)
    assert nlp.text == GOLDEN.read_text(encoding="utf-8")
    assert 90 < nlp.seconds < 110
