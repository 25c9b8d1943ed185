"""Sections merge, the same words changed twice are marked, and nothing is both wrong and unmarked."""

import pytest

from digestcli.issuefile.merging import Merge, merge, merge_as_text
from tests import report_merges
from tests.issue_texts import faults, issue
from tests.merges import BASE, COT, LEAD, RADIO, SCENARIOS, SELF, TREE, ZERO, Edits
from tests.merges import issue as written

DEFINED = "\n[网页]: https://example.org/cot\n"


def merged(base: str, ours: str, theirs: str) -> str:
    """What a merge without conflicts gives, whoever is called ours."""
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    assert merge(base, theirs, ours).conflicts == ()
    return found.text


def marked(base: str, ours: str, theirs: str) -> Merge:
    """A merge with conflicts that any reader of the file is told of, everybody's words in it."""
    found = merge(base, ours, theirs)
    told = [int(line.partition(":")[0]) for line in faults(found.text) if line.endswith(" conflict")]
    assert found.conflicts
    assert set(found.conflicts) <= set(told)
    lines = {line.rstrip("\r") for line in found.text.split("\n")}
    assert Edits(base, ours, theirs).words <= lines
    return found


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_two_editors_do_at_the_same_time(name: str) -> None:
    edits = SCENARIOS[name]
    if edits.merged is None:
        marked(edits.base, edits.ours, edits.theirs)
    else:
        assert merged(edits.base, edits.ours, edits.theirs) == edits.merged


def test_the_table_in_the_docs_is_what_comes_out() -> None:
    assert report_merges.PAGE.read_text(encoding="utf-8") == report_merges.page()


def test_ours_and_theirs_can_be_chosen_between_the_markers() -> None:
    edits = SCENARIOS["both reorder differently"]
    found = marked(edits.base, edits.ours, edits.theirs)
    above, rest = found.text.split("<<<<<<< ours\n")
    ours, rest = rest.split("=======\n")
    theirs, below = rest.split(">>>>>>> theirs\n")
    assert above + ours + below == edits.ours
    assert above + theirs + below == edits.theirs


def test_both_swap_other_papers() -> None:
    base = written(COT, SELF, TREE, ZERO)
    ours, theirs = written(SELF, COT, TREE, ZERO), written(COT, SELF, ZERO, TREE)
    assert merged(base, ours, theirs) == written(SELF, COT, ZERO, TREE)


def test_each_key_of_the_front_matter_is_merged_for_itself() -> None:
    head = "---\ntitle: 题\nnumber: 1\nsponsor: 无\n---\n\n"
    ours = head.replace("number: 1", "number: 2\ncover: a.png").replace("sponsor: 无\n", "")
    theirs = head.replace("title: 题", "title: 好题\nbyline: 编辑部")
    right = "---\ntitle: 好题\nbyline: 编辑部\nnumber: 2\ncover: a.png\n---\n\n"
    assert merged(*(written(COT, head=each + LEAD) for each in (head, ours, theirs))) == written(
        COT, head=right + LEAD
    )


@pytest.mark.parametrize("key", ["title", "number", "sponsor"])
def test_a_key_changed_on_both_sides_is_told_at_its_line(key: str) -> None:
    base = written(COT, head="---\ntitle: 题\nnumber: 1\nsponsor: 无\n---\n\n")
    old = next(line for line in base.split("\n") if line.startswith(key))
    found = marked(base, base.replace(old, f"{key}: 甲"), base.replace(old, f"{key}: 乙"))
    assert found.conflicts == (["title", "number", "sponsor"].index(key) + 2,)


def test_definitions_that_end_the_file_stay_there_and_are_merged_by_name() -> None:
    base = written(COT) + DEFINED
    ours = written(COT, TREE) + DEFINED + "[甲]: https://example.org/a\n"
    theirs = written(COT, ZERO) + DEFINED + "[乙]: https://example.org/b\n"
    both = DEFINED + "[甲]: https://example.org/a\n[乙]: https://example.org/b\n"
    assert merged(base, ours, theirs) == written(COT, TREE, ZERO) + both


