"""`show --watch` shows the issue again when it changes, until it is told to stop."""

import shutil
import signal
import subprocess
from pathlib import Path

from tests.world import HEARING_CTRL_C, environment

EXAMPLE = Path(__file__).parents[1] / "examples" / "weekly"


def test_a_watched_issue_is_shown_again_when_it_changes(tmp_path: Path) -> None:
    library = tmp_path / "weekly"
    shutil.copytree(EXAMPLE, library)
    issue = library / "issues" / "2023-W14.md"
    with subprocess.Popen(
        [*HEARING_CTRL_C, "show", "--watch", "--issue", "2023-W14"],
        cwd=library,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline().startswith("7 Papers & Radios")
        changed = issue.read_text(encoding="utf-8").replace("title: ", "title: 改过的 ", 1)
        issue.write_text(changed, encoding="utf-8")
        assert any(line.startswith("改过的 7 Papers") for line in watching.stdout)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=10) == 130
        assert watching.stderr is not None
        assert watching.stderr.read() == "interrupted\n"
