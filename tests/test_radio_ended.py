"""`radio audio` with a voice that fails or is ended: nothing is half there, and it goes on from there."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from digestcli.errors import DigestError
from digestcli.files import mp3
from digestcli.voices.program import Program
from digestcli.workflow.desk import Desk
from tests.test_radio_audio import ISSUE, desk, issue, made, recording
from tests.warm import Warm
from tests.world import environment

__all__ = ["desk"]  # the fixture


SHORT = "# NLP\n\n大家好。\n\n## 结语\n\n我们下周见。\n"


@pytest.fixture(autouse=True)
def script(desk: Desk) -> None:
    recording(desk).with_suffix(".md").write_text(SHORT, encoding="utf-8")


def speaker(folder: Path, name: str, text: str) -> tuple[str, ...]:
    path = folder / name
    path.write_text(f"#!{sys.executable} -IS\n{text}", encoding="utf-8")
    path.chmod(0o755)
    return (str(path), "{wav}", str(folder))


# Says a tone; keeps a line of what it was asked, and at the last sentence waits, fails, or is silent.
SPEAKER = """\
import math, os, sys, time, wave
words = sys.stdin.read().strip()
wav, folder = sys.argv[1:]
with open(folder + "/asked", "a") as asked:
    asked.write(f"{os.getpid()} {words}\\n")
trouble = open(folder + "/trouble").read() if "下周见" in words else ""
if trouble == "wait":
    time.sleep(60)
if trouble == "fail":
    sys.exit("out of memory")
height = 0 if trouble == "silence" else 9000
tone = (int(height * math.sin(n / 5)) for n in range(2000))
with wave.open(wav, "wb") as made:
    made.setparams((1, 2, 16000 if trouble == "rate" else 8000, 0, "NONE", ""))
    made.writeframes(b"".join(each.to_bytes(2, "little", signed=True) for each in tone))
"""


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    return speaker(tmp_path_factory.mktemp("booth"), "speak", SPEAKER)


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        ("fail", r"the voice mine failed \(speak\): exit 1: out of memory"),
        ("silence", "the voice says nothing for: 我们下周见。"),
        ("rate", "the voice speaks at 8000 Hz, then at 16000"),
    ],
)
def test_a_voice_that_fails_leaves_nothing_half_done(
    desk: Desk, booth: tuple[str, ...], trouble: str, message: str
) -> None:
    folder = Path(booth[-1])
    (folder / "trouble").write_text(trouble)
    with pytest.raises(DigestError, match=message):
        made(desk, "mine", cache=folder / "cache", commands={"mine": booth})
    assert sorted(path.name for path in recording(desk).parent.iterdir()) == ["2023-W14-nlp.md"]
    assert issue(desk) == ISSUE


def running(pid: int) -> bool:
    """Whether there is such a process, and it is no zombie."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing tells whether a process runs")
def test_a_program_that_is_too_slow_is_ended_with_what_it_has_begun(tmp_path: Path) -> None:
    text = (
        "import os, sys, time\nif pid := os.fork():\n    open(sys.argv[2] + '/begun', 'w').write(str(pid))\n"
    )
    with pytest.raises(DigestError, match="it took more than 1 s"):
        Program("mine", speaker(tmp_path, "slow", f"{text}time.sleep(60)\n"), 0.6).speak("甲")
    until(lambda: not running(int((tmp_path / "begun").read_text())))


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere no system ends what a killed program has begun"
)
@pytest.mark.parametrize(("name", "code"), [("SIGKILL", -9), ("SIGINT", 130)])
def test_a_run_that_is_ended_takes_its_voice_with_it_and_goes_on_where_it_stopped(
    program: Warm, desk: Desk, tmp_path: Path, name: str, code: int
) -> None:
    command = speaker(tmp_path, "speak", SPEAKER)
    config = tmp_path / ".config" / "digest" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'voice = "mine"\n\n[voices.mine]\ncommand = {list(command)}\n', encoding="utf-8")
    trouble, asked = tmp_path / "trouble", tmp_path / "asked"
    trouble.write_text("wait")

    env = environment(tmp_path)
    streams = tuple(os.open(os.devnull, os.O_RDWR) for _each in range(3))
    run = program.start(["radio", "audio", "NLP"], desk.library.root, env, streams)
    until(lambda: asked.exists() and "下周见" in asked.read_text(encoding="utf-8"))
    os.kill(run.pid, signal.Signals[name])
    assert run.code() == code
    for stream in streams:
        os.close(stream)
    lines = asked.read_text(encoding="utf-8").splitlines()
    until(lambda: not running(int(lines[-1].split()[0])))
    assert [path.name for path in recording(desk).parent.iterdir()] == ["2023-W14-nlp.md"]
    trouble.write_text("")
    done = program.run(["radio", "audio", "NLP"], desk.library.root, env)
    assert (done.code, done.err) == (0, "")
    again = asked.read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in again[len(lines) :]] == ["我们下周见。"]
    assert len(lines) == 2
    assert len(mp3.recording(recording(desk)).chapters) == 2
