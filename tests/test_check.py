"""`digest check`: everything is told at its place, what is certain is mended, and nothing else is touched."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from digestcli import checks, issuefile
from digestcli.checks.quiet import silenced
from digestcli.library.root import Library
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow import check as verb
from digestcli.workflow.desk import Desk
from tests.desk import page_of
from tests.standin import Standin
from tests.world import digest, environment, on_terminal

KEY = Key("2023-W14")
WHOLE = """---
title: 标题
---

导语。

## 2304.02643

- 导语：甲

摘要：文字{mark}之间。

推荐：读。
"""


def desk_with(folder: Path, text: str, publication: Publication | None = None) -> Desk:
    library = Library(folder)
    library.issues.mkdir(parents=True, exist_ok=True)
    (library.issues / f"{KEY}.md").write_text(text, encoding="utf-8", newline="")
    library.settings.touch()
    return Desk(library, publication or Publication(), date(2023, 4, 9))


def found(desk: Desk) -> dict[str, tuple[int, int]]:
    """The rules that found something in the one issue, but for facts, each with its place."""
    [checked] = verb.check(desk, [KEY], lambda _event: None)
    return {each.rule: (each.line, each.column) for each in checked.problems}


def test_every_family_is_a_file_and_every_name_is_one_rule() -> None:
    folder = Path(checks.__file__).parent
    rooms = {"__init__", "page", "prose", "quiet", "rule"}
    with_rules = {path.stem for path in folder.glob("*.py") if "@rule(" in path.read_text(encoding="utf-8")}
    assert with_rules - rooms == set(checks.FAMILIES)
    names = [rule.name for family in checks.FAMILIES for rule in checks.rules(family).values()]
    assert len(names) == len(set(names))
    assert not set(names) & set(issuefile.RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("name", checks.rules())
def test_a_rule_is_told_by_a_sentence(name: str) -> None:
    text = checks.rules()[name].text
    assert re.fullmatch(r"[A-Z0-9`].{8,100}\.", text), text


def test_places_are_those_of_an_editor(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE.format(mark="\x07"))
    assert found(desk)["control-character"] == (11, 6)


def test_a_word_is_never_touched_without_fix(tmp_path: Path) -> None:
    text = WHOLE.format(mark="\x07")
    desk = desk_with(tmp_path, text)
    found(desk)
    assert (desk.library.issues / "2023-W14.md").read_bytes() == text.encode()


def test_data_is_a_list_with_the_fix_by_lines_and_columns(tmp_path: Path) -> None:
    desk_with(tmp_path / "weekly", WHOLE.format(mark="\x07"))
    done = digest(["check", "--json"], tmp_path / "weekly", environment(tmp_path))
    assert done.returncode == 1
    problems = {each["rule"]: each for each in json.loads(done.stdout)}
    problem = problems["control-character"]
    assert list(problem) == ["path", "line", "column", "rule", "severity", "message", "hint", "fix"]
    assert problem["fix"] == {"start": [11, 6], "end": [11, 7], "text": ""}
    assert problem["path"] == "issues/2023-W14.md"
    assert problem["severity"] == "error"


def test_rules_are_data_too(tmp_path: Path) -> None:
    desk_with(tmp_path / "weekly", WHOLE)
    done = digest(["check", "--rules", "--json"], tmp_path / "weekly", environment(tmp_path))
    told = {each["rule"]: each for each in json.loads(done.stdout)}
    assert set(told) == set(checks.rules())
    assert told["control-character"] == {
        "rule": "control-character",
        "family": "house",
        "severity": "error",
        "mends": True,
        "finds": "A control character, which a terminal obeys and no web page may hold.",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- check off: unseen-character -->\n文\u200b字", 0),
        ("<!-- check off: unseen-character -->\n\n文\u200b字\n文\u200b字", 0),
        ("文\u200b字 <!-- check off: unseen-character -->", 0),
        ("文\u200b字 <!-- check off: todo, unseen-character -->", 0),
        ("文\u200b字 <!-- check off: todo -->", 1),
        ("<!-- check off: unseen-character -->\n\n<!-- check off: todo -->\n\n文\u200b字", 0),
        ("文字\n<!-- check off: unseen-character -->\n文\u200b字", 0),
        ("文字\n<!-- check off: unseen-character -->\n文字\n\n文\u200b字", 1),
        ("文字\n<!-- check off: unseen-character -->\n\n文\u200b字", 0),
        ("<!-- check off: unseen-character -->\n文字\n<!-- check off: todo -->\n\n文\u200b字", 1),
        ("<!-- check off: unseen-character -->\n\n文字\n\n文\u200b字", 1),
        ("文\u200b字 <!-- 这里不查 -->", 1),
    ],
)
def test_a_comment_beside_the_words_switches_a_rule_off(before: str, after: int) -> None:
    page = page_of(f"## 2304.02643\n\n{before}\n")
    assert len(list(checks.check(page, ["unseen-character"]))) == after


def test_a_byte_order_mark_is_one_only_where_the_file_begins() -> None:
    page = page_of("\ufeff## 2304.02643\n\n摘要：文\ufeff字\n")
    [problem] = checks.check(page, ["unseen-character"])
    assert (problem.line, problem.column) == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- check off: todo -->" * 4_000,
        "<!-- check off: todo -->\n" * 4_000,
        "<!-- check off: todo -->\n\n" * 4_000,
        "<!-- check off:" + " " * 100_000,
        "<!-- check off: " + "-" * 100_000,
        "<!-- check off: " + "a-" * 50_000,
        "<!--" + " " * 100_000,
    ],
    ids=lambda text: text[:32].strip(),
)
def test_comments_without_end_are_read_to_their_end(text: str) -> None:
    """A pattern with two ways to match the blanks would not come back from these."""
    assert set().union(*silenced(text).values()) <= {"todo"}


def test_settings_switch_rules_off_but_no_errors_of_reading(tmp_path: Path) -> None:
    text = "# 标题\n\n## 2304.02643\n\n- 作着：甲\n\n摘要：文\u200b字\n\n## 2304.02643\n\n摘要：又\n"
    off = frozenset({"unseen-character", "field-unknown", "paper-twice"})
    desk = desk_with(tmp_path, text, Publication(check_off=off))
    assert found(desk).keys() & off == {"paper-twice"}


def test_a_rule_that_is_none_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE, Publication(check_off=frozenset({"todoo"})))
    [problem] = verb.unknown_rules(desk)
    assert problem.rule == "rule-unknown"
    assert "todo?" in (problem.hint or "")


def test_an_issue_that_cannot_be_read_is_told_and_stops_no_other(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE.format(mark=""))
    (desk.library.issues / "2023-W13.md").write_bytes("## 2304.02643\n\n摘要：中文\n".encode("gb18030"))
    first, second = verb.check(desk, [Key("2023-W13"), KEY], lambda _event: None, fix=True)
    assert [each.rule for each in first.problems] == ["unreadable"]
    assert second.before
    assert (desk.library.issues / "2023-W13.md").read_bytes().decode("gb18030").startswith("## 2304")


def test_beside_the_issues_names_and_leftovers_are_looked_at(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, WHOLE)
    (desk.library.issues / "草稿.md").touch()
    (desk.library.issues / ".2023-W14.md.999999999-0a1b2c3d.tmp").touch()
    rules = {problem.rule for problem in verb.of_library(desk)}
    assert rules == {"issue-name", "temporary-file"}


def test_addresses_are_asked_for_only_when_told_to(tmp_path: Path) -> None:
    """A stand-in on this machine is in a private network, where nobody asks on an issue's word."""
    with Standin([]) as site:
        text = WHOLE.format(mark=f"见 [网页]({site.url})")
        desk_with(tmp_path / "weekly", text)
        env = environment(tmp_path)
        offline, online = (
            digest(["check", "--json", *more], tmp_path / "weekly", env) for more in ((), ("--online",))
        )
        assert site.requests == []
    assert b"link-unasked" not in offline.stdout
    assert "private network" in next(
        each["message"] for each in json.loads(online.stdout) if each["rule"] == "link-unasked"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_rules_are_told_within_the_width_of_a_terminal(
    tmp_path: Path, columns: int, language: str
) -> None:
    desk_with(tmp_path / "weekly", WHOLE)
    arguments = ["-L", str(tmp_path / "weekly"), "check", "--rules"]
    told = on_terminal(columns, arguments, environment(tmp_path, DIGEST_LANG=language))
    assert max(map(cell_len, told.split("\n"))) <= columns
    assert all(name in told for name in checks.rules())
