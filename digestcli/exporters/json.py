"""The issue as data: the document `digest/1`, and `digest-series/1` for several."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets, Repoint
from digestcli.markup import lines
from digestcli.markup.json_text import dumps
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation, Series
from digestcli.model.issue import Figure, Passage
from digestcli.model.paper import Paper

Document = dict[str, object]


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.json` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.json", partial(_render, digest, assets.path))


def _render(digest: Digest, repoint: Repoint) -> bytes:
    return text(document(digest, repoint)).encode()


def text(document: Document) -> str:
    """A document as it is printed and stored."""
    return dumps(document, indent=2) + "\n"


def series_document(series: Series, repoint: Repoint) -> Document:
    """Several issues in one document."""
    return {
        "schema": "digest-series/1",
        "digests": [document(digest, repoint) for digest in series.digests],
    }


def document(digest: Digest, repoint: Repoint) -> Document:
    """One issue; what is unwritten or unknown is None."""
    week = digest.key.week
    return {
        "schema": "digest/1",
        "key": str(digest.key),
        "week": str(week) if week else None,
        "title": digest.title,
        "number": digest.number,
        "date": digest.date,
        "byline": digest.byline,
        "cover": digest.cover,
        "lead": digest.lead,
        "entries": [_entry(entry, digest, repoint) for entry in digest.entries],
        "passages": list(_passages(digest)),
        "radio": [_programme(programme) for programme in (digest.radio.lists if digest.radio else ())],
        "links": dict(digest.links),
    }


def _entry(entry: Entry, digest: Digest, repoint: Repoint) -> Document:
    note, paper, people = entry.note, entry.paper, lines.authors(entry, digest.words)
    return {
        "number": entry.number,
        "id": str(entry.id) if entry.id else None,
        "version": paper.version if paper else None,
        "title": lines.title(entry).plain if entry.title else None,
        "title_tex": entry.title,
        "authors": lines.names(entry),
        "authors_line": people.plain if people else None,
        "url": entry.url,
        "pdf_url": entry.id.pdf_url if entry.id else None,
        **_record(paper),
        "summary": note.summary.value if note.summary else None,
        "recommendation": note.recommendation.value if note.recommendation else None,
        "fields": [[label, value] for label, value in entry.extra],
        "figures": [_figure(figure, repoint) for figure in note.figures],
        "source": paper.source if paper else None,
        "pending": entry.pending,
        "partial": entry.partial,
        "facts": _overridden(entry),
    }


def _record(paper: Paper | None) -> Document:
    return {
        "primary_category": paper.primary_category if paper else None,
        "categories": list(paper.categories) if paper else [],
        "published": paper.published if paper else None,
        "updated": paper.updated if paper else None,
        "comment": paper.comment if paper else None,
        "doi": paper.doi if paper else None,
        "license": paper.license if paper else None,
        "abstract": paper.abstract if paper else None,
    }


def _overridden(entry: Entry) -> Document:
    """What arXiv says where the editor says something else."""
    if entry.paper is None:
        return {}
    facts: Document = {}
    if entry.title_is_ours:
        facts["title"] = entry.paper.title
    if entry.authors_text:
        facts["authors"] = [author.name for author in entry.paper.authors]
    if entry.id and entry.url != entry.id.url:
        facts["url"] = entry.id.url
    return facts


def _figure(figure: Figure, repoint: Repoint) -> Document:
    return {"path": repoint(figure.path), "alt": figure.alt, "caption": figure.caption}


def _passages(digest: Digest) -> Iterator[Document]:
    """Each passage with the number of the paper it follows, 0 before the first."""
    after = 0
    for part in digest.body:
        match part:
            case Entry():
                after = part.number
            case Passage():
                text = part.text.value if part.text else None
                yield {"heading": part.heading.value, "level": part.level, "text": text, "after": after}
            case Radiostation():
                pass


def _programme(programme: RadioProgramme) -> Document:
    return {
        "name": programme.name,
        "text": programme.text,
        "audio": programme.audio,
        "duration": programme.duration,
        "picks": [_pick(pick) for pick in programme.entries],
    }


def _pick(pick: RadioEntry) -> Document:
    return {
        "number": pick.number,
        "id": str(pick.id) if pick.id else None,
        "title": lines.title(pick).plain if pick.title else None,
        "from": [lines.Said(name, pick.names_are_ours).plain for name in pick.names],
        "url": pick.url,
    }
