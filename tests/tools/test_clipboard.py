"""`figure --clipboard` with a real clipboard: an X server without a screen, and xclip."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hand import desk_at
from tests.pictures import JPEG, PNG
from tests.tools.conftest import needs
from tests.world import digest, environment

pytestmark = pytest.mark.tool


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X server of our own."""
    ours, theirs = os.pipe()
    server = [needs("Xvfb"), "-displayfd", str(theirs), "-screen", "0", "64x64x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[theirs], stderr=subprocess.DEVNULL) as running:
        os.close(theirs)
        try:
            yield f":{os.read(ours, 16).decode().strip()}"
        finally:
            os.close(ours)
            running.terminate()


@pytest.mark.parametrize(("kind", "data", "ending"), [("image/png", PNG, "png"), ("image/jpeg", JPEG, "jpg")])
def test_the_picture_that_was_copied_is_taken(
    display: str, tmp_path: Path, kind: str, data: bytes, ending: str
) -> None:
    library = desk_at(tmp_path).library
    env = environment(tmp_path, DISPLAY=display)
    program = needs("xclip")
    nothing = digest(["figure", "1", "--clipboard"], tmp_path, env)
    assert (nothing.returncode, b"no picture on the clipboard" in nothing.stderr) == (1, True)
    subprocess.run([program, "-selection", "clipboard", "-t", kind], input=data, env=env, check=True)
    done = digest(["figure", "1", "--clipboard", "--caption", "截图"], tmp_path, env)
    assert done.returncode == 0, done.stderr
    (picture,) = library.figures.rglob("*.*")
    assert (picture.name, picture.read_bytes()) == (f"2304.02643-1.{ending}", data)
