"""What was published is kept to the byte, and a correction is an edition of its own."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli.errors import FileError, Pending, UsageError
from digestcli.exporters import of_one_issue
from digestcli.library import papers as paper_files
from digestcli.library import published
from digestcli.model.edition import Published
from digestcli.workflow import as_published
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import HasErrors, export, ready
from digestcli.workflow.freeze import freeze
from digestcli.workflow.listing import listing
from digestcli.workflow.status import status
from digestcli.workflow.thaw import thaw
from tests.frozen import ISSUE, KEY, RPTQ, a_desk, edit, everything, frozen, told, untold

if TYPE_CHECKING:
    from digestcli.model.event import Event


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def test_what_is_frozen_is_what_export_writes(desk: Desk) -> None:
    kept = frozen(desk)
    exported = list(export(desk.library, of_one_issue(), ready(desk, [KEY]).series, None))
    for path in exported:
        assert (desk.library.published / "2023-W14" / "1" / path.name).read_bytes() == path.read_bytes()
    assert [stored.name for stored in kept.edition.files] == [path.name for path in exported]
    assert published.last(desk.library, KEY) == Published(kept.edition, None)
    assert told(desk) == []


def test_the_account_tells_what_was_printed_and_when(desk: Desk) -> None:
    frozen(desk, "md")
    account = json.loads((desk.library.published / "2023-W14" / "1.json").read_bytes())
    assert (account["schema"], account["key"], account["edition"], account["date"]) == (
        "digest-published/1",
        "2023-W14",
        1,
        "2023-04-09",
    )
    assert [(each["id"], each["version"], each["authors_line"]) for each in account["papers"]] == [
        ("2304.02643", 1, "Alexander Kirillov、Eric Mintun 等"),
        ("2303.17580", 4, "Yongliang Shen、Kaitao Song 等"),
    ]
    assert [each["path"] for each in account["pictures"]] == ["figures/a.png", "figures/b.png"]


def test_freezing_twice_changes_nothing(desk: Desk) -> None:
    frozen(desk, "md")
    before = everything(desk)
    assert frozen(desk, day="2023-05-01").paths == ()
    edit(desk, "# 编者后记", "<!-- 不印的话 -->\n\n# 编者后记")
    assert frozen(desk, "md").paths == ()
    assert everything(desk) == before


def test_a_format_that_is_named_later_is_added(desk: Desk) -> None:
    frozen(desk, "md")
    before = everything(desk)
    assert [path.name for path in frozen(desk, "txt", day="2023-04-10").paths] == ["2023-W14.txt", "1.json"]
    assert everything(desk)["2023-W14/1/2023-W14.md"] == before["2023-W14/1/2023-W14.md"]
    assert [stored.format for stored in frozen(desk).edition.files] == ["md", "txt"]


def test_a_correction_is_an_edition_of_its_own(desk: Desk) -> None:
    frozen(desk)
    before = everything(desk)
    thaw(desk, KEY, " 标题写错了。\n", "2023-04-11", untold)
    assert status(desk, KEY).frozen is None
    edit(desk, "甲；乙", "乙；甲")
    second = frozen(desk, "md", day="2023-04-12").edition
    assert (second.number, second.date) == (2, "2023-04-12")
    assert second.erratum
    assert (second.erratum.date, second.erratum.reason) == ("2023-04-11", "标题写错了。")
    now = everything(desk)
    assert {name: now[name] for name in before} == before
    assert told(desk) == []


def test_only_what_is_frozen_is_thawed_and_for_a_reason(desk: Desk) -> None:
    with pytest.raises(FileError, match="2023-W14 is not frozen"):
        thaw(desk, KEY, "错", "2023-04-11", untold)
    frozen(desk, "md")
    with pytest.raises(UsageError, match="reason"):
        thaw(desk, KEY, " \n", "2023-04-11", untold)
    with pytest.raises(UsageError, match="UTF-8"):
        thaw(desk, KEY, "\udcff错", "2023-04-11", untold)
    thaw(desk, KEY, "错", "2023-04-11", untold, dry_run=True)
    thaw(desk, KEY, "错", "2023-04-11", untold)
    with pytest.raises(FileError, match="thawed already"):
        thaw(desk, KEY, "错", "2023-04-11", untold)
    assert as_published.editions(desk.library, [KEY])[0].number == 1


def test_errors_and_missing_facts_are_in_the_way(desk: Desk) -> None:
    paper_files.path(desk.library, RPTQ.id).unlink()
    with pytest.raises(Pending, match=r"2304\.01089") as raised:
        frozen(desk)
    assert raised.value.exit_code == 5
    edit(desk, "摘要：点", "摘要：\n\n```\n点")
    with pytest.raises(HasErrors):
        frozen(desk)
    assert not desk.library.published.exists()


def test_a_damaged_account_stops_no_reader(desk: Desk) -> None:
    frozen(desk, "md")
    (desk.library.published / "2023-W14" / "1.json").write_bytes(b"{}")
    for problems in (status(desk, KEY).problems, ready(desk, [KEY]).problems):
        (problem,) = (each for each in problems if each.rule == "published-file")
        assert "published/2023-W14/1.json" in problem.message
    with pytest.raises(FileError, match=r"1\.json"):
        frozen(desk)
    with pytest.raises(FileError, match=r"1\.json"):
        thaw(desk, KEY, "错", "2023-04-11", untold)


def test_a_list_marks_what_is_frozen(desk: Desk) -> None:
    assert [each.frozen for each in listing(desk)] == [False]
    frozen(desk, "md")
    assert [each.frozen for each in listing(desk)] == [True]
    thaw(desk, KEY, "错", "2023-04-11", untold)
    assert [each.frozen for each in listing(desk)] == [False]


@pytest.mark.skipif(sys.platform == "win32", reason="no mode keeps a folder from its owner there")
def test_a_store_that_may_not_be_read_hides_no_other_issue(desk: Desk, tmp_path: Path) -> None:
    (desk.library.issues / "2023-W13.md").write_text(ISSUE, encoding="utf-8")
    frozen(desk, "md")
    store = desk.library.published / "2023-W14"
    store.chmod(0)
    with as_ordinary_user(tmp_path):
        first, second = listing(desk)
    store.chmod(0o755)
    assert (str(first.key), first.papers, first.fault) == ("2023-W13", 2, None)
    assert second.fault
    assert "cannot be read: permission denied" in second.fault


@contextmanager
def as_ordinary_user(folder: Path) -> Iterator[None]:
    """As one whom a mode stops, which root is not; `folder` can still be reached."""
    if sys.platform != "win32" and os.geteuid() == 0:
        for above in (folder, *folder.parents[:3]):  # one more where tests run side by side
            above.chmod(above.stat().st_mode | 0o011)
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


def test_no_picture_from_outside_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.png").write_bytes(b"secret")
    edit(desk, "../figures/a.png", "../../secret.png")
    (desk.library.figures / "b.png").unlink()
    (desk.library.figures / "b.png").symlink_to(tmp_path.parent / "secret.png")
    pictures = frozen(desk, "md").edition.pictures
    assert [(each.path, each.sha256) for each in pictures] == [("figures/b.png", None)]


def test_a_dry_run_names_the_files_and_writes_none(desk: Desk) -> None:
    kept = freeze(desk, ready(desk, [KEY]), ["md"], "2023-04-09", untold, dry_run=True)
    assert [path.name for path in kept.paths] == ["2023-W14.md", "1.json"]
    assert not desk.library.published.exists()
    frozen(desk, "md")
    kept = freeze(desk, ready(desk, [KEY]), [], "2023-04-09", untold, dry_run=True)
    assert kept.paths == ()


def test_half_a_freeze_is_none_and_is_completed(desk: Desk) -> None:
    frozen(desk)
    whole = everything(desk)
    store = desk.library.published / "2023-W14"
    (store / "1.json").unlink()
    (store / "1" / "2023-W14.md").write_bytes(b"half")
    (store / "1" / "2023-W14.txt").unlink()
    assert status(desk, KEY).frozen is None
    events: list[Event] = []
    frozen(desk, tell=events.append)
    assert everything(desk) == whole
    assert [event.message.partition(";")[0] for event in events] == [
        "a file of an edition without its account made room"
    ]


def test_what_lies_in_an_edition_without_its_account_makes_room_and_is_kept(desk: Desk) -> None:
    frozen(desk)
    published_before = (desk.library.published / "2023-W14" / "1" / "2023-W14.md").read_bytes()
    for _time in range(2):
        (desk.library.published / "2023-W14" / "1.json").unlink()
        edit(desk, "随叫随用", "随叫随用啊")
        frozen(desk, tell=lambda _event: None)
    kept = [path.read_bytes() for path in (desk.library.root / ".digest" / "interrupted").iterdir()]
    assert published_before in kept
    assert (
        len(kept) == 2 * 10
    )  # md, txt, html, wechat, email, pdf, docx, epub, json and csv, twice: none in another's place


def test_a_lost_file_comes_back_while_the_issue_gives_the_same(desk: Desk) -> None:
    frozen(desk)
    whole = everything(desk)
    (desk.library.published / "2023-W14" / "1" / "2023-W14.md").write_bytes(b"")
    assert [path.name for path in frozen(desk).paths] == ["2023-W14.md"]
    assert everything(desk) == whole


def test_no_format_takes_the_place_of_another_that_was_published(desk: Desk) -> None:
    frozen(desk, "md")
    account = desk.library.published / "2023-W14" / "1.json"
    account.write_text(account.read_text(encoding="utf-8").replace('"md"', '"old"'), encoding="utf-8")
    before = everything(desk)
    with pytest.raises(FileError, match=r"2023-W14\.md was published already") as raised:
        frozen(desk, "md")
    assert "digest thaw" in str(raised.value.hint)
    assert everything(desk) == before


def test_what_was_published_outlives_its_issue_file(desk: Desk) -> None:
    edition = frozen(desk, "md").edition
    (desk.library.issues / "2023-W14.md").unlink()
    (desk.library.published / "no key").mkdir()
    assert as_published.editions(desk.library, [], every=True) == [edition]


def test_pictures_elsewhere_are_said_to_be_out_of_reach(desk: Desk, tmp_path: Path) -> None:
    frozen(desk, "md")
    found = as_published.files_of(desk.library, as_published.editions(desk.library, [KEY]), [])
    assert as_published.is_astray(desk.library, found, str(tmp_path / "site" / "2023") + "/")
    assert not as_published.is_astray(desk.library, found, str(tmp_path / "site") + "/")
    assert not as_published.is_astray(desk.library, found, None)


def test_what_was_not_published_cannot_be_had(desk: Desk) -> None:
    with pytest.raises(FileError, match="not frozen"):
        as_published.editions(desk.library, [KEY])
    assert as_published.editions(desk.library, [KEY], every=True) == []
    editions = [frozen(desk, "md").edition]
    with pytest.raises(UsageError, match="txt"):
        as_published.files_of(desk.library, editions, ["txt"])
    found = as_published.files_of(desk.library, [*editions, *editions], [])
    with pytest.raises(UsageError, match="do not fit"):
        list(as_published.export(desk.library, found, "one.md"))
