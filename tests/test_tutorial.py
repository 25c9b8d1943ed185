"""The tutorial works as it stands, in both languages."""

import shutil
from pathlib import Path

import pytest

from tests import papers, tutorial
from tests.standin import Standin
from tests.warm import Warm
from tests.world import environment

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "examples" / "weekly" / "figures" / "2023-W14" / "sam-prompts.png"


@pytest.mark.parametrize(("page", "language"), [("tutorial.md", "en"), ("tutorial.zh.md", "zh")])
def test_every_step_of_the_tutorial_prints_what_it_says(
    tmp_path: Path, page: str, language: str, program: Warm
) -> None:
    shutil.copy(PICTURE, tmp_path)  # the reader's own picture
    with Standin(papers.SEVEN) as world:
        tutorial.run(
            ROOT / "docs" / page,
            tmp_path,
            environment(tmp_path, world.url, DIGEST_LANG=language, DIGEST_DATACITE_URL=world.datacite_url),
            program.folder,
        )
