"""`export --template`: which template is meant, whom it is from, and where what it makes goes."""

import os
import sys
from pathlib import Path

import pytest

from digestcli.cli.user import UserSettings
from digestcli.errors import Conflict, DigestError, FileError, UsageError
from digestcli.library.root import Library, init
from digestcli.model.digest import Series
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.export import export, printed
from digestcli.workflow.filling import Trust, template
from digestcli.workflow.templates import listed, new
from tests.strangers import tree
from tests.test_exports import composed
from tests.warm import Warm
from tests.world import environment

SYMLINKS = pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
KEYS = "{{ key }} {{ cover }} {{ lead }}"
SETTINGS = Path("/home/me/config.toml")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = init(tmp_path / "weekly").library
    (made.root / "templates").mkdir()
    return made


def write(path: Path, text: str = KEYS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def trusting(*libraries: Path) -> Trust:
    return Trust(libraries, SETTINGS)


def series(*keys: str) -> Series:
    text = "---\ntitle: 题\ncover: ../figures/c.png\n---\n\n![图](../figures/c.png)\n\n## 2304.02643\n"
    digests = [composed(text, Key(key), {}, Publication()) for key in keys]
    return Series(title=None, link=None, language="zh", digests=tuple(digests))


def test_every_issue_is_a_file_and_its_pictures_are_found_from_there(
    library: Library, tmp_path: Path
) -> None:
    write(library.root / "templates" / "short.md.jinja", "{% include 'b.jinja' %}")
    write(library.root / "templates" / "b.jinja", KEYS)
    ours = template(library, "short", trusting(library.root))
    assert ours.path == "templates/short.md.jinja"
    paths = list(export(library, ["txt"], series("a", "b"), None, template=ours))
    assert [path.name for path in paths] == ["a.txt", "b.txt", "a.short.md", "b.short.md"]
    assert paths[2].read_text(encoding="utf-8") == "a ../figures/c.png ![图](../figures/c.png)"
    (path,) = export(library, [], series("a"), f"{tmp_path}/x/y.md", template=ours)
    assert path.read_text(encoding="utf-8") == "a ../weekly/figures/c.png ![图](../weekly/figures/c.png)"
    assert printed(library, [], series("a"), template=ours).startswith(b"a ")


def test_nothing_is_written_where_one_issue_of_several_fails(library: Library) -> None:
    write(library.root / "templates" / "t.md.jinja", "{{ 1 // (key == 'a') }}")
    write(library.root / "templates" / "md.jinja")
    before = tree(library.root)
    failing, twice = (template(library, name, trusting(library.root)) for name in ("t.md", "md"))
    with pytest.raises(DigestError, match=r"t\.md\.jinja, line 1: .*; nothing was written"):
        list(export(library, ["md"], series("a", "b"), None, template=failing))
    with pytest.raises(UsageError, match=r"two files would be called .*a\.md"):
        list(export(library, ["md"], series("a"), None, template=twice))
    assert tree(library.root) == before


def test_a_name_is_looked_for_in_the_library_and_then_here(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("short.md.jinja", "short.html.jinja", "page.html.j2", "issue.md"):
        write(library.root / "templates" / name)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "here.md")
    trust = trusting(library.root)
    for said, name in {
        "page": "page.html.j2",
        "short.md": "short.md.jinja",
        "short.html.jinja": "short.html.jinja",
        "here.md": "here.md",
    }.items():
        assert template(library, said, trust).name == name
    for said, words in {
        "short": "names several templates",
        "issue": "there is no template 'issue'",
        "pgae": "no template 'pgae'",
    }.items():
        with pytest.raises(UsageError, match=words):
            template(library, said, trust)
    with pytest.raises(UsageError, match="no name for what it writes"):
        template(library, str(write(tmp_path / ".jinja")), trust)


def test_what_is_no_text_is_no_template(library: Library, tmp_path: Path) -> None:
    for data, words in {b"\xff\xfe\x00": "is not UTF-8", b" " * 300_000: "larger than"}.items():
        path = tmp_path / "t.jinja"
        path.write_bytes(data)
        with pytest.raises(FileError, match=words):
            template(library, str(path), trusting())


def untrusted(library: Library, tmp_path: Path) -> dict[str, str]:
    """Ways to name a template that a stranger may have written."""
    inside = write(library.root / "templates" / "t.md.jinja")
    deeper = write(library.root / "out" / "x" / "t.md.jinja")
    nested = init(tmp_path / "mine" / "theirs").library
    within = write(nested.root / "t.jinja")
    away = write(tmp_path / "away.md.jinja")
    ways = {
        "by its name": "t",
        "by its path": str(inside),
        "through ..": f"{library.root}/issues/../templates/t.md.jinja",
        "in another folder": str(deeper),
        "in another library": str(within),
    }
    if sys.platform != "win32":
        (tmp_path / "link.md.jinja").symlink_to(inside)
        (tmp_path / "folder").symlink_to(library.root / "templates")
        (library.root / "templates" / "out.md.jinja").symlink_to(away)
        ways |= {
            "through a link": str(tmp_path / "link.md.jinja"),
            "through a folder": f"{tmp_path}/folder/t.md.jinja",
            "a link out of it": f"{library.root}/templates/out.md.jinja",
        }
    return ways


def test_a_librarys_template_is_used_only_where_the_user_trusts_it(library: Library, tmp_path: Path) -> None:
    away = init(tmp_path / "mine").library
    for way, named in untrusted(library, tmp_path).items():
        with pytest.raises(DigestError, match="which you do not trust") as refused:
            template(library, named, trusting(away.root))
        assert (refused.value.exit_code, str(SETTINGS) in str(refused.value.hint)) == (1, True), way
        assert f'"{away.root}", "' in str(refused.value.hint), way  # what is trusted already stays
    assert template(library, "t", trusting(Path(f"{library.root}/issues/.."))).name == "t.md.jinja"


@SYMLINKS
def test_a_folder_is_trusted_under_any_of_its_names(library: Library, tmp_path: Path) -> None:
    write(library.root / "templates" / "t.md.jinja")
    other = tmp_path / "other"
    other.symlink_to(library.root)
    assert template(library, "t", trusting(other)).name == "t.md.jinja"
    assert template(Library(other), "t", trusting(library.root)).name == "t.md.jinja"


@SYMLINKS
def test_what_is_included_leads_nowhere_else(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "secret.jinja", "机密")
    (library.root / "templates" / "s.jinja").symlink_to(tmp_path / "secret.jinja")
    write(library.root / "templates" / "t.md.jinja", "{% include 's.jinja' %}")
    ours = template(library, "t", trusting(library.root))
    assert list(ours.sources) == ["t.md.jinja"]
    with pytest.raises(DigestError, match=r"line 1: there is no file s\.jinja beside it"):
        list(export(library, [], series("a"), None, template=ours))


def test_a_starting_point_is_never_put_over_a_file(library: Library) -> None:
    path = new(library, "post", dry_run=True)
    assert not path.exists()
    assert new(library, "post").read_text(encoding="utf-8").startswith("{#-")
    write(path, "我的")
    for dry_run in (True, False):
        with pytest.raises(Conflict, match=r"templates/post\.txt\.jinja is there already"):
            new(library, "post", dry_run=dry_run)
    assert path.read_text(encoding="utf-8") == "我的"
    write(path.with_name("issue.md"))
    assert [row.file for row in listed(library)] == ["post.txt"]
    with pytest.raises(UsageError, match="no starting point 'pots'") as refused:
        new(library, "pots")
    assert refused.value.hint == "is it post?"


def settings(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> UserSettings:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    write(folder / "digest" / "config.toml", text)
    return UserSettings.load()[0]


@pytest.mark.skipif(sys.platform != "linux", reason="the settings lie elsewhere")
def test_only_the_users_own_file_says_whom_they_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_TRUSTED", str(tmp_path))
    said = settings(tmp_path, 'trusted = ["~/a", "/b c"]\n', monkeypatch)
    assert said.trusted == (tmp_path / "a", Path("/b c"))
    assert settings(tmp_path, "", monkeypatch).trusted == ()
    for wrong in ('"/a"', '["a"]', "true", '["/a", 1]'):
        with pytest.raises(FileError, match="trusted is not what it should be"):
            settings(tmp_path, f"trusted = {wrong}\n", monkeypatch)


def test_a_library_cannot_trust_itself(program: Warm, tmp_path: Path) -> None:
    library = init(tmp_path / "weekly").library
    library.settings.write_text('trusted = ["/", "."]\n', encoding="utf-8")
    write(library.root / "templates" / "t.md.jinja")
    write(library.issues / "a.md", "# 题\n")
    for named in ("t", "templates/t.md.jinja", f".{os.sep}templates{os.sep}t.md.jinja"):
        done = program.run(["export", "-i", "a", "--template", named], library.root, environment(tmp_path))
        assert (done.code, "which you do not trust" in done.err) == (1, True)
    done = program.run(
        ["export", "-i", "a", "--as-published", "--template", "t"], library.root, environment(tmp_path)
    )
    assert done.code == 2
    assert not library.out.exists()