def test_one_name_for_two_addresses_is_never_merged_silently() -> None:
    one, other = DEFINED, DEFINED.replace("cot", "other")
    marked(written(COT, SELF), written(COT + one, SELF), written(COT, SELF + other))


@pytest.mark.parametrize("name", ["网页", "^1"])
def test_a_name_that_one_uses_and_the_other_no_longer_defines_is_marked(name: str) -> None:
    defined = f"\n[{name}]: https://example.org/cot\n"
    base = written(COT, SELF + defined)
    ours, theirs = base.replace("变好。", f"变好[{name}]。"), written(COT, SELF)
    marked(base, ours, theirs)
    marked(base, theirs, ours)
    assert merged(base, ours, base.replace("几遍", "四十遍")) == ours.replace("几遍", "四十遍")


def test_brackets_that_are_no_links_merge() -> None:
    base = written(COT, SELF) + DEFINED
    ours, theirs = base.replace("变好。", "变好 [0, 1) 与 (2, 3]。"), base.replace("几遍", "[多遍")
    assert merged(base, ours, theirs) == ours.replace("几遍", "[多遍")


def test_papers_never_get_below_a_radiostation_that_the_other_side_adds() -> None:
    found = merged(written(COT), written(COT, RADIO), written(COT, TREE))
    assert found == written(COT, TREE, RADIO)
    assert [str(note.ref) for note in issue(found).notes] == ["2201.11903", "2305.10601"]


def test_a_paper_moves_to_the_bench_while_its_words_are_written() -> None:
    base = written(COT, SELF, "# 备选\n")
    found = merged(base, written(COT, "# 备选\n", SELF), base.replace("少数服从多数", "人多力量大"))
    assert found == written(COT, "# 备选\n", SELF.replace("少数服从多数", "人多力量大"))


@pytest.mark.parametrize("heading", ["# 备选\n", "# 编者后记\n"])
def test_a_paper_that_one_deletes_and_the_other_puts_elsewhere_is_marked(heading: str) -> None:
    base, benched = written(COT, SELF, heading), written(COT, heading, SELF)
    for ours, theirs in ((benched, written(COT, heading)), (written(COT, heading), benched)):
        assert SELF in marked(base, ours, theirs).text


def test_a_paper_that_one_deletes_and_the_other_moves_among_its_neighbours_is_deleted() -> None:
    base = written(COT, SELF, TREE)
    assert merged(base, written(COT, TREE), written(SELF, COT, TREE)) == written(COT, TREE)


def test_one_pick_leaves_the_list_and_others_come() -> None:
    base = written(COT, RADIO + "- 2304.03277\n")
    ours = base.replace("- 2304.01373 (from Stella Biderman)\n", "")
    theirs = base + "- 2304.02643\n"
    assert merged(base, ours, theirs) == written(
        COT, RADIO.replace("- 2304.01373 (from Stella Biderman)\n", "") + "- 2304.03277\n- 2304.02643\n"
    )


def test_a_heading_in_a_comment_is_no_section() -> None:
    aside = "\n<!-- 先放着\n## 2301.00001\n摘要：旧稿。\n-->\n"
    base = written(COT + aside, SELF)
    ours, theirs = written(SELF, COT + aside), base.replace("旧稿", "更旧的稿")
    assert merged(base, ours, theirs) == written(SELF, COT + aside.replace("旧稿", "更旧的稿"))


