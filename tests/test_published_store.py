"""Anybody may have written in the store of a shared library: nothing is believed that does not fit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digestcli.errors import FileError
from digestcli.library import editionfile, published
from digestcli.library.root import Library
from digestcli.model.edition import (
    Edition,
    Erratum,
    PictureFile,
    PrintedPaper,
    PrintedPick,
    Published,
    Stored,
)
from digestcli.model.key import Key

KEY = Key("2023-W14")
DATA = "成稿。\n".encode()
HASH = published.sha256(DATA)
FILE = Stored("md", "2023-W14.md", len(DATA), HASH)
EDITION = Edition(
    key=KEY,
    number=1,
    date="2023-04-09",
    title="周报 | \u202e甲",
    issue_number="012",
    source=HASH,
    words={"lead": HASH},
    order=("2304.02643", "# 编者后记"),
    papers=(
        PrintedPaper(
            id="2304.02643",
            version=1,
            title="Segment Anything",
            authors=("A", "B"),
            authors_line="A、B",
            url="https://arxiv.org/abs/2304.02643",
            ours=(),
            words={"summary": HASH},
        ),
        PrintedPaper(
            id=None,
            version=None,
            title=None,
            authors=(),
            authors_line=None,
            url=None,
            ours=("title",),
            words={},
        ),
    ),
    picks=(PrintedPick("NLP", "2304.01089", None, ("A",)),),
    pictures=(PictureFile("figures/a.png", 1, HASH), PictureFile("figures/b.png", None, None)),
    files=(FILE,),
    erratum=Erratum("2023-04-08", "写错了。"),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with one edition of one issue."""
    library = Library(tmp_path / "library")
    library.root.mkdir()
    published.keep(library, EDITION, {FILE.name: DATA}, with_account=True)
    return library


def account(library: Library) -> Path:
    return published.account(library, KEY, 1)


def test_an_edition_is_read_as_it_was_kept(library: Library) -> None:
    assert published.last(library, KEY) == Published(EDITION, None)
    assert published.data_of(library, EDITION, FILE) == DATA
    text = account(library).read_text(encoding="utf-8")
    assert "\\u202e甲" in text
    assert (library.published / ".gitattributes").read_bytes() == b"* -text\n"


def test_an_issue_may_have_any_key(library: Library) -> None:
    key = Key("published")
    names = {"published.json": DATA, "thawed.json": DATA}
    files = tuple(Stored("json", name, len(DATA), HASH) for name in names)
    edition = editionfile.read(editionfile.write(EDITION).replace("2023-W14", "published").encode(), key, 1)
    published.keep(library, edition, names, with_account=True)
    assert [published.data_of(library, edition, each) for each in files] == [DATA, DATA]
    assert published.is_frozen(library, key)


def _at(*path: str | int, value: object) -> Callable[[Any], None]:
    """Puts `value` somewhere into the account."""

    def spoil(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        _at("schema", value="digest-published/2"),
        _at("key", value="2023-W13"),
        _at("edition", value=2),
        _at("date", value="2023-02-30"),
        _at("date", value=None),
        _at("title", value=["甲"]),
        _at("source", value="a" * 63),
        _at("files", value={}),
        _at("files", 0, value="2023-W14.md"),
        lambda document: document["files"].append({**document["files"][0], "format": "txt"}),
        _at("files", 0, "name", value="../../../issues/2023-W14.md"),
        _at("files", 0, "name", value="/etc/passwd"),
        _at("files", 0, "name", value="2023-W14.md/../x"),
        _at("files", 0, "name", value="2023-W14"),
        _at("files", 0, "name", value="2023-W13.md"),
        _at("files", 0, "format", value="../md"),
        _at("files", 0, "size", value=-1),
        _at("files", 0, "size", value=True),
        _at("files", 0, "size", value=1 << 40),
        _at("files", 0, "sha256", value=HASH.upper()),
        _at("papers", 0, "version", value="1"),
        _at("papers", 0, "authors", value="A"),
        _at("papers", 0, "authors", value=[1]),
        _at("papers", 0, "words", value={"summary": 1}),
        _at("words", value=[]),
        _at("radio", 0, "list", value=None),
        _at("pictures", 0, "path", value=None),
        _at("erratum", value="写错了"),
        _at("erratum", "reason", value=1),
    ],
)
def test_an_account_that_does_not_fit_is_refused_with_its_file(
    library: Library, spoil: Callable[[Any], None]
) -> None:
    document = json.loads(account(library).read_bytes())
    spoil(document)
    account(library).write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(FileError, match=r"published/2023-W14/1\.json"):
        published.last(library, KEY)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_account_is_refused(library: Library, data: bytes) -> None:
    for path in (account(library), account(library).with_suffix(".thawed.json")):
        path.write_bytes(data)
        with pytest.raises(FileError, match=path.name.replace(".", r"\.")):
            published.last(library, KEY)
        path.write_text(editionfile.write(EDITION), encoding="utf-8")


def test_an_account_without_end_is_not_read(library: Library) -> None:
    with account(library).open("wb") as file:
        file.truncate(published.LIMIT + 1)
    with pytest.raises(FileError, match="larger"):
        published.last(library, KEY)


@pytest.mark.parametrize(
    "data", [b"", DATA[:-1], DATA + b"\n", DATA.replace(b"\n", b"\r\n"), b"x" * len(DATA)]
)
def test_bytes_that_were_not_published_are_refused_with_their_file(library: Library, data: bytes) -> None:
    (library.published / "2023-W14" / "1" / FILE.name).write_bytes(data)
    with pytest.raises(FileError, match=r"published/2023-W14/1/2023-W14\.md") as raised:
        published.data_of(library, EDITION, FILE)
    assert "git" in str(raised.value.hint)


def test_nothing_leads_out_of_the_library(library: Library, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(DATA)
    kept = library.published / "2023-W14" / "1" / FILE.name
    kept.unlink()
    kept.symlink_to(secret)
    with pytest.raises(FileError, match="leads out"):
        published.data_of(library, EDITION, FILE)
    account(library).rename(tmp_path / "1.json")
    account(library).symlink_to(tmp_path / "1.json")
    with pytest.raises(FileError, match="leads out"):
        published.last(library, KEY)


def test_other_files_beside_an_edition_are_no_editions(library: Library) -> None:
    store = library.published / "2023-W14"
    for name in ("0.json", "02.json", "2.json~", ".3.json.1-00000000.tmp", "99999.json", "thawed.json"):
        (store / name).write_bytes(b"")
    (store / "2").mkdir()
    assert published.last(library, KEY) == Published(EDITION, None)
    assert published.last(library, Key("2023-W13")) is None


def test_a_later_field_is_passed_over_and_not_lost(library: Library) -> None:
    document = json.loads(account(library).read_bytes()) | {"later": 1}
    account(library).write_text(json.dumps(document), encoding="utf-8")
    assert published.last(library, KEY) == Published(EDITION, None)
    before = account(library).read_bytes()
    assert published.keep(library, EDITION, {FILE.name: DATA}, with_account=False) == ()
    assert account(library).read_bytes() == before
