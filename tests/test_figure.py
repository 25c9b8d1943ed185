"""Pictures come into the library under names of their own, before any issue names them."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.errors import DigestError, FileError, UsageError
from digestcli.library import issues, undo
from digestcli.library import papers as paper_files
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk
from digestcli.workflow.figure import Illustrated, Said, illustrate
from tests import papers
from tests.hand import desk_at, nobody
from tests.pictures import GIF, JPEG, PNG, SVG, WEBP_EXTENDED
from tests.strangers import tree
from tests.world import digest, environment

KEY = Key("2023-W14")
ISSUE = """## hep-th/9901001

摘要：甲。

## 用旧报纸训练 Language Models（二）

- 作者：张三

## 用旧报纸

- 作者：张三

# 备选

## 2304.02643
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_at(tmp_path)
    issues.path(desk.library, KEY).write_text(ISSUE, encoding="utf-8")
    return desk


def drawn(desk: Desk, ref: str, *pictures: bytes, said: Said | None = None) -> Illustrated:
    sources = [(f"{number}.png", data) for number, data in enumerate(pictures)]
    return illustrate(desk, KEY, ref, sources, nobody, said=said or Said())


def there(desk: Desk) -> dict[str, bytes]:
    room = desk.library.figures
    return {
        path.relative_to(room).as_posix(): path.read_bytes() for path in room.rglob("*") if path.is_file()
    }


def text(desk: Desk) -> str:
    return issues.path(desk.library, KEY).read_text(encoding="utf-8")


def test_a_picture_is_named_after_its_paper(desk: Desk) -> None:
    drawn(desk, "1", PNG, JPEG)
    drawn(desk, "2", GIF)
    drawn(desk, "3", SVG)
    drawn(desk, "2304.02643", PNG + b"\n")
    assert there(desk) == {
        "2023-W14/hep-th_9901001-1.png": PNG,
        "2023-W14/hep-th_9901001-2.jpg": JPEG,
        "2023-W14/language-models-1.gif": GIF,
        "2023-W14/paper-3-1.svg": SVG,
        "2023-W14/2304.02643-1.png": PNG + b"\n",
    }
    assert text(desk).count("](../figures/2023-W14/") == 5


def test_another_picture_is_never_overwritten_and_the_same_is_used_again(desk: Desk) -> None:
    room = desk.library.figures / "2023-W14"
    room.mkdir(parents=True)
    (room / "HEP-TH_9901001-1.jpg").write_bytes(b"theirs")
    (room / "drawn by hand.png").write_bytes(PNG)
    (room / "sam.png").write_bytes(JPEG)
    before = there(desk)
    drawn(desk, "1", PNG)
    assert there(desk) == before | {"2023-W14/hep-th_9901001-2.png": PNG}
    drawn(desk, "1", GIF)
    drawn(desk, "2", GIF)
    assert there(desk) == before | {
        "2023-W14/hep-th_9901001-2.png": PNG,
        "2023-W14/hep-th_9901001-3.gif": GIF,
    }
    (room / "sam.jpeg").write_bytes(JPEG)
    drawn(desk, "2", JPEG)
    assert text(desk).count("![](../figures/2023-W14/sam.jpeg)") == 1


def test_the_same_picture_again_changes_nothing(desk: Desk) -> None:
    drawn(desk, "1", PNG, PNG, said=Said())
    before = text(desk)
    assert before.count("![](") == 1
    again = drawn(desk, "1", PNG)
    assert ([each.is_new for each in again.placed], text(desk)) == ([False], before)
    with pytest.raises(UsageError, match="with other words"):
        drawn(desk, "1", PNG, said=Said(caption="图一"))
    assert [step.command for step in undo.steps(desk.library)] == ["figure"]


def test_a_lost_picture_is_not_given_another_ones_name(desk: Desk) -> None:
    drawn(desk, "1", PNG)
    (desk.library.figures / "2023-W14" / "hep-th_9901001-1.png").unlink()
    drawn(desk, "1", JPEG)
    assert list(there(desk)) == ["2023-W14/hep-th_9901001-2.jpg"]
    lead = "![](../figures/2023-W14/HEP-TH_9901001-3.png)\n\n"
    issues.path(desk.library, KEY).write_text(lead + text(desk), encoding="utf-8")
    drawn(desk, "1", GIF)
    assert "2023-W14/hep-th_9901001-4.gif" in there(desk)


