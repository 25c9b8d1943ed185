"""Facts, the editor's overrides, the editor's words: what is printed of each."""

import pytest

from digestcli import issuefile
from digestcli.compose import compose
from digestcli.markup import lines
from digestcli.model.digest import Digest
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper
from digestcli.model.people import is_name
from digestcli.model.publication import Publication
from digestcli.words import CHINESE

KEY = Key("2023-W14")
USUAL = Publication()
ID = identify("2304.02643").id


def paper(*authors: str, title: str = "Segment Anything") -> Paper:
    return Paper(id=ID, version=1, title=title, authors=tuple(map(Author, authors)))


def digest(text: str, *papers: Paper, publication: Publication = USUAL) -> Digest:
    """The composed issue of `text`."""
    issue = issuefile.read(text, KEY, publication).issue
    return compose(issue, {paper.id: paper for paper in papers}, publication)


def authors(*names: str, limit: int = 2, text: str = "## 2304.02643\n") -> str | None:
    """The authors line of a paper by `names`."""
    composed = digest(text, paper(*names), publication=Publication(authors=limit))
    said = lines.authors(composed.entries[0], composed.words)
    return said.plain if said else None


@pytest.mark.parametrize(
    ("names", "limit", "line"),
    [
        (("A B", "C D", "E F"), 2, "A B、C D 等"),
        (("A B", "C D"), 2, "A B、C D"),
        (("A B",), 2, "A B"),
        (("A B", "C D", "E F"), 0, "A B、C D、E F"),
        (("A B", "C D", "E F"), 1, "A B 等"),
        (("Qwen", ":", "An Yang"), 2, "Qwen、An Yang"),
        (("A B", "et al."), 2, "A B 等"),
        (("The CMS Collaboration", "A B", "C D"), 2, "The CMS Collaboration、A B 等"),
        ((r"Piotr Doll\'ar", r"Schr\"odinger"), 2, "Piotr Dollár、Schrödinger"),
        ((":",), 2, None),
    ],
)  # fmt: skip
def test_others_are_said_exactly_when_names_were_left_out(
    names: tuple[str, ...], limit: int, line: str | None
) -> None:
    assert authors(*names, limit=limit) == line


@pytest.mark.parametrize("line", ["张三、李四 等", "Alexander Kirillov等", "A, B and C", "某团队"])
def test_the_editors_own_authors_are_printed_as_they_stand(line: str) -> None:
    assert authors("X Y", text=f"## 2304.02643\n\n- 作者：{line}\n") == line


def test_an_editors_line_says_who_was_named_and_that_there_are_more() -> None:
    entry = digest("## 2304.02643\n\n- 作者：张三、李四 等\n", paper("X Y")).entries[0]
    assert entry.authors == ("张三", "李四")
    assert entry.others


@pytest.mark.parametrize("name", [":", "", "...", "et al.", "et al", "等"])
def test_what_names_nobody_is_no_name(name: str) -> None:
    assert not is_name(name)


def test_the_title_is_arxivs_unless_the_editor_gives_one() -> None:
    fact = paper("A", title="Fact")
    titles = {
        "## 2304.02643 Reminder\n": "Fact",
        "## 2304.02643 Reminder\n\n- 标题：Ours\n": "Ours",
        "## 论文 1：Printed\n\n- 论文地址：https://arxiv.org/abs/2304.02643\n": "Printed",
    }
    assert {text: digest(text, fact).entries[0].title for text in titles} == titles


def test_a_reminder_is_never_printed() -> None:
    assert digest("## 2304.02643 Reminder\n").entries[0].title is None


def test_papers_are_numbered_past_passages_and_the_bench_stays_out() -> None:
    text = "## 2304.02643\n\n# 视觉\n\n## 2303.18223\n\n# 备选\n\n## 2303.17580\n"
    composed = digest(text)
    assert [(entry.number, str(entry.id)) for entry in composed.entries] == [
        (1, "2304.02643"),
        (2, "2303.18223"),
    ]


def test_an_entry_without_facts_is_pending_and_one_off_arxiv_is_not() -> None:
    text = "## 2304.02643\n\n## 蛋白质\n\n- 作者：甲\n- 论文地址：https://example.org/\n"
    assert [entry.pending for entry in digest(text).entries] == [True, False]


def test_labels_are_printed_in_the_editors_order_and_the_lead_phrase_is_not() -> None:
    text = "## 2304.02643\n\n- 密码：abcd\n- 导语：不印\n- 机构：Meta\n- 代码地址：https://example.org/\n"
    entry = digest(text, paper("A")).entries[0]
    assert [label for label, _value in entry.extra] == ["密码", "机构", "代码地址"]


def test_a_label_without_a_value_is_not_printed() -> None:
    entry = digest("## 2304.02643\n\n- 密码：\n- 代码地址：https://example.org/\n").entries[0]
    assert entry.extra == (("代码地址", "https://example.org/"),)


def test_a_radio_pick_is_from_two_authors_whom_readers_know_in_the_order_of_the_paper() -> None:
    text = "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.02643\n- 2304.02643 (from Somebody Else)\n"
    people = paper("First One", 'J{\\"u}rgen Schmidhuber', "yann LeCun", "Yoshua Bengio", "Last One")
    known = Publication(radio_known=("Yoshua Bengio", "Yann LeCun", "Jürgen Schmidhuber"))
    radio = digest(text, people, publication=known).radio
    assert radio is not None
    said = [lines.presenters(pick, CHINESE) for pick in radio.lists[0].entries]
    assert [each.plain for each in said if each] == [
        "from Jürgen Schmidhuber, yann LeCun",
        "from Somebody Else",
    ]


def test_a_publication_has_its_own_words_for_the_radio() -> None:
    text = "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 收听：a.mp3（20:13）\n- 2304.02643\n"
    own = Publication(radio_from="来自", radio_audio="收听")
    composed = digest(text, paper("A B"), publication=own)
    assert composed.radio is not None
    (programme,) = composed.radio.lists
    assert lines.presenters(programme.entries[0], composed.words) == ("来自 A B", False)
    assert lines.recording(programme, composed.words) == ("收听", ("a.mp3（20:13）", True))


def test_a_radio_pick_names_its_first_and_last_author_unless_the_editor_does() -> None:
    text = "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.02643\n- 2304.02643 (from Somebody Else)\n"
    radio = digest(text, paper("First One", "Middle", "Last One")).radio
    assert radio is not None
    said = [lines.presenters(pick, CHINESE) for pick in radio.lists[0].entries]
    assert [each.plain for each in said if each] == ["from First One, Last One", "from Somebody Else"]
