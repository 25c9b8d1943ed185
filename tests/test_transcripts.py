"""Every transcript, run as it stands."""

from pathlib import Path

import pytest

from tests import papers, transcript
from tests.standin import Standin
from tests.world import environment

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.console"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_program_prints_what_the_transcript_says(path: Path, tmp_path: Path) -> None:
    with Standin(papers.ALL) as arxiv:
        transcript.run(path, tmp_path, environment(tmp_path, arxiv.url))