def test_undo_takes_the_line_out_and_the_picture_stays(desk: Desk) -> None:
    drawn(desk, "1", PNG, said=Said("左边错", "两张图"))
    assert "![两张图](../figures/2023-W14/hep-th_9901001-1.png)\n\n*左边错*" in text(desk)
    undo.undo(desk.library)
    assert (text(desk), list(there(desk).values())) == (ISSUE, [PNG])


@pytest.mark.parametrize(
    ("pictures", "said", "kind"),
    [
        ((PNG, b"no picture"), Said(), FileError),
        ((PNG, JPEG[:-1]), Said(), FileError),
        ((PNG, JPEG), Said("两张"), UsageError),
        ((PNG,), Said("*"), UsageError),
    ],
)
def test_everything_is_looked_at_before_anything_is_written(
    desk: Desk, pictures: tuple[bytes, ...], said: Said, kind: type[DigestError]
) -> None:
    before = tree(desk.library.root)
    with pytest.raises(kind):
        drawn(desk, "1", *pictures, said=said)
    changed = {path: data for path, data in tree(desk.library.root).items() if before.get(path) != data}
    assert [path for path in changed if ".digest" not in path] == []


def test_a_trial_writes_nothing(desk: Desk) -> None:
    before = tree(desk.library.root)
    done = illustrate(desk, KEY, "1", [("x", PNG)], nobody, dry_run=True)
    assert done.after.count("![](../figures/2023-W14/hep-th_9901001-1.png)") == 1
    assert tree(desk.library.root) == before


def test_a_picture_is_on_the_disk_before_the_issue_names_it(desk: Desk) -> None:
    issues.path(desk.library, KEY).chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        drawn(desk, "1", PNG)
    assert (text(desk), list(there(desk).values())) == (ISSUE, [PNG])
    issues.path(desk.library, KEY).chmod(0o644)
    drawn(desk, "1", PNG)
    assert (text(desk).count("-1.png"), list(there(desk).values())) == (1, [PNG])


def test_pictures_do_not_leave_the_library(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    desk.library.figures.symlink_to(outside)
    with pytest.raises(FileError, match="leads out of"):
        drawn(desk, "1", PNG)
    assert (text(desk), list(outside.iterdir())) == (ISSUE, [])


NOT_OPEN = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"


def test_what_may_not_be_published_again_is_said(desk: Desk) -> None:
    paper_files.save(
        desk.library, replace(papers.SEVEN[0], id=ArxivId("9901001", "hep-th"), license=NOT_OPEN)
    )
    (desk.library.root / "large.webp").write_bytes(_with_length(WEBP_EXTENDED, 10_000_001))
    done = digest(["figure", "1", "large.webp"], desk.library.root, environment(desk.library.root))
    warnings = done.stderr.decode().removesuffix("\n").split("\n")
    assert (done.returncode, len(warnings)) == (0, 4), warnings
    assert "WeChat takes no WebP" in warnings[0]
    assert "more than 10 MB" in warnings[1]
    assert "--alt" in warnings[2]
    assert NOT_OPEN in warnings[3]


def _with_length(webp: bytes, length: int) -> bytes:
    """The same picture, with a chunk behind it that fills it up."""
    more = length - len(webp) - 8
    body = webp[8:] + b"XTRA" + more.to_bytes(4, "little") + bytes(more)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def test_a_machine_without_a_clipboard_program_is_told_what_to_install(desk: Desk) -> None:
    env = environment(desk.library.root) | {"PATH": str(desk.library.root)}
    done = digest(["figure", "1", "--clipboard"], desk.library.root, env)
    assert (done.returncode, b"xclip" in done.stderr or sys.platform != "linux") == (1, True)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other programs are asked")
def test_a_clipboard_program_that_cannot_run_is_named(desk: Desk) -> None:
    program = desk.library.root / "xclip"
    program.write_bytes(b"no program")
    program.chmod(0o755)
    env = environment(desk.library.root, PATH=str(desk.library.root), DISPLAY=":7")
    done = digest(["figure", "1", "--clipboard"], desk.library.root, env)
    assert (done.returncode, b"xclip cannot be started" in done.stderr) == (1, True), done.stderr
