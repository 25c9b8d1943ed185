"""The papers of an issue as CSL-JSON 1.0.2, which Zotero and pandoc read."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.markup.citing import Citation, citations
from digestcli.markup.json_text import dumps
from digestcli.markup.plain import clean, one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:  # noqa: ARG001 - no pictures here
    """One `KEY.csl.json` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.csl.json", partial(_render, digest))


def _render(digest: Digest) -> bytes:
    items = [_item(citation) for citation in citations(digest)]
    return f"{dumps(items, indent=2)}\n".encode()


def _item(citation: Citation) -> dict[str, object]:
    """What is known; a name is `literal`, as nobody told which part of it is the family's."""
    paper = citation.paper
    told = {
        "id": citation.key,
        "type": "article",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "issued": {"date-parts": [list(citation.date)]} if citation.date else None,
        "abstract": clean(paper.abstract) if paper and paper.abstract else None,
        "publisher": "arXiv" if citation.id else None,
        "number": f"arXiv:{citation.id}" if citation.id else None,
        "DOI": one_line(citation.doi) if citation.doi else None,
        "note": one_line(paper.journal_ref) if paper and paper.journal_ref else None,
        "URL": citation.url,
    }
    return {name: value for name, value in told.items() if value}
