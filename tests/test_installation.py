"""What doctor says about the installation, how it says it, and how it asks the sources."""

import json
import shlex
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest

from digestcli.cli.doctor import doctor
from digestcli.cli.flags import Flags
from digestcli.cli.requirements import requirements, within
from digestcli.cli.session import Session
from digestcli.library.root import init
from digestcli.sources import Service
from digestcli.sources.condition import reached, resting
from tests import papers
from tests.asking import quiet
from tests.standin import THROTTLED, Standin
from tests.world import digest, environment


@pytest.mark.parametrize(
    ("version", "bounds", "is_met"),
    [
        ("0.28.0", ">=0.26,<0.29", True),
        ("0.29", "<0.29,>=0.26", False),
        ("4.0.2", "<5,>=4.0.2", True),
        ("4.0.1", "<5,>=4.0.2", False),
        ("15.0", ">=14.1", True),
        ("4.0.0rc1", ">=4.0", True),
        ("3.9.18", ">=3.11", False),
        ("3.14.0rc2+", ">=3.11", True),
        ("2025.2", ">=2025.1", True),
        ("1.0", "", True),
        ("1.0.1", "!=1.0.1", False),
    ],
)
def test_a_version_keeps_its_bounds_or_not(version: str, bounds: str, is_met: bool) -> None:  # noqa: FBT001
    assert within(version, bounds) is is_met


def test_what_our_package_needs_is_here_and_extras_are_left_out() -> None:
    wanted = {each.name: each for each in requirements()}
    assert sorted(wanted["typer"].bounds.split(",")) == ["<0.29", ">=0.26"]
    assert wanted["httpx"].found == metadata.version("httpx")
    assert "pytest" not in wanted
    assert all(each.is_met for each in wanted.values())


def test_a_poor_installation_is_told_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    old = tmp_path / "old" / "pylatexenc-2.9.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: pylatexenc\nVersion: 2.9\n", encoding="utf-8")
    poor = {
        "PYTHONIOENCODING": "ascii",
        "PYTHONPATH": str(old.parent),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PATH": "/nowhere",
    }
    done = digest(["doctor", "--json"], tmp_path, environment(tmp_path) | poor)
    findings = json.loads(done.stdout)
    assert findings[0]["message"] == "pylatexenc is 2.9, and >=2.10 is needed"
    assert findings[0]["hint"] == f'{shlex.quote(sys.executable)} -m pip install "pylatexenc>=2.10"'
    assert {each["rule"]: each["severity"] for each in findings} == {
        "package": "error",
        "cache": "warning",
        "terminal": "warning",
        "editor": "warning",
        "completion": "hint",
        "git": "hint",
    }
    assert done.returncode == 1


def test_a_library_that_has_lost_its_settings_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "issues").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DIGEST_LIBRARY", raising=False)
    doctor(Session(Flags()), json=True)
    assert '"rule": "settings-missing"' in capsys.readouterr().out


def test_a_files_name_cannot_speak_for_doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = init(tmp_path).library
    (library.issues / "a\nlibrary x: in good health\x1b[2J.md").touch()
    (library.figures / "b\nthe program: in good health").touch()
    doctor(Session(Flags(library=library.root)))
    lines = capsys.readouterr().out.split("\n")
    assert len([line for line in lines if line.startswith(("library x", "the program"))]) == 1


def test_the_sources_are_asked_once_each() -> None:
    with Standin(papers.SEVEN) as world:
        service = Service(
            api_url=world.url, oai_url=world.oai_url, datacite_url=world.datacite_url, interval=0, patience=0
        )
        assert list(reached(service, quiet)) == [("arxiv", None), ("datacite", None)]
        assert [request.service for request in world.requests] == ["api", "datacite"]


def test_a_source_that_refuses_is_left_alone_and_that_is_told(tmp_path: Path) -> None:
    with Standin(papers.SEVEN) as world:
        world.break_down(THROTTLED)
        service = Service(api_url=world.url, interval=1, patience=0, cache=tmp_path)
        assert list(resting(service, quiet)) == []
        ((name, refusal),) = reached(service, quiet)
        assert (name, len(world.requests)) == ("arxiv", 1)
        assert refusal is not None
        ((name, seconds),) = resting(service, quiet)
        assert 0 < seconds <= 86_400
        begun = time.monotonic()
        ((name, again),) = reached(service, quiet)
        assert again is not None
        assert len(world.requests) == 1  # it is not asked while it is left alone
        assert time.monotonic() - begun < 60