BROKEN = {
    "a comment never closed": "\n<!-- 忘了关\n",
    "a code block never closed": "\n```\n忘了关\n",
    "a formula never closed": "\n$$\nx\n",
    "a conflict from before": "\n<<<<<<< HEAD\n一。\n=======\n二。\n>>>>>>> other\n",
    "the same paper twice": "\n" + COT,
    "a second front matter": "\n---\ntitle: 另一期\n---\n",
}


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("side", [0, 1, 2])
def test_where_the_structure_is_in_doubt_nothing_is_merged_unmarked(fault: str, side: int) -> None:
    texts = [BASE, BASE.replace("解题过程", "步骤"), BASE.replace("少数服从多数", "人多力量大")]
    texts[side] += BROKEN[fault]
    marked(texts[0], texts[1], texts[2])


@pytest.mark.parametrize("fence", ["```", "$$"])
def test_a_conflict_inside_a_block_is_marked_around_it_where_it_is_seen(fence: str) -> None:
    base = written(COT + f"\n{fence}\n一\n{fence}\n", SELF)
    found = marked(base, base.replace("\n一\n", "\n二\n"), base.replace("\n一\n", "\n三\n"))
    assert found.text.split("\n")[found.conflicts[0]] == "推荐：多写几行就能变好。"


def test_a_conflict_inside_a_comment_is_seen() -> None:
    base = written(COT + "\n<!--\n一\n-->\n", SELF)
    found = marked(base, base.replace("\n一\n", "\n二\n"), base.replace("\n一\n", "\n三\n"))
    assert "\n<!--\n<<<<<<< ours\n二\n" in found.text


def test_line_ends_and_a_byte_order_mark_are_those_of_the_side_that_changed_them() -> None:
    appended = SCENARIOS["append written sections"]
    right = str(appended.merged)
    windows = appended.theirs.replace("\n", "\r\n")
    assert merged(appended.base, appended.ours, windows) == right.replace("\n", "\r\n")
    assert merged(appended.base, appended.ours, "\ufeff" + appended.theirs) == "\ufeff" + right
    assert merged("\ufeff" + appended.base, appended.ours, "\ufeff" + appended.theirs) == right


def test_lines_that_end_in_two_ways_stay_as_they_are() -> None:
    mixed = BASE.replace("推荐：多写几行就能变好。\n", "推荐：多写几行就能变好。\r\n")
    found = merged(mixed, mixed + "\n" + TREE, mixed.replace("同一道题", "一道题"))
    assert found == mixed.replace("同一道题", "一道题") + "\n" + TREE


def test_markers_are_as_long_as_asked_and_never_too_short_to_be_seen() -> None:
    edits = SCENARIOS["two typo fixes in one paragraph"]
    for size, length in ((7, 7), (12, 12), (1, 7)):
        found = merge(edits.base, edits.ours, edits.theirs, size)
        assert f"\n{'<' * length} ours\n" in found.text
        assert sum(line.endswith(" conflict") for line in faults(found.text)) == 3


def test_what_is_no_issue_is_marked_even_where_lines_would_merge() -> None:
    assert merge_as_text("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n").text == (
        "<<<<<<< ours\nA\nb\nc\n=======\na\nb\nC\n>>>>>>> theirs\n"
    )
    assert merge_as_text("a\n", "A\n", "a\n").text == "A\n"


def test_a_paper_is_never_moved_to_the_bench_and_elsewhere_at_once() -> None:
    base = written(COT, SELF, "# 备选\n", "# 编者后记\n")
    marked(
        base, written(COT, "# 备选\n", "# 编者后记\n", SELF), written("# 备选\n", COT, SELF, "# 编者后记\n")
    )


def test_a_new_paper_does_not_get_below_a_new_heading_unmarked() -> None:
    marked(written(COT), written("# 推理\n", COT), written(COT, TREE))


@pytest.mark.parametrize("line", ["x", "## 2304.02643"])
def test_a_huge_file_is_merged_while_somebody_waits(line: str) -> None:
    base = f"{line}\n" * 3000
    found = merge(base, "a\n" + base + "b\n", "c\n" + base + "d\n")
    assert {"a", "b", "c", "d"} <= set(found.text.split("\n"))
