"""What strangers write is published in every format: as words. Nothing acts, loads or leaves its place.

The payloads are rows 4 to 14, 16, 20, 21 and 23 of the threats the project is built against; docs/threats.md says
what becomes of each.
"""

import ast
import re
from pathlib import Path

import pytest

from digestcli import exporters
from tests import pictures
from tests.threat_readers import READERS
from tests.threatened import PRINTED, Threatened, formats
from tests.threats import LINK, PAYLOADS, SECRET, Payload

CODE = Path(exporters.__file__).parent
NAME = re.compile(r"(?!.*\.\.)[A-Za-z0-9_\[][A-Za-z0-9._/\[\]-]{0,100}")
# What a format may ask for when it is shown: all others ask for nothing.
LOADED = {
    "html": re.compile(r"data:image/(png|svg\+xml);base64,|https://(pictures\.example|e\.com)"),
    "wechat": re.compile(r"data:image/png;base64,"),
    "md": re.compile(r"\.\./figures/ok\.png$|https://pictures\.example/far\.png$|https://e\.com/harmless$"),
    "site": re.compile(r"(style\.css|icon\.svg|figures/ok\.png)$|https://(pictures\.example|e\.com)"),
    **dict.fromkeys(("rss", "atom", "jsonfeed"), re.compile(f"{re.escape(LINK)}/figures/ok\\.png$")),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Threatened:
    return Threatened(tmp_path_factory.mktemp("threats"))


def test_every_format_has_its_reader() -> None:
    assert list(READERS) == formats()
    assert PRINTED.keys() == READERS.keys()


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: f"{payload.row}-{payload.name}")
def test_what_strangers_write_is_words(published: Threatened, payload: Payload, name: str) -> None:
    seen = published.seen(payload, name)
    assert seen.active == []
    assert [each for each in seen.loaded if name not in LOADED or not LOADED[name].match(each)] == []
    assert [each for each in seen.names if not NAME.fullmatch(each)] == []
    assert set(seen.pictures) <= {pictures.PNG}
    assert name == "md" or seen.obeyed() == []
    assert [place for place in sorted(PRINTED[name]) if f"mk{place}" not in seen.words] == []
