"""Every transcript, run as it stands."""

from pathlib import Path

import pytest

from tests import papers, transcript
from tests.standin import Standin
from tests.warm import Warm
from tests.world import environment

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.console"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_program_prints_what_the_transcript_says(path: Path, tmp_path: Path, program: Warm) -> None:
    with Standin(papers.ALL) as world, Standin([papers.EARLIER]) as last_year:
        deputies = {"DIGEST_OAI_URL": world.oai_url, "DIGEST_DATACITE_URL": world.datacite_url}
        weather = {"BUSY": world.failing(429), "DOWN": world.failing(500), "LAST_YEAR": last_year.url}
        transcript.run(
            path, tmp_path, environment(tmp_path, world.url, **deputies, **weather), program.folder
        )
