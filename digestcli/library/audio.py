"""Where the words and the sound of a radio list lie: `audio/2023-W14-nlp.md`, and the `.mp3` beside it."""

import re
import unicodedata
from pathlib import Path

from digestcli.library.root import Library
from digestcli.model.key import Key

SCRIPT = ".md"  # what is read aloud, the editor's
RECORDING = ".mp3"

_APART = re.compile(r"[\W_]+")


def name(key: Key, radio_list: str, ending: str) -> str:
    """The file of one list, in the library: letters, digits and 汉字 of the list's name, the rest is `-`."""
    words = unicodedata.normalize("NFKC", radio_list).lower()
    return f"audio/{key}-{_APART.sub('-', words).strip('-') or 'list'}{ending}"


def place(library: Library, key: Key, radio_list: str, ending: str) -> Path:
    return library.root / name(key, radio_list, ending)
