"""The tables of `docs/threats.md`, each payload in each format: `python -m tests.threat_table`."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from digestcli.markup.plain import clean
from digestcli.markup.tex import to_unicode
from tests.threat_pages import Seen
from tests.threatened import Threatened, formats
from tests.threats import PAYLOADS, ROWS, Payload, stored, typed

PAGE = Path(__file__).parents[1] / "docs" / "threats.md"
BEGIN = "<!-- payloads: written by `python -m tests.threat_table` -->\n"
END = "<!-- end of the payloads -->\n"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u2069\ud800-\udfff\ufffe\uffff]")


def written(published: Threatened) -> str:
    """The page as it should be."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _old, after = rest.split(END)
    return "".join((before, BEGIN, *(f"{line}\n" for line in _tables(published)), END, after))


def _tables(published: Threatened) -> Iterator[str]:
    names = formats()
    for row, what in ROWS.items():
        yield f"\n### {row}: {what}\n"
        yield f"| payload | {' | '.join(names)} |"
        yield f"|---|{':-:|' * len(names)}"
        for payload in PAYLOADS:
            if payload.row == row:
                cells = (outcome(payload, published.seen(payload, name)) for name in names)
                yield f"| {_code(payload.words)} | {' | '.join(cells)} |"
    yield ""


def outcome(payload: Payload, seen: Seen) -> str:
    """What a reader is given of it, in a sign or two; the legend is in the page."""
    words = _squeezed(seen.words)
    told = (payload.words, clean(payload.words), clean(typed(payload)), clean(stored(payload)))
    as_written, *visible = (f"{_squeezed(each)}mkfact" in words for each in told)
    read = _squeezed(to_unicode(payload.words))
    is_tex = "$" in payload.words or (read != _squeezed(payload.words) and f"{read}mkfact" in words)
    sign = "w" if as_written else "v" if any(visible) else "t" if is_tex else "?"
    address = payload.words.strip()
    if any(_same(address, each) for each in seen.loaded):
        sign += "p"
    return sign + ("l" if any(_same(address, each) for each in seen.links) else "")


def _same(address: str, other: str) -> bool:
    """Whether an address on the web is the other one, however that is written."""
    plain = [re.sub(r"%[0-9A-F]{2}|[^!-~]|['\\\]]", "", each) for each in (address, other)]
    return address.startswith("http") and plain[0] == plain[1]


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def _code(words: str) -> str:
    shown = _UNSEEN.sub(lambda sign: f"\\x{ord(sign[0]):02x}", words).replace("x" * 300, "xxx…")
    cell = shown.replace("|", "\\|")
    return f"`` {cell} ``" if "`" in cell else f"`{cell}`"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        PAGE.write_text(written(Threatened(Path(folder))), encoding="utf-8")
