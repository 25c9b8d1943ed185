"""A site whose making was ended half way: the next run goes on, whatever ended the first."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from digestcli.errors import FileError, UsageError
from digestcli.library.root import Library
from tests.strangers import tree
from tests.test_site import EXAMPLE, built


@pytest.fixture
def library(tmp_path: Path) -> Library:
    shutil.copytree(EXAMPLE, tmp_path / "library", ignore=shutil.ignore_patterns("out", ".digest"))
    return Library(tmp_path / "library")


if sys.platform != "win32":
    import resource

    def ended(library: Library, folder: Path, *, kills: bool) -> None:
        """The making of a site, in a process that may write no file as large as an issue's page."""
        child = os.fork()
        if not child:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kills else signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000))
            code = 2  # of a fault that nobody expects, which must not go on as a second test run
            try:
                built(library, folder)
                code = 0
            except FileError:
                code = 1
            finally:
                os._exit(code)
        _child, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == (-signal.SIGXFSZ if kills else 1)

    @pytest.mark.parametrize("kills", [True, False], ids=["killed", "no room"])
    def test_what_was_begun_is_completed(library: Library, tmp_path: Path, *, kills: bool) -> None:
        ended(library, tmp_path / "site", kills=kills)
        begun = tree(tmp_path / "site")
        assert "index.html" in begun
        assert "issues/2023-W14.html" not in begun
        built(library, tmp_path / "site")
        built(library, tmp_path / "new")
        ours, new = tree(tmp_path / "site"), tree(tmp_path / "new")
        ours.pop(".digest-site.json"), new.pop(".digest-site.json")
        assert {name: data for name, data in ours.items() if not name.endswith(".tmp")} == new
        assert built(library, tmp_path / "site").written == ()


def test_an_empty_library_has_a_site_but_not_in_itself(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    library.root.mkdir()
    library.settings.write_text('title = "周报"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="the library keeps its own files there"):
        built(library, library.root)
    assert [path.name for path in library.root.iterdir()] == ["digest.toml"]
    built(library)
    assert "周报" in (library.out / "site" / "index.html").read_text("utf-8")


def test_a_site_does_not_go_into_a_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is no folder"):
        built(library, tmp_path / "file")
    with pytest.raises(UsageError, match="is no folder"):
        built(library, Path("-"))
    assert (tmp_path / "file").read_text("utf-8") == "mine"
