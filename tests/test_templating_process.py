"""The process that fills templates in: what it may use up, what it is shut off from, and when it is gone."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from digestcli.errors import DigestError
from digestcli.templating import Press, Template
from digestcli.templating.limits import Limits
from tests.test_schema import full

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells")
DOCUMENT = full()
ENDLESS = "{% for i in range(99999) %}{% for i in range(99999) %}{% endfor %}{% endfor %}"


def template(text: str) -> Template:
    return Template("templates/t.md.jinja", "t.md.jinja", {"t.md.jinja": text})


def test_one_process_fills_in_one_issue_after_another_and_nothing_is_left_of_it() -> None:
    with Press(template("{{ key }} {{ lead | plain }} \x1b{{ title }}\n")) as press:
        pid = press._process.pid
        made = [press.fill(DOCUMENT | {"key": key, "title": "\x1b[2J汉"}) for key in ("a", "b")]
        if sys.platform == "linux":
            proc = Path(f"/proc/{pid}")
            assert proc.joinpath("environ").read_bytes() == b""
            assert proc.joinpath("cwd").readlink() == Path("/")
            assert sorted(each.name for each in proc.joinpath("fd").iterdir()) == ["0", "1", "2"]
            limits = proc.joinpath("limits").read_text(encoding="utf-8")
            assert "Max open files            0                    0" in limits
            assert "Max file size             0                    0" in limits
    assert made == [f"{key} 导语，见网页（https://example.org）。 \x1b\ufffd汉\n" for key in ("a", "b")]
    assert not is_there(pid)


DOUBLED = "{% for i in range(40) %}{% set x.a = x.a ~ x.a %}{% endfor %}"
WITHOUT_END = {
    "time": (ENDLESS, "it takes too long"),
    "one text": ("{{ 'a'.ljust(10**10) }}", "it takes too much memory"),
    "doubled": ("{% set x = namespace(a='a' * 999) %}" + DOUBLED, "it takes too much memory"),
}


@pytest.mark.parametrize("name", WITHOUT_END)
@POSIX
def test_what_has_no_end_is_ended(name: str) -> None:
    text, words = WITHOUT_END[name]
    begun = time.monotonic()
    with (
        Press(template(text), Limits(seconds=1, memory=256 * 1024 * 1024)) as press,
        pytest.raises(DigestError, match=words) as refused,
    ):
        press.fill(DOCUMENT)
    assert refused.value.hint == "look for a loop or a macro that does not end"
    assert time.monotonic() - begun < 20  # on a machine that does much else


def test_a_fault_is_told_before_an_issue_is_needed() -> None:
    with (
        pytest.raises(DigestError, match=r"templates/t\.md\.jinja, line 2: there is no filter plian"),
        Press(template("\n{{ lead | plian }}")),
    ):
        raise AssertionError


def test_a_process_that_somebody_ends_is_told() -> None:
    with Press(template(ENDLESS)) as press:
        press._process.kill()
        with pytest.raises(DigestError, match=r"the system ended it: .*; nothing was written"):
            press.fill(DOCUMENT)


_SHUT_IN = """
import os, socket, threading
from digestcli.templating.limits import Limits, confine, shut_in
confine(Limits(memory=1 << 30))
shut_in()
def fails(what):
    try:
        what()
    except (OSError, RuntimeError) as error:
        return True
    return False
os.write(1, b"%d%d%d%d" % (
    fails(lambda: open("/etc/passwd")), fails(socket.socket), fails(os.pipe),
    fails(lambda: open("/tmp/x", "w")),
))
"""


@POSIX
def test_nothing_is_opened_once_it_is_shut_in() -> None:
    done = subprocess.run([sys.executable, "-c", _SHUT_IN], capture_output=True, check=False, timeout=60)
    assert done.stdout == b"1111", done.stderr


_PARENT = """
import sys
from tests.test_templating_process import DOCUMENT, ENDLESS, template
from digestcli.templating import Press
with Press(template(ENDLESS)) as press:
    print(press._process.pid, flush=True)
    press.fill(DOCUMENT)
"""


@LINUX
def test_a_template_does_not_outlive_whoever_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_there(child)
        parent.kill()
    until = time.monotonic() + 5
    while is_there(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_there(child)


def is_there(pid: int) -> bool:
    """Whether a process runs: one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][:1] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
