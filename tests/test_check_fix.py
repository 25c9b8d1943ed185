"""`digest check --fix`: what is certain is mended, nothing else is touched, and undo puts it back."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli import checks, files, issuefile
from digestcli.errors import Conflict, UsageError
from digestcli.model.problem import Severity
from digestcli.model.text import Edit, Span
from digestcli.workflow import check as verb
from tests.desk import page_of
from tests.test_check import KEY, WHOLE, desk_with
from tests.test_issuefile_move_properties import issues
from tests.world import digest, environment


def test_what_is_certain_is_mended_and_undo_puts_it_back(tmp_path: Path) -> None:
    text = WHOLE.format(mark="\x07")
    desk_with(tmp_path / "weekly", text)
    file = tmp_path / "weekly" / "issues" / "2023-W14.md"
    env = environment(tmp_path)
    shown = digest(["check", "--fix", "--dry-run"], tmp_path / "weekly", env)
    assert file.read_bytes() == text.encode()
    done = digest(["check", "--fix"], tmp_path / "weekly", env)
    assert done.stdout == shown.stdout
    assert "+摘要：文字之间。".encode() in done.stdout
    assert file.read_bytes() == WHOLE.format(mark="").encode()
    digest(["undo"], tmp_path / "weekly", env)
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize(
    "words",
    [
        "一行\r二行",
        "一行\x0b二行",
        "一行\x85二行",
        "```\nprint('\x1b[0m\u200b')\n```",
        "行内 `a\u200bb`",
        "<!-- 注\u200b释\x07 -->字",
        "![图](../figures/a\u200b.png)",
    ],
    ids=repr,
)
def test_what_no_eye_sees_stays_where_it_may_be_meant(words: str) -> None:
    """Told it is: a file whose lines end in CR alone was made into one line."""
    page = page_of(f"## 2304.02643\n\n摘要：\n\n{words}\n")
    told = list(checks.check(page, ["control-character", "unseen-character"]))
    assert told
    assert {problem.fix for problem in told} == {None}


def test_lines_that_end_in_cr_alone_are_not_joined(tmp_path: Path) -> None:
    text = "# 题\r\r导语。\r\r## 2304.02643\r\r摘要：字。\r"
    desk = desk_with(tmp_path, text)
    [checked] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert {"control-character"} <= {problem.rule for problem in checked.problems}
    assert (desk.library.issues / "2023-W14.md").read_bytes() == text.encode()


def test_an_issue_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    """Nor is what was found lost with it: data is one document."""
    text = WHOLE.format(mark="\u200b")
    desk = desk_with(tmp_path / "weekly", text)
    held = desk.library.issues / "2023-W13.md"
    held.write_text(text, encoding="utf-8")
    held.chmod(0o444)
    done = digest(["check", "--fix", "--all", "--json"], tmp_path / "weekly", environment(tmp_path))
    told = {each["path"] for each in json.loads(done.stdout) if each["rule"] == "unseen-character"}
    assert (done.returncode, told) == (3, {"issues/2023-W13.md"})
    assert b"2023-W13.md is read-only" in done.stderr
    assert held.read_bytes() == text.encode()
    assert (desk.library.issues / "2023-W14.md").read_bytes() == WHOLE.format(mark="").encode()


def test_an_issue_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE.format(mark="\u200b"))
    file = desk.library.issues / "2023-W14.md"
    with ThreadPoolExecutor() as pool, files.lock(desk.library.root):
        looking = pool.submit(lambda: list(verb.check(desk, [KEY], lambda _event: None, fix=True)))
        time.sleep(0.5)
        file.write_text("# 改过了\n", encoding="utf-8")
    [checked] = looking.result()
    assert isinstance(checked.refused, Conflict)
    assert "changed by somebody else" in checked.refused.message
    assert file.read_text(encoding="utf-8") == "# 改过了\n"


def test_nobody_waits_who_has_nothing_to_write(tmp_path: Path) -> None:
    """With --online an issue is looked at for minutes: that is not done in everybody's way."""
    desk = desk_with(tmp_path, WHOLE.format(mark=""))
    with files.lock(desk.library.root):
        [checked] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert (checked.mended, checked.refused) == (0, None)


