"""Nothing that is installed is under the GPL, the extra `audio` aside; the README says what is there."""

import re
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
EXTRAS = ("pdf", "font", "docx", "wechat")
LESSER = {"lameenc", "edge-tts"}  # under the LGPL: imported as they are, and nobody has to install them
APART = "espeakng-loader"  # says nothing of a licence, and brings a library under the GPL
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def needed(package: str, extra: str | None = None) -> set[str]:
    """What a package asks for, itself or for one of its extras."""
    found = set()
    for line in requires(package) or ():
        asked, _semicolon, condition = line.partition(";")
        wanted = re.search(r'extra == ["\'](\w+)["\']', condition)
        name = _NAME.match(asked)
        if name and (wanted[1] if wanted else None) == extra:
            found.add(name[0])
    return found


def everything(packages: set[str]) -> set[str]:
    """The packages and whatever they install, as far as it is installed here."""
    found: set[str] = set()
    due = set(packages)
    while due:
        package = due.pop()
        found.add(package)
        try:
            due |= needed(package) - found
        except PackageNotFoundError:  # for another system, or another Python
            found.discard(package)
    return found


def licence(package: str) -> str:
    told = metadata(package)
    kinds = [each for each in told.get_all("Classifier") or [] if each.startswith("License")]
    return " ".join([told["License-Expression"] or "", (told["License"] or "")[:200], *kinds])


@pytest.mark.parametrize("extra", [None, *EXTRAS])
def test_no_part_is_under_the_gpl(extra: str | None) -> None:
    parts = everything(needed("digestcli", extra))
    assert len(parts) > (20 if extra is None else 0)
    for part in parts:
        assert licence(part).strip(), part
        assert "GPL" not in licence(part), part
        assert "General Public License" not in licence(part), part


def test_what_speaks_is_under_the_lgpl_or_apart() -> None:
    """That espeak-ng stays in a process of its own is held by import-linter."""
    parts = everything(needed("digestcli", "audio")) - everything(needed("digestcli"))
    assert parts >= {*LESSER, APART, "miniaudio", "aiohttp"}
    assert {part for part in parts if "GPL" in licence(part)} == LESSER
    assert {part for part in parts if not licence(part).strip()} == {APART}
    assert all("LGPL" in licence(part) or "Lesser" in licence(part) for part in LESSER)


def test_the_readme_names_every_part_that_is_asked_for() -> None:
    table = README.read_text("utf-8").partition("## Parts and their licences")[2].casefold()
    asked = needed("digestcli") | {
        part for extra in ("pdf", "docx", "wechat", "audio") for part in needed("digestcli", extra)
    }
    assert {part for part in asked if part.casefold() not in table} == set()
