"""The papers of an issue in RIS: a tag and a value a line, CRLF at its end, as its readers expect."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.markup.citing import Citation, citations
from digestcli.markup.plain import one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:  # noqa: ARG001 - no pictures here
    """One `KEY.ris` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.ris", partial(_render, digest))


def _render(digest: Digest) -> bytes:
    lines = (f"{tag}  - {one_line(value)}" for each in citations(digest) for tag, value in _tags(each))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _tags(citation: Citation) -> Iterator[tuple[str, str]]:
    paper, date = citation.paper, citation.date
    yield "TY", "UNPB"
    yield "ID", citation.key
    yield "TI", citation.title
    yield from (("AU", name) for name in citation.authors)
    if date:
        yield "PY", str(date[0])
        yield "DA", "/".join([f"{part:02}" for part in date] + [""] * (4 - len(date)))
    if paper and paper.abstract:
        yield "AB", paper.abstract
    if citation.id:
        yield "PB", "arXiv"
        yield "M1", f"arXiv:{citation.id}"
    if citation.doi:
        yield "DO", citation.doi
    if citation.url:
        yield "UR", citation.url
    yield "ER", ""