def test_nothing_is_mended_in_a_file_in_conflict(tmp_path: Path) -> None:
    text = "# 标题\n\n导语\u200b。\n\n<<<<<<< ours\n甲\n=======\n乙\n>>>>>>> theirs\n"
    desk = desk_with(tmp_path, text)
    [checked] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert {"conflict", "unseen-character"} <= {problem.rule for problem in checked.problems}
    assert (desk.library.issues / "2023-W14.md").read_bytes() == text.encode()


@given(issues(), st.data())
def test_a_retouch_never_makes_another_issue_of_it(text: str, data: st.DataObject) -> None:
    """Whatever the edits are: papers, fields, labels and pictures are those there were."""
    reading = issuefile.read(text, KEY)
    places = st.integers(0, len(text)).flatmap(
        lambda at: st.builds(Span, st.just(at), st.integers(at, min(len(text), at + 3)))
    )
    words = st.sampled_from(["", "，", " ", "字", "\n", "## ", "推荐：", "<!--", "```", "- 作者：甲"])
    edits = data.draw(st.lists(st.builds(Edit, places, words), max_size=4))
    try:
        after = issuefile.retouch(text, reading, edits)
    except UsageError:  # nobody knows what is words in a file that closes no block
        return
    again = issuefile.read(after, KEY)
    assert _shape(again) == _shape(reading)
    if not edits:
        assert after == text


@pytest.mark.parametrize(
    ("chosen", "forbidden"),
    [("帐号", "账号"), ("GPT模型", "GPT 模型"), ("Pytorch", "PyTorch"), ("待机,时间", "待机时间")],
)
def test_what_the_library_chose_is_not_mended_into_something_else(
    tmp_path: Path, chosen: str, forbidden: str
) -> None:
    """Two rules took turns: each run undid what the last one did."""
    desk = desk_with(tmp_path, WHOLE.format(mark=f" {forbidden}，"))
    terms = f'[[term]]\nenglish = "a"\nchinese = "{chosen}"\nforbidden = ["{forbidden}"]\n'
    (tmp_path / "glossary.toml").write_text(terms, encoding="utf-8")
    [first] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    [second] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert chosen in first.after
    assert second.after == first.after
    assert not any(problem.fix for problem in second.problems)


def test_rules_that_contradict_each_other_settle(tmp_path: Path) -> None:
    """用帐 is chosen, 帐号 is a slip."""
    desk = desk_with(tmp_path, WHOLE.format(mark="用账号,"))
    terms = '[[term]]\nenglish = "a"\nchinese = "用帐"\nforbidden = ["用账"]\n'
    (tmp_path / "glossary.toml").write_text(terms, encoding="utf-8")
    [first] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    [second] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert "号，" in first.after
    assert second.after == first.after


def test_of_edits_at_one_place_the_first_is_made() -> None:
    text = WHOLE.format(mark="甲乙")
    at = text.index("甲乙")
    edits = [
        Edit(Span(at, at), "一"),
        Edit(Span(at, at), "二"),
        Edit(Span(at, at + 2), "丙"),
        Edit(Span(at + 2, at + 3), "丁"),
    ]
    after = issuefile.retouch(text, issuefile.read(text, KEY), edits)
    assert after == text.replace("甲乙之", "一甲乙丁")


def test_what_one_mending_makes_room_for_is_mended_with_it(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE.format(mark="够?!够"))
    [checked] = verb.check(desk, [KEY], lambda _event: None, fix=True)
    assert "够？！够" in checked.after
    assert not any(problem.fix for problem in checked.problems)


def test_one_edit_that_cannot_be_made_does_not_hold_up_thousands() -> None:
    """Nor are they tried one by one: that would not come back within minutes."""
    text = "# 题\n\n导语。\n\n## 2304.02643\n\n摘要：" + "\x1b" * 20_000 + "\n\n推荐：好。\n"
    page = page_of(text)
    edits = [problem.fix for problem in checks.check(page, ["control-character"]) if problem.fix]
    after = issuefile.retouch(text, page.reading, edits)
    assert after == text.replace("\x1b", "", 19_999)


def _shape(reading: issuefile.Reading) -> object:
    issue = reading.issue
    parts = [
        (
            note.ref,
            [each.label for each in note.fields],
            note.summary is None,
            note.recommendation is None,
            len(note.figures),
        )
        for note in (*issue.notes, *issue.bench)
    ]
    errors = sorted(each.rule for each in reading.problems if each.severity is Severity.ERROR)
    return parts, [type(part) for part in issue.body], len(errors)
