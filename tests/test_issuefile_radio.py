"""The Radiostation: each `##` under its heading is a list, each line with an id a paper."""

import pytest

from digestcli.issuefile import read
from digestcli.model.issue import Radio
from digestcli.model.publication import Publication
from tests.issue_texts import KEY, faults, issue, outline, reading, said

PICK = tuple[str | None, str | None, tuple[str, ...]]


def radio(text: str) -> Radio:
    found = issue(text).radio
    assert found
    return found


def station(lines: str) -> str:
    return f"# ArXiv Weekly Radiostation\n\n## NLP\n\n{lines}\n"


def picks(lines: str) -> list[PICK]:
    (only,) = radio(station(lines)).lists
    return [(str(pick.ref) if pick.ref else None, pick.title, pick.names) for pick in only.picks]


@pytest.mark.parametrize(
    "heading",
    ["ArXiv Weekly Radiostation", "arxiv weekly radiostation", "ArXiv Weekly Radiostation：更多论文"],
)
def test_a_heading_that_begins_with_its_name_opens_the_radiostation(heading: str) -> None:
    assert radio(f"导语\n\n# {heading}\n").heading.value == heading


def test_the_publication_may_name_it() -> None:
    own = Publication(radio_heading="More papers")
    assert read("导语\n\n# More papers\n\n## NLP\n", KEY, own).issue.radio


def test_the_publication_may_have_its_own_words_for_names_and_recordings() -> None:
    own = Publication(radio_from="read by", radio_audio="收听")
    text = station("- 收听：a.mp3（20:13）\n- 2304.01373 (read by A B)\n- 2304.03277 (from C D)")
    found = read(text, KEY, own).issue.radio
    assert found
    (only,) = found.lists
    assert (said(only.audio), only.duration) == ("a.mp3", "20:13")
    assert [pick.names for pick in only.picks] == [("A B",), ("C D",)]


def test_each_heading_under_it_is_a_list_and_words_are_kept() -> None:
    lists = "## NLP\n\n前言。\n\n- 2304.01373\n\n后记。\n\n## CV\n\n- 2304.03277\n\n"
    text = f"# ArXiv Weekly Radiostation\n\n本周：\n\n{lists}# 完\n"
    found = radio(text)
    assert said(found.text) == "本周："
    assert [(each.name, said(each.text), len(each.picks)) for each in found.lists] == [
        ("NLP", "前言。\n\n\n后记。", 1),
        ("CV", None, 1),
    ]
    assert outline(text) == ["~ ArXiv Weekly Radiostation", "= 完"]
    assert found.span.of(text) == text.removesuffix("# 完\n")


@pytest.mark.parametrize(
    ("line", "pick"),
    [
        ("- 2304.01373", ("2304.01373", None, ())),
        ("1. 2304.01373v2", ("2304.01373v2", None, ())),
        ("10) https://arxiv.org/abs/2304.01373", ("2304.01373", None, ())),
        ("* <https://arxiv.org/pdf/2304.01373.pdf>", ("2304.01373", None, ())),
        ("2304.01373", ("2304.01373", None, ())),
        ("hep-th/9901001 (from E. Witten)", ("hep-th/9901001", None, ("E. Witten",))),
        ("- ２３０４．０１３７３", ("2304.01373", None, ())),
        ("- 2304.01373 (from Stella Biderman)", ("2304.01373", None, ("Stella Biderman",))),
        ("- 2304.01373 (from A. B, C D)", ("2304.01373", None, ("A. B", "C D"))),
        ("- 2304.01373（甲、乙）", ("2304.01373", None, ("甲", "乙"))),
        ("- 2304.01373（from 甲）", ("2304.01373", None, ("甲",))),
        ("- 2304.01373（来自 甲、乙）", ("2304.01373", None, ("甲", "乙"))),
        ("- 2304.01373 (來自甲)", ("2304.01373", None, ("甲",))),
        ("- 2304.01373 (fromage)", ("2304.01373", "(fromage)", ())),
        ("- 2304.01373 Pythia (ICML)", ("2304.01373", "Pythia (ICML)", ())),
        ("- [Pythia](https://arxiv.org/abs/2304.01373)", ("2304.01373", "Pythia", ())),
        (
            "3. [Pythia: A Suite](https://arxiv.org/abs/2304.01373) (from A B)",
            ("2304.01373", "Pythia: A Suite", ("A B",)),
        ),
        ("1. [On 1706.03762](https://arxiv.org/abs/2304.01373)", ("2304.01373", "On 1706.03762", ())),
        ("- [2304.01373](https://arxiv.org/abs/2304.01373)", ("2304.01373", None, ())),
        ("- 2304.01373：Pythia", ("2304.01373", "Pythia", ())),
        ("- **2304.01373** Pythia", ("2304.01373", "Pythia", ())),
        ("- **2304.01373 Pythia**", ("2304.01373", "Pythia", ())),
        ("- **Pythia** 2304.01373", ("2304.01373", "Pythia", ())),
        ("- 2304.01373 A Suite for *x*", ("2304.01373", "A Suite for *x*", ())),
        ("- 2304.01373 *a* and *b*", ("2304.01373", "*a* and *b*", ())),
        (r"- 2304.01373 Search with A\*", ("2304.01373", r"Search with A\*", ())),
        ("<!-- 新 -->- 2304.01373", ("2304.01373", None, ())),
    ],
)
def test_an_item_is_a_line_with_one_id(line: str, pick: PICK) -> None:
    assert picks(line) == [pick]


