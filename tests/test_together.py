"""Several editors at once: nobody's section is lost, nobody's edit is overwritten."""

import subprocess
import sys
from pathlib import Path

from digestcli import issuefile
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.key import Key
from tests import papers
from tests.world import environment

PROCESSES, PAPERS, AT_ONCE = 6, 40, 10
_ADD_THEM = f"""
import sys
from digestcli.cli.start import run
names = sys.argv[1:]
batches = [names[start : start + {AT_ONCE}] for start in range(0, len(names), {AT_ONCE})]
sys.exit(max(run(["add", "--quiet", *batch]) for batch in batches))
"""


def test_six_processes_adding_forty_papers_each_leave_240_sections(tmp_path: Path) -> None:
    library = Library(tmp_path)
    env = environment(tmp_path)
    subprocess.run([sys.executable, "-m", "digestcli", "init", "."], cwd=tmp_path, env=env, check=True)
    names = [f"2301.{number:05}" for number in range(1, PROCESSES * PAPERS + 1)]
    for name in names:
        paper_files.save(library, papers.paper(name, f"Paper {name}", "A. Author"))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _ADD_THEM, *names[start::PROCESSES]],
            cwd=tmp_path,
            env=env,
            stdout=subprocess.DEVNULL,
        )
        for start in range(PROCESSES)
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * PROCESSES
    text = (library.issues / "2023-W14.md").read_text(encoding="utf-8")
    reading = issuefile.read(text, Key("2023-W14"))
    assert sorted(str(note.ref.bare) for note in reading.issue.notes if note.ref) == names
    assert list(library.root.glob("**/.*.tmp")) == []
