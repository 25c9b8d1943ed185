"""The narration scripts in `audio/`: one that makes room for another is kept."""

from pathlib import Path

from digestcli import files
from digestcli.library import audio
from digestcli.library.root import Library
from digestcli.model.key import Key

LIMIT = 1024 * 1024  # bytes: some hours to read


def name(key: Key, radio_list: str) -> str:
    """A list's script as the user would type it in the library: `audio/2023-W14-nlp.md`."""
    return audio.name(key, radio_list, audio.SCRIPT)


def read(library: Library, key: Key, radio_list: str) -> files.Seen | None:
    """The script's bytes; None where nobody has written one.

    Raises FileError where it lies outside the library, behind a link too: what a stranger's library names
    must not be shown as one.
    """
    place = audio.place(library, key, radio_list, audio.SCRIPT)
    try:
        files.inside(place, library.root)
        return files.read(place, limit=LIMIT)
    except files.Missing:
        return None


def write(library: Library, key: Key, radio_list: str, data: bytes, seen: files.Seen | None) -> Path | None:
    """The script holds `data`; where what was there before is kept, if there was something else.

    `seen` is what was read of it. Raises Conflict where somebody else has changed or made it meanwhile.
    """
    if seen is None:
        files.create(audio.place(library, key, radio_list, audio.SCRIPT), data, root=library.root)
        return None
    kept = _kept(library, key, radio_list, seen.data)
    files.put(kept, seen.data, root=library.root)
    files.replace(seen, data, root=library.root)
    return kept


def _kept(library: Library, key: Key, radio_list: str, data: bytes) -> Path:
    """Where a script lies that another has replaced: the same bytes have the same place, others never."""
    from hashlib import sha256  # noqa: PLC0415 - 3 ms, and hardly ever needed

    stem = Path(name(key, radio_list)).stem
    return library.root / ".digest" / "scripts" / f"{stem}-{sha256(data).hexdigest()[:12]}{audio.SCRIPT}"