def test_an_items_span_is_its_line() -> None:
    text = station("- 2304.01373 (from A)\r")
    assert radio(text).lists[0].picks[0].span.of(text) == "- 2304.01373 (from A)"


@pytest.mark.parametrize(
    ("line", "title", "rule"),
    [
        ("1. Pythia: A Suite. (from Stella Biderman)", "Pythia: A Suite.", "pick-unnamed"),
        ("- 2304.01373 与 2304.03277", "2304.01373 与 2304.03277", "two-ids"),
        ("- 2304.0137", "2304.0137", "id-form"),
        ("- [书](https://example.org/b)", "[书](https://example.org/b)", "pick-unnamed"),
    ],
)
def test_a_line_without_one_id_is_kept_as_a_title_and_reported(line: str, title: str, rule: str) -> None:
    ((ref, kept, _names),) = picks(line)
    assert (ref, kept) == (None, title)
    assert rule in {fault.split()[1] for fault in faults(station(line))}


def test_a_sentence_that_mentions_a_paper_is_words() -> None:
    (only,) = radio(station("本周以 2304.01373 领衔，共十篇。")).lists
    assert (said(only.text), only.picks) == ("本周以 2304.01373 领衔，共十篇。", ())


@pytest.mark.parametrize(
    ("line", "audio", "duration"),
    [
        ("- 音频：../audio/2023-W14-nlp.mp3（20:13）", "../audio/2023-W14-nlp.mp3", "20:13"),
        ("音频: a.mp3", "a.mp3", None),
        ("- Audio: https://x.org/a.mp3 (1:02:03)", "https://x.org/a.mp3", "1:02:03"),
        ("- 音频：[收听](a.mp3)（20：13）", "a.mp3", "20:13"),
    ],
)
def test_a_list_may_have_audio_with_its_length(line: str, audio: str, duration: str | None) -> None:
    (only,) = radio(station(f"{line}\n\n- 2304.01373")).lists
    assert (said(only.audio), only.duration, len(only.picks)) == (audio, duration, 1)


@pytest.mark.parametrize(
    "section", ["## 2304.02643 SAM", "## SAM\n\n- 论文地址：https://x.org", "## 论文 8：SAM", "##2304.02643"]
)
def test_a_papers_section_below_the_radiostation_is_an_error(section: str) -> None:
    assert "radio-paper" in {
        fault.split()[1] for fault in faults(station(f"- 2304.01373\n\n{section}\n\n摘要：甲"))
    }


def test_a_paper_of_the_first_level_below_the_radiostation_is_an_error() -> None:
    text = "# ArXiv Weekly Radiostation\n\n# 2303.05398\n\n摘要：甲。\n"
    assert faults(text) == ["3:1 heading-level", "3:1 radio-paper"]
    assert faults("# ArXiv Weekly Radiostation\n\n# 后记\n\n## 2303.05398\n") == []


def test_the_words_of_a_pick_may_have_brackets_in_them() -> None:
    for words in ("[Re] Attention", r"\[Re\] Attention", "f[x]g[y]"):
        assert picks(f"1. [{words}](https://arxiv.org/abs/2304.01373).") == [("2304.01373", words, ())]


def test_a_second_radiostation_is_an_error_and_nothing_of_it_is_lost() -> None:
    text = station("- 2304.01373") + station("- 2304.03277")
    assert faults(text) == ["6:1 radio-twice"]
    assert len(outline(text)) == 2


def test_papers_above_the_first_list_are_pointed_out_and_kept_as_words() -> None:
    text = "# ArXiv Weekly Radiostation\n\n- 2304.01373\n"
    assert (faults(text), said(radio(text).text)) == (["3:1 radio-list"], "- 2304.01373")


def test_refs_name_every_paper_that_needs_facts() -> None:
    text = "## 2304.02643\n\n" + station("- 2304.01373") + "\n# 备选\n\n## 2209.14610\n"
    assert list(map(str, reading(text).issue.refs())) == ["2304.02643", "2209.14610", "2304.01373"]
